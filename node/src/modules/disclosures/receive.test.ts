import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { objectDigestOf } from './model.ts';
import { arrives, intentOf, lawOf, type OpenGate, openGate, type Put } from './testing.ts';
import type { ReceivedDocument } from './types.ts';

/** Each side has a database of its own, as in life. */
let home: Database;
let abroad: Database;
let bhr: OpenGate;
let usa: OpenGate;
beforeAll(async () => {
  [home, abroad] = await Promise.all([openTestPglite(), openTestPglite()]);
});
beforeEach(async () => {
  await Promise.all([emptyTables(home), emptyTables(abroad)]);
  bhr = openGate(home);
  usa = openGate(abroad, lawOf(), { self: { party: 'USA', agency: 'NCB' } });
});
afterAll(() => Promise.all([home.close(), abroad.close()]));

const receive = async (document: ReceivedDocument) =>
  (await abroad.transaction((tx) => usa.disclosures.receive(tx, [document])))[0]!;
const rows = async (database: Database, table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(database.db)).rows;
const DAY_MS = 86_400_000;

/** Sends from home and lets it arrive abroad. */
async function pass(changes: Parameters<typeof intentOf>[0] = {}) {
  const outcome = await bhr.send(intentOf(changes));
  if (!outcome.disclosed) throw new Error(`refused: ${outcome.refusal.code}`);
  const put = bhr.put.at(-1)!;
  return { id: outcome.id, put, verdict: await receive(arrives(put)) };
}
/** Runs the jobs of one side that its deletions made, and carries what they put back home. */
async function confirmBack(): Promise<Put[]> {
  const before = usa.put.length;
  for (const { payload } of await rows(abroad, 'job'))
    if ('dutyId' in (payload as object))
      await usa.disclosures.confirm((payload as { dutyId: string }).dutyId);
  const sent = usa.put.slice(before);
  for (const put of sent)
    await home.transaction((tx) => bhr.disclosures.receive(tx, [arrives(put, 'USA', 'BHR')]));
  return sent;
}

describe('what arrives', () => {
  const changed = (document: ReceivedDocument, change: (envelope: Record<string, unknown>) => object) => {
    const envelope = { ...readEnvelope(document.payload)! };
    return { ...document, payload: writeEnvelope({ ...envelope, ...change(envelope) } as never) };
  };
  it.each<[string, (document: ReceivedDocument) => ReceivedDocument, string]>([
    ['bytes that are no envelope', (d) => ({ ...d, payload: Buffer.from('{"v":1}') }), 'ENVELOPE_INVALID'],
    ['another media type', (d) => ({ ...d, mediaType: 'application/json' }), 'ENVELOPE_INVALID'],
    [
      'JSON that is not canonical',
      (d) => ({ ...d, payload: Buffer.concat([d.payload, Buffer.from(' ')]) }),
      'ENVELOPE_INVALID',
    ],
    ['a sender that is not its signer', (d) => ({ ...d, from: 'FRA' }), 'PARTY_WRONG'],
    [
      'what is for somebody else',
      (d) => changed(d, () => ({ to: { party: 'FRA', agency: 'X' } })),
      'PARTY_WRONG',
    ],
    [
      'a field that nobody knows',
      (d) => changed(d, () => ({ payload: { colour: 'blue' } })),
      'FIELD_UNKNOWN',
    ],
    [
      'a field that the article does not list',
      (d) => changed(d, () => ({ payload: { phones: ['1'] } })),
      'FIELDS',
    ],
    ['another article', (d) => ({ ...d, head: { ...d.head, articles: ['BORDERS/7.1'] } }), 'ARTICLE_UNKNOWN'],
    [
      'another agreement',
      (d) => ({ ...d, head: { ...d.head, agreement: { ...d.head.agreement, id: 'GOODS' } } }),
      'ARTICLE_UNKNOWN',
    ],
    ['a minor as one of age', (d) => changed(d, () => ({ payload: { birthDate: '2015' } })), 'MINOR'],
  ])('%s is refused, kept out, and ledgered', async (_what, change, code) => {
    await bhr.send(intentOf());
    const verdict = await receive(change(arrives(bhr.put[0]!)));
    expect(verdict).toMatchObject({ verdict: 'refused', reason: { code } });
    expect(await rows(abroad, 'received_disclosure')).toEqual([]);
    expect(await rows(abroad, 'disclosure_refusal')).toMatchObject([{ direction: 'in', code }]);
    expect(usa.entries).toMatchObject([{ kind: 'disclosure-refused', id: verdict.ledgerEntry }]);
    expect(usa.taken).toEqual([]);
  });

  it('under another text of the memorandum is refused with both digests', async () => {
    bhr.law.digest = 'a'.repeat(64);
    const { verdict } = await pass();
    expect(verdict).toMatchObject({ verdict: 'refused', reason: { code: 'POLICY_DIFFERS' } });
    const [refusal] = await rows(abroad, 'disclosure_refusal');
    const { en, ar } = refusal!.reason as { en: string; ar: string };
    for (const text of [en, ar]) for (const digest of ['a', 'd']) expect(text).toContain(digest.repeat(64));
  });

  it.each(['NOT_IN_FORCE', 'SUSPENDED'])('while our memorandum is %s is refused', async (stopped) => {
    usa.law.stopped = stopped;
    expect((await pass()).verdict).toMatchObject({
      verdict: 'refused',
      reason: { article: 'BORDERS', code: stopped },
    });
  });

  it('for no desk is refused; so is what the desk finds wrong', async () => {
    usa.desks['person-supplement'] = { take: usa.desks['person-supplement']!.take, fault: () => 'names' };
    expect((await pass()).verdict).toMatchObject({ reason: { code: 'CONTENT_INVALID' } });
    delete usa.desks['person-supplement'];
    expect((await pass()).verdict).toMatchObject({ reason: { code: 'HANDLER_MISSING' } });
  });

  it('beyond the quota is refused here too, whatever the sender counted', async () => {
    usa = openGate(abroad, lawOf({ quota: 2 }), { self: { party: 'USA', agency: 'NCB' } });
    const verdicts = [await pass(), await pass(), await pass()].map(
      ({ verdict }) => verdict.reason?.code ?? 'accepted',
    );
    expect(verdicts).toEqual(['accepted', 'accepted', 'QUOTA']);
  });

  it('is held sealed, for the shorter of both terms, under the stricter rule for passing on; the desk gets it', async () => {
    bhr.law.obligations = { ...bhr.law.obligations, retentionDays: 30, onward: 'allowed-within-purpose' };
    const { id, put, verdict } = await pass();
    expect(verdict).toMatchObject({ verdict: 'accepted' });
    const [row] = await rows(abroad, 'received_disclosure');
    expect(row).toMatchObject({ id, article: 'BORDERS/4.2', obligations: { onward: 'forbidden' } });
    expect(row!.retain_until).toBe('2026-03-31T08:00:00.000Z');
    expect(Buffer.from(row!.sealed as Uint8Array).toString('latin1')).not.toContain('VANTOUR');
    expect(usa.taken).toMatchObject([
      { id, payload: { names: ['VANTOUR KARIM'] }, retainUntil: row!.retain_until },
    ]);
    // Both ledgers hold the same digest: the join of reconciliation.
    expect(usa.entries[0]).toMatchObject({
      kind: 'disclosure-received',
      objectDigest: bhr.entries[0]!.objectDigest,
    });
    expect(objectDigestOf(put.sealed.salt, put.sealed.bytes)).toBe(usa.entries[0]!.objectDigest);
  });
});

describe('at its term', () => {
  it('content, salt and references go on both sides; a tombstone stays, and a confirmation closes the duty', async () => {
    const { id } = await pass({ payload: { names: ['VANTOUR KARIM'], references: ['BHR-7'] } });
    usa.kernel.clock.advance(91 * DAY_MS);
    bhr.kernel.clock.advance(91 * DAY_MS);
    expect(await bhr.disclosures.expire()).toEqual({ received: 0, own: 1 });
    expect(await usa.disclosures.expire()).toEqual({ received: 1, own: 0 });
    expect(usa.erased).toEqual([id]);
    const [tomb] = await rows(abroad, 'received_disclosure');
    expect(tomb).toMatchObject({ id, sealed: null, salt: null, erased_why: 'term', article: 'BORDERS/4.2' });
    for (const database of [home, abroad]) expect(await rows(database, 'disclosure_reference')).toEqual([]);
    expect(await rows(home, 'disclosure_content')).toEqual([]);
    expect(usa.entries.at(-1)).toMatchObject({ kind: 'deletion', subject: id, details: { why: 'term' } });
    expect(await rows(home, 'disclosure_duty')).toMatchObject([{ owed_by: 'partner', done_at: null }]);
    expect(await confirmBack()).toHaveLength(1);
    expect(await rows(home, 'disclosure_duty')).toMatchObject([
      { disclosure_id: id, done_at: expect.any(String) },
    ]);
    expect(await rows(abroad, 'disclosure_duty')).toMatchObject([
      { owed_by: 'us', done_at: expect.any(String) },
    ]);
    // Again: nothing is left to erase, nothing is confirmed twice.
    expect(await usa.disclosures.expire()).toEqual({ received: 0, own: 0 });
    expect(await confirmBack()).toEqual([]);
  });

  it('what was erased is erased again when an old backup brings it back', async () => {
    const { id } = await pass();
    const backup = (await rows(abroad, 'received_disclosure'))[0]!;
    await pass({ category: 'deletion-notice', action: 'notify', payload: { of: id } });
    await abroad.transaction((tx) =>
      sql`update received_disclosure set sealed = ${backup.sealed}, salt = ${backup.salt}, erased_at = null, erased_why = null
          where id = ${id}`.execute(tx),
    );
    await usa.disclosures.start();
    const found = (await rows(abroad, 'received_disclosure')).find((row) => row.id === id);
    expect(found).toMatchObject({ sealed: null, salt: null, erased_why: 'restore' });
    rmSync(join(usa.kernel.config.dataDir, 'erased-disclosures.txt'));
    await usa.disclosures.start();
  });
});

describe('a notice', () => {
  it('of deletion erases at once, and its confirmation ends what the partner owed', async () => {
    const { id } = await pass();
    const { verdict } = await pass({
      category: 'deletion-notice',
      action: 'notify',
      payload: { of: id, reason: 'released' },
    });
    expect(verdict).toMatchObject({ verdict: 'accepted' });
    expect(usa.erased).toEqual([id]);
    expect(await rows(home, 'disclosure_duty')).toMatchObject([
      { kind: 'deletion', owed_by: 'partner', done_at: null },
    ]);
    const [receipt] = await confirmBack();
    expect(readEnvelope(receipt!.sealed.bytes)!.payload).toMatchObject({ of: id, copies: 1 });
    expect(await rows(home, 'disclosure_duty')).toMatchObject([{ done_at: expect.any(String) }]);
    // The same demand once more is answered once more, though nothing is left to erase.
    await pass({ category: 'deletion-notice', action: 'notify', payload: { of: id } });
    expect(usa.erased).toEqual([id]);
    expect(await confirmBack()).toHaveLength(1);
  });

  it('of correction changes what is held, within its article, tells the desk, and is done when it was taken', async () => {
    const { id } = await pass({ payload: { names: ['VANTOUR KARIM'], birthDate: '1980' } });
    const corrected = { birthDate: '1981-02-03', phones: ['+973 1'] };
    const notice = await pass({
      category: 'correction-notice',
      action: 'notify',
      payload: { of: id, corrected, withdrawn: ['names'] },
    });
    expect(usa.corrected).toMatchObject([{ id, payload: { birthDate: '1981-02-03' } }]);
    expect(usa.corrected[0]!.payload).not.toHaveProperty('names');
    expect(usa.corrected[0]!.payload).not.toHaveProperty('phones');
    expect((await rows(abroad, 'received_disclosure')).find((row) => row.id === id)).toMatchObject({
      fields: ['birthDate'],
    });
    const at = '2026-03-01T08:00:02.000Z';
    await home.transaction((tx) =>
      bhr.disclosures.settled(tx, [{ id: notice.id, state: 'received', reason: null, at }]),
    );
    expect(await rows(home, 'disclosure_duty')).toMatchObject([
      { kind: 'correction', done_at: expect.any(String) },
    ]);
  });

  it('that names nothing is refused', async () => {
    const { verdict } = await pass({
      category: 'deletion-notice',
      action: 'notify',
      payload: { reason: 'x' },
    });
    expect(verdict).toMatchObject({ verdict: 'refused', reason: { code: 'CONTENT_INVALID' } });
  });
});

describe('passing on', () => {
  const onward = (source: string, changes: Parameters<typeof intentOf>[0] = {}) =>
    intentOf({
      action: 'onward',
      channel: 'export',
      from: { party: 'USA', agency: 'CBP' },
      to: { party: 'FRA', agency: 'PAF' },
      source,
      ...changes,
    });
  it.each([
    ['forbidden', 'ONWARD_FORBIDDEN'],
    ['with-consent', 'ONWARD_CONSENT'],
  ] as const)('what is %s is refused', async (rule, code) => {
    for (const side of [bhr, usa]) side.law.obligations = { ...side.law.obligations, onward: rule };
    const { id } = await pass();
    expect(await usa.send(onward(id))).toMatchObject({ disclosed: false, refusal: { code } });
  });

  it('goes with the sender’s consent to exactly this, and not once its term has ended', async () => {
    for (const side of [bhr, usa]) side.law.obligations = { ...side.law.obligations, onward: 'with-consent' };
    const { id } = await pass();
    const other = await pass();
    const consent = { category: 'outcome-notice', action: 'notify' };
    const wrong = await pass({ ...consent, payload: { of: other.id, outcome: 'onward-consent' } });
    expect(await usa.send(onward(id, { consent: wrong.id }))).toMatchObject({
      refusal: { code: 'ONWARD_CONSENT' },
    });
    const right = await pass({ ...consent, payload: { of: id, outcome: 'onward-consent' } });
    expect(await usa.send(onward(id, { consent: right.id }))).toMatchObject({ disclosed: true });
    expect(usa.asked.at(-1)).toMatchObject({ originator: 'BHR', originatorConsent: true, action: 'onward' });
    expect(usa.put).toEqual([]);
    usa.kernel.clock.advance(91 * DAY_MS);
    expect(await usa.send(onward(id, { consent: right.id }))).toMatchObject({
      refusal: { code: 'SOURCE_GONE' },
    });
  });
});
