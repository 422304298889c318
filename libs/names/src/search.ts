import { createAligner } from './aligning.ts';
import { createBestNames } from './best-names.ts';
import { evidenceBits, isOfKind, mostEvidence, type QueryFacts, readFacts } from './evidence.ts';
import { createGathering } from './gathering.ts';
import type { IndexData } from './layout.ts';
import { createNeighbourFinder, createNeighbourTable, type NeighbourTable } from './neighbours.ts';
import { type Reading, readQuery } from './reading.ts';
import { bitsOfScore, scoreOfBits, toBits } from './scoring.ts';
import { type Lexicon, lexiconOf } from './splitting.ts';
import type { NameMatch, NameQuery, QueryOptions } from './types.ts';
import { bit, weights } from './weights.ts';

/** Names that are aligned exactly, by the size of the answer asked for. */
const aligned = (top: number): number => Math.max(64, top * 3);

interface Candidate {
  readonly key: number;
  readonly ordinal: number;
  readonly bits: number;
}

/** What is asked of each segment of an index. */
interface Question {
  readonly query: NameQuery;
  readonly readings: readonly Reading[];
  readonly facts: QueryFacts | null;
  readonly top: number;
  /** What has fewer bits is no answer. */
  readonly least: number;
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

export type Segment = ReturnType<typeof createSegment>;
interface Finder {
  readonly finder: ReturnType<typeof createNeighbourFinder>;
}

/**
 * The search of one buffer: of an index, or of a change, which is priced with the index that it changes. Scratch
 * arrays are made once, not for each query.
 */
export const createSegment = (
  data: IndexData,
  base: Finder | null = null,
  isRemoved: (entry: number) => boolean = () => false,
) => {
  const table = createNeighbourTable(data.partShare.length);
  const finder = createNeighbourFinder(data, table, base?.finder);
  const aligner = createAligner(data, table);
  const kept = createBestNames(2048);
  const gather = createGathering(data, table, kept);

  const scoreKept = (reading: Reading, asked: Question, leastOfName: number, found: Candidate[]): void => {
    const { query, facts, least } = asked;
    for (let i = 0; i < kept.size; i++) {
      const name = kept.names[i]!;
      const entry = data.nameEntry[name]!;
      if (!isOfKind(data, entry, query) || isRemoved(entry)) continue;
      const ofName = aligner.score(reading, name);
      if (ofName < leastOfName) continue;
      const bits = ofName + (facts === null ? 0 : evidenceBits(data, entry, facts));
      if (bits >= least) found.push({ key: data.entryKey[entry]!, ordinal: data.nameOrdinal[name]!, bits });
    }
  };

  return {
    data,
    table,
    aligner,
    finder,
    lexicon: lexiconOf(data),
    isRemoved,
    /** Candidates of `least` bits and more; those that cannot have them are not looked at further. */
    collect(asked: Question, found: Candidate[]): void {
      const leastOfName = asked.least - (asked.facts === null ? 0 : mostEvidence(asked.facts));
      for (const reading of asked.readings) {
        finder.find(reading.units);
        if (mostBits(reading, table) < leastOfName) continue;
        gather(reading, aligned(asked.top));
        scoreKept(reading, asked, leastOfName, found);
      }
    },
  };
};

/** The parts that any of the segments knows. */
export const lexiconOfAll = (segments: readonly Segment[]): Lexicon => {
  const [first, ...others] = segments.map((segment) => segment.lexicon);
  if (others.length === 0) return first!;
  return (symbols) =>
    others.reduce((share, lexicon) => (share < 0 ? lexicon(symbols) : share), first!(symbols));
};

/** The best answers of all segments: the strongest first, then by key; each listing once, by its best name. */
export const searchSegments = (segments: readonly Segment[], lexicon: Lexicon) => {
  return (query: NameQuery, options: QueryOptions = {}): NameMatch[] => {
    const top = options.top ?? 20;
    const minimumScore = options.minimumScore ?? 0;
    const found: Candidate[] = [];
    const asked: Question = {
      query,
      readings: readQuery(lexicon, query),
      facts: options.evidence === 'all' ? readFacts(query) : null,
      top,
      // One unit less, since a score is rounded; the score itself decides below.
      least: minimumScore > 0 ? Math.floor(bitsOfScore(minimumScore) * bit) - 1 : -Infinity,
    };
    for (const segment of segments) segment.collect(asked, found);
    found.sort((a, b) => b.bits - a.bits || a.key - b.key || a.ordinal - b.ordinal);
    return takeBest(found, top, minimumScore);
  };
};

const takeBest = (found: readonly Candidate[], top: number, minimumScore: number): NameMatch[] => {
  const seen = new Set<number>();
  const matches: NameMatch[] = [];
  for (const { key, ordinal, bits: fixed } of found) {
    if (matches.length >= top) break;
    if (seen.has(key)) continue;
    seen.add(key);
    const bits = toBits(fixed);
    const score = scoreOfBits(bits);
    if (score < minimumScore) break;
    matches.push({ key, nameOrdinal: ordinal, bits, score });
  }
  return matches;
};
