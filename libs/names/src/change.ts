import { assemble, ownWeight, readEntries, scriptOfParts, totalsOf } from './build.ts';
import { familiesOf, formsOf } from './families.ts';
import { findEntry } from './keys.ts';
import { type IndexData, viewIndex } from './layout.ts';
import type { NameEntry } from './types.ts';
import { findForm, hashSymbols } from './vocabulary.ts';

/** What became of a list since its index was built: a listing that changed is removed and added. */
export interface ListDifference {
  /** Keys of the listings that are no longer in force as the index has them. */
  readonly removed: Iterable<number>;
  readonly added: Iterable<NameEntry>;
}

/** By what a change knows its index: counts, and a hash of all parts. */
export const markOf = (index: IndexData): Uint32Array =>
  Uint32Array.of(
    index.entryKey.length,
    index.nameEntry.length,
    index.partShare.length,
    hashSymbols(index.partSymbols, 0, index.partSymbols.length),
  );

const numberOf = (index: IndexData, symbols: Uint8Array, from = 0, to = symbols.length): number =>
  findForm(index.formTable, index.partStart, index.partSymbols, symbols, from, to);

/** A part that the index knows is as common as there; a new one as its count among all names says. */
const sharesOf = (
  index: IndexData,
  { counts, partStart, partSymbols }: Pick<IndexData, 'partStart' | 'partSymbols'> & { counts: Uint32Array },
): Float32Array => {
  const scriptOf = scriptOfParts(partSymbols, partStart);
  const before = listedTotals(index);
  const totals = totalsOf(counts, scriptOf).map((total, script) => total + before[script]!);
  return Float32Array.from(counts, (count, part) => {
    const known = numberOf(index, partSymbols, partStart[part], partStart[part + 1]);
    if (known >= 0) return index.partShare[known]!;
    const script = scriptOf(part);
    return (ownWeight(before[script]!) * count) / Math.max(1, totals[script]!);
  });
};

/** How many parts of listed names are Latin and Arabic. */
const listedTotals = (index: IndexData): readonly number[] => {
  const scriptOf = scriptOfParts(index.partSymbols, index.partStart);
  const totals = [0, 0];
  for (let part = 0; part < index.partShare.length; part++)
    totals[scriptOf(part)]! += index.postingStart[part + 1]! - index.postingStart[part]!;
  return totals;
};

/**
 * Builds the difference between an index and its list as it is now, in a small part of the time of a new index: give
 * it to `openIndex` beside the index. An added listing takes the place of the one with its key. How common names are
 * is taken from the index, so that bits mean the same; build anew when a tenth of the list has changed.
 * @throws RangeError (`NAMES_INDEX_INVALID`, `NAMES_INDEX_VERSION`) where the buffer is not a current index.
 * @example openIndex(buffer, buildChange(buffer, { removed: [7], added: [] })).query({ name: 'Karim Aldawsari' }).length; // 0
 */
export const buildChange = (
  base: SharedArrayBuffer | ArrayBuffer,
  { removed, added }: ListDifference,
): SharedArrayBuffer => {
  const index = viewIndex(base);
  const { rows, vocabulary } = readEntries(added);
  // Known spellings of a name meet through each other, also where the change has but one of them.
  const families = new Set(vocabulary.all().flatMap((symbols) => [...familiesOf(symbols)]));
  for (const family of families)
    for (const form of formsOf(family)) if (numberOf(index, form) >= 0) vocabulary.add(form, 0);
  const finished = vocabulary.done();
  const gone = new Set([...removed, ...rows.entryKey.done()]);
  const removedKeys = Uint32Array.from(gone).filter((key) => findEntry(index, key) >= 0);
  return assemble(rows, finished, sharesOf(index, finished), {
    removedKeys: removedKeys.sort(),
    changeOf: markOf(index),
  });
};
