import type { createBestNames } from './best-names.ts';
import { partOfUnit, roleOfUnit } from './codes.ts';
import type { IndexData } from './layout.ts';
import { hasNeighbour, type NeighbourTable } from './neighbours.ts';
import type { Reading } from './reading.ts';
import { bit, weights } from './weights.ts';

/** Postings of which each name is looked at, the rarest parts first (names.md §8.9). */
const rareBudget = 100;
/** … and of the strongest part, where it alone is beyond that: in a name of several parts two will meet. */
const singleBudget = { alone: 4_000, among: 300 } as const;
/** Postings that are only marked, to find names in which two common parts meet; and how many such are looked at. */
const commonBudget = 30_000;
const pairBudget = 800;
/** Evidence too weak to propose a name by itself. */
const leastEvidence = 2 * bit;
/** … or so much weaker than the best for the same part that a better one speaks for it. */
const weakerBy = 9 * bit;

// Sorted as numbers, these keys are in the order of falling bits and of place in the table.
const places = 2 ** 32;
const neighbourKey = (bits: number, at: number): number => at - bits * places;
const neighbourAt = (key: number): number => key >>> 0;

/** One bit a name, so that the marks of a million names stay in the processor's cache. */
const createMarks = (names: number) => {
  const words = new Uint32Array((names >>> 5) + 1);
  return {
    words,
    has: (name: number): boolean => (words[name >>> 5]! & (1 << (name & 31))) !== 0,
    set(name: number): void {
      words[name >>> 5]! |= 1 << (name & 31);
    },
    unset(name: number): void {
      words[name >>> 5] = 0;
    },
  };
};

/** Proposes names that share enough with a reading, whose neighbours are in the table; the aligner scores them. */
export const createGathering = (
  data: IndexData,
  table: NeighbourTable,
  kept: ReturnType<typeof createBestNames>,
) => {
  const names = data.nameEntry.length;
  const seen = createMarks(names);
  const looked = new Uint32Array(singleBudget.alone + rareBudget + pairBudget + 64);
  let lookedCount = 0;
  // A name that a slot walked before has a part of.
  const marked = createMarks(names);
  let order = new Float64Array(4096);
  // By place in the table: whether all names that have the neighbour were looked at.
  let done = new Uint8Array(4096);
  const slotBest = new Int32Array(32);

  /** A quick upper view of a name: its parts' best neighbours, one per slot. */
  const estimate = (reading: Reading, name: number): number => {
    const to = data.nameUnitStart[name + 1]!;
    let total = 0;
    let missing = 0;
    slotBest.fill(0, 0, reading.slots.length);
    for (let i = data.nameUnitStart[name]!; i < to; i++) {
      const unit = data.units[i]!;
      const part = partOfUnit(unit);
      let best = 0;
      let slot = -1;
      if (hasNeighbour(table, part))
        for (let at = table.head[part]!; at >= 0; at = table.next[at]!) {
          const from = table.slot[at]!;
          const gain = table.bits[at]! - slotBest[from]!;
          if (gain > best) {
            best = gain;
            slot = from;
          }
        }
      if (slot < 0) missing += roleOfUnit(unit) === 0 ? 1 : 0;
      else {
        total += best;
        slotBest[slot]! += best;
      }
    }
    return total + missing * weights.missing.middle;
  };

  const postingsOf = (at: number): number => {
    const part = table.part[at]!;
    return data.postingStart[part + 1]! - data.postingStart[part]!;
  };

  /** Looks at a name, unless this search did; says whether it was new. */
  const look = (reading: Reading, name: number): boolean => {
    if (seen.has(name)) return false;
    seen.set(name);
    looked[lookedCount++] = name;
    kept.offer(name, estimate(reading, name));
    return true;
  };

  /** The rarest evidence first: each name that has it is looked at, as far as the budget goes. */
  const gatherRare = (reading: Reading, count: number): void => {
    const single = reading.slots.length === 1 ? singleBudget.alone : singleBudget.among;
    let walked = 0;
    for (let k = 0; k < count; k++) {
      const at = neighbourAt(order[k]!);
      const postings = postingsOf(at);
      if (walked > 0 && walked + postings > rareBudget) continue;
      walked += postings;
      if (postings <= single) done[at] = 1;
      const from = data.postingStart[table.part[at]!]!;
      const end = from + Math.min(postings, single);
      for (let i = from; i < end; i++) look(reading, data.postings[i]!);
    }
  };

  /** Common evidence within the budget, the strongest first: leaves it in the order's beginning, returns how much. */
  const chooseCommon = (count: number): number => {
    let walked = 0;
    let chosen = 0;
    for (let k = 0; k < count; k++) {
      const at = neighbourAt(order[k]!);
      if (done[at] === 1) continue;
      const postings = postingsOf(at);
      if (walked + postings > commonBudget) continue;
      walked += postings;
      order[chosen++] = order[k]!;
    }
    return chosen;
  };

  /** Common evidence counts where parts of two slots meet in one name: slot after slot is compared with those before. */
  const gatherCommon = (reading: Reading, count: number): void => {
    const chosen = chooseCommon(count);
    if (chosen < 2) return;
    let met = 0;
    let slots = 0;
    marked.words.fill(0);
    for (let k = 0; k < chosen; k++) {
      const slot = table.slot[neighbourAt(order[k]!)]!;
      if ((slots & (1 << slot)) !== 0) continue;
      if (slots !== 0) met += lookAtMarked(reading, slot, k, chosen, pairBudget - met);
      markSlot(slot, k, chosen);
      slots |= 1 << slot;
    }
  };

  const markSlot = (slot: number, first: number, chosen: number): void => {
    for (let k = first; k < chosen; k++) {
      const at = neighbourAt(order[k]!);
      if (table.slot[at] !== slot) continue;
      const part = table.part[at]!;
      for (let i = data.postingStart[part]!; i < data.postingStart[part + 1]!; i++)
        marked.set(data.postings[i]!);
    }
  };

  /** Looks at the names of a slot that another slot has marked, as far as the budget goes; returns how many were new. */
  const lookAtMarked = (
    reading: Reading,
    slot: number,
    first: number,
    chosen: number,
    budget: number,
  ): number => {
    let met = 0;
    for (let k = first; k < chosen; k++) {
      const at = neighbourAt(order[k]!);
      if (table.slot[at] !== slot) continue;
      const part = table.part[at]!;
      for (let i = data.postingStart[part]!; i < data.postingStart[part + 1]!; i++) {
        const name = data.postings[i]!;
        if (!marked.has(name)) continue;
        if (met >= budget) return met;
        if (look(reading, name)) met += 1;
      }
    }
    return met;
  };

  /** Puts the neighbours that may propose a name in order, the strongest first; returns how many. */
  const orderNeighbours = (): number => {
    if (done.length < table.size) {
      done = new Uint8Array(table.part.length);
      order = new Float64Array(table.part.length);
    }
    let count = 0;
    for (let at = 0; at < table.size; at++) {
      const bits = table.bits[at]!;
      if (bits < leastEvidence || bits < table.unitBest[table.unit[at]!]! - weakerBy) continue;
      done[at] = 0;
      order[count++] = neighbourKey(bits, at);
    }
    order.subarray(0, count).sort();
    return count;
  };

  /** Keeps the most promising names, at most `room` of them. */
  return (reading: Reading, room: number): void => {
    for (let i = 0; i < lookedCount; i++) seen.unset(looked[i]!);
    lookedCount = 0;
    kept.clear(room);
    const count = orderNeighbours();
    gatherRare(reading, count);
    if (reading.slots.length > 1) gatherCommon(reading, count);
  };
};
