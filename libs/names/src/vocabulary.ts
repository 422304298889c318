import { growing } from './layout.ts';

/** FNV-1a over symbols; the form table is open addressing by this hash. */
export const hashSymbols = (codes: Uint8Array, from: number, to: number): number => {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ codes[i]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
};

/** The number of a form in the table, or -1. */
export const findForm = (
  table: Uint32Array,
  starts: Uint32Array,
  symbols: Uint8Array,
  codes: Uint8Array,
  from: number,
  to: number,
): number => {
  const mask = table.length - 1;
  let slot = hashSymbols(codes, from, to) & mask;
  for (;;) {
    const stored = table[slot]!;
    if (stored === 0) return -1;
    const start = starts[stored - 1]!;
    if (starts[stored]! - start === to - from && sameSymbols(symbols, start, codes, from, to))
      return stored - 1;
    slot = (slot + 1) & mask;
  }
};

const sameSymbols = (a: Uint8Array, start: number, b: Uint8Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (a[start + i - from] !== b[i]) return false;
  return true;
};

/** Collects the distinct parts while an index is built. */
export const createVocabulary = () => {
  const starts = growing('u32');
  starts.push(0);
  const symbols = growing('u8');
  const counts = growing('u32');
  let table = new Uint32Array(1 << 12);

  const rehash = (): void => {
    const larger = new Uint32Array(table.length * 2);
    const mask = larger.length - 1;
    for (let part = 0; part < counts.size; part++) {
      let slot = hashSymbols(symbols.view(), starts.at(part), starts.at(part + 1)) & mask;
      while (larger[slot] !== 0) slot = (slot + 1) & mask;
      larger[slot] = part + 1;
    }
    table = larger;
  };

  return {
    /** Adds one occurrence (or none, for a background part) and returns the part's number. */
    add(codes: Uint8Array, count: number): number {
      const found = findForm(table, starts.view(), symbols.view(), codes, 0, codes.length);
      if (found >= 0) {
        counts.view()[found]! += count;
        return found;
      }
      if (counts.size * 2 >= table.length) rehash();
      for (const code of codes) symbols.push(code);
      starts.push(symbols.size);
      counts.push(count);
      let slot = hashSymbols(codes, 0, codes.length) & (table.length - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1);
      table[slot] = counts.size;
      return counts.size - 1;
    },
    /** The symbols of each part so far. */
    all: (): Uint8Array[] =>
      Array.from({ length: counts.size }, (_, part) =>
        symbols.view().slice(starts.at(part), starts.at(part + 1)),
      ),
    /** The parts, numbered anew in the order of their symbols: `placeOf` has the number of each. */
    done: () => sortVocabulary(starts.done(), symbols.done(), counts.done(), table),
  };
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

const sortVocabulary = (
  starts: Uint32Array,
  symbols: Uint8Array,
  counts: Uint32Array,
  table: Uint32Array,
) => {
  const order = orderParts(starts, symbols);
  const placeOf = new Uint32Array(order.length);
  const partStart = new Uint32Array(starts.length);
  const partSymbols = new Uint8Array(symbols.length);
  order.forEach((part, place) => {
    placeOf[part] = place;
    partSymbols.set(symbols.subarray(starts[part]!, starts[part + 1]!), partStart[place]!);
    partStart[place + 1] = partStart[place]! + starts[part + 1]! - starts[part]!;
  });
  return {
    partStart,
    partSymbols,
    counts: order.map((part) => counts[part]!),
    formTable: table.map((stored) => (stored === 0 ? 0 : placeOf[stored - 1]! + 1)),
    placeOf,
  };
};
