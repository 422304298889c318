import { backgroundParts } from './background.ts';
import { articleFlag, genderCodes, kindCodes, mostParts, packUnit, qualityCodes } from './codes.ts';
import { packBirthDates, packNation } from './facts.ts';
import { growing, type IndexData, packIndex } from './layout.ts';
import { readListed } from './organisations.ts';
import { roles } from './particles.ts';
import type { NamePart } from './parts.ts';
import { fileKeys, keyRoom, lowerBound } from './skeleton.ts';
import { soundMask, withShared } from './sounds.ts';
import { maximumSymbols } from './spelling.ts';
import { firstArabic } from './symbols.ts';
import type { NameEntry, NameQuality } from './types.ts';
import { createVocabulary } from './vocabulary.ts';

type Vocabulary = ReturnType<typeof createVocabulary>;
const encoder = new TextEncoder();

/** The rows of entries and names as they are collected. */
export const createRows = () => ({
  entryKey: growing('u32'),
  entryKind: growing('u8'),
  entryGender: growing('u8'),
  entryFirstName: growing('u32'),
  birthStart: growing('u32'),
  birthFrom: growing('i32'),
  birthTo: growing('i32'),
  nationStart: growing('u32'),
  nationCode: growing('u16'),
  nameEntry: growing('u32'),
  nameOrdinal: growing('u16'),
  nameQuality: growing('u8'),
  nameUnitStart: growing('u32'),
  unitPart: growing('u32'),
  unitRole: growing('u8'),
  textStart: growing('u32'),
  textBytes: growing('u8'),
});
export type Rows = ReturnType<typeof createRows>;

const addName = (
  rows: Rows,
  vocabulary: Pick<Vocabulary, 'add'>,
  text: string,
  parts: readonly NamePart[],
  ordinal: number,
  quality: NameQuality,
): void => {
  rows.nameEntry.push(rows.entryKey.size - 1);
  rows.nameOrdinal.push(ordinal);
  rows.nameQuality.push(qualityCodes.indexOf(quality));
  rows.nameUnitStart.push(rows.unitPart.size);
  rows.textStart.push(rows.textBytes.size);
  // A character of UTF-16 is three bytes of UTF-8 at most.
  rows.textBytes.grown(encoder.encodeInto(text, rows.textBytes.room(text.length * 3)).written);
  for (const part of parts) {
    rows.unitPart.push(vocabulary.add(part.symbols.subarray(0, maximumSymbols), 1));
    rows.unitRole.push(roles.indexOf(part.role) | (part.article ? articleFlag : 0));
  }
};

export const addEntry = (rows: Rows, vocabulary: Pick<Vocabulary, 'add'>, entry: NameEntry): void => {
  rows.entryFirstName.push(rows.nameEntry.size);
  rows.birthStart.push(rows.birthFrom.size);
  rows.nationStart.push(rows.nationCode.size);
  rows.entryKey.push(entry.key >>> 0);
  rows.entryKind.push(kindCodes.indexOf(entry.kind));
  rows.entryGender.push(genderCodes.indexOf(entry.gender));
  for (const [from, to] of packBirthDates(entry.birthDates)) {
    rows.birthFrom.push(from);
    rows.birthTo.push(to);
  }
  for (const nation of entry.nationalities) rows.nationCode.push(packNation(nation));
  for (const [ordinal, name] of entry.names.entries())
    for (const parts of readListed(name.text, entry.kind))
      addName(rows, vocabulary, name.text, parts, ordinal, name.quality);
};

/** The rows whole: each list of starts has its end. */
export const closeRows = (rows: Rows) => {
  rows.entryFirstName.push(rows.nameEntry.size);
  rows.birthStart.push(rows.birthFrom.size);
  rows.nationStart.push(rows.nationCode.size);
  rows.nameUnitStart.push(rows.unitPart.size);
  rows.textStart.push(rows.textBytes.size);
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row.done()])) as {
    [R in keyof Rows]: ReturnType<Rows[R]['done']>;
  };
};

/** How much a list's own counts weigh against the background: up to one half, as far as it is large. */
export const ownWeight = (total: number): number => Math.min(0.5, total / (total + 20_000));

/** How common each part is: the background, mixed with the list's own counts as far as the list is large. */
const shareParts = (
  counts: Uint32Array,
  background: Float64Array,
  totals: readonly number[],
  scriptOf: (part: number) => number,
): Float32Array =>
  Float32Array.from(counts, (count, part) => {
    const total = totals[scriptOf(part)]!;
    const own = ownWeight(total);
    return background[part]! * (1 - own) + (total === 0 ? 0 : (own * count) / total);
  });

/** How many parts of names are Latin and Arabic. */
export const totalsOf = (counts: Uint32Array, scriptOf: (part: number) => number): readonly number[] => {
  const totals = [0, 0];
  counts.forEach((count, part) => {
    totals[scriptOf(part)]! += count;
  });
  return totals;
};

/** Files item i under place[i], in the order of the items (a counting sort). */
const fileBy = (place: Uint32Array, places: number, item: (i: number) => number) => {
  const start = new Uint32Array(places + 1);
  for (const at of place) start[at + 1]!++;
  for (let at = 0; at < places; at++) start[at + 1]! += start[at]!;
  const next = start.slice(0, places);
  const items = new Uint32Array(place.length);
  for (let i = 0; i < place.length; i++) items[next[place[i]!]!++] = item(i);
  return { start, items };
};

export const postingsOf = (unitPart: Uint32Array, nameUnitStart: Uint32Array, parts: number) => {
  let name = 0;
  const { start, items } = fileBy(unitPart, parts, (unit) => {
    while (nameUnitStart[name + 1]! <= unit) name += 1;
    return name;
  });
  return { postingStart: start, postings: items };
};

/** In how many first symbols two parts agree. */
const sharedSymbols = (starts: Uint32Array, symbols: Uint8Array, a: number, b: number): number => {
  const most = Math.min(starts[a + 1]! - starts[a]!, starts[b + 1]! - starts[b]!);
  let shared = 0;
  while (shared < most && symbols[starts[a]! + shared] === symbols[starts[b]! + shared]) shared += 1;
  return shared;
};

const skeletonsOf = (partStart: Uint32Array, partSymbols: Uint8Array) => {
  const keys = growing('u32');
  const owners = growing('u32');
  const scratch = new Uint32Array(keyRoom);
  for (let part = 0; part + 1 < partStart.length; part++) {
    const count = fileKeys(partSymbols, partStart[part]!, partStart[part + 1]!, scratch);
    for (let i = 0; i < count; i++) {
      keys.push(scratch[i]!);
      owners.push(part);
    }
  }
  const all = keys.done();
  const skeletonKeys = all
    .slice()
    .sort()
    .filter((key, i, sorted) => i === 0 || key !== sorted[i - 1]);
  const placeOf = all.map((key) => lowerBound(skeletonKeys, key));
  const { start: skeletonStart, items: skeletonParts } = fileBy(placeOf, skeletonKeys.length, owners.at);
  // The mask lies beside the part, so that a file is sifted in one sequential read.
  const skeletonMasks = skeletonParts.map((part) =>
    soundMask(partSymbols, partStart[part]!, partStart[part + 1]!),
  );
  for (let place = 0; place < skeletonKeys.length; place++)
    for (let i = skeletonStart[place]! + 1; i < skeletonStart[place + 1]!; i++) {
      const shared = sharedSymbols(partStart, partSymbols, skeletonParts[i - 1]!, skeletonParts[i]!);
      skeletonMasks[i] = withShared(skeletonMasks[i]!, shared);
    }
  return { skeletonKeys, skeletonStart, skeletonParts, skeletonMasks };
};

/** The names of a list, read: what an index and a change of it are made from. */
export const readEntries = (entries: Iterable<NameEntry>) => {
  const rows = createRows();
  const vocabulary = createVocabulary();
  for (const entry of entries) addEntry(rows, vocabulary, entry);
  return { rows, vocabulary };
};

type Finished = ReturnType<Vocabulary['done']>;

/** All sections, with the shares that `sharesOf` gives to the parts in their final order. */
export const assemble = (
  rows: Rows,
  { partStart, partSymbols, counts, formTable, placeOf }: Finished,
  partShare: Float32Array,
  change: Pick<IndexData, 'removedKeys' | 'changeOf'>,
): SharedArrayBuffer => {
  if (counts.length > mostParts) throw new RangeError('NAMES_INDEX_TOO_LARGE: too many different parts');
  const { unitPart, unitRole, ...kept } = closeRows(rows);
  for (let unit = 0; unit < unitPart.length; unit++) unitPart[unit] = placeOf[unitPart[unit]!]!;
  const keyOrder = Uint32Array.from(kept.entryKey, (_, entry) => entry).sort(
    (a, b) => kept.entryKey[a]! - kept.entryKey[b]! || a - b,
  );
  return packIndex({
    ...kept,
    ...change,
    units: unitPart.map((part, unit) => packUnit(part, unitRole[unit]!)),
    keyOrder,
    partStart,
    partSymbols,
    formTable,
    partShare,
    ...postingsOf(unitPart, kept.nameUnitStart, counts.length),
    ...skeletonsOf(partStart, partSymbols),
  });
};

/** 0 for a Latin part, 1 for an Arabic one. */
export const scriptOfParts =
  (symbols: Uint8Array, starts: Uint32Array) =>
  (part: number): number =>
    (symbols[starts[part]!] ?? 0) >= firstArabic ? 1 : 0;

/**
 * Builds an index of listings in one shared buffer: write it to a file, share it with worker threads, open it
 * with {@link openIndex}. Deterministic: the same entries in the same order give the same bytes.
 * @throws RangeError (`NAMES_INDEX_TOO_LARGE`) beyond 16,777,216 different parts of names.
 * @example openIndex(buildIndex([{ key: 1, kind: 'person', names: [{ text: 'محمد علي', quality: 'primary' }], birthDates: [], nationalities: [], gender: null }])).query({ name: 'MOHAMED ALI' })[0]?.key; // 1
 */
export const buildIndex = (entries: Iterable<NameEntry>): SharedArrayBuffer => {
  const { rows, vocabulary } = readEntries(entries);
  const known = backgroundParts.map((part) => [vocabulary.add(part.symbols, 0), part.share] as const);
  const finished = vocabulary.done();
  const { counts, placeOf } = finished;
  const background = new Float64Array(counts.length);
  for (const [part, share] of known) background[placeOf[part]!] = share;
  const scriptOf = scriptOfParts(finished.partSymbols, finished.partStart);
  const totals = totalsOf(counts, scriptOf);
  const shares = shareParts(counts, background, totals, scriptOf);
  return assemble(rows, finished, shares, { removedKeys: new Uint32Array(0), changeOf: new Uint32Array(0) });
};
