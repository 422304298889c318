import { createFamilyIndex, familiesOf, familyCount } from './families.ts';
import type { IndexData } from './layout.ts';
import type { NamePart } from './parts.ts';
import type { QueryUnit } from './reading.ts';
import { keyRoom, probeKeys } from './skeleton.ts';
import { costUnit, isArabicPart, spellingDistance } from './spelling.ts';
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
  next: Int32Array;
  head: Int32Array;
  stamp: Uint32Array;
  generation: number;
  /** Largest bits of each unit, for the order of the search. */
  unitBest: Int32Array;
}

const distanceLimit = 13 * costUnit;
// Another spelling of the same name costs little; a spelling near a family may be one of it.
const familyStep = 0.5 * costUnit;
const nearFamily = 5 * costUnit;
// Two known names of different families: farther than any typing slip.
const otherName = distanceLimit + 1;
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
  head: new Int32Array(parts),
  stamp: new Uint32Array(parts),
  generation: 0,
  unitBest: new Int32Array(maximumUnits),
});

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
  table.next = larger(Int32Array, table.next);
};

/** First neighbour of a listed part in this query, or -1. */
export const firstNeighbour = (table: NeighbourTable, part: number): number =>
  table.stamp[part] === table.generation ? table.head[part]! : -1;

const addNeighbour = (
  table: NeighbourTable,
  part: number,
  unit: number,
  bits: number,
  cost: number,
): void => {
  if (table.size === table.part.length) grow(table);
  const at = table.size++;
  table.part[at] = part;
  table.unit[at] = unit;
  table.bits[at] = bits;
  table.cost[at] = cost;
  table.next[at] = firstNeighbour(table, part);
  table.stamp[part] = table.generation;
  table.head[part] = at;
  if (bits > table.unitBest[unit]!) table.unitBest[unit] = bits;
};

/** How improbable a stranger's part with just these letters is, in bits. */
const letterBits = (symbols: Uint8Array): number => {
  const per = isArabicPart(symbols) ? letterModel.perArabic : letterModel.perLatin;
  return Math.min(letterModel.most, Math.max(letterModel.least, letterModel.base + per * symbols.length));
};

const lowerBound = (keys: Uint32Array, key: number): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Finds and prices the neighbours of all units of a reading. */
export const createNeighbourFinder = (data: IndexData, table: NeighbourTable) => {
  const keys = new Uint32Array(keyRoom);
  const seen = new Uint32Array(table.head.length);
  const place1 = new Uint32Array(table.head.length);
  const familyCost = new Uint16Array(familyCount);
  const families = createFamilyIndex(data);
  let pass = 0;
  let found = new Uint32Array(1024);
  let costs = new Uint16Array(1024);

  const keep = (count: number, part: number, cost: number): void => {
    if (count === found.length) {
      const [oldFound, oldCosts] = [found, costs];
      found = new Uint32Array(count * 2);
      costs = new Uint16Array(count * 2);
      found.set(oldFound);
      costs.set(oldCosts);
    }
    found[count] = part;
    costs[count] = cost;
  };

  const gather = (symbols: Uint8Array): number => {
    pass += 1;
    let count = 0;
    const keyCount = probeKeys(symbols, 0, symbols.length, keys);
    for (let k = 0; k < keyCount; k++) {
      const place = lowerBound(data.skeletonKeys, keys[k]!);
      if (data.skeletonKeys[place] !== keys[k]) continue;
      for (let i = data.skeletonStart[place]!; i < data.skeletonStart[place + 1]!; i++) {
        const part = data.skeletonParts[i]!;
        if (seen[part] === pass) continue;
        seen[part] = pass;
        const cost = spellingDistance(
          symbols,
          0,
          symbols.length,
          data.partSymbols,
          data.partStart[part]!,
          data.partStart[part + 1]!,
          distanceLimit,
        );
        if (cost > distanceLimit) continue;
        place1[part] = count;
        keep(count++, part, cost);
      }
    }
    return joinFamilies(symbols, count);
  };

  /** Members of the query's family of spellings come near; forms of another family are other names. */
  const joinFamilies = (symbols: Uint8Array, gathered: number): number => {
    let count = gathered;
    const own = familiesOf(symbols);
    familyCost.fill(distanceLimit);
    for (const family of own) familyCost[family] = 0;
    for (let i = 0; i < gathered; i++) {
      const listed = families.ofPart(found[i]!);
      if (own.length > 0 && listed.length > 0 && !listed.some((family) => own.includes(family)))
        costs[i] = otherName;
      else if (own.length === 0)
        for (const family of listed) familyCost[family] = Math.min(familyCost[family]!, costs[i]!);
    }
    for (let family = 0; family < familyCount; family++) {
      const cost = familyCost[family]! + familyStep;
      if (cost > nearFamily) continue;
      for (const part of families.members[family]!) {
        if (seen[part] !== pass) {
          seen[part] = pass;
          place1[part] = count;
          keep(count++, part, cost);
        } else if (place1[part]! < count && found[place1[part]!] === part)
          costs[place1[part]!] = Math.min(costs[place1[part]!]!, cost);
        else keep(count++, part, cost);
      }
    }
    return count;
  };

  const price = (unit: number, wide: boolean, part: NamePart, count: number): void => {
    const density = [0, 0];
    for (let i = 0; i < count; i++) {
      const listed = found[i]!;
      const script = isArabicSymbolAt(data, listed) ? 1 : 0;
      density[script]! += data.partShare[listed]! * likelihood[costs[i]!]!;
    }
    // A stranger is looked for in the script of the listed part: likelihoods across scripts are smaller as a whole.
    const floor = 2 ** -letterBits(part.symbols);
    const strangerBits = [-Math.log2(density[0]! + floor), -Math.log2(density[1]! + floor)];
    const cap = wide ? weights.joinedCap : weights.partCap;
    for (let i = 0; i < count; i++) {
      const cost = costs[i]!;
      const listed = found[i]!;
      if (cost > distanceLimit || data.postingStart[listed] === data.postingStart[listed + 1]) continue;
      const script = isArabicSymbolAt(data, listed) ? 1 : 0;
      const raw =
        Math.round((strangerBits[script]! - cost / costUnit) * bit) - (cost > 0 ? weights.variant : 0);
      const bits = Math.min(raw, cap) + (wide ? weights.joined : 0);
      if (bits > 0) addNeighbour(table, listed, unit, bits, cost);
    }
  };

  const addPrefixes = (unit: number, part: NamePart): void => {
    const symbols = part.symbols;
    if (symbols.length < 3) return;
    const [from, to] = prefixBounds(data, symbols);
    if (to - from > prefixRange) return;
    let share = 2 ** -(letterBits(symbols) - 2);
    for (let i = from; i < to; i++) share += data.partShare[data.partOrder[i]!]!;
    const bits = Math.min(weights.partCap, Math.round(-Math.log2(share) * bit)) + weights.truncated;
    if (bits <= 0) return;
    for (let i = from; i < to; i++) {
      const listed = data.partOrder[i]!;
      if (data.postingStart[listed] !== data.postingStart[listed + 1])
        addNeighbour(table, listed, unit, bits, 0xffff);
    }
  };

  return (units: readonly QueryUnit[]): void => {
    table.generation += 1;
    table.size = 0;
    units.slice(0, maximumUnits).forEach((unit, u) => {
      table.unitBest[u] = 0;
      if (unit.part.symbols.length === 0 || unit.part.role === 'initial') return;
      const wide = unit.to - unit.from > 1;
      price(u, wide, unit.part, gather(unit.part.symbols));
      if (unit.truncated) addPrefixes(u, unit.part);
    });
  };
};

const isArabicSymbolAt = (data: IndexData, part: number): boolean => {
  const from = data.partStart[part]!;
  return isArabicPart(data.partSymbols.subarray(from, from + 1));
};

/** The stretch of the parts in symbol order that begin with these symbols. */
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
    let high = data.partOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const d = compare(data.partOrder[middle]!);
      if (d < 0 || (inclusive && d === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [bound(false), bound(true)];
};
