import type { IndexData } from './layout.ts';

/** The entry with the caller's key, or -1. */
export const findEntry = (data: IndexData, key: number): number => {
  let low = 0;
  let high = data.keyOrder.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (data.entryKey[data.keyOrder[middle]!]! < key) low = middle + 1;
    else high = middle;
  }
  const entry = data.keyOrder[low];
  return entry !== undefined && data.entryKey[entry] === key ? entry : -1;
};
