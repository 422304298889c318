import type { Listing, ListingSummary, TestAnswer, TestQuery } from '@jisr/contract';
import { scoreOfBits } from '@jisr/names';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Proposed } from '../hits/index.ts';
import type { Subject, Travellers } from '../travellers/index.ts';
import type { Watchlists } from '../watchlists/index.ts';
import type { Engine, EngineQuery } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { explanationOf } from './explain.ts';
import type { createLists } from './lists.ts';
import type { WorkerMatch } from './protocol.ts';

/** Hits of one traveller at most: the best ones; what lies below is weaker by construction. */
const TOP = 20;

export interface ScreeningDeps {
  readonly watchlists: Pick<
    Watchlists,
    'lists' | 'activeListings' | 'changedListings' | 'listingsBySeq' | 'readListings'
  >;
  readonly travellers: Pick<
    Travellers,
    'subjects' | 'travellersStillToTravel' | 'markScreened' | 'rowsOf' | 'summariesOf'
  >;
  /** The upper layer turns what is proposed into hits, in the same transaction as the mark that it was screened. */
  propose(tx: Db, proposed: readonly Proposed[]): Promise<unknown>;
  /** A list is live in a new version: hits whose listing has left it are told. */
  listChanged(tx: Db, watchlistId: string): Promise<void>;
  /** A message spoke of this crossing: its hits show its times. */
  crossingChanged(tx: Db, crossingId: string): Promise<void>;
  /** Every traveller of the message is screened: the carrier can be answered. */
  screened(
    tx: Db,
    screened: { readonly messageId: string; readonly travellerIds: readonly string[] },
  ): Promise<void>;
}

export function createService(
  kernel: Kernel,
  deps: ScreeningDeps,
  engine: Engine,
  lists: ReturnType<typeof createLists>,
) {
  const { config, database, clock, bus, metrics } = kernel;
  const { db } = database;

  async function match(
    subjects: readonly Subject[],
    only: readonly string[] | null,
  ): Promise<(readonly WorkerMatch[])[]> {
    const stop = metrics.screeningSeconds.startTimer();
    const found = await engine.screen(subjects.map(queryOf), {
      lists: only,
      minimumScore: scoreOfBits(config.screeningThresholdBits),
      top: TOP,
    });
    stop();
    metrics.screened.inc(subjects.length);
    return found;
  }

  /** From the engine's keys to all that a hit must keep. */
  async function proposalsOf(
    subjects: readonly Subject[],
    matches: readonly (readonly WorkerMatch[])[],
  ): Promise<Proposed[]> {
    const pairs = subjects.flatMap((subject, at) =>
      subject.test ? [] : matches[at]!.map((found) => ({ subject, found })),
    );
    if (pairs.length === 0) return [];
    const listings = await listingsOf(pairs.map(({ found }) => found.key));
    const people = new Map(
      (await deps.travellers.rowsOf(db, [...new Set(pairs.map(({ subject }) => subject.travellerId))])).map(
        (row) => [row.id, row],
      ),
    );
    const crossings = new Map(
      (
        await deps.travellers.summariesOf(db, [...new Set(pairs.map(({ subject }) => subject.crossingId))])
      ).map((crossing) => [crossing.id, crossing]),
    );
    return pairs.flatMap(({ subject, found }) => {
      const [listing, person, crossing] = [
        listings.get(found.key),
        people.get(subject.travellerId),
        crossings.get(subject.crossingId),
      ];
      // A listing may have been withdrawn, a traveller erased, since the index was built.
      if (listing?.status !== 'active' || !person || !crossing) return [];
      return [
        {
          travellerId: subject.travellerId,
          crossing,
          subject: {
            name: person.name,
            fullName: subject.fullName,
            birthDate: subject.birthDate,
            nationality: subject.nationality,
            documents: subject.documents,
          },
          listing,
          score: found.score,
          basis: found.basis,
          explanation: explanationOf(found.explanation),
          engineVersion: ENGINE_VERSION,
          listVersion: found.version,
          messageId: subject.messageId,
          segment: subject.segment,
        },
      ];
    });
  }

  async function listingsOf(keys: readonly number[]): Promise<Map<number, Listing>> {
    const known = await deps.watchlists.listingsBySeq(db, [...new Set(keys)]);
    const read = new Map(
      (
        await deps.watchlists.readListings(
          db,
          known.map((listing) => listing.id),
        )
      ).map((listing) => [listing.id, listing]),
    );
    return new Map(
      known.flatMap((listing) =>
        read.has(listing.id) ? [[listing.seq, read.get(listing.id)!] as const] : [],
      ),
    );
  }

  const versions = (): string =>
    lists
      .segments()
      .map((segment) => `${segment.code}@${segment.version}`)
      .sort()
      .join(' ');

  /**
   * Screens travellers against every list. Hits, mark and what follows are one transaction; where another message changed
   * a traveller meanwhile, nothing is kept and the new facts are screened.
   */
  async function screen(
    travellerIds: readonly string[],
    then: (tx: Db) => Promise<void> = async () => undefined,
  ): Promise<void> {
    for (;;) {
      const subjects = await deps.travellers.subjects(db, travellerIds);
      const version = versions();
      const proposed = await proposalsOf(subjects, await match(subjects, null));
      const kept = await database
        .transaction(async (tx) => {
          const ids = subjects.map((subject) => subject.travellerId);
          // The mark first: it holds the rows, so that what is compared with stays as it is until the commit.
          await deps.travellers.markScreened(tx, ids, version);
          const same = unchangedOf(subjects, await deps.travellers.subjects(tx, ids));
          if (same.size < subjects.length) throw factsChanged;
          await deps.propose(tx, proposed);
          await then(tx);
        })
        .then(
          () => true,
          (error: unknown) => {
            if (error === factsChanged) return false;
            throw error;
          },
        );
      if (kept) return;
    }
  }

  return {
    screen: (travellerIds: readonly string[]) => screen(travellerIds),
    /** Screens the travellers of a message; then its crossing is shown anew and its sender can be answered. */
    screenTravellers: ({
      messageId,
      crossingId,
      travellerIds,
    }: {
      messageId: string;
      crossingId: string;
      travellerIds: readonly string[];
    }): Promise<void> =>
      screen(travellerIds, async (tx) => {
        await deps.crossingChanged(tx, crossingId);
        await deps.screened(tx, { messageId, travellerIds });
        await bus.publish(tx, 'crossing', crossingId);
      }),
    /**
     * A list has a new version: everybody still to travel is screened against that list. Whose facts a message changed
     * meanwhile is left out: the job of that message screens them, and no hit is raised on facts that are gone.
     */
    async rescreen(watchlistId: string): Promise<void> {
      for await (const subjects of deps.travellers.travellersStillToTravel(db, clock.now())) {
        const proposed = await proposalsOf(subjects, await match(subjects, [watchlistId]));
        if (proposed.length === 0) continue;
        const matched = new Set(proposed.map((pair) => pair.travellerId));
        const before = subjects.filter(({ travellerId }) => matched.has(travellerId));
        await database.transaction(async (tx) => {
          const after = await deps.travellers.subjects(tx, [...matched]);
          const same = unchangedOf(before, after);
          await deps.propose(
            tx,
            proposed.filter((pair) => same.has(pair.travellerId)),
          );
        });
      }
      await database.transaction((tx) => deps.listChanged(tx, watchlistId));
    },
    /** Listings of these lists that a person meets, above the threshold or by a document; the best first. Nothing is kept. */
    async meets(
      person: {
        readonly name: string;
        readonly birthDate: string | null;
        readonly nationality: string | null;
        readonly gender: Subject['gender'];
        readonly documents: EngineQuery['documents'];
      },
      watchlistIds: readonly string[],
    ): Promise<string[]> {
      const { name, birthDate, nationality, gender, documents } = person;
      const nationalities = nationality ? [nationality] : [];
      const query = { name: { name, kind: 'person' as const, birthDate, nationalities, gender }, documents };
      const minimumScore = scoreOfBits(config.screeningThresholdBits);
      const [found = []] = await engine.screen([query], { lists: watchlistIds, minimumScore, top: TOP });
      const listings = await listingsOf(found.map(({ key }) => key));
      return found.flatMap(({ key }) => listings.get(key)?.id ?? []);
    },
    /** What the engine says of a typed name, matches below the threshold included. */
    async testName(entry: z.output<typeof TestQuery>): Promise<TestAnswer> {
      const started = performance.now();
      const documents = entry.documentNumber ? [{ number: entry.documentNumber, issuer: null }] : [];
      const name = {
        name: entry.name,
        birthDate: entry.birthDate,
        nationalities: entry.nationality ? [entry.nationality] : [],
        gender: entry.gender,
      };
      const [found] = await engine.screen([{ name, documents }], { minimumScore: 0, top: entry.top });
      const best = (found ?? []).slice(0, entry.top);
      const listings = await listingsOf(best.map((match) => match.key));
      return {
        matches: best.flatMap((match) => {
          const listing = listings.get(match.key);
          return listing
            ? [
                {
                  listing: summaryOf(listing),
                  score: match.score,
                  hit: match.basis !== 'name' || match.score >= scoreOfBits(config.screeningThresholdBits),
                  explanation: explanationOf(match.explanation),
                },
              ]
            : [];
        }),
        tookMs: Math.round((performance.now() - started) * 100) / 100,
        searched: lists.segments().reduce((sum, segment) => sum + segment.names, 0),
      };
    },
  };
}

/** Thrown inside the transaction so that it is rolled back. */
const factsChanged = new Error('the facts changed while they were screened');

/** Those of whom every fact is as it was. */
function unchangedOf(before: readonly Subject[], after: readonly Subject[]): Set<string> {
  const facts = new Map(after.map((subject) => [subject.travellerId, JSON.stringify(subject)]));
  const same = before.filter((subject) => facts.get(subject.travellerId) === JSON.stringify(subject));
  return new Set(same.map(({ travellerId }) => travellerId));
}

function queryOf(subject: Subject): EngineQuery {
  return {
    name: {
      name: subject.fullName,
      ...(subject.surname ? { surname: subject.surname } : {}),
      ...(subject.givenNames ? { givenNames: subject.givenNames } : {}),
      kind: 'person',
      birthDate: subject.birthDate,
      nationalities: subject.nationality ? [subject.nationality] : [],
      gender: subject.gender,
    },
    documents: subject.documents,
  };
}

const summaryOf = ({ id, reference, kind, name, watchlist, instruction }: Listing): ListingSummary => ({
  id,
  reference,
  kind,
  name,
  watchlist,
  instruction,
});
