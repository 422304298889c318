import type { IndexData } from './layout.ts';
import { createNearParts, distanceLimit, type NearParts } from './near-parts.ts';
import type { PartRole } from './particles.ts';
import type { QueryUnit } from './reading.ts';
import { costUnit, isArabicPart } from './spelling.ts';
import { findForm } from './vocabulary.ts';
import { bit, letterModel, weights } from './weights.ts';

/**
 * What one query's units may stand for among the listed parts, with the evidence in bits:
 * log2( P(spelling | that part) / P(spelling | a stranger) ), where a stranger's part is drawn from all known
 * parts by how common they are and spelled as people spell (names.md §8.2).
 */
export interface NeighbourTable {
  /** Neighbours in the order found; chained by listed part. */
  size: number;
  part: Uint32Array;
  unit: Uint8Array;
  bits: Int32Array;
  cost: Uint16Array;
  /** The first slot of the unit. */
  slot: Uint8Array;
  next: Int32Array;
  /** First neighbour of each listed part, or -1. */
  readonly head: Int32Array;
  /** One bit a part: whether it has a neighbour. Most parts of most names have none, and this fits the nearest cache. */
  readonly some: Uint32Array;
  /** Largest bits of each unit, for the order of the search. */
  unitBest: Int32Array;
}

const maximumUnits = 64;
const prefixRange = 4000;

// 2^-(c/16) for every cost within the limit, so that the sum is the same on every machine.
const likelihood = Float64Array.from({ length: distanceLimit + 2 }, (_, cost) => 2 ** (-cost / costUnit));

export const createNeighbourTable = (parts: number): NeighbourTable => ({
  size: 0,
  part: new Uint32Array(4096),
  unit: new Uint8Array(4096),
  bits: new Int32Array(4096),
  cost: new Uint16Array(4096),
  next: new Int32Array(4096),
  slot: new Uint8Array(4096),
  head: new Int32Array(parts).fill(-1),
  some: new Uint32Array((parts >>> 5) + 1),
  unitBest: new Int32Array(maximumUnits),
});

export const hasNeighbour = (table: NeighbourTable, part: number): boolean =>
  (table.some[part >>> 5]! & (1 << (part & 31))) !== 0;

const grow = (table: NeighbourTable): void => {
  const size = table.part.length * 2;
  const larger = <T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
    make: new (n: number) => T,
    old: T,
  ): T => {
    const out = new make(size);
    out.set(old);
    return out;
  };
  table.part = larger(Uint32Array, table.part);
  table.unit = larger(Uint8Array, table.unit);
  table.bits = larger(Int32Array, table.bits);
  table.cost = larger(Uint16Array, table.cost);
  table.slot = larger(Uint8Array, table.slot);
  table.next = larger(Int32Array, table.next);
};

/** Forgets the query before: only the parts that it met have a first neighbour. */
const clear = (table: NeighbourTable): void => {
  for (let at = 0; at < table.size; at++) {
    const part = table.part[at]!;
    table.head[part] = -1;
    table.some[part >>> 5] = 0;
  }
  table.size = 0;
};

const addNeighbour = (
  table: NeighbourTable,
  part: number,
  unit: number,
  slot: number,
  bits: number,
  cost: number,
): void => {
  if (table.size === table.part.length) grow(table);
  const at = table.size++;
  table.part[at] = part;
  table.unit[at] = unit;
  table.bits[at] = bits;
  table.cost[at] = cost;
  table.slot[at] = slot;
  table.next[at] = table.head[part]!;
  table.head[part] = at;
  table.some[part >>> 5]! |= 1 << (part & 31);
  if (bits > table.unitBest[unit]!) table.unitBest[unit] = bits;
};

const capOf = (role: PartRole, wide: boolean): number => {
  if (wide) return weights.joinedCap;
  if (role === 'kunya') return weights.kunyaCap;
  return role === 'particle' ? weights.particleCap : weights.partCap;
};

/** How improbable a stranger's part with just these letters is, in bits. */
const letterBits = (symbols: Uint8Array): number => {
  const per = isArabicPart(symbols) ? letterModel.perArabic : letterModel.perLatin;
  return Math.min(letterModel.most, Math.max(letterModel.least, letterModel.base + per * symbols.length));
};

/** How often strangers write a part like this, by the script of what they write. */
interface Density {
  readonly latin: number;
  readonly arabic: number;
}

export interface NeighbourFinder {
  /** The listed parts that a part may be, and how common it is. */
  lookUp(symbols: Uint8Array, wide: boolean): { readonly near: NearParts; readonly density: Density };
  /** How common the parts that begin like this are together, or null where they are too many to say anything. */
  prefixShare(symbols: Uint8Array): number | null;
  /** 1 where another index's part is not in this one. */
  lacks(other: IndexData, part: number): number;
  /** Fills the table with the neighbours of all units, in place of those of the query before. */
  find(units: readonly QueryUnit[]): void;
}

/**
 * Finds and prices the neighbours of all units of a reading. The parts of a change of a list are found and priced
 * with the index that it changes, so that bits mean the same in both.
 */
export const createNeighbourFinder = (
  data: IndexData,
  table: NeighbourTable,
  base: NeighbourFinder | null = null,
  everyPart = false,
): NeighbourFinder => {
  const findNear = createNearParts(data, everyPart);
  // One where the base has no such part: what it has is counted there.
  const counted = base === null ? null : Uint8Array.from(data.partShare, (_, part) => base.lacks(data, part));

  const densityOf = ({ parts, costs }: NearParts, before: Density): Density => {
    let { latin, arabic } = before;
    for (let i = 0; i < parts.length; i++) {
      const listed = parts[i]!;
      if (counted !== null && counted[listed] === 0) continue;
      const density = data.partShare[listed]! * likelihood[costs[i]!]!;
      if (isArabicPart(data.partSymbols, data.partStart[listed]!)) arabic += density;
      else latin += density;
    }
    return { latin, arabic };
  };

  /** Where a part may stand, how far it reaches and how common it is; the base's part of it first. */
  const lookUp = (symbols: Uint8Array, wide: boolean): { near: NearParts; density: Density } => {
    const before = base?.lookUp(symbols, wide);
    const near = findNear(symbols, wide, before?.near.reach);
    return { near, density: densityOf(near, before?.density ?? { latin: 0, arabic: 0 }) };
  };

  const price = (u: number, unit: QueryUnit): void => {
    const { part, joined: wide } = unit;
    const { near, density } = lookUp(part.symbols, wide);
    const { parts, costs } = near;
    // A stranger is looked for in the script of the listed part: likelihoods across scripts are smaller as a whole.
    const floor = 2 ** -letterBits(part.symbols);
    const latinBits = -Math.log2(density.latin + floor);
    const arabicBits = -Math.log2(density.arabic + floor);
    const cap = capOf(part.role, wide);
    for (let i = 0; i < parts.length; i++) {
      const cost = costs[i]!;
      const listed = parts[i]!;
      if (cost > distanceLimit || data.postingStart[listed] === data.postingStart[listed + 1]) continue;
      const stranger = isArabicPart(data.partSymbols, data.partStart[listed]!) ? arabicBits : latinBits;
      const raw = Math.round((stranger - cost / costUnit) * bit) - (cost > 0 ? weights.variant : 0);
      const bits = Math.min(raw, cap) + (wide ? weights.joined : 0);
      if (bits > 0) addNeighbour(table, listed, u, unit.from, bits, cost);
    }
  };

  const prefixShare = (symbols: Uint8Array): number | null => {
    const [from, to] = prefixBounds(data, symbols);
    let share = base === null ? 0 : base.prefixShare(symbols);
    if (share === null || to - from > prefixRange) return null;
    for (let i = from; i < to; i++) if (counted === null || counted[i] === 1) share += data.partShare[i]!;
    return share;
  };

  const addPrefixes = (u: number, { part, from: slot }: QueryUnit): void => {
    const symbols = part.symbols;
    if (symbols.length < 3) return;
    const share = prefixShare(symbols);
    if (share === null) return;
    const [from, to] = prefixBounds(data, symbols);
    const stranger = -Math.log2(share + 2 ** -(letterBits(symbols) - 2));
    const bits = Math.min(weights.partCap, Math.round(stranger * bit)) + weights.truncated;
    if (bits <= 0) return;
    for (let listed = from; listed < to; listed++) {
      // A part that is there in full is no prefix: it is priced as what it is.
      const longer = data.partStart[listed + 1]! - data.partStart[listed]! > symbols.length;
      if (longer && data.postingStart[listed] !== data.postingStart[listed + 1])
        addNeighbour(table, listed, u, slot, bits, 0xffff);
    }
  };

  return {
    lookUp,
    prefixShare,
    lacks: (other, part) =>
      findForm(
        data.formTable,
        data.partStart,
        data.partSymbols,
        other.partSymbols,
        other.partStart[part]!,
        other.partStart[part + 1]!,
      ) < 0
        ? 1
        : 0,
    find(units) {
      clear(table);
      units.slice(0, maximumUnits).forEach((unit, u) => {
        table.unitBest[u] = 0;
        if (unit.part.symbols.length === 0 || unit.part.role === 'initial') return;
        price(u, unit);
        if (unit.truncated) addPrefixes(u, unit);
      });
    },
  };
};

/** The stretch of the parts, which are numbered in the order of their symbols, that begin with these. */
const prefixBounds = (data: IndexData, symbols: Uint8Array): readonly [number, number] => {
  const compare = (part: number): number => {
    const start = data.partStart[part]!;
    const length = data.partStart[part + 1]! - start;
    for (let i = 0; i < symbols.length; i++) {
      if (i >= length) return -1;
      const d = data.partSymbols[start + i]! - symbols[i]!;
      if (d !== 0) return d;
    }
    return 0;
  };
  const bound = (inclusive: boolean): number => {
    let low = 0;
    let high = data.partShare.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const d = compare(middle);
      if (d < 0 || (inclusive && d === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [bound(false), bound(true)];
};
