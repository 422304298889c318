import { createAligner } from './aligning.ts';
import { createBestNames } from './best-names.ts';
import { evidenceBits, isOfKind, mostEvidence, readFacts } from './evidence.ts';
import { createGathering } from './gathering.ts';
import type { IndexData } from './layout.ts';
import { createNeighbourFinder, createNeighbourTable, type NeighbourTable } from './neighbours.ts';
import { type Reading, readQuery } from './reading.ts';
import { bitsOfScore, scoreOfBits, toBits } from './scoring.ts';
import type { NameMatch, NameQuery, QueryOptions } from './types.ts';
import { bit, weights } from './weights.ts';

/** Names that are aligned exactly, by the size of the answer asked for. */
const aligned = (top: number): number => Math.max(96, top * 3);

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

/** The search of one index: scratch arrays are made once, not for each query. */
export const createSearch = (data: IndexData) => {
  const names = data.nameEntry.length;
  const table = createNeighbourTable(data.partShare.length);
  const findNeighbours = createNeighbourFinder(data, table);
  const aligner = createAligner(data, table);
  const kept = createBestNames(2048);
  const gather = createGathering(data, table, kept);

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
