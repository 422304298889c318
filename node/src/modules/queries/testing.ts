import type { DisplayName, TravellerRow } from '@jisr/contract';
import { sql } from 'kysely';
import { testKernel } from '../../../test/test-kernel.ts';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Database, Db } from '../../kernel/db/types.ts';
import { createJobs } from '../../kernel/jobs.ts';
import { createLog } from '../../kernel/log.ts';
import type { ListingForScreening } from '../watchlists/index.ts';
import {
  createQueries,
  type Intent,
  type Outcome,
  queriesJobs,
  type Received,
  type Refused,
} from './index.ts';
import { createOblivious } from './oblivious.ts';
import type { LedgerEntry, QueriesDeps, Subject } from './types.ts';

export const officerOf = (n: number): OfficerActor => ({
  kind: 'officer',
  accountId: `019c0000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
  sessionId: `019c0000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`,
  username: `officer${n}`,
  name: { en: `Officer ${n}`, ar: `ضابط ${n}` },
  roles: ['liaison-officer'],
  post: null,
});

export const OFFICE = { party: 'BHR', agency: 'NCP' };
export const ABROAD = { party: 'USA', agency: 'NCP' };
const text = (code: string) => ({ en: code, ar: code });

/** What a test's law says: null lets it pass. */
export type Law = (intent: Intent, approved: boolean) => string | null;
/** What travels in a test: a sent intent with its id, and the means to alter it on the way. */
export interface Sent {
  readonly id: string;
  readonly intent: Intent;
}

// Starting a thread takes longer than most tests.
const thread = createOblivious(createLog({ logLevel: 'silent' }));

/** One node with a law of its own; what it sends is kept until {@link deliver} carries it over. */
export function createSide(database: Database, own: typeof OFFICE, partner: typeof OFFICE) {
  const kernel = testKernel(database);
  const sent: Sent[] = [];
  const entries: LedgerEntry[] = [];
  const approvals: { id: string; subject: string }[] = [];
  const subjects = new Map<string, Subject>();
  const world = {
    law: (() => null) as Law,
    listings: [] as ListingForScreening[],
    screened: [] as string[],
    automatic: true,
    paired: true,
  };
  const gate = testGate(database, kernel.ids, () => world.law, sent);
  const deps: QueriesDeps = {
    gate,
    ledger: {
      append: async (_tx, entry) => {
        entries.push(entry);
        return kernel.ids.uuid();
      },
      pseudonym: (accountId) => `p-${accountId.slice(-2)}`,
    },
    sides: async () => (world.paired ? { own, partner } : null),
    travellers: {
      subjects: async (_db, ids) => ids.flatMap((id) => subjects.get(id) ?? []),
      rowsOf: async (_db, ids) => ids.flatMap((id) => rowOf(subjects.get(id))),
      summariesOf: async () => [],
    },
    deliveries: async (_db, ids) => new Map(ids.map((id) => [id, 'queued' as const])),
    quotas: async () => [{ article: 'BORDERS/3', category: 'query-blind', perDay: 2000 }],
    watchlists: {
      lists: async (db) => listsOf(db),
      activeListings: (_db, watchlistId) =>
        only(world.listings.filter((one) => one.watchlistId === watchlistId)),
    },
    officers: async (_db, ids) => new Map(ids.map((id) => [id, { id, name: text(id) }])),
    screenOne: async () => world.screened,
    approvals: {
      open: async (_tx, { subject }) => {
        const id = kernel.ids.uuid();
        approvals.push({ id, subject });
        return id;
      },
    },
    approvalDocument: (intent) => ({ category: intent.category }),
    oblivious: thread,
    get automatic() {
      return world.automatic;
    },
  };
  const queries = createQueries(kernel, deps);
  const { clock, log } = kernel;
  const jobs = createJobs({ database, clock, log, handlers: queriesJobs(queries) });
  return { ...kernel, kernel, deps, queries, jobs, sent, entries, approvals, subjects, world, own, partner };
}
export type TestSide = ReturnType<typeof createSide>;

type Along = Parameters<QueriesDeps['gate']['sendIfWanted']>[1];

function testGate(database: Database, ids: { uuid(): string }, law: () => Law, sent: Sent[]) {
  const refused = (code: string): Refused => ({ clause: `BORDERS/0 ${code}`, code, text: text(code) });
  const judge = (intent: Intent) => law()(intent, intent.approval !== null);
  const pass = (intent: Intent): Outcome => {
    const code = judge(intent);
    if (code) return { disclosed: false, refusal: refused(code) };
    const id = ids.uuid();
    sent.push({ id, intent });
    return { disclosed: true, id, article: 'BORDERS/3' };
  };
  return {
    send: (intent: Intent, after: Along['after']) =>
      database.transaction(async (tx) => {
        const outcome = pass(intent);
        await after(tx, outcome);
        return outcome;
      }),
    sendIfWanted: (intent: Intent, { wanted, after }: Along) =>
      database.transaction(async (tx) => {
        if (!(await wanted(tx))) return null;
        const outcome = pass(intent);
        await after(tx, outcome);
        return outcome;
      }),
    mayDisclose: async (intent: Intent) => {
      const code = judge(intent);
      const obligations = { quotaPerDay: 2000, retentionDays: 90, approvals: 0, approvalRoles: [] };
      return code
        ? { allowed: false as const, refusal: refused(code) }
        : { allowed: true as const, article: 'BORDERS/3', obligations };
    },
  };
}

/** As the partner's gate hands it over. */
export const receivedOf = ({ id, intent }: Sent, at: string): Received => ({
  ...intent,
  id,
  sender: intent.from.party,
  article: 'BORDERS/3',
  retainUntil: '2026-06-01T00:00:00.000Z',
  receivedAt: at,
});

/** Carries everything that one side has sent to the other, as often as told, altered where told. */
export async function deliver(
  from: TestSide,
  to: TestSide,
  alter: (sent: Sent) => Sent = (sent) => sent,
): Promise<void> {
  for (const each of from.sent.splice(0).map(alter)) {
    const received = receivedOf(each, to.clock.nowIso());
    const { take } = to.queries.desks[each.intent.category as keyof TestSide['queries']['desks']];
    await to.database.transaction((tx) => take(tx, received));
  }
  await to.jobs.drain();
}

async function* only(listings: ListingForScreening[]) {
  if (listings.length > 0) yield listings;
}

async function listsOf(db: Db) {
  const { rows } = await sql<{
    id: string;
    code: string;
  }>`select id, code from watchlist order by code`.execute(db);
  return rows.map((row) => ({
    ...row,
    name: text(row.code),
    instruction: 'inform' as const,
    legalBasis: '',
    handling: null,
    version: '1',
    edition: 1,
    active: 0,
  }));
}

const nameOf = (name: string): DisplayName => ({ text: name, other: null });
const rowOf = (subject: Subject | undefined): TravellerRow[] =>
  subject
    ? [
        {
          id: subject.travellerId,
          name: nameOf(subject.fullName),
          birthDate: subject.birthDate,
          nationality: subject.nationality,
        } as TravellerRow,
      ]
    : [];

/** A traveller in the tables of a side. */
export async function addTraveller(side: TestSide, facts: Partial<Subject> = {}): Promise<Subject> {
  const [travellerId, crossingId] = [side.ids.uuid(), side.ids.uuid()];
  const at = side.clock.nowIso();
  const { db } = side.database;
  await sql`
    insert into crossing (id, natural_key, test, sort_at, direction, status, legs, first_received_at, last_received_at)
    values (${crossingId}, ${crossingId}, false, ${at}, 'inbound', 'scheduled', '[]', ${at}, ${at})`.execute(
    db,
  );
  await sql`
    insert into traveller (id, crossing_id, role, status, search, issues, view, received_at)
    values (${travellerId}, ${crossingId}, 'passenger', 'expected', '', 0, '{}', ${at})`.execute(db);
  const subject: Subject = {
    travellerId,
    crossingId,
    surname: 'VANTOUR',
    givenNames: 'KARIM',
    fullName: 'KARIM VANTOUR',
    birthDate: '1980-02-03',
    nationality: 'FRA',
    gender: 'M',
    documents: [{ type: 'P', number: 'L777777', issuer: 'FRA', expiry: null }],
    messageId: '',
    segment: null,
    test: false,
    ...facts,
  };
  side.subjects.set(travellerId, subject);
  return subject;
}

let seq = 0;
/** A listing as screening reads it. */
export const listingOf = (watchlistId: string, id: string, facts: Partial<ListingForScreening> = {}) => ({
  id,
  seq: ++seq,
  watchlistId,
  status: 'active' as const,
  kind: 'person' as const,
  names: [{ text: 'كريم فانتور', quality: 'primary' as const, lang: 'ar' }],
  birthDates: ['1980-02-03'],
  nationalities: ['FRA'],
  gender: null,
  documents: [],
  ...facts,
});

/** A watchlist that the partner may ask against. */
export async function addList(side: TestSide, shared = true): Promise<string> {
  const id = side.ids.uuid();
  await insertList(side, id);
  if (shared) await side.queries.share(officerOf(9), id, true);
  return id;
}

async function insertList({ database, clock }: TestSide, id: string): Promise<void> {
  await sql`
    insert into watchlist (id, code, name_en, name_ar, owner, format, instruction, legal_basis, created_at)
    values (${id}, ${id}, 'List', 'قائمة', 'Ministry', 'manual', 'inform', 'Decree 7', ${clock.nowIso()})`.execute(
    database.db,
  );
}
