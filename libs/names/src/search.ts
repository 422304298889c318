import { createAligner } from './aligning.ts';
import { evidenceBits, isOfKind, readFacts } from './evidence.ts';
import type { IndexData } from './layout.ts';
import { createNeighbourFinder, createNeighbourTable, firstNeighbour } from './neighbours.ts';
import { type Reading, readQuery } from './reading.ts';
import { scoreOfBits, toBits } from './scoring.ts';
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

interface Candidate {
  readonly entry: number;
  readonly name: number;
  readonly bits: number;
}

/** The search of one index: scratch arrays are made once and marked by generation, not cleared. */
export const createSearch = (data: IndexData) => {
  const names = data.nameEntry.length;
  const table = createNeighbourTable(data.partShare.length);
  const findNeighbours = createNeighbourFinder(data, table);
  const aligner = createAligner(data, table);
  const visited = new Uint32Array(names);
  const marks = new Uint8Array(names);
  let done = new Uint32Array(4096);
  let visit = 0;
  const heapName = new Uint32Array(2048);
  const heapBits = new Int32Array(2048);
  let heapSize = 0;
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
      for (let at = firstNeighbour(table, data.unitPart[unit]!); at >= 0; at = table.next[at]!) {
        const from = reading.units[table.unit[at]!]!.from;
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

  const offer = (name: number, bits: number, room: number): void => {
    if (heapSize === room) {
      if (bits <= heapBits[0]!) return;
      sink(name, bits);
      return;
    }
    let at = heapSize++;
    while (at > 0 && heapBits[(at - 1) >> 1]! > bits) {
      heapBits[at] = heapBits[(at - 1) >> 1]!;
      heapName[at] = heapName[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    heapBits[at] = bits;
    heapName[at] = name;
  };

  const sink = (name: number, bits: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heapSize) break;
      if (child + 1 < heapSize && heapBits[child + 1]! < heapBits[child]!) child += 1;
      if (heapBits[child]! >= bits) break;
      heapBits[at] = heapBits[child]!;
      heapName[at] = heapName[child]!;
      at = child;
    }
    heapBits[at] = bits;
    heapName[at] = name;
  };

  const postingsOf = (at: number): number => {
    const part = table.part[at]!;
    return data.postingStart[part + 1]! - data.postingStart[part]!;
  };

  const consider = (reading: Reading, name: number, room: number): void => {
    if (visited[name] === visit) return;
    visited[name] = visit;
    offer(name, estimate(reading, name), room);
  };

  /** The rarest evidence first: each name that has it is looked at, as far as the budget goes. */
  const gatherRare = (reading: Reading, order: readonly number[], room: number): void => {
    let walked = 0;
    for (const at of order) {
      const count = postingsOf(at);
      if (walked > 0 && walked + count > rareBudget) continue;
      walked += count;
      if (count <= singleBudget) done[at] = visit;
      const part = table.part[at]!;
      const end = data.postingStart[part]! + Math.min(count, singleBudget);
      for (let i = data.postingStart[part]!; i < end; i++) consider(reading, data.postings[i]!, room);
    }
  };

  /** Common evidence counts where two parts of the query meet in one name: the slots of each name are marked. */
  const gatherCommon = (reading: Reading, order: readonly number[], room: number): void => {
    marks.fill(0);
    let walked = 0;
    let looked = 0;
    for (const at of order) {
      if (done[at] === visit) continue;
      const count = postingsOf(at);
      if (walked + count > commonBudget) continue;
      walked += count;
      const part = table.part[at]!;
      const unit = reading.units[table.unit[at]!]!;
      const slot = 1 << (unit.from & 7);
      for (let i = data.postingStart[part]!; i < data.postingStart[part + 1]!; i++) {
        const name = data.postings[i]!;
        const before = marks[name]!;
        if ((before & slot) !== 0) continue;
        marks[name] = before | slot;
        if (before === 0 || looked > pairBudget || visited[name] === visit) continue;
        looked += 1;
        consider(reading, name, room);
      }
    }
  };

  const gather = (reading: Reading, room: number): void => {
    visit += 1;
    heapSize = 0;
    if (done.length < table.size) done = new Uint32Array(table.part.length);
    const order = Array.from({ length: table.size }, (_, at) => at)
      .filter((at) => table.bits[at]! >= Math.max(leastEvidence, table.unitBest[table.unit[at]!]! - weakerBy))
      .sort((a, b) => table.bits[b]! - table.bits[a]! || a - b);
    gatherRare(reading, order, room);
    if (reading.slots.length > 1) gatherCommon(reading, order, room);
  };

  const collect = (query: NameQuery, options: QueryOptions, top: number): Candidate[] => {
    const facts = readFacts(query);
    const found: Candidate[] = [];
    for (const reading of readQuery(data, query)) {
      findNeighbours(reading.units);
      gather(reading, Math.min(heapName.length, aligned(top)));
      for (let i = 0; i < heapSize; i++) {
        const name = heapName[i]!;
        const entry = data.nameEntry[name]!;
        if (!isOfKind(data, entry, query)) continue;
        const bits =
          aligner.score(reading, name) + (options.evidence === 'all' ? evidenceBits(data, entry, facts) : 0);
        found.push({ entry, name, bits });
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
      const found = collect(query, options, top);
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
        if (match.score < (options.minimumScore ?? 0)) break;
        matches.push(match);
      }
      return matches;
    },
  };
};
