import { createAligner } from './aligning.ts';
import { createBestNames } from './best-names.ts';
import { evidenceBits, isOfKind, mostEvidence, readFacts } from './evidence.ts';
import type { IndexData } from './layout.ts';
import { createNeighbourFinder, createNeighbourTable, type NeighbourTable } from './neighbours.ts';
import { type Reading, readQuery } from './reading.ts';
import { bitsOfScore, scoreOfBits, toBits } from './scoring.ts';
import type { NameMatch, NameQuery, QueryOptions } from './types.ts';
import { bit, weights } from './weights.ts';

/** Postings of which each name is looked at, the rarest parts first (names.md §8.9). */
const rareBudget = 150;
/** … and of the strongest part, where it alone is beyond that. */
const singleBudget = 4_000;
/** Postings that are only marked, to find names in which two common parts meet; and how many such are looked at. */
const commonBudget = 30_000;
const pairBudget = 800;
/** Evidence too weak to propose a name by itself. */
const leastEvidence = 2 * bit;
/** … or so much weaker than the best for the same part that a better one speaks for it. */
const weakerBy = 9 * bit;
/** Names that are aligned exactly, by the size of the answer asked for. */
const aligned = (top: number): number => Math.max(96, top * 3);

// Sorted as numbers, these keys are in the order of falling bits and of place in the table.
const places = 2 ** 32;
const neighbourKey = (bits: number, at: number): number => at - bits * places;
const neighbourAt = (key: number): number => key >>> 0;

interface Candidate {
  readonly entry: number;
  readonly name: number;
  readonly bits: number;
}

/** No name can have more bits than this: each slot's best, and all that is given for a complete name. */
const mostBits = (reading: Reading, table: NeighbourTable): number => {
  let most = weights.complete + weights.exact;
  for (let slot = 0; slot < reading.slots.length; slot++) {
    let best: number = weights.initialMatch;
    reading.units.forEach(({ from }, u) => {
      if (from === slot && table.unitBest[u]! > best) best = table.unitBest[u]!;
    });
    most += best;
  }
  return most;
};

/** The search of one index: scratch arrays are made once and marked by generation, not cleared. */
export const createSearch = (data: IndexData) => {
  const names = data.nameEntry.length;
  const table = createNeighbourTable(data.partShare.length);
  const findNeighbours = createNeighbourFinder(data, table);
  const aligner = createAligner(data, table);
  const visited = new Uint32Array(names);
  // One bit a name, so that it stays in the processor's cache: a name that a slot walked before has a part of.
  const marked = new Uint32Array((names >>> 5) + 1);
  let done = new Uint32Array(4096);
  let order = new Float64Array(4096);
  let visit = 0;
  const kept = createBestNames(2048);
  const slotBest = new Int32Array(32);

  /** A quick upper view of a name: its parts' best neighbours, one per slot. */
  const estimate = (reading: Reading, name: number): number => {
    const to = data.nameUnitStart[name + 1]!;
    let total = 0;
    let missing = 0;
    slotBest.fill(0, 0, reading.slots.length);
    for (let unit = data.nameUnitStart[name]!; unit < to; unit++) {
      let best = 0;
      let slot = -1;
      for (let at = table.head[data.unitPart[unit]!]!; at >= 0; at = table.next[at]!) {
        const from = table.slot[at]!;
        const gain = table.bits[at]! - slotBest[from]!;
        if (gain > best) {
          best = gain;
          slot = from;
        }
      }
      if (slot < 0) missing += data.unitRole[unit] === 0 ? 1 : 0;
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
    if (visited[name] === visit) return false;
    visited[name] = visit;
    kept.offer(name, estimate(reading, name));
    return true;
  };

  /** The rarest evidence first: each name that has it is looked at, as far as the budget goes. */
  const gatherRare = (reading: Reading, count: number): void => {
    let walked = 0;
    for (let k = 0; k < count; k++) {
      const at = neighbourAt(order[k]!);
      const postings = postingsOf(at);
      if (walked > 0 && walked + postings > rareBudget) continue;
      walked += postings;
      if (postings <= singleBudget) done[at] = visit;
      const from = data.postingStart[table.part[at]!]!;
      const end = from + Math.min(postings, singleBudget);
      for (let i = from; i < end; i++) look(reading, data.postings[i]!);
    }
  };

  /** Common evidence within the budget, the strongest first: leaves it in the order's beginning, returns how much. */
  const chooseCommon = (count: number): number => {
    let walked = 0;
    let chosen = 0;
    for (let k = 0; k < count; k++) {
      const at = neighbourAt(order[k]!);
      if (done[at] === visit) continue;
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
    let looked = 0;
    let slots = 0;
    marked.fill(0);
    for (let k = 0; k < chosen; k++) {
      const slot = table.slot[neighbourAt(order[k]!)]!;
      if ((slots & (1 << slot)) !== 0) continue;
      if (slots !== 0) looked += lookAtMarked(reading, slot, k, chosen, pairBudget - looked);
      markSlot(slot, k, chosen);
      slots |= 1 << slot;
    }
  };

  const markSlot = (slot: number, first: number, chosen: number): void => {
    for (let k = first; k < chosen; k++) {
      const at = neighbourAt(order[k]!);
      if (table.slot[at] !== slot) continue;
      const part = table.part[at]!;
      for (let i = data.postingStart[part]!; i < data.postingStart[part + 1]!; i++) {
        const name = data.postings[i]!;
        marked[name >>> 5]! |= 1 << (name & 31);
      }
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
    let looked = 0;
    for (let k = first; k < chosen; k++) {
      const at = neighbourAt(order[k]!);
      if (table.slot[at] !== slot) continue;
      const part = table.part[at]!;
      for (let i = data.postingStart[part]!; i < data.postingStart[part + 1]!; i++) {
        const name = data.postings[i]!;
        if ((marked[name >>> 5]! & (1 << (name & 31))) === 0) continue;
        if (looked >= budget) return looked;
        if (look(reading, name)) looked += 1;
      }
    }
    return looked;
  };

  /** Puts the neighbours that may propose a name in order, the strongest first; returns how many. */
  const orderNeighbours = (): number => {
    if (done.length < table.size) {
      done = new Uint32Array(table.part.length);
      order = new Float64Array(table.part.length);
    }
    let count = 0;
    for (let at = 0; at < table.size; at++) {
      const bits = table.bits[at]!;
      if (bits < leastEvidence || bits < table.unitBest[table.unit[at]!]! - weakerBy) continue;
      order[count++] = neighbourKey(bits, at);
    }
    order.subarray(0, count).sort();
    return count;
  };

  const gather = (reading: Reading, room: number): void => {
    visit += 1;
    kept.clear(room);
    const count = orderNeighbours();
    gatherRare(reading, count);
    if (reading.slots.length > 1) gatherCommon(reading, count);
  };

  /** Candidates of `least` bits and more; those that cannot have them are not looked at further. */
  const collect = (query: NameQuery, options: QueryOptions, top: number, least: number): Candidate[] => {
    const facts = options.evidence === 'all' ? readFacts(query) : null;
    const leastOfName = least - (facts === null ? 0 : mostEvidence(facts));
    const found: Candidate[] = [];
    for (const reading of readQuery(data, query)) {
      findNeighbours(reading.units);
      if (mostBits(reading, table) < leastOfName) continue;
      gather(reading, aligned(top));
      for (let i = 0; i < kept.size; i++) {
        const name = kept.names[i]!;
        const entry = data.nameEntry[name]!;
        if (!isOfKind(data, entry, query)) continue;
        const ofName = aligner.score(reading, name);
        if (ofName < leastOfName) continue;
        const bits = ofName + (facts === null ? 0 : evidenceBits(data, entry, facts));
        if (bits >= least) found.push({ entry, name, bits });
      }
    }
    return found;
  };

  const toMatch = (candidate: Candidate): NameMatch => {
    const bits = toBits(candidate.bits);
    return {
      key: data.entryKey[candidate.entry]!,
      nameOrdinal: data.nameOrdinal[candidate.name]!,
      bits,
      score: scoreOfBits(bits),
    };
  };

  return {
    table,
    aligner,
    findNeighbours,
    query(query: NameQuery, options: QueryOptions = {}): NameMatch[] {
      const top = options.top ?? 20;
      const minimumScore = options.minimumScore ?? 0;
      // One unit less, since a score is rounded; the score itself decides below.
      const least = minimumScore > 0 ? Math.floor(bitsOfScore(minimumScore) * bit) - 1 : -Infinity;
      const found = collect(query, options, top, least);
      found.sort(
        (a, b) => b.bits - a.bits || data.entryKey[a.entry]! - data.entryKey[b.entry]! || a.name - b.name,
      );
      const seen = new Set<number>();
      const matches: NameMatch[] = [];
      for (const candidate of found) {
        if (matches.length >= top) break;
        if (seen.has(candidate.entry)) continue;
        seen.add(candidate.entry);
        const match = toMatch(candidate);
        if (match.score < minimumScore) break;
        matches.push(match);
      }
      return matches;
    },
  };
};
