import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import { openTestNode } from '../../../test/test-node.ts';
import type { Database } from '../../kernel/db/types.ts';
import {
  ABROAD,
  addList,
  addTraveller,
  createSide,
  deliver,
  listingOf,
  OFFICE,
  officerOf,
  type Sent,
  type TestSide,
} from './testing.ts';

const about = {
  purpose: 'counter-terrorism' as const,
  offence: 'serious' as const,
  caseReference: 'CASE 12',
  justification: 'Named in an inquiry.',
  urgency: 'ordinary' as const,
  mode: 'blind' as const,
};
const LISTED = '019c0000-0000-7000-8000-00000000a001';
const liaison = officerOf(1);
const with_ = (sent: Sent, payload: Record<string, unknown>): Sent => ({
  ...sent,
  intent: { ...sent.intent, payload: { ...sent.intent.payload, ...payload } },
});

let databases: [Database, Database];
let home: TestSide;
let abroad: TestSide;
beforeAll(async () => {
  databases = [await openTestPglite(), await openTestPglite()];
});
beforeEach(async () => {
  await Promise.all(databases.map(emptyTables));
  home = createSide(databases[0], OFFICE, ABROAD);
  abroad = createSide(databases[1], ABROAD, OFFICE);
});

/** The partner shares a list with these listings and publishes its filter. */
async function publish(...ids: string[]): Promise<string> {
  const list = await addList(abroad);
  abroad.world.listings = ids.map((id) => listingOf(list, id));
  await abroad.jobs.drain();
  await deliver(abroad, home);
  return list;
}
const ask = (travellerId: string, more: object = {}) =>
  home.queries.ask(liaison, { ...about, ...more, travellerId });
/** To the partner, its answer back, and read. */
async function exchange(alter: (sent: Sent) => Sent = (sent) => sent): Promise<void> {
  await deliver(home, abroad);
  await deliver(abroad, home, alter);
}

describe('permits', () => {
  it('let nobody ask, answer, share or open without the role', async () => {
    const node = await openTestNode();
    const id = '019c0000-0000-7000-8000-000000000001';
    const calls = [
      ['POST', '/api/v1/queries', ['border-officer', 'administrator']],
      ['POST', '/api/v1/queries/previews', ['border-officer']],
      ['GET', '/api/v1/queries', ['list-manager']],
      ['POST', `/api/v1/queries/${id}/openings`, ['liaison-officer']],
      ['GET', '/api/v1/auditable-queries', ['liaison-officer', 'watch-officer']],
      ['GET', '/api/v1/query-desk', ['watch-officer', 'administrator']],
      ['POST', '/api/v1/received-queries/openings', ['watch-officer']],
      ['GET', '/api/v1/partner-hits', ['administrator']],
      ['GET', `/api/v1/partner-hits/${id}`, ['border-officer', 'administrator']],
      ['POST', `/api/v1/partner-hits/${id}/decisions`, ['border-officer']],
      ['GET', '/api/v1/received-queries', ['watch-officer']],
      ['POST', `/api/v1/received-queries/${id}/answers`, ['releasing-officer']],
      ['POST', '/api/v1/query-desk/lists', ['liaison-officer']],
      ['POST', '/api/v1/query-desk/filters', ['policy-officer']],
    ] as const;
    for (const [method, path, roles] of calls) {
      expect((await node.anonymous(method, path)).status).toBe(401);
      for (const role of roles)
        expect((await (await node.officer([role])).send(method, path)).status).toBe(403);
    }
    await node.stop();
  });
});

describe('a blind question', () => {
  it('is not asked without a partner, a filter, or anything to ask by', async () => {
    const { travellerId } = await addTraveller(home);
    await expect(ask(travellerId)).rejects.toMatchObject({ code: 'QUERY_NO_FILTER' });
    home.world.paired = false;
    await expect(ask(travellerId)).rejects.toMatchObject({ code: 'QUERY_NO_PARTNER' });
    home.world.paired = true;
    await publish(LISTED);
    const nobody = await addTraveller(home, { fullName: '', documents: [] });
    await expect(ask(nobody.travellerId)).rejects.toMatchObject({ code: 'QUERY_NOTHING_TO_ASK' });
  });

  it('that the gate refuses is kept with its clause, and nothing leaves', async () => {
    await publish(LISTED);
    home.world.law = () => 'QUOTA';
    const { travellerId } = await addTraveller(home);
    const query = await ask(travellerId);
    expect(query).toMatchObject({ state: 'refused', refusal: { code: 'QUOTA' }, article: null });
    expect(home.sent).toHaveLength(0);
    expect(home.entries).toHaveLength(0);
  });

  it('meets a listing in Arabic, and raises a hit with a reference that only the partner can resolve', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const other = await addTraveller(home, { fullName: 'ANNA SMITH', documents: [] });
    const asked = await ask(travellerId);
    await ask(other.travellerId);
    expect(asked).toMatchObject({ state: 'asked', delivery: 'queued', hits: 0 });
    await exchange();
    const query = await home.queries.read(asked.id);
    expect(query).toMatchObject({ state: 'answered', hits: 1, contact: 'USA NCP' });
    const { items } = await home.queries.partnerHits({ view: 'open', limit: 10 });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ traveller: { id: travellerId }, kinds: ['namedob'], state: 'open' });
    const [reference] = items[0]!.references;
    expect(await abroad.queries.resolve(abroad.database.db, reference!)).toEqual([LISTED]);
    expect(await home.queries.resolve(home.database.db, reference!)).toEqual([]);
    expect(await abroad.queries.resolve(abroad.database.db, '1-0000-0000-0000-0000')).toEqual([]);
  });

  it('carries no name, number or date, and both ledgers hold no personal data', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    await ask(travellerId);
    const left = JSON.stringify(home.sent.map(({ intent }) => intent.payload));
    await exchange();
    for (const telling of ['VANTOUR', '1980-02-03', 'L777777', 'فانتور'])
      expect(left + JSON.stringify(home.entries) + JSON.stringify(abroad.entries)).not.toContain(telling);
    expect(home.entries.map(({ kind }) => kind)).toEqual(['query', 'commitment', 'answer']);
  });

  it('is found out when the partner alters a proof, exchanges answers or uses another key', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const cheats: ((sent: Sent) => Sent)[] = [
      (sent) => with_(sent, { proof: `A${String(sent.intent.payload.proof).slice(1)}` }),
      (sent) => with_(sent, { evaluated: [...(sent.intent.payload.evaluated as string[])].reverse() }),
    ];
    for (const cheat of cheats) {
      const { id } = await ask(travellerId);
      await exchange(cheat);
      expect(await home.queries.read(id)).toMatchObject({ state: 'failed', failure: 'proof-wrong' });
      expect((await home.queries.read(id)).subjects[0]!.outcome).toBe('unknown');
    }
    const { alarms } = await home.queries.desk();
    expect(alarms.every(({ kind }) => kind === 'cheating-partner')).toBe(true);
    expect(alarms.length).toBeGreaterThan(0);
    expect((await home.queries.partnerHits({ view: 'all', limit: 10 })).items).toEqual([]);
  });

  it('with elements that are none, or fewer answers than questions, fails', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId);
    await exchange((sent) => with_(sent, { evaluated: ['A'.repeat(43)] }));
    expect(await home.queries.read(id)).toMatchObject({ state: 'failed', failure: 'answer-malformed' });
    await ask(travellerId);
    await deliver(home, abroad, (sent) => with_(sent, { blinded: ['_'.repeat(42).concat('8')] }));
    expect(abroad.sent[0]!.intent.payload).toMatchObject({ note: 'elements-malformed' });
    await deliver(abroad, home);
    expect((await home.queries.list({ limit: 10 })).items[0]).toMatchObject({ failure: 'partner-refused' });
  });

  it('for an epoch that has ended is answered as stale and raises nothing', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId);
    abroad.clock.advance(40 * 86_400_000);
    await exchange();
    expect(await home.queries.read(id)).toMatchObject({ state: 'failed', failure: 'stale-epoch' });
    expect((await abroad.queries.received({ limit: 5 })).items[0]).toMatchObject({ state: 'stale' });
  });

  it('that comes twice is answered once; the same elements in another one are not answered and noticed', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    await ask(travellerId);
    const [sent] = home.sent;
    await deliver(home, abroad);
    home.sent.push(sent!, { ...sent!, id: home.ids.uuid() });
    await deliver(home, abroad);
    expect(abroad.sent).toHaveLength(1);
    expect((await abroad.queries.received({ limit: 5 })).items).toHaveLength(1);
    expect((await abroad.queries.desk()).alarms.map(({ kind }) => kind)).toEqual(['repeated-question']);
  });

  it('of more than five hundred elements is not taken in', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    await ask(travellerId);
    const many = (sent: Sent) => with_(sent, { blinded: Array.from({ length: 501 }, () => 'A'.repeat(43)) });
    await expect(deliver(home, abroad, many)).rejects.toThrow();
    expect((await abroad.queries.received({ limit: 5 })).items).toEqual([]);
  });

  it('waits for an officer where the node may not answer by itself', async () => {
    await publish(LISTED);
    abroad.world.law = (intent) => (intent.author === null ? 'AUTOMATIC' : null);
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId);
    await exchange();
    const [held] = (await abroad.queries.received({ limit: 5 })).items;
    expect(held).toMatchObject({ state: 'held', refusal: { code: 'AUTOMATIC' } });
    expect((await home.queries.read(id)).state).toBe('asked');
    expect(await abroad.queries.answerHeld(officerOf(3), held!.id)).toMatchObject({ state: 'answered' });
    await expect(abroad.queries.answerHeld(officerOf(3), held!.id)).rejects.toMatchObject({
      code: 'RECEIVED_QUERY_NOT_HELD',
    });
    await deliver(abroad, home);
    expect((await home.queries.read(id)).state).toBe('answered');
  });

  it('that the partner’s gate does not take is rejected, with the clause', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const { id, disclosureId } = await ask(travellerId);
    const reason = { article: 'BORDERS/3.2', code: 'QUOTA' };
    await home.database.transaction((tx) => home.queries.settled(tx, { id: disclosureId!, reason }));
    expect(await home.queries.read(id)).toMatchObject({
      state: 'rejected',
      refusal: { clause: 'BORDERS/3.2' },
    });
  });
});

describe('the desk', () => {
  it('counts what is used of each quota on both sides, and says when the key of the filter changes', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const { keys } = await ask(travellerId);
    await exchange();
    const quota = { article: 'BORDERS/3', category: 'query-blind', perDay: 2000 };
    expect((await home.queries.desk()).quotas).toEqual([{ ...quota, askedToday: keys, receivedToday: 0 }]);
    const desk = await abroad.queries.desk();
    expect(desk.quotas).toEqual([{ ...quota, askedToday: 0, receivedToday: keys }]);
    const { begunAt, rotatesAt, answeredUntil } = desk.ownEpoch!;
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect([days(begunAt, rotatesAt), days(begunAt, answeredUntil)]).toEqual([30, 37]);
    home.clock.advance(86_400_000);
    expect((await home.queries.desk()).quotas).toEqual([{ ...quota, askedToday: 0, receivedToday: 0 }]);
  });
});

describe('an audit', () => {
  it('chooses among blind questions that left, and reads nobody’s name by it', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const blind = await ask(travellerId);
    await ask(travellerId, { mode: 'plain' });
    home.world.law = () => 'QUOTA';
    await ask(travellerId);
    const { items } = await home.queries.auditable({ limit: 5 });
    expect(items).toMatchObject([{ id: blind.id, keys: blind.keys, commitment: blind.commitment }]);
    expect(JSON.stringify(items)).not.toMatch(/VANTOUR|CASE 12|inquiry/);
  });

  it('opens one input and shows that it is what was asked', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId);
    await exchange();
    const opening = await home.queries.open(officerOf(5), id, { index: 1, reason: 'Yearly sample.' });
    const checked = await abroad.queries.verify(opening);
    expect(checked.verdict).toBe('holds');
    expect(checked.asked).toMatch(/^jisr-key-v1\|namedob\|.+\|1980-02-03\|M$/);
    const other = await home.queries.open(officerOf(5), id, { index: 0, reason: 'Yearly sample.' });
    expect((await abroad.queries.verify({ ...opening, input: other.input })).verdict).toBe('not-committed');
    expect(home.entries.filter(({ kind }) => kind === 'audit')).toHaveLength(2);
    await expect(
      home.queries.open(officerOf(5), id, { index: 40, reason: 'Yearly sample.' }),
    ).rejects.toMatchObject({ code: 'QUERY_NOT_OPENABLE' });
  });
});

describe('a question in the clear', () => {
  it('is answered by the engine over shared lists, with references and without identity', async () => {
    await publish(LISTED);
    abroad.world.screened = [LISTED];
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId, { mode: 'plain' });
    await deliver(home, abroad);
    expect(Object.keys(abroad.sent[0]!.intent.payload).sort()).toEqual(['contact', 'hit', 'references']);
    await deliver(abroad, home);
    const query = await home.queries.read(id);
    expect(query).toMatchObject({ state: 'answered', hits: 1 });
    const [reference] = query.subjects[0]!.references;
    expect(await abroad.queries.resolve(abroad.database.db, reference!)).toEqual([LISTED]);
  });

  it('raises an alarm when document numbers rise one after another', async () => {
    await addList(abroad);
    for (let n = 0; n < 5; n++) {
      const documents = [{ type: 'P', number: `A10000${n}`, issuer: 'FRA', expiry: null }];
      const { travellerId } = await addTraveller(home, { documents });
      await ask(travellerId, { mode: 'plain' });
    }
    await exchange();
    expect((await abroad.queries.desk()).alarms.map(({ kind }) => kind)).toEqual(['sequential-documents']);
  });
});

describe('a partner hit', () => {
  it('marks its traveller with its reference until it is dismissed, and names the article', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    const marks = () => home.queries.partnerHitsOf(home.database.db, [travellerId]);
    expect(await marks()).toEqual(new Map());
    await ask(travellerId);
    await exchange();
    const [hit] = (await home.queries.partnerHits({ view: 'open', limit: 5 })).items;
    expect(hit).toMatchObject({ article: 'BORDERS/3', crossing: null });
    expect(await home.queries.partnerHit(hit!.id)).toEqual(hit);
    expect((await marks()).get(travellerId)).toEqual({
      id: hit!.id,
      state: 'open',
      reference: hit!.references[0],
    });
    await home.queries.decide(liaison, hit!.id, { confirmed: false, note: 'Another person.' });
    expect(await marks()).toEqual(new Map());
  });

  it('is decided once, by an officer', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    await ask(travellerId);
    await exchange();
    const [hit] = (await home.queries.partnerHits({ view: 'open', limit: 5 })).items;
    const decided = await home.queries.decide(liaison, hit!.id, { confirmed: true, note: 'Photo agrees.' });
    expect(decided).toMatchObject({ state: 'confirmed', decidedBy: { id: liaison.accountId } });
    await expect(
      home.queries.decide(officerOf(2), hit!.id, { confirmed: false, note: 'No.' }),
    ).rejects.toMatchObject({ code: 'PARTNER_HIT_DECIDED' });
  });

  it('goes when what the partner sent must go, and with its traveller', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    await ask(travellerId);
    await deliver(home, abroad);
    const [answer] = abroad.sent;
    await deliver(abroad, home);
    await home.database.transaction((tx) => home.queries.erased(tx, [answer!.id]));
    expect((await home.queries.partnerHits({ view: 'all', limit: 5 })).items).toEqual([]);
    await sql`delete from traveller where id = ${travellerId}`.execute(home.database.db);
    expect((await home.queries.list({ limit: 5, traveller: travellerId })).items).toEqual([]);
  });
});

describe('a flight', () => {
  it('is asked by the node itself in one question, each traveller once in an epoch', async () => {
    await publish(LISTED);
    const people = [
      await addTraveller(home),
      await addTraveller(home, { fullName: 'ANNA SMITH', documents: [] }),
      await addTraveller(home, { test: true }),
    ].map(({ travellerId }) => travellerId);
    await home.database.transaction((tx) => home.queries.screened(tx, people));
    await home.jobs.drain();
    expect(home.sent).toHaveLength(1);
    expect(home.sent[0]!.intent).toMatchObject({ author: null, category: 'query-blind' });
    expect(home.sent[0]!.intent.payload.blinded).toHaveLength(5);
    await exchange();
    const [query] = (await home.queries.list({ limit: 5 })).items;
    expect(query).toMatchObject({ origin: 'flight', state: 'answered', hits: 1 });
    await home.database.transaction((tx) => home.queries.screened(tx, people));
    await home.jobs.drain();
    expect(home.sent).toHaveLength(0);
  });

  it('is not asked where the setting or the article does not allow it', async () => {
    await publish(LISTED);
    const { travellerId } = await addTraveller(home);
    home.world.law = (intent) => (intent.author === null ? 'AUTOMATIC' : null);
    await home.queries.work.flight([travellerId]);
    expect((await home.queries.list({ limit: 5 })).items).toMatchObject([{ state: 'refused' }]);
    home.world.automatic = false;
    await home.queries.work.flight([travellerId]);
    expect((await home.queries.list({ limit: 5 })).items).toHaveLength(1);
  });
});

describe('the published filter', () => {
  it('evaluates only what is new, and is not published again when nothing changed', async () => {
    const list = await publish(LISTED);
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from filter_item`.execute(abroad.database.db))
        .rows[0]!.n;
    const before = await count();
    await abroad.queries.publish(officerOf(3));
    await abroad.jobs.drain();
    expect((await abroad.queries.desk()).own[0]).toMatchObject({ state: 'unchanged' });
    const SECOND = '019c0000-0000-7000-8000-00000000a002';
    abroad.world.listings = [
      ...abroad.world.listings,
      listingOf(list, SECOND, {
        names: [{ text: 'Anna Smith', quality: 'primary', lang: 'en' }],
        gender: 'F',
      }),
    ];
    await abroad.queries.publish(officerOf(3));
    await abroad.jobs.drain();
    expect(await count()).toBe(before + 2);
    expect((await abroad.queries.desk()).own[0]).toMatchObject({ state: 'published', items: before + 2 });
    abroad.world.listings = abroad.world.listings.slice(1);
    await abroad.queries.publish(officerOf(3));
    await abroad.jobs.drain();
    expect(await count()).toBe(2);
  });

  it('is built once for each time it was asked for; a publication that left stays published', async () => {
    const list = await addList(abroad);
    abroad.world.listings = [listingOf(list, LISTED)];
    await abroad.queries.publish(officerOf(3));
    await abroad.jobs.drain();
    const states = async () => (await abroad.queries.desk()).own.map(({ state }) => state);
    expect(await states()).toEqual(['unchanged', 'published']);
    expect((await abroad.queries.desk()).own[1]).toMatchObject({ article: expect.any(String) });
    await abroad.queries.work.build();
    expect(await states()).toEqual(['unchanged', 'published']);
    expect(abroad.sent).toHaveLength(1);
  });

  it('is built once more when it is asked for while it is built', async () => {
    const list = await addList(abroad);
    abroad.world.listings = [listingOf(list, LISTED)];
    const { gate } = abroad.deps;
    const { send } = gate;
    vi.spyOn(gate, 'send').mockImplementationOnce(async (intent, after) => {
      await abroad.queries.publish(officerOf(3));
      return send(intent, after);
    });
    await abroad.jobs.drain();
    const own = (await abroad.queries.desk()).own.map(({ state, article }) => [state, article]);
    expect(own).toEqual([
      ['unchanged', null],
      ['published', 'BORDERS/3'],
    ]);
    expect(abroad.sent).toHaveLength(1);
  });

  it('waits for the approvals that the article demands, and leaves with them', async () => {
    abroad.world.law = (intent, approved) =>
      intent.category === 'filter' && !approved ? 'APPROVALS_FEW' : null;
    await publish(LISTED);
    expect((await abroad.queries.desk()).own[0]).toMatchObject({ state: 'awaiting-approval' });
    expect(abroad.sent).toHaveLength(0);
    // Asked for again, and its job run twice: what waits for officers waits once.
    await abroad.queries.publish(officerOf(3));
    await abroad.jobs.drain();
    expect((await abroad.queries.desk()).own.map(({ state }) => state)).toEqual([
      'unchanged',
      'awaiting-approval',
    ]);
    expect(abroad.approvals).toHaveLength(1);
    const { subject } = abroad.approvals.at(-1)!;
    await abroad.database.transaction((tx) => abroad.queries.approval.approved(tx, { subject }));
    await abroad.jobs.drain();
    expect((await abroad.queries.desk()).own[1]).toMatchObject({ state: 'published' });
  });

  it('is put before officers once, though two jobs release it at one time', async () => {
    abroad.world.law = (intent, approved) =>
      intent.category === 'filter' && !approved ? 'APPROVALS_FEW' : null;
    const { gate } = abroad.deps;
    const { send } = gate;
    vi.spyOn(gate, 'send').mockImplementationOnce(async (intent, after) => {
      await abroad.queries.work.release(intent.thread);
      return send(intent, after);
    });
    await publish(LISTED);
    expect(abroad.approvals).toHaveLength(1);
  });

  it('that is damaged is thrown away: nothing is asked against it', async () => {
    const list = await addList(abroad);
    abroad.world.listings = [listingOf(list, LISTED)];
    await abroad.jobs.drain();
    const damaged = (sent: Sent) =>
      with_(sent, { filter: `${String(sent.intent.payload.filter).slice(0, -4)}AAAA` });
    await deliver(abroad, home, damaged);
    const { travellerId } = await addTraveller(home);
    await expect(ask(travellerId)).rejects.toMatchObject({ code: 'QUERY_NO_FILTER' });
  });

  it('has a new key each month; the old one answers a week longer', async () => {
    await publish(LISTED);
    for (const side of [home, abroad]) side.clock.advance(31 * 86_400_000);
    const { travellerId } = await addTraveller(home);
    const { id } = await ask(travellerId);
    await abroad.queries.work.nightly();
    await abroad.jobs.drain();
    expect((await abroad.queries.desk()).own[0]).toMatchObject({ epoch: 2, state: 'published' });
    await exchange();
    expect((await home.queries.read(id)).state).toBe('answered');
    expect((await home.queries.desk()).partner).toMatchObject({ epoch: 2 });
  });
});
