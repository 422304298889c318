import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { testKernel } from '../../../test/test-kernel.ts';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { FixedClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createJobs, type Jobs } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { PeerCall, PeerReply, PeerRoute } from '../../kernel/peer-http.ts';
import { isProblem, problemDetails } from '../../kernel/problem.ts';
import type { ClockStanding } from '../../kernel/time-sync.ts';
import { createExchange, type Exchange, exchangeJobs } from './index.ts';
import type { Carry, WireAnswer, WireRequest } from './transport.ts';
import type {
  DisclosureHead,
  ExchangeEntry,
  KeyNotice,
  NewApproval,
  ReceivedDocument,
  Settlement,
  Verdict,
} from './types.ts';

/** One side of a pair for the tests of this module: real database and exchange, a gate and a ledger that only remember. */
export interface Side {
  readonly kernel: Kernel & { readonly clock: FixedClock };
  readonly exchange: Exchange;
  readonly jobs: Jobs;
  readonly received: ReceivedDocument[];
  readonly settled: Settlement[];
  readonly entries: ExchangeEntry[];
  readonly approvals: (NewApproval & { id: string })[];
  /** What the gate was asked to tell the peer of keys. */
  readonly notices: KeyNotice[];
  /** What the machine says of its clock. */
  ownClock: ClockStanding;
  /** What the gate says of what comes. */
  verdict: (document: ReceivedDocument) => Omit<Verdict, 'ledgerEntry'>;
  deliver(request: WireRequest, pins: ReadonlySet<string>): Promise<WireAnswer>;
  /** Puts a disclosure with this text and gives its id. */
  send(text: string, category?: string): Promise<string>;
}

/** What lies between two nodes, as a test wants it. */
export interface TestLink {
  cut(): void;
  restore(): void;
  /** Changes requests on their way; null: the network as it is. */
  tamper(fn: ((request: WireRequest) => WireRequest) | null): void;
  /** Changes answers on their way. */
  tamperAnswer(fn: ((answer: WireAnswer, request: WireRequest) => WireAnswer) | null): void;
  /** Every request that was carried. */
  readonly carried: WireRequest[];
}

export const OFFICER: OfficerActor = {
  kind: 'officer',
  accountId: '019c0000-0000-7000-8000-000000000001',
  sessionId: '019c0000-0000-7000-8000-000000000101',
  username: 'officer1',
  name: { en: 'Officer 1', ar: 'ضابط 1' },
  roles: ['administrator'],
  post: null,
};

export function testLink() {
  let whole = true;
  let change: ((request: WireRequest) => WireRequest) | null = null;
  let changeAnswer: ((answer: WireAnswer, request: WireRequest) => WireAnswer) | null = null;
  const carried: WireRequest[] = [];
  const link: TestLink = {
    cut: () => {
      whole = false;
    },
    restore: () => {
      whole = true;
    },
    tamper: (fn) => {
      change = fn;
    },
    tamperAnswer: (fn) => {
      changeAnswer = fn;
    },
    carried,
  };
  const via =
    (deliver: Carry): Carry =>
    async (request, pins) => {
      if (!whole) throw new Error('the link is cut');
      carried.push(request);
      const answer = await deliver(change ? change(request) : request, pins);
      return changeAnswer ? changeAnswer(answer, request) : answer;
    };
  return { link, via };
}

export function openSide(
  database: Database,
  country: string,
  carry: Carry,
  exchangeMode: 'push' | 'pull' = 'push',
): Side {
  const base = testKernel(database);
  const kernel = {
    ...base,
    timeSync: { standing: () => side.ownClock, look: async () => undefined },
    config: {
      ...base.config,
      ...{ country, exchangeMode, exchangeUrl: `https://${country}.example`.toLowerCase() },
    },
  };
  const pin = (country === 'BHR' ? 'b' : 'a').repeat(64);
  const entries: ExchangeEntry[] = [];
  const approvals: (NewApproval & { id: string })[] = [];
  const received: ReceivedDocument[] = [];
  const settled: Settlement[] = [];
  const notices: KeyNotice[] = [];
  const append = async (entry: ExchangeEntry) => {
    entries.push(entry);
    return `${entries.length}`;
  };
  const exchange = createExchange(
    kernel,
    {
      ledger: {
        append: (_tx, entry) => append(entry),
        appendAll: (_tx, entries) => Promise.all(entries.map(append)),
        sequence: async () => undefined,
        placeOf: async (_db, ids) =>
          new Map(ids.map((id) => [id, { index: Number(id), leafHash: 'f'.repeat(64) }])),
        pseudonym: (accountId) => `officer-${accountId.slice(-2)}`,
      },
      approvals: {
        open: async (_tx, approval) => {
          approvals.push({ ...approval, id: kernel.ids.uuid() });
          return approvals.at(-1)!.id;
        },
      },
      officers: async (_db, ids) =>
        new Map(ids.map((id) => [id, { id, name: { en: 'Officer', ar: 'ضابط' } }])),
      articleText: async (_db, reference) =>
        reference.startsWith('BORDERS/') ? { heading: HEADING, text: HEADING } : null,
      certificate: {
        endsAt: () => '2100-01-01T00:00:00.000Z',
        announced: () => false,
        announce: async () => pin,
        take: async () => pin,
        prolong: async () => pin,
      },
      unwitnessed: async () => null,
      cardParts: async () => ({
        url: kernel.config.exchangeUrl,
        tls: [pin],
        logOrigin: `${country.toLowerCase()}.example/log`,
        vkeys: [],
        protocolDigest: '0'.repeat(64),
      }),
      takePass: (pass, id) => pass === `let out ${id}`,
      mayLeave: async (_db, documents) => new Set(documents.map(({ id }) => id)),
      resigned: async () => undefined,
      tellKey: async (notice) => {
        notices.push(notice);
      },
      received: async (_tx, documents) => {
        received.push(...documents);
        return Promise.all(
          documents.map(async (document) => ({
            ...side.verdict(document),
            ledgerEntry: await append(RECEIVED),
          })),
        );
      },
      settled: async (_tx, all) => {
        settled.push(...all);
      },
    },
    carry,
  );
  const routes: { route: PeerRoute; handler: (call: PeerCall) => Promise<PeerReply> }[] = [];
  exchange.serve({ serve: (route, handler) => routes.push({ route, handler }) });
  const jobs = createJobs({
    database,
    clock: kernel.clock,
    log: kernel.log,
    handlers: exchangeJobs(exchange),
  });
  const side: Side = {
    kernel,
    exchange,
    jobs,
    received,
    settled,
    entries,
    approvals,
    notices,
    ownClock: 'synchronised',
    verdict: () => ({ verdict: 'accepted', reason: null }),
    async deliver(request, pins) {
      if (!pins.has(pin)) throw new Error('another key answers');
      return answerWith(routes, request);
    },
    async send(text, category = 'query-plain') {
      const id = kernel.ids.uuid();
      const content = { content: Buffer.from(text), salt: 's'.repeat(43) };
      const [sealed] = await exchange.seal([content], 'text/plain');
      const head = { ...HEAD, id, category, thread: randomUUID() };
      await database.transaction((tx) =>
        exchange.put(tx, [{ pass: `let out ${id}`, sealed: sealed!, head }]),
      );
      return id;
    },
  };
  return side;
}

const RECEIVED: ExchangeEntry = {
  kind: 'receipt-received',
  subject: '019c0000-0000-7000-8000-00000000fffe',
  articles: [],
  policyDigest: null,
  objectDigest: null,
  counterpart: null,
  actors: [],
  previousReceipt: null,
};

export const HEADING = { en: 'Queries', ar: 'الاستعلامات' };

export const HEAD: Omit<DisclosureHead, 'id' | 'category' | 'thread'> = {
  action: 'ask',
  inReplyTo: null,
  agreement: { id: 'BORDERS', version: 1, digest: 'd'.repeat(64) },
  articles: ['BORDERS/4.2'],
  purpose: 'border-security',
  offence: null,
  tlp: 'amber',
  retainUntil: '2026-06-01T00:00:00.000Z',
  onward: 'forbidden',
  answerBy: null,
  caveats: [],
  approvals: [],
};

async function answerWith(
  routes: readonly { route: PeerRoute; handler: (call: PeerCall) => Promise<PeerReply> }[],
  request: WireRequest,
): Promise<WireAnswer> {
  const url = new URL(request.targetUri);
  for (const { route, handler } of routes) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    const match = new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(url.pathname);
    if (!match || route.method !== request.method) continue;
    try {
      return await handler({
        method: request.method,
        path: url.pathname + url.search,
        params: Object.fromEntries(names.map((name, at) => [name, match[at + 1]!])),
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: request.body,
        pin: 'x',
        traceId: 'trace',
      });
    } catch (error) {
      // As the listener does: what is not the peer's gets an unsigned refusal.
      const said = isProblem(error) ? problemDetails(error, 'en', 'trace') : String(error);
      return { status: 401, headers: {}, body: Buffer.from(JSON.stringify(said)) };
    }
  }
  return { status: 404, headers: {}, body: null };
}

/** Two sides that are paired, with what lies between them. */
export async function openPair(
  one: Database,
  other: Database,
  settings: {
    paired?: boolean;
    /** The first side stands behind a firewall that lets no connection out. */
    oneWay?: boolean;
  } = {},
) {
  const { link, via } = testLink();
  const bahrain: Side = openSide(
    one,
    'BHR',
    settings.oneWay
      ? () => Promise.reject(new Error('the firewall lets nothing out'))
      : via((request, pins) => america.deliver(request, pins)),
    settings.oneWay ? 'pull' : 'push',
  );
  const america: Side = openSide(
    other,
    'USA',
    via((request, pins) => bahrain.deliver(request, pins)),
  );
  for (const { kernel, exchange } of [bahrain, america]) {
    // The gate of these tests only remembers: there is no register to which the outbox could refer.
    await sql`alter table exchange_outbox drop constraint exchange_outbox_disclosed`.execute(
      kernel.database.db,
    );
    await exchange.start();
  }
  if (settings.paired ?? true) await pair(bahrain, america);
  return { bahrain, america, link };
}

/** The whole ceremony, as two ministries go through it. */
export async function pair(one: Side, other: Side): Promise<void> {
  for (const [own, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    await own.exchange.pairing.importCard(OFFICER, (await peer.exchange.keys.signedCards(0)).join('\n'));
  }
  for (const side of [one, other]) {
    const { peer } = await side.exchange.read.partner();
    await side.exchange.pairing.compareWords(OFFICER, peer!.fingerprint.ar.join(' '));
    const [approval] = side.approvals.splice(0);
    await side.kernel.database.transaction((tx) =>
      side.exchange.pairing.approved(tx, approval!.id, [OFFICER.accountId]),
    );
  }
  await one.jobs.drain();
  await other.jobs.drain();
  await one.jobs.drain();
}
