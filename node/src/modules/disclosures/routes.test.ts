import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { openTestNode, type Send, type TestNode } from '../../../test/test-node.ts';
import { arrives, intentOf, lawOf, type OpenGate, openGate } from './testing.ts';

let node: TestNode;
let gate: OpenGate;
let liaison: Send;
let officer: Send;
let sent: string;
let received: string;
beforeAll(async () => {
  const database = await openTestPglite();
  // The same node key as the gate of the tests has, so that the node can open what that gate sealed.
  node = await openTestNode({ database, settings: { JISR_NODE_KEY: Buffer.alloc(32).toString('base64') } });
  gate = openGate(database, lawOf({ quota: 3 }));
  liaison = (await node.officer(['liaison-officer'])).send;
  officer = (await node.officer(['data-protection-officer'])).send;
  const payload = {
    names: ['VANTOUR KARIM'],
    documents: [{ number: 'A1', issuer: 'FRA' }],
    phones: ['+973 1'],
  };
  const outcome = await gate.send(intentOf({ minimise: true, payload }));
  sent = outcome.disclosed ? outcome.id : '';
  await gate.send(intentOf({ payload: { phones: ['+973 1'] } }));
  // What the partner sends: made by a gate of its own over the same database, then taken in by ours.
  const partner = openGate(database, lawOf(), { self: { party: 'USA', agency: 'NCB' } });
  const from = { from: { party: 'USA', agency: 'CBP' }, to: { party: 'BHR', agency: 'MOI' } };
  await partner.send(intentOf({ ...from, payload: { names: ['ELSEWHERE JANE'], references: ['USA-9'] } }));
  received = partner.put[0]!.head.id;
  await database.transaction((tx) => gate.disclosures.receive(tx, [arrives(partner.put[0]!, 'USA', 'BHR')]));
});
afterAll(() => node.stop());

const ALL = [
  '/disclosures',
  '/disclosure-refusals',
  '/received-disclosures',
  '/data-protection',
  '/data-protection/expiry?from=2026-03-01',
  '/data-protection/duties',
].map((path) => `/api/v1${path}`);

describe('whoever may not', () => {
  it('is told so: without sign-in, and as an administrator, who releases and reads nothing', async () => {
    const { send } = await node.officer(['administrator']);
    for (const path of [...ALL, `/api/v1/disclosures/${sent}`, `/api/v1/disclosures/${sent}/content`]) {
      expect((await node.anonymous('GET', path)).status).toBe(401);
      expect((await send('GET', path)).status).toBe(403);
    }
  });

  it('the desk of data protection is not for those who send', async () => {
    for (const path of ALL.slice(3)) expect((await liaison('GET', path)).status).toBe(403);
    const search = await liaison('POST', '/api/v1/data-protection/searches', {
      reference: 'USA-9',
      reason: 'to know',
    });
    expect(search.status).toBe(403);
  });
});

describe('the register', () => {
  it('lists what left, what was refused and what came, without a word about a person', async () => {
    const [out, refused, came] = await Promise.all(ALL.slice(0, 3).map((path) => liaison('GET', path)));
    expect(out!.body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: sent, redactions: ['phones'] })]),
    });
    expect(refused!.body).toMatchObject({
      items: [{ direction: 'out', clause: 'BORDERS/4.2', code: 'FIELDS' }],
    });
    expect(came!.body).toMatchObject({
      items: [{ id: received, sender: 'USA', onward: 'forbidden', held: true }],
    });
    for (const { text } of [out!, refused!, came!]) expect(text).not.toMatch(/VANTOUR|ELSEWHERE|\+973/);
  });

  it('goes page by page', async () => {
    const first = (await liaison('GET', '/api/v1/disclosures?limit=1')).body as {
      items: { id: string }[];
      next: string;
    };
    const second = (await liaison('GET', `/api/v1/disclosures?limit=1&after=${first.next}`))
      .body as typeof first;
    expect(second.items[0]!.id).not.toBe(first.items[0]!.id);
    expect((await liaison('GET', '/api/v1/disclosures?after=x')).status).toBe(400);
  });

  it('says why it was allowed and what binds us; 404 for what is not there', async () => {
    const { body } = await liaison('GET', `/api/v1/disclosures/${sent}`);
    expect(body).toMatchObject({
      article: 'BORDERS/4.2',
      question: { from: { party: 'BHR' }, approvals: 0, usedToday: 0, minor: false },
      obligations: { retentionDays: 90, deleteOnRequest: true },
      ledger: { entry: expect.any(String), index: null },
      duties: [],
    });
    expect((await liaison('GET', `/api/v1/received-disclosures/${received}`)).body).toMatchObject({
      sender: 'USA',
    });
    for (const path of ['disclosures', 'received-disclosures', 'disclosure-refusals'])
      expect((await liaison('GET', `/api/v1/${path}/019c0000-0000-7000-8000-00000000dead`)).status).toBe(404);
  });

  it('gives a content one at a time, and the access log says to whom', async () => {
    const { body } = await liaison('GET', `/api/v1/disclosures/${sent}/content`);
    expect(body).toMatchObject({ content: { names: ['VANTOUR KARIM'] } });
    expect((await liaison('GET', `/api/v1/received-disclosures/${received}/content`)).text).toContain(
      'ELSEWHERE',
    );
    const { items } = (await officer('GET', `/api/v1/access-log?object=${sent}`)).body as {
      items: { purpose: string }[];
    };
    expect(items).toMatchObject([{ purpose: 'exchange' }]);
  });
});

describe('the evidence', () => {
  const path = (id: string) => `/api/v1/disclosures/${id}/evidence`;
  it('is for those who work with the partner', async () => {
    expect((await node.anonymous('GET', path(sent))).status).toBe(401);
    expect((await (await node.officer(['watch-officer'])).send('GET', path(sent))).status).toBe(403);
  });
  it('is refused while nothing signed went over the exchange', async () => {
    expect(await liaison('GET', path(sent))).toMatchObject({
      status: 409,
      body: { code: 'EVIDENCE_MISSING' },
    });
    expect((await liaison('GET', path('019c0000-0000-7000-8000-00000000dead'))).status).toBe(404);
  });
  it('is one zip with the signed document and the law, without the content; handing it out is ledgered', async () => {
    const signed = { disclosure: 'a.b.c', receipts: ['d.e.f'], peerIndex: null };
    const evidenced = openGate(node.kernel.database, lawOf(), {
      ...gate.deps,
      signed: { documentOf: async () => signed, cards: async () => [] },
    });
    const zip = unzipSync(
      await evidenced.disclosures.evidence('019c0000-0000-7000-8000-000000000001', received),
    );
    expect(Object.keys(zip)).toEqual(
      expect.arrayContaining(['README.txt', 'verify.mjs', `disclosures/${received}/disclosure.jws`]),
    );
    expect(Object.keys(zip).some((name) => name.includes('content'))).toBe(false);
    expect(gate.entries.at(-1)).toMatchObject({
      kind: 'audit',
      subject: received,
      details: { step: 'evidence', of: 'disclosure' },
    });
  });
});

describe('the desk of data protection', () => {
  it('sees what is held, when it ends and what is owed', async () => {
    expect((await officer('GET', '/api/v1/data-protection')).body).toMatchObject({
      received: 1,
      held: 1,
      overdue: 0,
      refusedOut: 1,
    });
    const { body } = await officer('GET', '/api/v1/data-protection/expiry?from=2026-05-01');
    expect(body).toEqual({ days: [{ day: '2026-05-30', received: 1, sent: 2 }] });
    expect((await officer('GET', '/api/v1/data-protection/duties?state=done')).body).toEqual({ items: [] });
  });

  it('finds a person by reference, with a reason, and that is in the access log', async () => {
    const search = (reference: string) =>
      officer('POST', '/api/v1/data-protection/searches', { reference, reason: 'asked by the person' });
    expect((await search('document:FRA:A1')).body).toMatchObject({ sent: [{ id: sent }], received: [] });
    expect((await search('USA-9')).body).toMatchObject({ received: [{ id: received }] });
    expect((await search('nobody')).body).toEqual({ sent: [], received: [] });
    const { items } = (await officer('GET', `/api/v1/access-log?object=${received}`)).body as {
      items: object[];
    };
    expect(items).toContainEqual(
      expect.objectContaining({ purpose: 'data-protection', reason: 'asked by the person' }),
    );
    expect(
      (await officer('POST', '/api/v1/data-protection/searches', { reference: 'USA-9', reason: '' })).status,
    ).toBe(400);
  });

  it('is told plainly that an erased content is gone', async () => {
    gate.kernel.clock.advance(91 * 86_400_000);
    await gate.disclosures.expire();
    const gone = await liaison('GET', `/api/v1/received-disclosures/${received}/content`);
    expect(gone).toMatchObject({ status: 410, body: { code: 'DISCLOSURE_CONTENT_ERASED' } });
    expect((await officer('GET', '/api/v1/data-protection')).body).toMatchObject({ held: 0, erased: 1 });
  });
});
