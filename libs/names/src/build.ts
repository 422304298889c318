import { backgroundParts } from './background.ts';
import { articleFlag, genderCodes, kindCodes, qualityCodes } from './codes.ts';
import { packBirthDates, packNation } from './facts.ts';
import { growing, type IndexData, packIndex } from './layout.ts';
import { roles } from './particles.ts';
import { readParts } from './parts.ts';
import { fileKeys, keyRoom, soundMask } from './skeleton.ts';
import { maximumSymbols } from './spelling.ts';
import { firstArabic } from './symbols.ts';
import type { NameEntry, NameQuality } from './types.ts';
import { createVocabulary } from './vocabulary.ts';

export interface BuildOptions {
  /** Weight of the list's own counts against the background, at most this much (0..1). */
  readonly segmentWeight?: number;
}

type Vocabulary = ReturnType<typeof createVocabulary>;
const encoder = new TextEncoder();

const createRows = () => ({
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
type Rows = ReturnType<typeof createRows>;

const addName = (
  rows: Rows,
  vocabulary: Vocabulary,
  text: string,
  ordinal: number,
  quality: NameQuality,
): void => {
  rows.nameEntry.push(rows.entryKey.size - 1);
  rows.nameOrdinal.push(ordinal);
  rows.nameQuality.push(qualityCodes.indexOf(quality));
  rows.nameUnitStart.push(rows.unitPart.size);
  rows.textStart.push(rows.textBytes.size);
  for (const byte of encoder.encode(text)) rows.textBytes.push(byte);
  for (const part of readParts(text)) {
    rows.unitPart.push(vocabulary.add(part.symbols.subarray(0, maximumSymbols), 1));
    rows.unitRole.push(roles.indexOf(part.role) | (part.article ? articleFlag : 0));
  }
};

const addEntry = (rows: Rows, vocabulary: Vocabulary, entry: NameEntry): void => {
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
    addName(rows, vocabulary, name.text, ordinal, name.quality);
};

/** How common each part is: the background, mixed with the list's own counts as far as the list is large. */
const shareParts = (
  counts: Uint32Array,
  background: Float64Array,
  symbols: Uint8Array,
  starts: Uint32Array,
  weight: number,
): Float32Array => {
  const totals = [0, 0];
  const script = (part: number): number => ((symbols[starts[part]!] ?? 0) >= firstArabic ? 1 : 0);
  counts.forEach((count, part) => {
    totals[script(part)]! += count;
  });
  return Float32Array.from(counts, (count, part) => {
    const total = totals[script(part)]!;
    const own = Math.min(weight, total / (total + 20_000));
    return background[part]! * (1 - own) + (total === 0 ? 0 : (own * count) / total);
  });
};

const postingsOf = (unitPart: Uint32Array, nameUnitStart: Uint32Array, parts: number) => {
  const postingStart = new Uint32Array(parts + 1);
  for (const part of unitPart) postingStart[part + 1]!++;
  for (let part = 0; part < parts; part++) postingStart[part + 1]! += postingStart[part]!;
  const next = postingStart.slice(0, parts);
  const postings = new Uint32Array(unitPart.length);
  for (let name = 0; name + 1 < nameUnitStart.length; name++)
    for (let unit = nameUnitStart[name]!; unit < nameUnitStart[name + 1]!; unit++)
      postings[next[unitPart[unit]!]!++] = name;
  return { postingStart, postings };
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
  const placeOf = new Map<number, number>();
  skeletonKeys.forEach((key, i) => {
    placeOf.set(key, i);
  });
  const skeletonStart = new Uint32Array(skeletonKeys.length + 1);
  for (const key of all) skeletonStart[placeOf.get(key)! + 1]!++;
  for (let i = 0; i < skeletonKeys.length; i++) skeletonStart[i + 1]! += skeletonStart[i]!;
  const next = skeletonStart.slice(0, skeletonKeys.length);
  const skeletonParts = new Uint32Array(all.length);
  all.forEach((key, i) => {
    skeletonParts[next[placeOf.get(key)!]!++] = owners.at(i);
  });
  // The mask lies beside the part, so that a bucket is sifted in one sequential read.
  const skeletonMasks = skeletonParts.map((part) =>
    soundMask(partSymbols, partStart[part]!, partStart[part + 1]!),
  );
  return { skeletonKeys, skeletonStart, skeletonParts, skeletonMasks };
};

const orderParts = (starts: Uint32Array, symbols: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: starts.length - 1 }, (_, part) => part).sort((a, b) => {
    const lengthA = starts[a + 1]! - starts[a]!;
    const lengthB = starts[b + 1]! - starts[b]!;
    for (let i = 0; i < Math.min(lengthA, lengthB); i++) {
      const d = symbols[starts[a]! + i]! - symbols[starts[b]! + i]!;
      if (d !== 0) return d;
    }
    return lengthA - lengthB || a - b;
  });

/**
 * Builds an index of listings in one shared buffer: write it to a file, share it with worker threads, open it
 * with {@link openIndex}. Deterministic: the same entries in the same order give the same bytes.
 * @example const index = openIndex(buildIndex([{ key: 1, kind: 'person', names: [{ text: 'محمد علي', quality: 'primary' }], birthDates: [], nationalities: [], gender: null }]));
 */
export const buildIndex = (entries: Iterable<NameEntry>, options: BuildOptions = {}): SharedArrayBuffer => {
  const rows = createRows();
  const vocabulary = createVocabulary();
  for (const entry of entries) addEntry(rows, vocabulary, entry);
  rows.entryFirstName.push(rows.nameEntry.size);
  rows.birthStart.push(rows.birthFrom.size);
  rows.nationStart.push(rows.nationCode.size);
  rows.nameUnitStart.push(rows.unitPart.size);
  rows.textStart.push(rows.textBytes.size);
  const known = backgroundParts.map((part) => [vocabulary.add(part.symbols, 0), part.share] as const);
  const { partStart, partSymbols, counts, formTable } = vocabulary.done();
  const background = new Float64Array(counts.length);
  for (const [part, share] of known) background[part] = share;
  const own = Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row.done()])) as {
    [R in keyof Rows]: ReturnType<Rows[R]['done']>;
  };
  const keyOrder = Uint32Array.from(own.entryKey, (_, entry) => entry).sort(
    (a, b) => own.entryKey[a]! - own.entryKey[b]! || a - b,
  );
  const data: IndexData = {
    ...own,
    keyOrder,
    partStart,
    partSymbols,
    formTable,
    partShare: shareParts(counts, background, partSymbols, partStart, options.segmentWeight ?? 0.5),
    partOrder: orderParts(partStart, partSymbols),
    ...postingsOf(own.unitPart, own.nameUnitStart, counts.length),
    ...skeletonsOf(partStart, partSymbols),
  };
  return packIndex(data);
};
