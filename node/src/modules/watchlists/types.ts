import type {
  Bilingual,
  Instruction,
  ListImport,
  Listing,
  ListingKind,
  ListingPage,
  ListingQuery,
  NameQuality,
  NewImport,
  NewProposal,
  NewWatchlist,
  Officer,
  PageQuery,
  Proposal,
  ProposalDecision,
  Watchlist,
} from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { JobContext, JobQueue } from '../../kernel/jobs.ts';

/** What a listing is today: in force, withdrawn by its publisher or keeper, or past its expiry. */
export type ListingStatus = 'active' | 'withdrawn' | 'expired';

/** What the screening engine indexes of a listing. */
export interface ListingForScreening {
  readonly id: string;
  /** The engine's key: a positive whole number below 2^31, unique on the node, never reused, kept when the listing changes. */
  readonly seq: number;
  readonly watchlistId: string;
  readonly status: ListingStatus;
  readonly kind: ListingKind;
  readonly names: readonly {
    readonly text: string;
    readonly quality: NameQuality;
    readonly lang: string | null;
  }[];
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a range of years `YYYY/YYYY`. */
  readonly birthDates: readonly string[];
  /** ISO 3166-1 alpha-3. */
  readonly nationalities: readonly string[];
  readonly gender: 'M' | 'F' | 'X' | null;
  readonly documents: readonly {
    readonly type: 'passport' | 'identity-card' | 'visa' | 'other';
    readonly number: string;
    readonly issuer: string | null;
    readonly note: string | null;
  }[];
}

/** A point in the life of a list. */
export interface ListPoint {
  /** Compare for equality only. */
  readonly version: string;
  /** Of the import that came into force last. */
  readonly edition: number;
}

/** What a list became since an earlier point, read in one piece. */
export interface ListingChanges extends ListPoint {
  /** How many listings are in force. */
  readonly active: number;
  /** Added, changed, withdrawn and expired ones, each as it is now. */
  readonly listings: readonly ListingForScreening[];
}

/** A watchlist as screening sees it. */
export interface ListInForce {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly instruction: Instruction;
  readonly legalBasis: string;
  readonly handling: string | null;
  /** Null until the first listing came into force. Compare for equality only. */
  readonly version: string | null;
  readonly edition: number;
  readonly active: number;
}

/** A new version of a list, told in the transaction that makes it. */
export interface ListChange {
  readonly watchlistId: string;
  readonly version: string;
  /** Listings added, changed, withdrawn or expired; `all` beyond {@link CHANGES_TOLD_ONE_BY_ONE}. */
  readonly changedListingIds: readonly string[] | 'all';
}

/** What the module needs of others. */
export interface WatchlistsDeps {
  readonly jobs: JobQueue;
  /** Names of officers by account id. */
  officers(accountIds: readonly string[]): Promise<ReadonlyMap<string, Officer>>;
  /** Told of each new version inside its transaction, by which screening follows without a restart. */
  changed(tx: Db, change: ListChange): Promise<void>;
  /** The version with which the screening engine answers now; null when it does not know the list. */
  liveVersion(watchlistId: string): string | null;
  /** A name in the other script where the list gives none. */
  otherScript(text: string): { text: string; lang: 'ar' | 'en'; source: 'generated' } | null;
}

type Page<T> = { items: T[]; next: string | null; total: number | null };

/** Watchlists, their listings, imports and proposals: what the rest of the node may ask. */
export interface Watchlists {
  // — for screening and hits —
  /** All watchlists, by code. */
  lists(db: Db): Promise<ListInForce[]>;
  /**
   * The listings in force of one list, in batches (2,000 and fewer) by ascending seq. A version that comes into force during
   * the reading is announced by {@link WatchlistsDeps.changed} as usual: compare {@link lists} before and after.
   */
  activeListings(db: Db, watchlistId: string): AsyncIterable<ListingForScreening[]>;
  /**
   * What became of a list since that point of its life; null when it never was there, and when more than `limit` listings
   * changed.
   */
  changedListings(
    db: Db,
    watchlistId: string,
    since: ListPoint,
    limit: number,
  ): Promise<ListingChanges | null>;
  /** By the engine's keys, whatever their status; unknown keys are left out; order by seq. */
  listingsBySeq(db: Db, seqs: readonly number[]): Promise<ListingForScreening[]>;
  /** By id, whatever their status, for following a {@link ListChange}; unknown ids are left out; order by seq. */
  listingsById(db: Db, ids: readonly string[]): Promise<ListingForScreening[]>;
  /**
   * In the contract's shape, with the effective instruction, legal basis and handling: the listing's own or else the
   * list's. Unknown ids are left out; order as asked.
   */
  readListings(db: Db, ids: readonly string[]): Promise<Listing[]>;
  /** The list with this code, made now if there is none. Returns its id. An existing one is not changed. */
  ensureWatchlist(tx: Db, entry: z.output<typeof NewWatchlist>, actorId: string | null): Promise<string>;

  // — for routes, the command line and the demonstration —
  /** @throws Problem `LIST_CODE_TAKEN` */
  createWatchlist(entry: z.output<typeof NewWatchlist>, actorId: string | null): Promise<Watchlist>;
  listWatchlists(): Promise<Page<Watchlist>>;
  /** @throws Problem `NOT_FOUND` */
  listListings(
    watchlistId: string,
    query: z.output<typeof ListingQuery>,
  ): Promise<z.output<typeof ListingPage>>;
  /** @throws Problem `NOT_FOUND` */
  readListing(id: string): Promise<Listing>;
  /**
   * Takes an import in and answers at once; the work is a job.
   *
   * @throws Problem `NOT_FOUND`, `LIST_PATH_INVALID`, `LIST_SOURCE_UNREACHABLE` (the list has no address), `LIST_MANUAL`
   */
  startImport(
    watchlistId: string,
    request: z.output<typeof NewImport>,
    actorId: string | null,
  ): Promise<ListImport>;
  listImports(watchlistId: string, query: z.output<typeof PageQuery>): Promise<Page<ListImport>>;
  readImport(id: string): Promise<ListImport>;
  /** @throws Problem `NOT_FOUND`, `IMPORT_NOT_HELD`, `IMPORT_SUPERSEDED` */
  confirmImport(id: string, apply: boolean, actorId: string): Promise<ListImport>;
  listProposals(query: z.output<typeof PageQuery> & { status: 'pending' | 'all' }): Promise<Page<Proposal>>;
  /** @throws Problem `NOT_FOUND`, `LIST_READ_ONLY`, `LISTING_DATES_INVALID`, `REQUEST_INVALID` */
  propose(
    watchlistId: string,
    proposal: z.output<typeof NewProposal>,
    actor: OfficerActor,
  ): Promise<Proposal>;
  /** @throws Problem `NOT_FOUND`, `PROPOSAL_OWN`, `PROPOSAL_NOT_PENDING`, `LISTING_DATES_INVALID` */
  decideProposal(
    id: string,
    decision: z.output<typeof ProposalDecision>,
    actor: OfficerActor,
  ): Promise<Proposal>;

  // — for jobs —
  /** Puts the daily job and the fetches in the queue; call once when the node starts. Repeating it changes nothing. */
  schedule(): Promise<void>;
  /** Job `watchlists.import`: all imports of this list that have not ended, in order. */
  runImports(watchlistId: string, context: Pick<JobContext, 'attempt' | 'signal'>): Promise<void>;
  /** Job `watchlists.fetch`: an import from the list's address, and the next fetch. */
  fetchFromSource(watchlistId: string): Promise<void>;
  /** Job `watchlists.daily`: listings past their expiry leave the lists, and the next day's job. */
  expireListings(): Promise<void>;
}

/** Up to so many changed listings are named to screening one by one; beyond it is told that all changed. */
export const CHANGES_TOLD_ONE_BY_ONE = 20_000;
