import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { LedgerState, LinkHealth, Partner, PartnerQuery } from '@jisr/contract';
import { type Signer, signMessage } from '@jisr/exchange-documents';
import { digestOf, type MemorandumDocument } from '@jisr/memorandum';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireRequest } from '../src/modules/exchange/index.ts';
import { EPOCH_SECRET } from '../src/modules/queries/evaluating.ts';
import { paxlst } from './passengers.ts';
import {
  answered,
  BORDERS,
  intentOf,
  OPENING_MS,
  openSignedPair,
  type SignedPair,
  versionOf,
} from './signed-pair.ts';
import type { TestNode } from './test-node.ts';

/** Where and how something that was bent came to light. */
interface Caught {
  /** The node that noticed. */
  readonly by: 'BHR' | 'USA';
  readonly code: string;
  readonly place: string;
}
interface Bend extends Caught {
  readonly what: string;
  /** Bends it, sees what is noticed, and puts it right again. */
  readonly bend: () => Promise<Caught>;
}

/** In force for three weeks of the test's own calendar. */
const SHORT: MemorandumDocument = { ...BORDERS, inForceUntil: '2026-03-22T00:00:00Z' };
/** Lets article 3.1 be used without an offence. */
const AMENDED: MemorandumDocument = {
  ...SHORT,
  version: 2,
  supersedes: digestOf(SHORT),
  articles: SHORT.articles.map((article) =>
    article.number === '3.1'
      ? {
          ...article,
          clauses: article.clauses.map((clause) =>
            clause.effect === 'permit' ? { ...clause, offence: 'none' as const } : clause,
          ),
          cases: article.cases.filter(({ expected }) => expected.allowed || expected.code !== 'OFFENCE'),
        }
      : article,
  ),
};

let pair: SignedPair;
let bahrain: TestNode;
let america: TestNode;
/** The last batch of documents that Bahrain sent. */
let lastBatch: WireRequest;
const found: (Caught & { readonly what: string })[] = [];

beforeAll(async () => {
  pair = await openSignedPair({ memorandum: SHORT });
  ({ bahrain, america } = pair);
  pair.link.tamper((request) => {
    if (isBatch(request)) lastBatch = request;
    return request;
  });
  for (let n = 0; n < 3; n += 1) await send();
  await pair.settle();
  expect(await bahrain.modules.ledger.witness()).toBe('cosigned');
}, OPENING_MS);
afterAll(async () => {
  const lines = found.map(
    ({ what, by, code, place }, n) =>
      `${String(n + 1).padStart(2)}  ${what.padEnd(58)} ${by}  ${code} at ${place}`,
  );
  process.stdout.write(`\nWhat was bent, and where it was noticed:\n${lines.join('\n')}\n`);
  await pair.stop();
});

const run = async <Row>(node: TestNode, query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await query.execute(node.kernel.database.db)).rows as Row[];
const isBatch = ({ targetUri }: WireRequest) => targetUri === 'https://usa.exchange.example/x/v1/documents';

/** Bahrain asks America about a person. */
async function send(changes: Parameters<typeof intentOf>[1] = {}): Promise<string> {
  const outcome = await bahrain.modules.disclosures.send(intentOf(pair.home, changes));
  if (!outcome.disclosed) throw new Error(outcome.refusal.code);
  return outcome.id;
}
/** Nothing waits for its pause to end. */
async function goOn(): Promise<void> {
  await bahrain.modules.bridge.exchange.retryNow();
  await america.modules.bridge.exchange.retryNow();
  await pair.settle();
}
const deliveryOf = async (id: string) => {
  const [row] = await run<{ delivery: string; reason: { code: string; article: string } | null }>(
    bahrain,
    sql`select delivery, delivery_reason as reason from disclosure where id = ${id}`,
  );
  return row!;
};
const health = async (): Promise<LinkHealth> => bahrain.modules.bridge.exchange.read.health();
const alarms = async (node: TestNode): Promise<Partner['alarms']> =>
  (await node.modules.bridge.exchange.read.partner()).alarms.filter(({ endedAt }) => endedAt === null);

const LEDGER = ['ledger_entry', 'ledger_tile', 'ledger_checkpoint', 'ledger_cosignature', 'ledger_head'];
/** What is done to Bahrain's ledger within is undone afterwards. */
async function withLedger<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const table of LEDGER)
    await run(bahrain, sql`create table ${sql.table(`kept_${table}`)} as table ${sql.table(table)}`);
  const result = await work();
  for (const table of LEDGER.toReversed()) await run(bahrain, sql`delete from ${sql.table(table)}`);
  for (const table of LEDGER) {
    await run(bahrain, sql`insert into ${sql.table(table)} table ${sql.table(`kept_${table}`)}`);
    await run(bahrain, sql`drop table ${sql.table(`kept_${table}`)}`);
  }
  return result;
}
/** What the walk over Bahrain's whole ledger finds: one fault and no more. */
async function walk(): Promise<Caught> {
  const { faults } = await bahrain.modules.ledger.verify();
  expect(faults).toHaveLength(1);
  return { by: 'BHR', code: faults[0]!.code, place: faults[0]!.place };
}

async function forkedCheckpoint(): Promise<Caught> {
  const { ledger } = bahrain.modules;
  await ledger.witness();
  // Whoever took the machine over writes the last entry anew and has the log sign its head a second time.
  const { size } = await ledger.state();
  const [tile, place] = [Math.floor((size - 1) / 256), ((size - 1) % 256) * 32];
  await run(
    bahrain,
    sql`update ledger_tile set hashes = set_byte(hashes, ${place}, (get_byte(hashes, ${place}) + 1) % 256)
      where level = 0 and n = ${tile}`,
  );
  await run(bahrain, sql`delete from ledger_cosignature where size = ${size}`);
  await run(bahrain, sql`delete from ledger_checkpoint where size = ${size}`);
  expect(await ledger.witness()).toBe('refused');
  const state: LedgerState = await america.modules.ledger.state();
  const [evidence] = state.evidence;
  // Two heads of one size, both signed by the same log, are kept for ever.
  const heads = [evidence!.beforeNote!, evidence!.note].map((note) => note.split('\n').slice(0, 3));
  expect(heads.map(([origin, length]) => [origin, length])).toEqual([
    ['bhr.jisr/log/exchange', String(size)],
    ['bhr.jisr/log/exchange', String(size)],
  ]);
  expect(heads[0]![2]).not.toBe(heads[1]![2]);
  expect(state.seen).toMatchObject({ size });
  return { by: 'USA', code: evidence!.kind, place: evidence!.origin };
}

async function alteredPayload(): Promise<Caught> {
  const id = await send();
  const [{ jwe }] = (await run<{ jwe: string }>(
    bahrain,
    sql`select jwe from exchange_content where id = ${id}`,
  )) as [{ jwe: string }];
  const other = `${jwe.slice(0, -1)}${jwe.endsWith('A') ? 'B' : 'A'}`;
  await run(bahrain, sql`update exchange_content set jwe = ${other} where id = ${id}`);
  await pair.settle();
  const alarm = (await alarms(america)).find(({ kind }) => kind === 'payload-altered')!;
  const [lane] = (await health()).lanes.filter(({ lastError }) => lastError !== null);
  expect(lane).toMatchObject({ lane: 'queries', lastError: 'PAYLOAD_ALTERED parts.0' });
  await run(bahrain, sql`update exchange_content set jwe = ${jwe} where id = ${id}`);
  await goOn();
  expect((await deliveryOf(id)).delivery).toBe('received');
  return { by: 'USA', code: 'PAYLOAD_ALTERED', place: `${alarm.details.lane}/${alarm.details.seq} parts.0` };
}

/** What America says of a request that somebody else delivers with Bahrain's certificate. */
async function refusalOf(request: Pick<WireRequest, 'method' | 'headers' | 'body'>): Promise<Caught> {
  const { bridge } = bahrain.modules;
  const given = {
    method: request.method,
    path: '/x/v1/documents',
    headers: request.headers,
    body: request.body,
  };
  const { status, body } = await america.modules.bridge.deliver(bridge.pin(), given);
  expect(status).toBe(401);
  const { params } = JSON.parse(Buffer.from(body!).toString()) as { params: { fault: string; at: string } };
  return { by: 'USA', code: params.fault, place: params.at };
}

async function wrongKey(): Promise<Caught> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = /keyid="([^"]+)"/.exec(lastBatch.headers['signature-input'] ?? '')![1]!;
  const stranger: Signer = {
    kid,
    alg: 'ES256',
    sign: (message) => sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
  const suite = {
    sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
    verify: () => false,
  };
  const {
    signature: _old,
    'signature-input': _input,
    ...headers
  } = lastBatch.headers as Record<string, string>;
  const when = {
    created: Math.floor(america.clock.now().getTime() / 1000),
    nonce: bahrain.kernel.ids.token(16),
  };
  const { method, targetUri, body } = lastBatch;
  const signed = await signMessage(suite, stranger, { method, targetUri, headers }, body, when);
  const caught = await refusalOf({ method, headers: { ...headers, ...signed }, body });
  expect(caught.place).toBe(kid);
  return { ...caught, place: 'keyid' };
}

async function swappedReceipt(): Promise<Caught> {
  const first = await send();
  await pair.settle();
  pair.link.tamperAnswer((answer, request) => {
    if (isBatch(request)) throw new Error('the answer is lost');
    return answer;
  });
  const second = await send();
  await pair.settle();
  pair.link.tamperAnswer(null);
  const receiptOf = async (id: string) =>
    (await run<{ receipt: string }>(america, sql`select receipt from exchange_inbox where id = ${id}`))[0]!
      .receipt;
  const give = (id: string, receipt: string) =>
    run(america, sql`update exchange_inbox set receipt = ${receipt} where id = ${id}`);
  const own = await receiptOf(second);
  await give(second, await receiptOf(first));
  await goOn();
  const alarm = (await alarms(bahrain)).find(({ kind }) => kind === 'receipt-foreign')!;
  expect((await deliveryOf(second)).delivery).toBe('queued');
  await give(second, own);
  await goOn();
  expect((await deliveryOf(second)).delivery).toBe('received');
  return { by: 'BHR', code: alarm.details.code!, place: `receipt ${alarm.details.place}` };
}

async function amendedByOne(): Promise<Caught> {
  await pair.sign(AMENDED, [pair.home]);
  for (const office of [pair.home, pair.abroad])
    expect((await versionOf(office, AMENDED)).standing).toBe('signed-by-one');
  const wider = { offence: 'none' };
  // The own gate refuses first.
  const refused = await bahrain.modules.disclosures.send(intentOf(pair.home, wider));
  expect(refused).toMatchObject({
    disclosed: false,
    refusal: { clause: 'BORDERS/3.1', code: 'NOT_IN_FORCE' },
  });
  // Whoever writes the partner's signature into the own database convinces the own node alone.
  const digest = digestOf(AMENDED);
  await run(
    bahrain,
    sql`insert into memorandum_signature (digest, party, envelope, signed_at)
      select digest, 'USA', envelope || '{"party":"USA"}', signed_at from memorandum_signature where digest = ${digest}`,
  );
  const id = await send(wider);
  await pair.settle();
  const { delivery, reason } = await deliveryOf(id);
  expect(delivery).toBe('refused');
  await run(bahrain, sql`delete from memorandum_signature where digest = ${digest} and party = 'USA'`);
  return { by: 'USA', code: reason!.code, place: reason!.article };
}

async function clockOff(): Promise<Caught> {
  america.clock.advance(7_200_000);
  const id = await send();
  await pair.settle();
  const { lastError } = await health();
  expect((await deliveryOf(id)).delivery).toBe('queued');
  america.clock.advance(-7_200_000);
  await goOn();
  expect((await deliveryOf(id)).delivery).toBe('received');
  const [, code, place] = /refused: ([A-Z_]+) at (\S+)/.exec(lastError ?? '') ?? [];
  return { by: 'USA', code: code ?? String(lastError), place: place ?? '' };
}

async function expired(): Promise<Caught> {
  pair.advance(Date.parse('2026-03-21T23:59:00Z') - bahrain.clock.now().getTime());
  const underWay = await send();
  pair.advance(60_000);
  const late = await bahrain.modules.disclosures.send(intentOf(pair.home));
  expect(late).toMatchObject({ disclosed: false, refusal: { clause: 'BORDERS/3.1', code: 'NOT_IN_FORCE' } });
  // What was let out in the last minute comes too late for the receiver's own gate.
  await goOn();
  const { delivery, reason } = await deliveryOf(underWay);
  expect(delivery).toBe('refused');
  return { by: 'USA', code: reason!.code, place: reason!.article };
}

async function cheatingResponder(): Promise<Caught> {
  const travellerId = await listedTraveller();
  const ask = async () => {
    const entry = {
      travellerId,
      purpose: 'border-security',
      offence: 'serious',
      caseReference: 'CASE 12',
      justification: 'Named in an inquiry.',
      mode: 'blind',
    };
    const { id } = answered<PartnerQuery>(await pair.home.author.send('POST', '/api/v1/queries', entry));
    await pair.settle();
    return bahrain.modules.queries.read(id);
  };
  expect(await ask()).toMatchObject({ state: 'answered', hits: 1 });
  // America answers by another key than the one that its published filter names.
  const [epoch] = await run<{ seed: Uint8Array }>(america, sql`select seed from filter_epoch`);
  const other = america.kernel.secrets.seal(EPOCH_SECRET, Buffer.alloc(32, 7));
  await run(america, sql`update filter_epoch set seed = ${other}`);
  const query = await ask();
  await run(america, sql`update filter_epoch set seed = ${epoch!.seed}`);
  const { alarms: raised } = await bahrain.modules.queries.desk();
  expect(query.subjects[0]!.outcome).toBe('unknown');
  return { by: 'BHR', code: query.failure!, place: raised[0]!.kind };
}

/** A traveller of Bahrain's whom America has on a list that it shares. */
async function listedTraveller(): Promise<string> {
  const keeper = await america.officer(['list-manager']);
  const { id: list } = answered<{ id: string }>(
    await keeper.send('POST', '/api/v1/watchlists', {
      code: 'NAT',
      name: { en: 'National list', ar: 'القائمة الوطنية' },
      owner: 'Department',
      format: 'jisr-csv',
      instruction: 'refer',
      legalBasis: 'Act 7',
    }),
  );
  const text = `reference,kind,name,birth_dates,nationalities,gender,documents,instruction
NAT:1,person,Khalid Alzahrani,1980-02-03,SAU,M,passport:P1234567:SAU,refer
`;
  answered(
    await keeper.send('POST', `/api/v1/watchlists/${list}/imports`, {
      source: { files: [{ name: 'list.csv', text }] },
      confirmShrink: true,
    }),
  );
  await pair.settle();
  const actor = { accountId: pair.abroad.author.id } as Parameters<typeof america.modules.queries.share>[0];
  await america.modules.queries.share(actor, list, true);
  await pair.settle();
  await pair.agree(pair.abroad);
  const carrier = await bahrain.carrier('QJ');
  const person = { surname: 'ALZAHRANI', given: 'KHALID', birth: '800203', document: 'P1234567' };
  answered(await carrier.send('POST', '/api/v1/messages', paxlst(1, [person])));
  await pair.settle();
  const [traveller] = await run<{ id: string }>(bahrain, sql`select id from traveller`);
  return traveller!.id;
}

const BENDS: readonly Bend[] = [
  {
    what: 'a ledger row that was changed',
    by: 'BHR',
    code: 'entry-changed',
    place: 'entry 12',
    bend: () =>
      withLedger(async () => {
        await run(bahrain, sql`update ledger_entry set body = replace(body, 'USA', 'FRA') where index = 12`);
        return walk();
      }),
  },
  {
    what: 'a ledger row that was removed',
    by: 'BHR',
    code: 'entry-missing',
    place: 'entry 15',
    bend: () =>
      withLedger(async () => {
        await run(bahrain, sql`delete from ledger_entry where index = 15`);
        return walk();
      }),
  },
  {
    what: 'a checkpoint that was forked: the log shows two heads',
    by: 'USA',
    code: 'fork',
    place: 'bhr.jisr/log/exchange',
    bend: () => withLedger(forkedCheckpoint),
  },
  {
    what: 'a payload that was altered after it was signed',
    by: 'USA',
    code: 'PAYLOAD_ALTERED',
    place: 'queries/4 parts.0',
    bend: alteredPayload,
  },
  {
    what: 'a request that was replayed',
    by: 'USA',
    code: 'SIGNATURE_REPLAYED',
    place: 'nonce',
    bend: () => refusalOf(lastBatch),
  },
  {
    what: 'a receipt that was swapped for that of another document',
    by: 'BHR',
    code: 'RECEIPT_OTHER_DOCUMENT',
    place: 'receipt 1',
    bend: swappedReceipt,
  },
  {
    what: 'a request that another key signed',
    by: 'USA',
    code: 'SIGNATURE_INVALID',
    place: 'keyid',
    bend: wrongKey,
  },
  {
    what: 'an amendment that one side alone has signed',
    by: 'USA',
    code: 'NOT_IN_FORCE',
    place: 'BORDERS/3.1',
    bend: amendedByOne,
  },
  {
    what: 'a clock that is two hours off',
    by: 'USA',
    code: 'SIGNATURE_STALE',
    place: 'created',
    bend: clockOff,
  },
  {
    what: 'a responder that cheats in a blind query',
    by: 'BHR',
    code: 'proof-wrong',
    place: 'cheating-partner',
    bend: cheatingResponder,
  },
  {
    what: 'a memorandum that has expired',
    by: 'USA',
    code: 'NOT_IN_FORCE',
    place: 'BORDERS/3.1',
    bend: expired,
  },
];

describe('nothing between two nodes is bent unnoticed', () => {
  it.each(BENDS)('$what', async ({ what, bend, ...expected }) => {
    const caught = await bend();
    found.push({ what, ...caught });
    expect(caught).toEqual(expected);
  });
});
