import { createDistances } from './distances.ts';
import { createFamilyIndex, familiesOf, familyCount } from './families.ts';
import type { IndexData } from './layout.ts';
import { fileKeys, keyRoom, lowerBound, nearKeys, slipKeys } from './skeleton.ts';
import { nearSift, passes, type Sift, sharedOfMask, slipSift, soundMask } from './sounds.ts';
import { costUnit, maximumSymbols } from './spelling.ts';
import { findForm } from './vocabulary.ts';

/** How far a part is looked for: it depends on how common the part is. */
export interface Reach {
  readonly limit: number;
  /** Only the spellings of a common part are looked for, not its slips. */
  readonly common: boolean;
}

/** The listed parts that a part of a query may be a spelling of, with the cost of each in 1/16 bit. */
export interface NearParts {
  readonly parts: Uint32Array;
  readonly costs: Uint16Array;
  readonly reach: Reach;
}

export const distanceLimit = 13 * costUnit;
// Two known names of different families: farther than any typing slip.
export const otherName = distanceLimit + 1;
// Neighbours written together meet by the same consonants only, and must be near.
const wideLimit = 8 * costUnit;
// A slip is one wrong letter and hardly more.
const slipLimit = 10 * costUnit;
// Another spelling of the same name costs little; a spelling near a family may be one of it.
const familyStep = 0.5 * costUnit;
const nearFamily = 5 * costUnit;
// A part that is common, or that several listed names have as it is written, is hardly ever a slip for another one:
// only its spellings are looked for.
const commonShare = 2 ** -11;
const severalNames = 3;
const cacheRoom = 16_384;
const cacheParts = 4096;

/**
 * Finds near parts; remembers the latest answers, since the parts of names repeat from query to query. Where every
 * part is looked at, keys and sifts propose none: what those pass over is measured against that (exhaustive.ts).
 */
export const createNearParts = (data: IndexData, everyPart = false) => {
  const total = data.partShare.length;
  const keys = new Uint32Array(keyRoom);
  const seen = new Uint32Array(total);
  const placeOf = new Uint32Array(total);
  const familyCost = new Uint16Array(familyCount);
  const families = createFamilyIndex(data);
  const distances = createDistances();
  const cache = new Map<string, NearParts>();
  let pass = 0;
  let parts = new Uint32Array(4096);
  let costs = new Uint16Array(4096);
  let count = 0;

  const keep = (part: number, cost: number): void => {
    if (count === parts.length) {
      const [oldParts, oldCosts] = [parts, costs];
      parts = new Uint32Array(count * 2);
      costs = new Uint16Array(count * 2);
      parts.set(oldParts);
      costs.set(oldCosts);
    }
    placeOf[part] = count;
    parts[count] = part;
    costs[count++] = cost;
  };

  const scan = (symbols: Uint8Array, keyCount: number, limit: number, sift: Sift): void => {
    const mask = soundMask(symbols, 0, symbols.length);
    distances.begin(symbols, limit);
    for (let k = 0; k < keyCount; k++) {
      const place = lowerBound(data.skeletonKeys, keys[k]!);
      if (data.skeletonKeys[place] === keys[k])
        scanFile(mask, data.skeletonStart[place]!, data.skeletonStart[place + 1]!, limit, sift);
    }
  };

  /** Parts filed under one key, in the order of their symbols: what begins like a part that is too far is passed over. */
  const scanFile = (mask: number, from: number, to: number, limit: number, sift: Sift): void => {
    let shared = 0;
    for (let i = from; i < to; i++) {
      const other = data.skeletonMasks[i]!;
      shared = Math.min(shared, sharedOfMask(other));
      if (distances.isBeyond(shared)) continue;
      if (!passes(mask, other, sift)) continue;
      const part = data.skeletonParts[i]!;
      if (seen[part] === pass) continue;
      seen[part] = pass;
      const cost = distances.to(data.partSymbols, data.partStart[part]!, data.partStart[part + 1]!, shared);
      shared = maximumSymbols;
      if (cost <= limit) keep(part, cost);
      else placeOf[part] = total;
    }
  };

  /** All parts within the limits, by their distances alone. */
  const scanAll = (symbols: Uint8Array, wide: boolean, { limit, common }: Reach): void => {
    const near = new Set(keys.subarray(0, nearKeys(symbols, 0, symbols.length, keys)));
    const filed = new Uint32Array(keyRoom);
    const slip = wide ? limit : common ? -1 : Math.min(limit, slipLimit);
    distances.begin(symbols, limit);
    for (let part = 0; part < total; part++) {
      const [from, to] = [data.partStart[part]!, data.partStart[part + 1]!];
      const cost = distances.to(data.partSymbols, from, to, 0);
      if (cost > limit) continue;
      const count = fileKeys(data.partSymbols, from, to, filed);
      if (cost > slip && !filed.subarray(0, count).some((key) => near.has(key))) continue;
      seen[part] = pass;
      keep(part, cost);
    }
  };

  /** Members of the query's family of spellings come near; forms of another family are other names. */
  const joinFamilies = (own: readonly number[]): void => {
    familyCost.fill(distanceLimit);
    for (const family of own) familyCost[family] = 0;
    for (let i = 0; i < count; i++) {
      const listed = families.ofPart(parts[i]!);
      if (listed.length === 0) continue;
      if (own.length === 0)
        for (const family of listed) familyCost[family] = Math.min(familyCost[family]!, costs[i]!);
      else if (!listed.some((family) => own.includes(family))) costs[i] = otherName;
    }
    for (let family = 0; family < familyCount; family++) {
      const cost = familyCost[family]! + familyStep;
      if (cost > nearFamily) continue;
      for (const part of families.members[family]!) {
        const place = seen[part] === pass ? placeOf[part]! : total;
        if (place < count && parts[place] === part) costs[place] = Math.min(costs[place]!, cost);
        else keep(part, cost);
        seen[part] = pass;
      }
    }
  };

  /** How common the part itself is, with its family of spellings: what is dearer than that is no evidence. */
  const shareOf = (form: number, own: readonly number[]): number => {
    let share = form < 0 ? 0 : data.partShare[form]!;
    for (const family of own)
      for (const part of families.members[family]!) share += data.partShare[part]! / 2;
    return share;
  };

  const reachOf = (symbols: Uint8Array, own: readonly number[], wide: boolean): Reach => {
    const form = findForm(data.formTable, data.partStart, data.partSymbols, symbols, 0, symbols.length);
    const share = shareOf(form, own);
    const listed = form < 0 ? 0 : data.postingStart[form + 1]! - data.postingStart[form]!;
    const useful = Math.ceil((1 - Math.log2(share + 2e-6)) * costUnit);
    return {
      limit: Math.min(wide ? wideLimit : distanceLimit, useful),
      common: own.length > 0 || share > commonShare || listed >= severalNames,
    };
  };

  const find = (symbols: Uint8Array, wide: boolean, given: Reach | null): NearParts => {
    pass += 1;
    count = 0;
    const own = familiesOf(symbols);
    const reach = given ?? reachOf(symbols, own, wide);
    const { limit } = reach;
    if (everyPart) scanAll(symbols, wide, reach);
    else scan(symbols, nearKeys(symbols, 0, symbols.length, keys), limit, nearSift);
    if (!everyPart && !wide && !reach.common)
      scan(symbols, slipKeys(symbols, 0, symbols.length, keys), Math.min(limit, slipLimit), slipSift);
    joinFamilies(own);
    return { parts: parts.slice(0, count), costs: costs.slice(0, count), reach };
  };

  /** With the reach given, where another index has the same part's ruling. */
  return (symbols: Uint8Array, wide: boolean, reach: Reach | null = null): NearParts => {
    const key = (wide ? '+' : '-') + String.fromCharCode(...symbols);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const found = find(symbols, wide, reach);
    if (found.parts.length <= cacheParts) {
      if (cache.size >= cacheRoom) cache.delete(cache.keys().next().value!);
      cache.set(key, found);
    }
    return found;
  };
};
