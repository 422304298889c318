import type { CrossingSummary, HitDetail, Instruction, Listing, TravellerRow } from '@jisr/contract';
import { sql } from 'kysely';
import { testKernel } from '../../../test/test-kernel.ts';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createHits, type Proposed } from './index.ts';

/** People of the desk; any number of them. */
export const person = (n: number): OfficerActor => ({
  kind: 'officer',
  accountId: `019c0000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
  sessionId: `019c0000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`,
  username: `officer${n}`,
  name: { en: `Officer ${n}`, ar: `ضابط ${n}` },
  roles: ['watch-officer', 'supervisor'],
  post: null,
});
export const [NOORA, SALEM, HUDA] = [person(1), person(2), person(3)];

export const LISTING: Listing = {
  id: '019c0000-0000-7000-8000-00000000a001',
  reference: 'NAT:1',
  kind: 'person',
  name: { text: 'Karim Vantour', other: { text: 'كريم فانتور', lang: 'ar', source: 'supplied' } },
  watchlist: {
    id: '019c0000-0000-7000-8000-00000000b001',
    code: 'NAT',
    name: { en: 'National list', ar: 'القائمة الوطنية' },
  },
  instruction: 'deny-boarding',
  names: [{ text: 'Karim Vantour', quality: 'primary', lang: 'en' }],
  birthDates: ['1980-02-03'],
  birthPlaces: [],
  nationalities: ['FRA'],
  gender: 'M',
  documents: [{ type: 'passport', number: 'L-777 777', issuer: 'FRA', note: null }],
  addresses: [],
  programmes: [],
  legalBasis: 'Decree 7',
  originator: null,
  handling: null,
  listedOn: null,
  reviewOn: null,
  expiresOn: null,
  remarks: null,
  status: 'active',
};

/** What a test says of a pair; the rest is as usual. */
export interface Pair {
  readonly name?: string;
  readonly birthDate?: string | null;
  readonly documents?: readonly { number: string; issuer: string | null }[];
  readonly basis?: Proposed['basis'];
  readonly score?: number;
  readonly listing?: Partial<Listing>;
  readonly instruction?: Instruction;
  readonly listVersion?: string;
  /** The listing has the traveller's birth date. */
  readonly birthDateAgrees?: boolean;
}

const explanation: Proposed['explanation'] = {
  queryName: 'KARIM VANTOUR',
  listedName: 'Karim Vantour',
  parts: [],
  evidence: [],
  totalBits: 20,
  score: 0.9,
  thresholdBits: 12,
  sentences: { en: ['The names agree.'], ar: ['الاسمان متفقان.'] },
};

const sameBirthDate: Proposed['explanation']['evidence'][number] = {
  kind: 'birth-date',
  verdict: 'equal',
  detail: 'same-day',
  traveller: '1980-02-03',
  listed: '1980-02-03',
  bits: 14,
};

/** The module over a real database; travellers stand in their table, what is shown of them is made here. */
export function setUp(database: Database) {
  const kernel = testKernel(database);
  const told: string[] = [];
  const again: string[] = [];
  const flights = new Map<string, CrossingSummary>();
  const people = new Map<string, TravellerRow>();
  const listings = new Map<string, Listing>([[LISTING.id, LISTING]]);
  const hits = createHits(kernel, {
    officers: async (_db, ids) =>
      new Map(ids.map((id) => [id, { id, name: person(Number(id.slice(-2))).name }])),
    travellers: {
      rowsOf: async (_db, ids) => ids.flatMap((id) => people.get(id) ?? []),
      summariesOf: async (_db, ids) => ids.flatMap((id) => flights.get(id) ?? []),
      companionsOf: async () => [],
      personOf: async () => ({ documents: [], birthPlace: null }),
    },
    partnerHitsOf: async () => new Map(),
    watchlists: { readListings: async (_db, ids) => ids.flatMap((id) => listings.get(id) ?? []) },
    statusChanged: async (_tx, ids) => void told.push(...ids),
    screenAgain: async (_tx, ids) => void again.push(...ids),
  });
  const world = { kernel, database, flights, people, listings, hits };
  return { ...kernel, ...worldOf(world), hits, told, again, listings };
}

interface World {
  readonly kernel: ReturnType<typeof testKernel>;
  readonly database: Database;
  readonly flights: Map<string, CrossingSummary>;
  readonly people: Map<string, TravellerRow>;
  readonly listings: Map<string, Listing>;
  readonly hits: ReturnType<typeof createHits>;
}

function worldOf(world: World) {
  const { kernel, database, flights, people, listings, hits } = world;
  let made = 0;

  /** A traveller on a flight of their own, in so many hours. */
  async function traveller(hours = 6): Promise<string> {
    const [id, crossingId] = [kernel.ids.uuid(), kernel.ids.uuid()];
    made += 1;
    const departureAt = new Date(kernel.clock.now().getTime() + hours * 3_600_000).toISOString();
    await insertPerson(database, { id, crossingId, at: kernel.clock.nowIso() });
    flights.set(crossingId, flight(crossingId, String(400 + made), departureAt));
    people.set(id, row(id));
    return id;
  }

  function proposed(travellerId: string, crossingId: string, pair: Pair): Proposed {
    const instruction = pair.instruction ?? pair.listing?.instruction ?? LISTING.instruction;
    const listing = { ...LISTING, ...pair.listing, instruction };
    listings.set(listing.id, listing);
    const documents = pair.documents ?? [{ number: 'P1234567', issuer: 'FRA' }];
    return {
      travellerId,
      crossing: flights.get(crossingId)!,
      subject: {
        name: { text: pair.name ?? 'VANTOUR Karim', other: null },
        fullName: pair.name ?? 'VANTOUR Karim',
        birthDate: pair.birthDate === undefined ? '1980-02-03' : pair.birthDate,
        nationality: 'FRA',
        documents: documents.map((one) => ({ type: 'P', expiry: null, ...one })),
      },
      listing,
      score: pair.score ?? 0.9,
      basis: pair.basis ?? 'name',
      explanation: pair.birthDateAgrees ? { ...explanation, evidence: [sameBirthDate] } : explanation,
      engineVersion: 'names-2',
      listVersion: pair.listVersion ?? '1',
      messageId: null,
      segment: null,
    };
  }

  const crossingOf = async (travellerId: string): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      select crossing_id as id from traveller where id = ${travellerId}`.execute(database.db);
    return rows[0]!.id;
  };
  /** Proposes the pair; returns the ids of new hits. */
  const raise = async (travellerId: string, pair: Pair = {}): Promise<string[]> => {
    const one = proposed(travellerId, await crossingOf(travellerId), pair);
    return database.transaction((tx) => hits.raise(tx, [one]));
  };
  return {
    traveller,
    proposed,
    crossingOf,
    raise,
    flights,
    /** A new traveller with a hit. */
    hit: async (pair: Pair = {}, hours = 6) => {
      const travellerId = await traveller(hours);
      const [hitId] = await raise(travellerId, pair);
      return { travellerId, hitId: hitId! };
    },
    statusOf: async (travellerId: string, missing: readonly string[] = []) =>
      (await hits.statusOf(database.db, [{ travellerId, missing }])).get(travellerId)!,
  };
}

async function insertPerson(
  { db }: Database,
  { id, crossingId, at }: { id: string; crossingId: string; at: string },
): Promise<void> {
  await sql`
    insert into crossing (id, natural_key, test, sort_at, direction, status, legs, first_received_at, last_received_at)
    values (${crossingId}, ${crossingId}, false, ${at}, 'inbound', 'scheduled', '[]', ${at}, ${at})`.execute(
    db,
  );
  await sql`
    insert into traveller (id, crossing_id, role, status, search, issues, view, received_at)
    values (${id}, ${crossingId}, 'passenger', 'expected', '', 0, '{}', ${at})`.execute(db);
}

const flight = (id: string, number: string, departureAt: string): CrossingSummary => ({
  id,
  carrier: 'QJ',
  number,
  from: 'LHR',
  to: 'BAH',
  fromName: null,
  toName: null,
  departure: departureAt.slice(0, 16),
  departureAt,
  arrival: null,
  arrivalAt: null,
  direction: 'inbound',
  status: 'scheduled',
  test: false,
  travellers: 1,
  crew: 0,
  declared: null,
  screened: 1,
  openHits: { 1: 0, 2: 0, 3: 0 },
  decidedHits: 0,
  qualityScore: null,
  lastMessageAt: null,
});

const row = (id: string): TravellerRow => ({
  id,
  role: 'passenger',
  status: 'expected',
  name: { text: 'VANTOUR Karim', other: null },
  birthDate: '1980-02-03',
  gender: 'M',
  nationality: 'FRA',
  document: { type: 'P', number: 'P1234567', issuer: 'FRA', expiry: null },
  seat: null,
  locator: 'ABC123',
  answer: null,
  hits: [],
  partnerHit: null,
  issues: 0,
});

export const NOT = {
  verdict: 'not-listed',
  reason: 'birth-date-differs',
  note: null,
  instruction: null,
} as const;
export const IS = { verdict: 'is-listed', reason: 'documents-agree', note: null } as const;
export const DENY = { ...IS, instruction: 'deny-boarding' } as const;
export const DUNNO = {
  verdict: 'cannot-tell',
  reason: 'insufficient-information',
  note: null,
  instruction: null,
} as const;
export const OTHER = '019c0000-0000-7000-8000-00000000a002';

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
export const kinds = (hit: HitDetail) => hit.history.map((event) => event.kind);
