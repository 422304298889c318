import { articleFlag, partOfUnit, roleOfUnit } from './codes.ts';
import type { IndexData } from './layout.ts';
import { hasNeighbour, type NeighbourTable } from './neighbours.ts';
import { type PartRole, roles } from './particles.ts';
import type { Reading } from './reading.ts';
import { costUnit } from './spelling.ts';
import { type NamePrices, organisationWeights, weights } from './weights.ts';

/** What became of each listed part and each slot of the query: filled by {@link createAligner}, read by the explanation. */
export interface Alignment {
  /** By listed part: the neighbour that it was matched through, -1 none, or -2 - slot for an initial. */
  readonly neighbourOf: Int32Array;
  /** By slot of the query: the listed part that took it, or -1. */
  readonly listedOf: Int32Array;
  orderBits: number;
  wholeBits: number;
  wholeRule: 'none' | 'loose' | 'complete' | 'exact' | 'acronym';
}

const room = 32;
const roleAt = (code: number): PartRole => roles[code & (articleFlag - 1)]!;

/** True where a part counts as a name of its own when it has no partner. */
const isWeighty = (role: PartRole): boolean => role === 'name';

/** What a name costs depends on what it is: the query's reading says so. */
export const pricesOf = (reading: Reading): NamePrices =>
  reading.organisation ? organisationWeights : weights;

export const missingBits = (reading: Reading, role: PartRole, at: number, count: number): number => {
  const { missing } = pricesOf(reading);
  if (role !== 'name') return missing[role];
  if (reading.truncated) return missing.afterTruncation;
  if (at === 0) return missing.first;
  return at === count - 1 ? missing.last : missing.middle;
};

const wholeBits = (prices: NamePrices, rule: Alignment['wholeRule']): number => {
  if (rule === 'none') return 0;
  return rule === 'exact' ? prices.complete + prices.exact : prices[rule];
};

/** Scores one listed name against one reading; all numbers are integers of 1/256 bit. */
export const createAligner = (data: IndexData, table: NeighbourTable) => {
  const pairAt = new Int32Array(4096);
  const pairListed = new Uint8Array(4096);
  const alignment: Alignment = {
    neighbourOf: new Int32Array(room),
    listedOf: new Int32Array(room),
    orderBits: 0,
    wholeBits: 0,
    wholeRule: 'none',
  };
  const { neighbourOf, listedOf } = alignment;

  const collect = (from: number, count: number): number => {
    let pairs = 0;
    for (let j = 0; j < count; j++) {
      neighbourOf[j] = -1;
      const part = partOfUnit(data.units[from + j]!);
      if (!hasNeighbour(table, part)) continue;
      for (let at = table.head[part]!; at >= 0; at = table.next[at]!) {
        if (pairs === pairAt.length) return pairs;
        pairAt[pairs] = at;
        pairListed[pairs++] = j;
      }
    }
    return pairs;
  };

  const isFree = (reading: Reading, unit: number): boolean => {
    const { from, to } = reading.units[unit]!;
    for (let slot = from; slot < to; slot++) if (listedOf[slot]! >= 0) return false;
    return true;
  };

  /** Takes the strongest pair again and again; between equals, the one that keeps the order of the names. */
  const assign = (reading: Reading, pairs: number): number => {
    let total = 0;
    for (;;) {
      let best = -1;
      let bestBits = 0;
      for (let p = 0; p < pairs; p++) {
        const at = pairAt[p]!;
        if (
          table.bits[at]! < bestBits ||
          neighbourOf[pairListed[p]!]! !== -1 ||
          !isFree(reading, table.unit[at]!)
        )
          continue;
        if (table.bits[at]! === bestBits && best >= 0 && !isCloser(reading, p, best)) continue;
        best = p;
        bestBits = table.bits[at]!;
      }
      if (best < 0) return total;
      const at = pairAt[best]!;
      const listed = pairListed[best]!;
      neighbourOf[listed] = at;
      const unit = reading.units[table.unit[at]!]!;
      for (let slot = unit.from; slot < unit.to; slot++) listedOf[slot] = listed;
      total += bestBits;
    }
  };

  const isCloser = (reading: Reading, p: number, q: number): boolean => {
    const gap = (pair: number): number =>
      Math.abs(reading.units[table.unit[pairAt[pair]!]!]!.from - pairListed[pair]!);
    return gap(p) < gap(q);
  };

  const sharesFirst = (a: Uint8Array, part: number): boolean =>
    a.length > 0 && data.partSymbols[data.partStart[part]!] === a[0];

  /** `J.` for James, on either side; also the last, cut-off slot of a full field. */
  const assignInitials = (reading: Reading, from: number, count: number): number => {
    let total = 0;
    for (let slot = 0; slot < reading.slots.length; slot++) {
      if (listedOf[slot]! >= 0) continue;
      const part = reading.slots[slot]!;
      const short =
        part.role === 'initial' ||
        (reading.truncated && slot === reading.slots.length - 1 && part.letters.length < 3);
      for (let j = 0; j < count; j++) {
        if (neighbourOf[j] !== -1) continue;
        const initial = roleAt(roleOfUnit(data.units[from + j]!)) === 'initial';
        if (short === initial && !(short && initial)) continue;
        if (!sharesFirst(part.symbols, partOfUnit(data.units[from + j]!))) continue;
        neighbourOf[j] = -2 - slot;
        listedOf[slot] = j;
        total += weights.initialMatch;
        break;
      }
    }
    return total;
  };

  const articleBits = (reading: Reading, from: number, count: number): number => {
    let total = 0;
    for (let j = 0; j < count; j++) {
      if (neighbourOf[j]! < 0) continue;
      const listed = (roleOfUnit(data.units[from + j]!) & articleFlag) !== 0;
      if (listed !== reading.units[table.unit[neighbourOf[j]!]!]!.part.article)
        total += weights.articleDiffers;
    }
    return total;
  };

  /** Descents in the order of the matched slots: none, one (surname first: a rotation), or more. */
  const measureOrder = (prices: NamePrices, count: number, slotOf: (j: number) => number): number => {
    let descents = 0;
    let previous = -1;
    let first = -1;
    let last = -1;
    for (let j = 0; j < count; j++) {
      const slot = slotOf(j);
      if (slot < 0) continue;
      if (slot < previous) descents += 1;
      if (first < 0) first = slot;
      previous = slot;
      last = slot;
    }
    if (descents === 0) return 0;
    return descents === 1 && last < first ? prices.order.rotation : descents * prices.order.other;
  };

  return {
    alignment,
    /** Total bits of the name; leaves the alignment behind. */
    score(reading: Reading, name: number): number {
      const from = data.nameUnitStart[name]!;
      const count = Math.min(room, data.nameUnitStart[name + 1]! - from);
      listedOf.fill(-1, 0, reading.slots.length);
      const matched = assign(reading, collect(from, count)) + assignInitials(reading, from, count);
      if (matched === 0) return weights.conflict * 2;
      const slotOf = (j: number): number => {
        const at = neighbourOf[j]!;
        return at === -1 ? -1 : at < -1 ? -2 - at : reading.units[table.unit[at]!]!.from;
      };
      alignment.orderBits = measureOrder(pricesOf(reading), count, slotOf);
      const left = leftovers(data, reading, alignment, from, count);
      const complete = left.missing + left.extra + Math.min(left.lacks, left.adds) === 0;
      const acronym = reading.acronym || (count === 1 && roleAt(roleOfUnit(data.units[from]!)) === 'acronym');
      alignment.wholeRule = acronym
        ? 'acronym'
        : complete
          ? wholeRule(table, alignment, count, left.lacks + left.adds === 0)
          : 'none';
      alignment.wholeBits = wholeBits(pricesOf(reading), alignment.wholeRule);
      return (
        matched + articleBits(reading, from, count) + alignment.orderBits + left.bits + alignment.wholeBits
      );
    },
  };
};

const looseCost = 5 * costUnit;

/** How good the worst pair of a complete alignment is. */
const wholeRule = (
  table: NeighbourTable,
  alignment: Alignment,
  count: number,
  all: boolean,
): 'loose' | 'complete' | 'exact' => {
  let rule: 'complete' | 'exact' = all ? 'exact' : 'complete';
  for (let j = 0; j < count; j++) {
    const at = alignment.neighbourOf[j]!;
    if (at >= 0 && table.cost[at]! > looseCost) return 'loose';
    if (at < -1 || (at >= 0 && table.cost[at]! !== 0)) rule = 'complete';
  }
  return rule;
};

/** What has no partner: a weighty part on both sides is a conflict, on one side it is missing or extra. */
const leftovers = (data: IndexData, reading: Reading, alignment: Alignment, from: number, count: number) => {
  const prices = pricesOf(reading);
  let bits = 0;
  let missing = 0;
  let extra = 0;
  let missingSum = 0;
  // Ordinary words of organisations, on the listed side and on the query's.
  let lacks = 0;
  let adds = 0;
  for (let j = 0; j < count; j++) {
    if (alignment.neighbourOf[j] !== -1) continue;
    const role = roleAt(roleOfUnit(data.units[from + j]!));
    const price = missingBits(reading, role, j, count);
    if (isWeighty(role)) {
      missing += 1;
      missingSum += price;
    } else if (role === 'generic') lacks += 1;
    else bits += price;
  }
  let group = -1;
  for (let slot = 0; slot < reading.slots.length; slot++) {
    if (alignment.listedOf[slot]! >= 0) continue;
    const role = reading.slots[slot]!.role;
    if (reading.groups[slot] === group) continue;
    if (role === 'generic') adds += 1;
    else if (!isWeighty(role)) bits += prices.extra[role];
    else {
      extra += 1;
      group = reading.groups[slot]!;
    }
  }
  const conflicts = Math.min(missing, extra);
  // The conflict takes the place of that share of the missing parts' price.
  const missingShare = missing === 0 ? 0 : Math.round((missingSum * (missing - conflicts)) / missing);
  bits += missingShare + (extra - conflicts) * prices.extra.name + conflicts * prices.conflict;
  return { bits: bits + activityBits(prices, lacks, adds), missing, extra, lacks, adds };
};

/** Ordinary words without a partner: on one side they are left out, on both the activity is another. */
const activityBits = (prices: NamePrices, lacks: number, adds: number): number => {
  const other = Math.min(lacks, adds);
  return (
    other * prices.otherActivity +
    (lacks - other) * prices.missing.generic +
    (adds - other) * prices.extra.generic
  );
};
