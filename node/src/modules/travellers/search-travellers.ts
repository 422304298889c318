import type { TravellerPage, TravellerSearch } from '@jisr/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import { selectCrossings } from './crossing-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { documentKey } from './fold.ts';
import { searchQuery } from './name-folding.ts';
import { type Candidate, findByFlight, findByIdentifier, findByName } from './search-store.ts';
import { showCrossings, showTravellers } from './showing.ts';
import { selectTravellers } from './traveller-store.ts';
import { fullName } from './traveller-view.ts';
import type { TravellersDeps } from './types.ts';

/** More candidates than these are not ranked: the query says too little. The latest crossings come first. */
const MOST_CANDIDATES = 2_000;
const FLIGHT = /^([A-Z0-9]{2}|[A-Z]{3})\s*0*(\d{1,4}[A-Z]?)$/;

type Deps = Pick<
  TravellersDeps,
  'otherScript' | 'rankNames' | 'hitsOf' | 'answersOf' | 'partnerHitsOf' | 'hitCountsOf'
>;
interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

/**
 * Finds travellers by name in either script, document number, locator, carrier's reference or flight. An equal identifier
 * scores 1; names are ranked by the engine that screens them.
 */
export async function searchTravellers(
  db: Db,
  query: z.output<typeof TravellerSearch>,
  deps: Deps,
): Promise<z.output<typeof TravellerPage>> {
  const cursor = readCursor(query.after, 3);
  const ranked = await rank(db, query.q.trim(), deps);
  const from = cursor ? ranked.findIndex(({ candidate, score }) => follows(candidate, score, cursor)) : 0;
  const page = from < 0 ? [] : ranked.slice(from, from + query.limit);
  const scores = new Map(page.map(({ candidate, score }) => [candidate.id, score]));
  const rows = await selectTravellers(
    db,
    page.map(({ candidate }) => candidate.id),
  );
  const people = await showTravellers(db, rows, deps);
  const crossingIds = [...new Set(rows.map(({ crossingId }) => crossingId))];
  const crossings = await showCrossings(db, await selectCrossings(db, crossingIds), deps);
  const byId = new Map(crossings.map((crossing) => [crossing.id, crossing]));
  const last = page.at(-1);
  return {
    items: people.flatMap((person, index) => {
      const crossing = byId.get(rows[index]!.crossingId);
      return crossing ? [{ ...person, crossing, score: scores.get(person.id) ?? 0 }] : [];
    }),
    next:
      last && from + page.length < ranked.length
        ? writeCursor([last.score, last.candidate.sortAt, last.candidate.id])
        : null,
    total: ranked.length,
  };
}

/** Everybody who may be meant, best first; among equals the latest crossing. */
async function rank(db: Db, q: string, deps: Deps): Promise<Ranked[]> {
  const scores = new Map<string, Ranked>();
  const put = (candidate: Candidate, score: number) => {
    const known = scores.get(candidate.id);
    if (!known || known.score < score) scores.set(candidate.id, { candidate, score });
  };
  const code = q.toUpperCase();
  const key = documentKey(q);
  if (key !== '') {
    const identified = await findByIdentifier(db, { documentKey: key, code }, MOST_CANDIDATES);
    for (const candidate of identified) put(candidate, 1);
  }
  const flight = FLIGHT.exec(code);
  if (flight) {
    const aboard = await findByFlight(db, { carrier: flight[1]!, number: flight[2]! }, MOST_CANDIDATES);
    for (const candidate of aboard) put(candidate, 1);
  }
  const named = await candidatesByName(db, q, deps);
  const ranks = await deps.rankNames(q, named.map(fullName));
  named.forEach((candidate, index) => {
    put(candidate, ranks[index] ?? 0);
  });
  return [...scores.values()].toSorted(
    (one, other) =>
      other.score - one.score ||
      descending(one.candidate.sortAt, other.candidate.sortAt) ||
      descending(one.candidate.id, other.candidate.id),
  );
}

const descending = (one: string, other: string): number => (one < other ? 1 : one > other ? -1 : 0);

/** By the letters typed, and by what they are in the other script. */
async function candidatesByName(db: Db, q: string, deps: Deps): Promise<Candidate[]> {
  // Names hold no digits: what does is a number, and was looked for as one.
  const typed = /\p{N}/u.test(q) ? null : searchQuery(q);
  if (typed === null) return [];
  const other = deps.otherScript(q);
  const written = other ? searchQuery(other.text) : null;
  const query = written === null ? typed : `(${typed}) | (${written})`;
  return findByName(db, query, MOST_CANDIDATES);
}

/** True from the first row behind the cursor on. */
function follows(candidate: Candidate, score: number, cursor: readonly string[]): boolean {
  const [lastScore, lastSortAt, lastId] = [Number(cursor[0]), cursor[1]!, cursor[2]!];
  if (score !== lastScore) return score < lastScore;
  if (candidate.sortAt !== lastSortAt) return candidate.sortAt < lastSortAt;
  return candidate.id < lastId;
}
