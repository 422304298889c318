import { addEntry, buildIndex, closeRows, createRows, postingsOf } from './build.ts';
import { packUnit } from './codes.ts';
import { createFamilyIndex, type FamilyIndex, familiesOf } from './families.ts';
import { type IndexData, viewIndex } from './layout.ts';
import { fileKeys, keyRoom } from './skeleton.ts';
import { soundMask, withShared } from './sounds.ts';
import type { NameEntry } from './types.ts';
import { findForm, hashSymbols } from './vocabulary.ts';

/**
 * An index of one entry, laid over the index of no entries: what the background knows is made once, and only the few
 * parts that it does not know are put in their places. The same as building the index of that entry with the
 * background's frequencies alone (comparing.test.ts), thirty times as fast.
 */
export interface Overlay {
  readonly data: IndexData;
  readonly families: FamilyIndex;
}

interface Base extends Overlay {
  readonly parts: number;
}

/** Where the parts of the background and the new ones come to stand, in the order of their symbols. */
interface Places {
  readonly ofBase: Uint32Array;
  readonly ofNew: readonly number[];
  /** By place: the part of the background, or -1 - the new one. */
  readonly back: Int32Array;
}

const compareSymbols = (a: Uint8Array, b: Uint8Array): number => {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
};

const symbolsOf = (data: IndexData, part: number): Uint8Array =>
  data.partSymbols.subarray(data.partStart[part]!, data.partStart[part + 1]!);

/** The first part of the background that stands after these symbols. */
const placeIn = (base: Base, symbols: Uint8Array): number => {
  let low = 0;
  let high = base.parts;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareSymbols(symbolsOf(base.data, middle), symbols) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const findPlaces = (base: Base, added: readonly Uint8Array[]): Places => {
  const order = added
    .map((symbols, at) => ({ at, symbols, before: placeIn(base, symbols) }))
    .sort((a, b) => a.before - b.before || compareSymbols(a.symbols, b.symbols));
  const ofBase = new Uint32Array(base.parts);
  const ofNew: number[] = [];
  const back = new Int32Array(base.parts + added.length);
  let taken = 0;
  for (let part = 0; part <= base.parts; part++) {
    for (; taken < order.length && order[taken]!.before === part; taken++) {
      ofNew[order[taken]!.at] = part + taken;
      back[part + taken] = -1 - order[taken]!.at;
    }
    if (part === base.parts) break;
    ofBase[part] = part + taken;
    back[part + taken] = part;
  }
  return { ofBase, ofNew, back };
};

const layVocabulary = (
  { data: base }: Base,
  added: readonly Uint8Array[],
  { back, ofBase, ofNew }: Places,
) => {
  const partStart = new Uint32Array(back.length + 1);
  const partShare = new Float32Array(back.length);
  const partSymbols = new Uint8Array(added.reduce((sum, part) => sum + part.length, base.partSymbols.length));
  for (let place = 0; place < back.length; place++) {
    const from = back[place]!;
    const start = partStart[place]!;
    if (from < 0) partSymbols.set(added[-1 - from]!, start);
    else {
      // Written out: a view for each of a thousand parts would cost more than the copy.
      for (let at = base.partStart[from]!, to = start; at < base.partStart[from + 1]!; at++, to++)
        partSymbols[to] = base.partSymbols[at]!;
      partShare[place] = base.partShare[from]!;
    }
    partStart[place + 1] =
      start + (from < 0 ? added[-1 - from]!.length : base.partStart[from + 1]! - base.partStart[from]!);
  }
  // At least half of the table is empty, and one name has fewer parts than that.
  const formTable = base.formTable.map((stored) => (stored === 0 ? 0 : ofBase[stored - 1]! + 1));
  added.forEach((symbols, at) => {
    let slot = hashSymbols(symbols, 0, symbols.length) & (formTable.length - 1);
    while (formTable[slot] !== 0) slot = (slot + 1) & (formTable.length - 1);
    formTable[slot] = ofNew[at]! + 1;
  });
  return { partStart, partShare, partSymbols, formTable };
};

interface Filing {
  readonly key: number;
  readonly part: number;
  readonly mask: number;
}

const filingsOf = (added: readonly Uint8Array[], { ofNew }: Places): Filing[] => {
  const keys = new Uint32Array(keyRoom);
  const filings: Filing[] = [];
  added.forEach((symbols, at) => {
    const count = fileKeys(symbols, 0, symbols.length, keys);
    // Nothing is said of what it shares with the part before it: it is then measured whole, with the same result.
    const mask = withShared(soundMask(symbols, 0, symbols.length), 0);
    for (let i = 0; i < count; i++) filings.push({ key: keys[i]!, part: ofNew[at]!, mask });
  });
  return filings.sort((a, b) => a.key - b.key || a.part - b.part);
};

/** The files under the skeletons, with the new parts where the order of parts has them. */
const laySkeletons = ({ data: base }: Base, { ofBase }: Places, filings: readonly Filing[]) => {
  const skeletonKeys = new Uint32Array(base.skeletonKeys.length + filings.length);
  const skeletonStart = new Uint32Array(skeletonKeys.length + 1);
  const skeletonParts = new Uint32Array(base.skeletonParts.length + filings.length);
  const skeletonMasks = new Uint32Array(skeletonParts.length);
  let keys = 0;
  let size = 0;
  let next = 0;
  const put = (part: number, mask: number): void => {
    skeletonParts[size] = part;
    skeletonMasks[size++] = mask;
  };
  const putNew = (key: number, before: number): void => {
    for (; next < filings.length && filings[next]!.key === key && filings[next]!.part < before; next++)
      put(filings[next]!.part, filings[next]!.mask);
  };
  const putFile = (file: number): void => {
    for (let i = base.skeletonStart[file]!; i < base.skeletonStart[file + 1]!; i++) {
      const part = ofBase[base.skeletonParts[i]!]!;
      putNew(base.skeletonKeys[file]!, part);
      put(part, base.skeletonMasks[i]!);
    }
  };
  for (let file = 0; file < base.skeletonKeys.length || next < filings.length; ) {
    const known = base.skeletonKeys[file] ?? Infinity;
    const key = Math.min(known, filings[next]?.key ?? Infinity);
    skeletonKeys[keys] = key;
    if (key === known) putFile(file++);
    putNew(key, Infinity);
    skeletonStart[++keys] = size;
  }
  return {
    skeletonKeys: skeletonKeys.subarray(0, keys),
    skeletonStart: skeletonStart.subarray(0, keys + 1),
    skeletonParts,
    skeletonMasks,
  };
};

const layFamilies = (
  base: Base,
  added: readonly Uint8Array[],
  { ofBase, ofNew, back }: Places,
): FamilyIndex => {
  const members = base.families.members.map((parts) => parts.map((part) => ofBase[part]!));
  added.forEach((symbols, at) => {
    for (const family of familiesOf(symbols)) members[family]!.push(ofNew[at]!);
  });
  return {
    members,
    ofPart: (part) => {
      const from = back[part]!;
      return from < 0 ? familiesOf(added[-1 - from]!) : base.families.ofPart(from);
    },
  };
};

/** Makes overlays; the background is read at the first. */
export const createOverlays = () => {
  let made: Base | null = null;
  const baseOf = (): Base => {
    if (made === null) {
      const data = viewIndex(buildIndex([]));
      made = { data, families: createFamilyIndex(data), parts: data.partShare.length };
    }
    return made;
  };

  const readRows = (base: Base, entry: NameEntry) => {
    const { data } = base;
    const added: Uint8Array[] = [];
    const rows = createRows();
    const add = (symbols: Uint8Array): number => {
      const known = findForm(data.formTable, data.partStart, data.partSymbols, symbols, 0, symbols.length);
      if (known >= 0) return known;
      const before = added.findIndex((part) => compareSymbols(part, symbols) === 0);
      return base.parts + (before >= 0 ? before : added.push(symbols.slice()) - 1);
    };
    addEntry(rows, { add }, entry);
    return { own: closeRows(rows), added };
  };

  return (entry: NameEntry): Overlay => {
    const base = baseOf();
    const { own, added } = readRows(base, entry);
    const places = findPlaces(base, added);
    const { unitPart, unitRole, ...kept } = own;
    const placed = unitPart.map((part) =>
      part < base.parts ? places.ofBase[part]! : places.ofNew[part - base.parts]!,
    );
    const data: IndexData = {
      ...base.data,
      ...kept,
      keyOrder: Uint32Array.of(0),
      units: placed.map((part, unit) => packUnit(part, unitRole[unit]!)),
      ...(added.length === 0 ? {} : layVocabulary(base, added, places)),
      ...(added.length === 0 ? {} : laySkeletons(base, places, filingsOf(added, places))),
      ...postingsOf(placed, kept.nameUnitStart, base.parts + added.length),
    };
    return { data, families: added.length === 0 ? base.families : layFamilies(base, added, places) };
  };
};
