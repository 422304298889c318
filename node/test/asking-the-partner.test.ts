import type {
  CrossingDetail,
  FilterPublication,
  HitSummary,
  PartnerHit,
  PartnerQuery,
  QueryDesk,
  QueryPreview,
  ReceivedQuery,
} from '@jisr/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered, BORDERS, openSignedPair, type SignedPair, versionOf } from './signed-pair.ts';
import type { Send, TestNode } from './test-node.ts';

const PERSON = { surname: 'ALZAHRANI', given: 'MOHAMMED:KHALID', birth: '800203' };
const CSV = `reference,kind,name,birth_dates,nationalities,gender,documents,instruction
NAT:1,person,محمد خالد الزهراني,1980-02-03,SAU,M,,refer
`;
const MINUTES_MS = 600_000;

/** One passenger as a carrier's system sends them (travellers.md §2.7). */
const PAXLST = `UNA:+.? '
${[
  'UNB+UNOA:4+QJ+BHPIU+260301:0800+1++IAPI',
  'UNG+PAXLST+QJ+BHPIU+260301:0800+1+UN+D:05B',
  'UNH+M1+PAXLST:D:05B:UN:IATA+CAR1+01:F',
  'BGM+745',
  'RFF+TN:TN1',
  'NAD+MS+++QJ OPS',
  'TDT+20+QJ401+++QJ',
  'LOC+125+LHR',
  'DTM+189:2603021310:201',
  'LOC+87+BAH',
  'DTM+232:2603022245:201',
  `NAD+FL+++${PERSON.surname}:${PERSON.given}`,
  'ATT+2++M',
  `DTM+329:${PERSON.birth}:101`,
  'LOC+178+LHR',
  'LOC+179+BAH',
  'NAT+2+SAU',
  'RFF+AVF:LOC1',
  'CNT+42:1',
  'UNT+17+M1',
  'UNE+1+1',
  'UNZ+1+1',
].join("'\n")}'
`;

const ok = async <T>(answer: ReturnType<Send>): Promise<T> => answered<T>(await answer);

async function keepList(node: TestNode): Promise<string> {
  const keeper = await node.officer(['list-manager']);
  const { id } = await ok<{ id: string }>(
    keeper.send('POST', '/api/v1/watchlists', {
      code: 'NAT',
      name: { en: 'National list', ar: 'القائمة الوطنية' },
      owner: 'Ministry of Interior',
      format: 'jisr-csv',
      instruction: 'refer',
      legalBasis: 'Decree 7',
    }),
  );
  const source = { files: [{ name: 'list.csv', text: CSV }] };
  await ok(keeper.send('POST', `/api/v1/watchlists/${id}/imports`, { source, confirmShrink: true }));
  await node.settle();
  return id;
}

describe('asking the partner, over two whole nodes and the memorandum on borders', () => {
  let pair: SignedPair;
  let noora: Awaited<ReturnType<TestNode['officer']>>;
  let hit: HitSummary;
  const entry = {
    purpose: 'counter-terrorism',
    offence: 'serious',
    caseReference: 'CASE 12',
    justification: 'A hit of the national list on this flight.',
  };
  const ask = (more: object = {}) =>
    ok<PartnerQuery>(
      noora.send('POST', '/api/v1/queries', { ...entry, travellerId: hit.traveller.id, ...more }),
    );
  const read = (id: string) => ok<PartnerQuery>(noora.send('GET', `/api/v1/queries/${id}`));
  const received = async () => {
    const yusuf = await pair.america.officer(['liaison-officer']);
    return (await ok<{ items: ReceivedQuery[] }>(yusuf.send('GET', '/api/v1/received-queries'))).items;
  };
  const deskOf = async (node: TestNode) =>
    ok<QueryDesk>((await node.officer(['policy-officer'])).send('GET', '/api/v1/query-desk'));

  beforeAll(async () => {
    pair = await openSignedPair({ settings: { JISR_ASK_PARTNER: 'false' } });
    noora = await pair.bahrain.officer(['watch-officer', 'liaison-officer']);
    await keepList(pair.bahrain);
    await ok((await pair.bahrain.carrier('QJ')).send('POST', '/api/v1/messages', PAXLST));
    await pair.bahrain.settle();
    const hits = await ok<{ items: HitSummary[] }>(noora.send('GET', '/api/v1/hits'));
    hit = hits.items[0]!;
  }, 120_000);
  afterAll(() => pair.stop());

  it('finds hit by hit, blind, once the partner has shared a list', async () => {
    const { bahrain, america } = pair;
    const watchlistId = await keepList(america);
    const amal = await america.officer(['policy-officer']);
    await ok(amal.send('POST', '/api/v1/query-desk/lists', { watchlistId, shared: true }));
    await pair.settle();
    const desk = await deskOf(america);
    expect(desk.own[0]).toMatchObject({
      state: 'published',
      article: 'BORDERS/3.2b',
    } satisfies Partial<FilterPublication>);
    expect((await deskOf(bahrain)).partner).toMatchObject({ epoch: 1, digest: desk.own[0]!.digest });

    const asked = await ask();
    expect(asked).toMatchObject({ state: 'asked', article: 'BORDERS/3.2a' });
    await pair.settle();
    const query = await read(asked.id);
    expect(query).toMatchObject({ state: 'answered', delivery: 'received', hits: 1, contact: 'USA NCP' });
    expect((await received())[0]).toMatchObject({ mode: 'blind', state: 'answered', hits: null });

    const hitId = query.subjects[0]!.partnerHitId!;
    const found = await ok<PartnerHit>(noora.send('GET', `/api/v1/partner-hits/${hitId}`));
    expect(found).toMatchObject({ crossing: { number: '401' }, kinds: ['namedob'], article: 'BORDERS/3.2a' });
    const [reference] = found.references;
    const mark = { id: hitId, state: 'open', reference };
    const crossing = await ok<CrossingDetail>(noora.send('GET', `/api/v1/crossings/${hit.crossing.id}`));
    expect(crossing.people[0]!.partnerHit).toEqual(mark);
    const [marked] = (await ok<{ items: HitSummary[] }>(noora.send('GET', '/api/v1/hits'))).items;
    expect(marked!.partnerHit).toEqual(mark);
  }, 120_000);

  it('names the article that decides and the quota that is left, on both nodes', async () => {
    const body = { travellerId: hit.traveller.id, purpose: 'counter-terrorism', offence: 'serious' };
    const preview = await ok<QueryPreview>(noora.send('POST', '/api/v1/queries/previews', body));
    expect(preview).toMatchObject({ allowed: true, article: 'BORDERS/3.2a', retentionDays: 30 });
    const quotaOf = async (node: TestNode) =>
      (await deskOf(node)).quotas.find(({ article }) => article === 'BORDERS/3.2a')!;
    expect(await quotaOf(pair.bahrain)).toMatchObject({
      category: 'query-blind',
      perDay: preview.quotaPerDay,
      askedToday: preview.usedToday,
    });
    expect((await quotaOf(pair.america)).receivedToday).toBe(preview.usedToday);
  });

  it('finds it in the clear by the partner’s own engine', async () => {
    const asked = await ask({ mode: 'plain' });
    await pair.settle();
    const query = await read(asked.id);
    expect(query).toMatchObject({ state: 'answered', article: 'BORDERS/3.1', hits: 1 });
    expect(query.subjects[0]!.references[0]).toMatch(/^P-/);
    expect((await received())[0]).toMatchObject({ mode: 'plain', state: 'answered', hits: 1 });
  });

  it('is refused by the law for a purpose or an offence that the article does not name', async () => {
    expect(await ask({ mode: 'plain', offence: 'none' })).toMatchObject({
      state: 'refused',
      refusal: { code: 'OFFENCE', clause: expect.stringContaining('BORDERS/3.1') },
    });
    const refused = await ask({ mode: 'plain', purpose: 'trusted-traveller' });
    expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'PURPOSE' } });
  });

  it('is refused when the day’s quota is used up, by the counter of the gate', async () => {
    const { db } = pair.bahrain.kernel.database;
    const plain = sql`category = 'query-plain' and action = 'ask' and direction = 'out'`;
    const { rows } = await sql<{ used: number }>`select used from disclosure_count where ${plain}`.execute(
      db,
    );
    expect(rows).toEqual([{ used: 1 }]);
    await sql`update disclosure_count set used = 499 where ${plain}`.execute(db);
    expect(await ask({ mode: 'plain' })).toMatchObject({ state: 'asked' });
    expect(await ask({ mode: 'plain' })).toMatchObject({ state: 'refused', refusal: { code: 'QUOTA' } });
    await pair.settle();
  });

  it('waits while the partner is away, and is answered when it is back', async () => {
    pair.link.cut();
    const { id } = await ask();
    await pair.settle();
    expect(await read(id)).toMatchObject({ state: 'asked', delivery: 'queued' });
    pair.link.restore();
    pair.advance(MINUTES_MS);
    await pair.settle();
    expect(await read(id)).toMatchObject({ state: 'answered', delivery: 'received', hits: 1 });
  });

  it('finds out a partner that exchanges two answers, says so and raises an alarm', async () => {
    const { disclosures } = pair.america.modules;
    const honest = disclosures.sendIfWanted;
    disclosures.sendIfWanted = (intent, along) => {
      const { evaluated } = intent.payload as { evaluated?: string[] };
      const payload = evaluated ? { ...intent.payload, evaluated: [...evaluated].reverse() } : intent.payload;
      return honest({ ...intent, payload }, along);
    };
    const { id } = await ask();
    await pair.settle();
    disclosures.sendIfWanted = honest;
    expect(await read(id)).toMatchObject({ state: 'failed', failure: 'proof-wrong', hits: 0 });
    expect((await deskOf(pair.bahrain)).alarms).toMatchObject([{ kind: 'cheating-partner', detail: id }]);
    const open = await ok<{ items: PartnerHit[] }>(noora.send('GET', '/api/v1/partner-hits?view=all'));
    expect(open.items.some(({ queryId }) => queryId === id)).toBe(false);
  });

  it('is confirmed by an officer, and opened for an audit that holds on the other node', async () => {
    const { items } = await ok<{ items: PartnerHit[] }>(noora.send('GET', '/api/v1/partner-hits'));
    const decision = { confirmed: true, note: 'Same birth date and photograph.' };
    const decided = await ok<PartnerHit>(
      noora.send('POST', `/api/v1/partner-hits/${items[0]!.id}/decisions`, decision),
    );
    expect(decided).toMatchObject({ state: 'confirmed', decidedBy: { id: noora.id } });
    const [own, partner] = [await pair.bahrain.officer(['auditor']), await pair.america.officer(['auditor'])];
    const auditable = await ok<{ items: PartnerQuery[] }>(own.send('GET', '/api/v1/auditable-queries'));
    const body = { index: 0, reason: 'The yearly sample.' };
    const { id: _, ...opening } = await ok<Record<string, unknown>>(
      own.send('POST', `/api/v1/queries/${auditable.items[0]!.id}/openings`, body),
    );
    expect(await ok(partner.send('POST', '/api/v1/received-queries/openings', opening))).toMatchObject({
      verdict: 'holds',
      asked: expect.stringContaining('1980'),
    });
  });

  it('is not possible while the memorandum is suspended: the gate says so in words of both languages', async () => {
    const { id } = await versionOf(pair.home, BORDERS);
    await ok(pair.home.author.send('POST', `/api/v1/memoranda/${id}/suspensions`, { reason: 'A review.' }));
    await pair.agree(pair.home);
    const body = { travellerId: hit.traveller.id, ...entry };
    const preview = await ok<QueryPreview>(noora.send('POST', '/api/v1/queries/previews', body));
    expect(preview).toMatchObject({ allowed: false, article: null, refusal: { code: 'NOT_IN_FORCE' } });
    expect(preview.refusal!.text.ar).toMatch(/\p{Script=Arabic}/u);
    expect(await ask()).toMatchObject({ state: 'refused', disclosureId: null });
    expect((await deskOf(pair.bahrain)).quotas).toEqual([]);
  });
});
