import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnPostgres, openTestPglite } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { readEnvelope } from './envelope.ts';
import { approvalDocument, type Intent } from './index.ts';
import { isTooDeep, objectDigestOf, subjectOf } from './model.ts';
import { type GatePass, makePass, takePass } from './pass.ts';
import { FIELDS, intentOf, lawOf, openGate } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestPglite();
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

const rows = async (table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database.db)).rows;
const BOSS = (n: number) => ({
  officer: `officer-000${n}`,
  at: '2026-03-01T07:00:00.000Z',
  method: 'passkey' as const,
  keyThumbprint: 'ab',
});
const APPROVAL = '019c0000-0000-7000-8000-00000000e001';

/** Two officers must approve; what they did is set by the test. */
function approving(
  intent: Intent,
  people: number[],
  changes: { state?: string; document?: unknown; roles?: string[] } = {},
) {
  const law = lawOf();
  law.obligations = { ...law.obligations, approvals: 2, approvalRoles: ['releasing-officer', 'supervisor'] };
  const gate = openGate(database, law);
  gate.approvals.set(APPROVAL, {
    state: changes.state ?? 'approved',
    roles: changes.roles ?? ['releasing-officer'],
    document: changes.document ?? approvalDocument(intent),
    approvals: people.map(BOSS),
  });
  return { gate, intent: { ...intent, approval: APPROVAL } };
}

describe('around the gate', () => {
  it('no pass is made by hand, copied, parsed, used twice or used for another disclosure', () => {
    const pass = makePass('one');
    const forged = [
      { disclosureId: 'one' },
      { ...pass },
      Object.assign(Object.create(Object.getPrototypeOf(pass)), pass),
      JSON.parse(JSON.stringify(pass)),
      structuredClone({ disclosureId: pass.disclosureId }),
      'one',
      null,
    ];
    for (const each of forged) expect(takePass(each as GatePass, 'one')).toBe(false);
    expect(takePass(pass, 'other')).toBe(false);
    expect(takePass(pass, 'one')).toBe(true);
    expect(takePass(pass, 'one')).toBe(false);
  });

  it('what the gate did not prepare is not disclosed, and what was prepared cannot be changed', async () => {
    const { disclosures, put } = openGate(database);
    const intent = intentOf();
    const prepared = await disclosures.prepare(intent);
    await expect(
      database.transaction((tx) => disclosures.disclose(tx, { intent: prepared.intent })),
    ).rejects.toThrow('only what the gate itself prepared');
    (intent.payload as Record<string, unknown>).phones = ['+973 1'];
    await database.transaction((tx) => disclosures.disclose(tx, prepared));
    expect(readEnvelope(put[0]!.sealed.bytes)!.payload).not.toHaveProperty('phones');
  });

  it('what is not in the register is not known as something that may be on its way', async () => {
    const { disclosures, send, put } = openGate(database);
    const [one, other] = [await send(intentOf()), await send(intentOf({ key: 'another' }))];
    if (!one.disclosed || !other.disclosed) throw new Error('refused');
    const known = await disclosures.mayLeave(database.db, [
      { id: one.id, digest: put[0]!.documentDigest },
      { id: other.id, digest: put[0]!.documentDigest },
      { id: '019c0000-0000-7000-8000-0000000f0000', digest: put[0]!.documentDigest },
    ]);
    expect(known).toEqual(new Set([one.id]));
  });
});

describe('a refusal', () => {
  it('is a value, is kept with its clause and stands in the ledger; nothing else is written', async () => {
    const { send, entries, put } = openGate(database);
    const outcome = await send(intentOf({ payload: { names: ['X'], phones: ['+973 1'] } }));
    expect(outcome).toMatchObject({ disclosed: false, refusal: { clause: 'BORDERS/4.2', code: 'FIELDS' } });
    expect(entries).toMatchObject([{ kind: 'disclosure-refused', articles: ['BORDERS/4.2'] }]);
    expect(await rows('disclosure_refusal')).toMatchObject([
      { direction: 'out', ledger_entry: entries[0]!.id },
    ]);
    expect(await rows('disclosure')).toEqual([]);
    expect(put).toEqual([]);
    expect(await rows('disclosure_count')).toMatchObject([{ used: 0 }]);
  });

  it.each([
    ['a field that the category does not have', { payload: { colour: 'blue' } }, 'FIELD_UNKNOWN'],
    ['a value of another form', { payload: { birthDate: 'spring' } }, 'CONTENT_INVALID'],
    ['a category that nobody knows', { category: 'gossip' }, 'CONTENT_INVALID'],
    ['nothing at all', { payload: { names: null } }, 'NOTHING_LEFT'],
    ['a birth date that makes a minor of one said to be of age', { payload: { birthDate: '2012' } }, 'MINOR'],
  ])('%s', async (_what, changes, code) => {
    const { send, put } = openGate(database);
    expect(await send(intentOf(changes))).toMatchObject({ disclosed: false, refusal: { code } });
    expect(put).toEqual([]);
  });

  it.each(['NOT_IN_FORCE', 'OUTSIDE_DATES', 'SUSPENDED'])(
    'a memorandum that is %s lets nothing out',
    async (stopped) => {
      const { send, disclosures, law } = openGate(database);
      const prepared = await disclosures.prepare(intentOf());
      law.stopped = stopped;
      const late = await database.transaction((tx) => disclosures.disclose(tx, prepared));
      for (const outcome of [late, await send(intentOf())])
        expect(outcome).toMatchObject({ disclosed: false, refusal: { clause: 'BORDERS', code: stopped } });
    },
  );

  it('what the law has come to allow less of since it was sealed does not leave', async () => {
    const law = lawOf();
    const { disclosures, put } = openGate(database, law);
    const prepared = await disclosures.prepare(
      intentOf({ minimise: true, payload: { names: ['X'], birthDate: '1980' } }),
    );
    Object.assign(law.fields, { 'person-supplement': ['names'] });
    const outcome = await database.transaction((tx) => disclosures.disclose(tx, prepared));
    expect(outcome).toMatchObject({ disclosed: false, refusal: { code: 'LAW_CHANGED' } });
    expect(put).toEqual([]);
  });
});

describe('approvals', () => {
  it.each([
    ['nobody', [], 'APPROVALS'],
    ['one person twice', [2, 2], 'APPROVALS'],
    ['the author and another', [1, 2], 'APPROVALS'],
  ])('by %s are too few', async (_who, people, code) => {
    const { gate, intent } = approving(intentOf({ author: '00000000-0000-7000-8000-000000000001' }), people);
    expect(await gate.send(intent)).toMatchObject({ disclosed: false, refusal: { code } });
  });

  it.each([
    ['open', { state: 'open' }, 'APPROVAL_MISSING'],
    ['refused', { state: 'refused' }, 'APPROVAL_MISSING'],
    ['of other content', { document: { purpose: 'border-security' } }, 'APPROVAL_OTHER'],
    ['asked of other roles', { roles: ['watch-officer'] }, 'APPROVAL_ROLES'],
  ])('that are %s do not count', async (_what, changes, code) => {
    const { gate, intent } = approving(intentOf(), [2, 3], changes);
    expect(await gate.send(intent)).toMatchObject({ disclosed: false, refusal: { code } });
  });

  it('let exactly what was approved leave, once', async () => {
    const { gate, intent } = approving(intentOf(), [2, 3]);
    const changed = { ...intent, key: 'changed', payload: { names: ['ANOTHER'] } };
    expect(await gate.send(changed)).toMatchObject({ disclosed: false, refusal: { code: 'APPROVAL_OTHER' } });
    expect(await gate.send(intent)).toMatchObject({ disclosed: true });
    expect(gate.put[0]!.head.approvals.map(({ officer }) => officer)).toEqual([
      'officer-0002',
      'officer-0003',
    ]);
    expect(await gate.send({ ...intent, key: 'again' })).toMatchObject({
      disclosed: false,
      refusal: { code: 'APPROVAL_USED' },
    });
  });
});

describe('a disclosure', () => {
  it('keeps the whole reasoning, is ledgered without a word about the person, and is put with its article', async () => {
    const { send, entries, put, kernel } = openGate(database);
    const intent = intentOf({ minimise: true, payload: { names: ['VANTOUR KARIM'], phones: ['+973 1'] } });
    const outcome = await send(intent);
    expect(outcome).toMatchObject({ disclosed: true, article: 'BORDERS/4.2', repeated: false });
    const [row] = await rows('disclosure');
    expect(row).toMatchObject({
      fields: ['names'],
      redactions: ['phones'],
      article: 'BORDERS/4.2',
      delivery: 'queued',
    });
    expect(row).toMatchObject({
      question: { usedToday: 0, approvals: 0, fields: ['names'] },
      obligations: { retentionDays: 90 },
    });
    expect(put[0]!.head).toMatchObject({
      agreement: { id: 'BORDERS', version: 1 },
      articles: ['BORDERS/4.2'],
      retainUntil: '2026-05-30T08:00:00.000Z',
      answerBy: '2026-03-03T08:00:00.000Z',
    });
    const envelope = readEnvelope(put[0]!.sealed.bytes)!;
    expect(envelope.payload).toEqual({ names: ['VANTOUR KARIM'] });
    const digest = objectDigestOf(put[0]!.sealed.salt, put[0]!.sealed.bytes);
    expect(entries).toMatchObject([{ kind: 'disclosure-sent', objectDigest: digest, counterpart: 'USA' }]);
    expect(JSON.stringify([entries, row])).not.toContain('VANTOUR');
    const [content] = await rows('disclosure_content');
    expect(
      Buffer.from(kernel.secrets.open('disclosure content', content!.sealed as Uint8Array)).toString(),
    ).toContain('VANTOUR');
  });

  it('is one, however often its intent comes; the same key with other content is refused', async () => {
    const { send, put } = openGate(database);
    const intent = intentOf();
    const first = await send(intent);
    expect(await send(intent)).toEqual({ ...first, repeated: true });
    expect(await send({ ...intent, purpose: 'organised-crime' })).toMatchObject({
      refusal: { code: 'KEY_REUSED' },
    });
    expect(put).toHaveLength(1);
  });

  it('leaves nothing when its transaction fails', async () => {
    const { disclosures } = openGate(database);
    const prepared = await disclosures.prepare(intentOf());
    const failing = database.transaction(async (tx) => {
      await disclosures.disclose(tx, prepared);
      throw new Error('the desk failed');
    });
    await expect(failing).rejects.toThrow('the desk failed');
    for (const table of ['disclosure', 'disclosure_content', 'disclosure_reference'])
      expect(await rows(table)).toEqual([]);
    expect(await database.transaction((tx) => disclosures.disclose(tx, prepared))).toMatchObject({
      disclosed: true,
    });
  });

  it('can be asked about beforehand, which writes nothing', async () => {
    const { disclosures } = openGate(database);
    const asked = intentOf({ minimise: true, payload: { names: ['X'], phones: ['1'] } });
    expect(await disclosures.mayDisclose(asked)).toMatchObject({ allowed: true, redactions: ['phones'] });
    expect(await disclosures.mayDisclose({ ...asked, minimise: false })).toMatchObject({
      allowed: false,
      refusal: { code: 'FIELDS' },
    });
    for (const table of ['disclosure', 'disclosure_refusal', 'disclosure_count'])
      expect(await rows(table)).toEqual([]);
  });
});

describe('whatever a desk says', () => {
  it('no field leaves that the article does not list', async () => {
    const names = FIELDS['person-supplement']!;
    const field = fc.constantFrom(...names, 'colour', '__proto__', 'constructor', 'toString');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(field),
        fc.uniqueArray(fc.constantFrom(...names)),
        fc.boolean(),
        async (held, listed, minimise) => {
          const law = lawOf();
          Object.assign(law.fields, { 'person-supplement': listed });
          const { disclosures, put } = openGate(database, law);
          const payload = Object.fromEntries(held.map((name) => [name, name === 'birthDate' ? '1980' : 'x']));
          const prepared = await disclosures.prepare(intentOf({ payload, minimise }));
          const outcome = await database.transaction((tx) => disclosures.disclose(tx, prepared));
          const left = put.flatMap(({ sealed }) => Object.keys(readEnvelope(sealed.bytes)!.payload));
          expect(left.filter((name) => !listed.includes(name))).toEqual([]);
          expect(outcome.disclosed).toBe(put.length === 1);
        },
      ),
      { numRuns: Number(process.env.JISR_PROPERTY_RUNS ?? 40) },
    );
  });

  it('age is the strictest of what is said and what the content shows', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2026-02-28'), noInvalidDate: true }),
        (born) => {
          const now = new Date('2026-03-01T00:00:00Z');
          const birthDate = born.toISOString().slice(0, 10);
          const said = { minor: false, own: null, sensitive: false, references: [] };
          const turns18 = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
          expect(subjectOf({ birthDate }, said, now).minor).toBe(turns18 > '2026-03-01');
          expect(subjectOf({ birthDate }, { ...said, minor: true }, now).minor).toBe(true);
        },
      ),
    );
  });

  it('content nested too deep is seen before anything walks it', () => {
    const nested = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(isTooDeep(nested)).toBe(true);
    expect(isTooDeep({ a: [{ b: [1] }] })).toBe(false);
  });
});

/** The quota is three; a query counts its keys. */
async function quotaHolds(on: Database): Promise<void> {
  const { disclosures, put } = openGate(on, lawOf({ quota: 10 }));
  const keys = ['a', 'b', 'c'];
  const intents = Array.from({ length: 8 }, () =>
    intentOf({ category: 'query-plain', action: 'ask', payload: { keys } }),
  );
  const prepared = await Promise.all(intents.map((intent) => disclosures.prepare(intent)));
  const outcomes = await Promise.all(
    prepared.map((each) => on.transaction((tx) => disclosures.disclose(tx, each))),
  );
  expect(outcomes.filter((outcome) => outcome.disclosed)).toHaveLength(3);
  expect(outcomes.filter((outcome) => !outcome.disclosed && outcome.refusal.code === 'QUOTA')).toHaveLength(
    5,
  );
  expect(put).toHaveLength(3);
}

describe('a quota', () => {
  it('holds however many ask at once, each key counted', () => quotaHolds(database));
  it('begins anew with the day', async () => {
    const { send, kernel } = openGate(database, lawOf({ quota: 1 }));
    expect(await send(intentOf())).toMatchObject({ disclosed: true });
    expect(await send(intentOf())).toMatchObject({ disclosed: false, refusal: { code: 'QUOTA' } });
    kernel.clock.advance(86_400_000);
    expect(await send(intentOf())).toMatchObject({ disclosed: true });
  });
});
describeOnPostgres('a quota', (open) => {
  it('holds however many connections ask at once', async () => quotaHolds(await open()));
});
