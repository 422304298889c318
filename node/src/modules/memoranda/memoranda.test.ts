import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { MemorandumDetail, MemorandumTaken } from '@jisr/contract';
import {
  canonicalBytes,
  DRAFTS,
  digestOf,
  type GateQuestion,
  type MemorandumDocument,
  questionOf,
  signedBytes,
} from '@jisr/memorandum';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../../../test/test-node.ts';
import { createMemoranda, type Memoranda, type ProtocolIntent } from './index.ts';
import { MAY, possible } from './model.ts';
import type { LedgerEntry, NewApproval } from './types.ts';

const BORDERS = DRAFTS[0];
const digest = digestOf(BORDERS);
const keys = { BHR: generateKeyPairSync('ed25519'), USA: generateKeyPairSync('ed25519') };
const signatureBy = (party: 'BHR' | 'USA', bytes: Uint8Array) =>
  sign(null, bytes, keys[party].privateKey).toString('base64url');

let node: TestNode;
let memoranda: Memoranda;
const opened: NewApproval[] = [];
const sent: ProtocolIntent[] = [];
const ledgered: LedgerEntry[] = [];

const actor = (id: string) =>
  ({
    kind: 'officer',
    accountId: id,
    sessionId: '',
    username: 'p',
    name: { en: 'P', ar: 'ب' },
    roles: ['policy-officer'],
    post: null,
  }) as const;
let author: string;

beforeAll(async () => {
  node = await openTestNode({ now: '2026-03-01T08:00:00Z' });
  author = (await node.officer(['policy-officer'])).id;
  memoranda = createMemoranda(node.kernel, {
    party: 'BHR',
    ledger: {
      append: async (_tx, entry) => {
        ledgered.push(entry);
        return 'entry';
      },
      pseudonym: (account) => `pseudonym of ${account}`,
    },
    approvals: {
      open: async (_tx, approval) => {
        opened.push(approval);
        return 'approval';
      },
    },
    disclose: async (intent) => void sent.push(intent),
    sign: async (bytes) => ({ keyId: 'bhr-memoranda-1', signature: signatureBy('BHR', bytes) }),
    verify: (_db, { party, bytes, signature }) =>
      (party === 'BHR' || party === 'USA') &&
      verify(null, bytes, keys[party].publicKey, Buffer.from(signature, 'base64url')),
    officers: async () => new Map(),
    uses: async () => [{ article: 'BORDERS/3.1', count: 7, lastAt: '2026-03-01T07:00:00.000Z' }],
  });
});
afterAll(() => node.stop());

const envelopeHead = {
  digest,
  party: 'USA',
  role: 'For the Government',
  keyId: 'usa-1',
  signedAt: '2026-01-01T00:00:00Z',
};
const american = (changes: Record<string, string> = {}) => {
  const head = { ...envelopeHead, ...changes };
  return { ...head, signature: changes.signature ?? signatureBy('USA', signedBytes(head)) };
};
const arrive = (category: keyof Memoranda['arriving'], payload: Record<string, unknown>, sender = 'USA') =>
  node.kernel.database.transaction((tx) =>
    memoranda.arriving[category](tx, {
      id: node.kernel.ids.uuid(),
      sender,
      category,
      article: 'PROTOCOL/P.1',
      payload,
    }),
  );
/** Two people agree to what was opened last; the job that follows is run. */
async function agree(): Promise<void> {
  const { subject } = opened.at(-1)!;
  await node.kernel.database.transaction((tx) =>
    memoranda.approvals.approved(tx, { subject, accounts: ['second', 'third'] }),
  );
  await memoranda.sending.sign(subject);
  await memoranda.sending.tell(subject);
}
const ask = (change: Partial<GateQuestion> = {}): GateQuestion => ({
  ...questionOf(BORDERS.articles.find(({ number }) => number === '3.1')!.cases[0]!.question, BORDERS),
  now: node.clock.now(),
  ...change,
});
async function decide(change?: Partial<GateQuestion>) {
  const question = ask(change);
  return (await memoranda.deciding(node.kernel.database.db, question.now))(question);
}
const detail = async (): Promise<MemorandumDetail> => {
  const { items } = await memoranda.show.list();
  return memoranda.show.read(items.find(({ code }) => code === 'BORDERS')!.id);
};

describe('who may', () => {
  it('is asked first', async () => {
    expect((await node.anonymous('GET', '/api/v1/memoranda')).status).toBe(401);
    const watch = await node.officer(['watch-officer']);
    expect((await watch.send('POST', '/api/v1/memoranda', { text: '{}' })).status).toBe(403);
    expect((await watch.send('POST', '/api/v1/directives', { text: '{}' })).status).toBe(403);
    const id = node.kernel.ids.uuid();
    for (const act of ['proposals', 'signatures', 'suspensions', 'lifts'])
      expect((await watch.send('POST', `/api/v1/memoranda/${id}/${act}`, { reason: 'because' })).status).toBe(
        403,
      );
    expect((await watch.send('GET', '/api/v1/memoranda')).status).toBe(200);
  });
  it('says why a text is not taken in, with the place', async () => {
    const officer = await node.officer(['policy-officer']);
    const taken = await officer.send('POST', '/api/v1/memoranda', {
      text: '{"format":"jisr-memorandum-v1"}',
    });
    expect(taken.status).toBe(200);
    expect((taken.body as MemorandumTaken).id).toBeNull();
    expect((taken.body as MemorandumTaken).faults.length).toBeGreaterThan(0);
    expect((await officer.send('GET', `/api/v1/memoranda/${node.kernel.ids.uuid()}`)).status).toBe(404);
  });
});

describe('the acts', () => {
  it('are possible as the table says, and none twice', () => {
    for (const standing of Object.keys(MAY) as (keyof typeof MAY)[])
      for (const ownSigned of [true, false])
        for (const ownSuspended of [true, false]) {
          const can = possible({ standing, ownSigned, ownSuspended });
          expect(can.every((act) => (MAY[standing] as readonly string[]).includes(act))).toBe(true);
          expect(can.includes('sign') && ownSigned).toBe(false);
          expect(can.includes('lift') && !ownSuspended).toBe(false);
        }
  });
});

describe('a memorandum', () => {
  it('is drafted once, whatever is sent twice', async () => {
    const text = JSON.stringify(BORDERS);
    const first = await memoranda.acts.take(actor(author), text);
    expect(first.faults).toEqual([]);
    expect((await memoranda.acts.take(actor(author), text)).id).toBe(first.id);
    expect(await decide()).toMatchObject({ allowed: false, code: 'NO_ARTICLE' });
    await memoranda.analyse(first.id!);
    const analysis = await memoranda.show.analysis(first.id!);
    expect(analysis).toMatchObject({ state: 'done', against: null, dead: [], untested: [] });
    expect((await memoranda.show.cells(first.id!, 0)).items.length).toBeGreaterThan(0);
  });
  it('is proposed as its canonical text when two people agree', async () => {
    await memoranda.acts.begin(actor(author), (await detail()).id, 'propose', null);
    await expect(
      memoranda.acts.begin(actor(author), (await detail()).id, 'propose', null),
    ).rejects.toMatchObject({ code: 'MEMORANDUM_ACT_WAITING' });
    expect(opened.at(-1)).toMatchObject({ kind: 'memorandum', needed: 2, excluded: [author] });
    await agree();
    expect(sent.at(-1)).toMatchObject({ category: 'memorandum-proposal', payload: { digest } });
    expect(sent.at(-1)!.payload.memorandum).toBe(new TextDecoder().decode(canonicalBytes(BORDERS)));
  });
  it('is refused its signature where it does not hold', async () => {
    await arrive('memorandum-signature', american({ signature: 'A'.repeat(86) }));
    await arrive('memorandum-signature', american({ digest: 'f'.repeat(64) }));
    await arrive('memorandum-signature', american({ party: 'BHR' }));
    await arrive('memorandum-signature', { nonsense: true });
    expect((await detail()).standing).toBe('draft');
    expect(ledgered.slice(-4).map(({ details }) => details!.code)).toEqual([
      'SIGNATURE_BAD',
      'DIGEST_UNKNOWN',
      'PARTY_OTHER',
      'SIGNATURE_FORM',
    ]);
  });
  it('is in force only when both have signed the same digest', async () => {
    await memoranda.acts.begin(actor(author), (await detail()).id, 'sign', null);
    await agree();
    expect(sent.at(-1)).toMatchObject({
      category: 'memorandum-signature',
      payload: { digest, party: 'BHR' },
    });
    expect((await detail()).standing).toBe('signed-by-one');
    expect(await decide()).toMatchObject({ allowed: false, code: 'NOT_IN_FORCE', clause: 'BORDERS/3.1' });
    await arrive('memorandum-signature', american());
    await arrive('memorandum-signature', american());
    expect((await detail()).standing).toBe('in-force');
    expect(await decide()).toMatchObject({ allowed: true, article: 'BORDERS/3.1' });
    expect(await memoranda.inForce(node.kernel.database.db)).toHaveLength(2);
    await expect(
      memoranda.acts.begin(actor(author), (await detail()).id, 'sign', null),
    ).rejects.toMatchObject({ code: 'MEMORANDUM_ACT_REFUSED' });
  });
  it('shows what each article holds, allows now and was used for', async () => {
    const { content } = await detail();
    expect(content.find(({ number }) => number === '3.1')!.clauses[0]).toMatchObject({
      reference: 'BORDERS/3.1',
      retentionDays: 90,
      holdsNow: true,
      used: 7,
    });
    expect(content.find(({ number }) => number === '2')!.clauses[0]).toMatchObject({
      effect: 'forbid',
      retentionDays: null,
    });
  });
  it('answers the simulator as the gate would, and a draft alone', async () => {
    const side = { party: 'BHR', agency: 'NCP' };
    const question = {
      action: 'supply',
      category: 'person-supplement',
      purpose: 'border-security',
      offence: 'serious',
      tlp: 'amber',
      from: side,
      to: { ...side, party: 'USA' },
      fields: ['names'],
      minor: false,
      own: false,
      sensitive: false,
      approvals: 1,
      mode: null,
      usedToday: 0,
      assurances: ['no-death-penalty', 'fair-trial'],
      automatic: false,
      urgent: false,
    };
    expect(await memoranda.simulate(question)).toMatchObject({
      allowed: false,
      clause: 'BORDERS/4.2a',
      code: 'APPROVALS',
      text: { ar: 'المادة BORDERS/4.2a تشترط موافقة شخصين.' },
    });
    expect(
      await memoranda.simulate({ ...question, approvals: 2, memorandum: (await detail()).id }),
    ).toMatchObject({ allowed: true, clause: 'BORDERS/4.2a', obligations: { retentionDays: 1095 } });
    expect(await memoranda.simulate({ ...question, purpose: 'curiosity' })).toMatchObject({
      allowed: false,
      code: 'QUESTION_INVALID',
    });
  });
  it('is narrowed by a directive of two people, and freed when it ends', async () => {
    const directive = {
      format: 'jisr-directive-v1',
      id: 'NO-PLAIN',
      title: { en: 'No plain queries', ar: 'لا استعلامات مكشوفة' },
      from: '2026-01-01T00:00:00Z',
      until: null,
      clauses: [
        {
          effect: 'forbid',
          letter: null,
          actions: ['ask'],
          when: { mode: 'plain' },
          reason: { en: 'Ask blind.', ar: 'استعلم استعلامًا محجوبًا.' },
        },
      ],
    };
    expect((await memoranda.acts.issue(actor(author), '{}')).faults.length).toBeGreaterThan(0);
    const { id } = await memoranda.acts.issue(actor(author), JSON.stringify(directive));
    expect(await decide()).toMatchObject({ allowed: true });
    await agree();
    expect(await decide()).toMatchObject({
      allowed: false,
      set: 'directive',
      clause: 'directive/NO-PLAIN/1',
      text: { en: 'Ask blind.' },
    });
    await memoranda.acts.end(actor(author), id!);
    await agree();
    expect(await decide()).toMatchObject({ allowed: true });
    expect((await memoranda.show.directives()).items).toMatchObject([{ state: 'ended' }]);
  });
  it('is suspended by either side at once, and lifted only by who suspended it', async () => {
    await memoranda.acts.begin(actor(author), (await detail()).id, 'suspend', 'Urgent review');
    await agree();
    expect((await detail()).standing).toBe('suspended');
    expect(sent.at(-1)).toMatchObject({
      category: 'suspension',
      payload: { memorandumId: 'BORDERS', lifted: false },
    });
    expect(await decide()).toMatchObject({
      allowed: false,
      code: 'NOT_IN_FORCE',
      text: { ar: 'المادة BORDERS/3.1 معلّقة.' },
    });
    await arrive('suspension', {
      memorandumId: 'BORDERS',
      digest,
      party: 'BHR',
      from: '2026-01-01T00:00:00Z',
      lifted: true,
    });
    expect((await detail()).standing).toBe('suspended');
    await memoranda.acts.begin(actor(author), (await detail()).id, 'lift', 'Review done');
    await agree();
    expect((await detail()).standing).toBe('in-force');
    await arrive('suspension', {
      memorandumId: 'BORDERS',
      digest,
      party: 'USA',
      from: node.clock.nowIso(),
      lifted: false,
    });
    expect((await detail()).standing).toBe('suspended');
    await arrive('suspension', {
      memorandumId: 'BORDERS',
      digest,
      party: 'USA',
      from: node.clock.nowIso(),
      lifted: true,
    });
    expect((await detail()).standing).toBe('in-force');
  });
  it('gives way to its amendment on the day of the amendment', async () => {
    const amendment: MemorandumDocument = {
      ...structuredClone(BORDERS),
      version: 2,
      supersedes: digest,
      inForceFrom: '2026-06-01T00:00:00Z',
    };
    const text = new TextDecoder().decode(canonicalBytes(amendment));
    await arrive('memorandum-proposal', { memorandum: text, digest: 'e'.repeat(64) });
    expect(ledgered.at(-1)!.details).toMatchObject({ code: 'DIGEST_OTHER' });
    await arrive('memorandum-proposal', { memorandum: text, digest: digestOf(amendment) });
    await arrive('memorandum-signature', american({ digest: digestOf(amendment) }));
    const { versions } = await detail();
    expect(versions.map(({ version, standing }) => `${version} ${standing}`)).toEqual([
      '2 signed-by-one',
      '1 in-force',
    ]);
    await memoranda.analyse(versions[0]!.id);
    expect(await memoranda.show.analysis(versions[0]!.id)).toMatchObject({
      against: { version: 1 },
      state: 'done',
    });
    await memoranda.acts.begin(actor(author), versions[0]!.id, 'sign', null);
    await agree();
    expect((await detail()).versions.map(({ standing }) => standing)).toEqual(['not-yet', 'in-force']);
    node.clock.advance(Date.parse('2026-06-02T00:00:00Z') - node.clock.now().getTime());
    expect((await detail()).versions.map(({ standing }) => standing)).toEqual(['in-force', 'superseded']);
    expect(await decide()).toMatchObject({ allowed: true, memorandum: { version: 2 } });
  });
  it('is refused by officers without a trace on the law', async () => {
    await memoranda.acts.begin(actor(author), (await detail()).versions[0]!.id, 'suspend', 'A mistake');
    const { subject } = opened.at(-1)!;
    await node.kernel.database.transaction((tx) => memoranda.approvals.refused(tx, { subject }));
    expect(await decide()).toMatchObject({ allowed: true });
  });
});
