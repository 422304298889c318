import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reconciliation } from '@jisr/contract';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalDocument, type Intent } from '../src/modules/disclosures/index.ts';
import { openTestPglite, openTestPostgres, serverAnswers } from './databases.ts';
import {
  answered,
  intentOf,
  type Office,
  OPENING_MS,
  openSignedPair,
  type SignedPair,
} from './signed-pair.ts';
import type { TestNode } from './test-node.ts';

const DAY_MS = 86_400_000;
let pair: SignedPair;
let bahrain: TestNode;
let america: TestNode;
const folders: string[] = [];

beforeAll(async () => {
  // On the server where there is one: the other tests of two nodes are on the embedded database.
  const open = serverAnswers ? openTestPostgres : openTestPglite;
  pair = await openSignedPair({ databases: [await open(), await open()] });
  ({ bahrain, america } = pair);
}, OPENING_MS);
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await pair.stop();
});

const run = async <Row>(node: TestNode, query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await query.execute(node.kernel.database.db)).rows as Row[];
async function send(office: Office, changes: Partial<Intent> = {}): Promise<string> {
  const outcome = await office.node.modules.disclosures.send(intentOf(office, changes));
  if (!outcome.disclosed) throw new Error(`${outcome.refusal.clause} ${outcome.refusal.code}`);
  return outcome.id;
}
/** A notice of a document, for which no desk of the receiver answers: its gate refuses it. */
const nobodyTakes = (n: number): Partial<Intent> => ({
  ...{ action: 'notify', category: 'travel-document', tlp: 'green', mode: null, offence: null },
  payload: { documentType: 'P', documentNumber: `X${n}`, issuer: 'BHR', status: 'lost' },
});
async function settleAll(): Promise<void> {
  for (const { modules } of [bahrain, america]) await modules.bridge.exchange.retryNow();
  await pair.settle();
  for (const { modules } of [bahrain, america]) await modules.ledger.sequence();
}
const deliveryOf = async (office: Office, id: string) =>
  (
    await run<{ delivery: string; reason: { code: string; article: string } | null }>(
      office.node,
      sql`select delivery, delivery_reason as reason from disclosure where id = ${id}`,
    )
  )[0]!;
const heldBy = async (office: Office, id: string) =>
  (
    await run<{ held: boolean; fields: string[] }>(
      office.node,
      sql`select sealed is not null as held, fields from received_disclosure where id = ${id}`,
    )
  )[0]!;
/** Both ledgers compared from both sides, when nothing can be under way any more. */
async function reconcile(): Promise<[Reconciliation, Reconciliation]> {
  pair.advance(3_600_000);
  for (const { modules } of [bahrain, america]) await modules.ledger.sequence();
  return [await bahrain.modules.ledger.reconcile(), await america.modules.ledger.reconcile()];
}
const entriesOf = async (node: TestNode, kind: string, subject: string) =>
  run<{ index: number }>(
    node,
    sql`select index from ledger_entry where kind = ${kind} and subject = ${subject} order by index`,
  );

describe('a correction', () => {
  it('needs an approval of exactly this notice, and is applied by the receiver', async () => {
    const id = await send(pair.home);
    await settleAll();
    expect((await heldBy(pair.abroad, id)).fields).toContain('caseReference');
    const notice = intentOf(pair.home, {
      ...{ category: 'correction-notice', action: 'notify', purpose: 'protocol', offence: null, mode: null },
      tlp: 'green',
      payload: { of: id, reason: 'Another case', withdrawn: ['caseReference'] },
    });
    const refusal = { clause: 'PROTOCOL/P.5', code: 'APPROVALS' };
    const { disclosures, approvals } = bahrain.modules;
    expect(await disclosures.send(notice)).toMatchObject({ disclosed: false, refusal });
    const approval = await bahrain.kernel.database.transaction((tx) =>
      approvals.open(tx, {
        // Its handler has nothing to do for a subject that is no act of its own.
        ...{ kind: 'memorandum', subject: bahrain.kernel.ids.uuid(), needed: 1, articles: ['PROTOCOL/P.5'] },
        document: approvalDocument(notice),
        title: { en: 'Correct what was sent', ar: 'تصحيح ما أُرسل' },
        roles: ['releasing-officer'],
        excluded: [pair.home.author.id],
        expiresAt: new Date(bahrain.clock.now().getTime() + DAY_MS),
      }),
    );
    await pair.agree(pair.home);
    // The approval is of this notice and of no other.
    const other = {
      ...notice,
      key: `${notice.key} other`,
      payload: { of: id, withdrawn: ['keys'] },
      approval,
    };
    expect(await disclosures.send(other)).toMatchObject({ disclosed: false, refusal: { law: 'gate' } });
    expect(await disclosures.send({ ...notice, key: `${notice.key} approved`, approval })).toMatchObject({
      disclosed: true,
      article: 'PROTOCOL/P.5',
    });
    await settleAll();
    const { fields } = await heldBy(pair.abroad, id);
    expect(fields).not.toContain('caseReference');
    expect(fields).toContain('keys');
    expect(await entriesOf(america, 'correction', id)).toHaveLength(1);
  });
});

describe('a story of fifty disclosures with a cut link', () => {
  it('reconciles on both sides without a row', async () => {
    for (let n = 0; n < 10; n += 1) await send(pair.home);
    await send(pair.home, nobodyTakes(1));
    await pair.settle();
    for (let n = 0; n < 4; n += 1) await send(pair.abroad);
    pair.link.cut();
    for (let n = 0; n < 8; n += 1) await send(pair.home);
    await send(pair.home, nobodyTakes(2));
    await pair.settle();
    pair.advance(DAY_MS);
    await send(pair.abroad, nobodyTakes(3));
    pair.link.restore();
    await settleAll();
    for (const { modules } of [bahrain, america]) await modules.disclosures.expire();
    await settleAll();
    const [ours, theirs] = await reconcile();
    expect(ours.rows).toEqual([]);
    expect(theirs.rows).toEqual([]);
    expect(ours).toMatchObject({ problems: 0, inFlight: 0, compared: ours.matched });
    expect(theirs.compared).toBe(ours.compared);
    // Twenty-two questions with their answers, three refusals, proposal and signatures; each with its receipt.
    expect(ours.compared).toBeGreaterThanOrEqual(100);
  });

  it('is witnessed in both directions over the link: nothing is left that only one side has seen', async () => {
    for (const { modules } of [bahrain, america]) {
      expect((await modules.ledger.state()).unwitnessed.entries).toBeGreaterThan(0);
      await modules.ledger.witness();
      const { unwitnessed, checkpoint } = await modules.ledger.state();
      expect(unwitnessed).toEqual({ entries: 0, since: null });
      expect(checkpoint!.cosignatures).toHaveLength(1);
      expect(await modules.ledger.verify()).toMatchObject({ intact: true });
    }
  });
});

describe('the evidence', () => {
  /** What the script in the file says, run by Node alone. */
  function verify(zip: Uint8Array) {
    const folder = mkdtempSync(join(tmpdir(), 'jisr-evidence-'));
    folders.push(folder);
    for (const [name, bytes] of Object.entries(unzipSync(zip))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['verify.mjs'], { cwd: folder });
    return { status, text: `${stdout}${stderr}` };
  }

  it('of one disclosure holds both ledgers, both signatures and the receipt, and a court checks it without Jisr', async () => {
    const id = await send(pair.home);
    await settleAll();
    for (const { modules } of [bahrain, america]) await modules.ledger.witness();
    const zip = await bahrain.modules.disclosures.evidence(pair.home.author.id, id);
    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining([
        `disclosures/${id}/receipt-1.jws`,
        `disclosures/${id}/signatures.json`,
        `disclosures/${id}/sender.tlog-proof`,
        `disclosures/${id}/receiver.tlog-proof`,
      ]),
    );
    const { status, text } = verify(zip);
    expect(text).toContain('GOOD');
    expect(status).toBe(0);
    expect(text.match(/signed for (BHR|USA)/g)).toHaveLength(2);
    expect(text.match(/, witnessed by the other side/g)).toHaveLength(2);
    // The receiver has its own.
    expect(verify(await america.modules.disclosures.evidence(pair.abroad.author.id, id)).text).toContain(
      'GOOD',
    );
    // Without the partner it says less and is as good.
    pair.link.cut();
    const alone = await bahrain.modules.disclosures.evidence(pair.home.author.id, id);
    pair.link.restore();
    expect(Object.keys(unzipSync(alone))).not.toContain(`disclosures/${id}/receiver.tlog-proof`);
    expect(verify(alone).status).toBe(0);
    await settleAll();
  });

  it('of a thread holds all that answers one another', async () => {
    const thread = bahrain.kernel.ids.uuid();
    const id = await send(pair.home, { thread });
    await send(pair.home, { thread });
    await settleAll();
    const liaison = await bahrain.officer(['liaison-officer']);
    const answer = await liaison.send('GET', `/api/v1/disclosures/${id}/evidence?of=thread`);
    expect(answer.status).toBe(200);
    const zip = await bahrain.modules.disclosures.evidence(pair.home.author.id, id, 'thread');
    const { disclosures } = JSON.parse(Buffer.from(unzipSync(zip)['manifest.json']!).toString()) as {
      disclosures: string[];
    };
    expect(disclosures).toHaveLength(4);
    expect(verify(zip).text).toContain('GOOD');
  });
});

describe('what is owed for what was received', () => {
  it('is deleted at the sender’s demand; the confirmation comes back and stands in both ledgers', async () => {
    const id = await send(pair.home);
    await settleAll();
    expect((await heldBy(pair.abroad, id)).held).toBe(true);
    await send(pair.home, {
      ...{ category: 'deletion-notice', action: 'notify', purpose: 'protocol', offence: null, mode: null },
      tlp: 'green',
      payload: { of: id, reason: 'Asked about the wrong person' },
    });
    await settleAll();
    expect((await heldBy(pair.abroad, id)).held).toBe(false);
    for (const node of [bahrain, america]) expect(await entriesOf(node, 'deletion', id)).toHaveLength(1);
    const [duty] = await run<{ done: boolean }>(
      bahrain,
      sql`select done_at is not null as done from disclosure_duty where disclosure_id = ${id} and owed_by = 'partner'`,
    );
    expect(duty).toEqual({ done: true });
  });

  it('ends at its term on the receiver, and the sender is told by a signed confirmation', async () => {
    const id = await send(pair.home);
    await settleAll();
    pair.advance(91 * DAY_MS);
    await america.modules.disclosures.expire();
    await bahrain.modules.disclosures.expire();
    await settleAll();
    expect((await heldBy(pair.abroad, id)).held).toBe(false);
    for (const node of [bahrain, america]) expect(await entriesOf(node, 'deletion', id)).toHaveLength(1);
    const open = await run(
      bahrain,
      sql`select 1 from disclosure_duty where disclosure_id = ${id} and done_at is null`,
    );
    expect(open).toEqual([]);
  });

  it('and all of that reconciles too', async () => {
    const [ours, theirs] = await reconcile();
    expect([...ours.rows, ...theirs.rows]).toEqual([]);
  });
});

describe('a memorandum that one side suspends', () => {
  it('stops both at once, and what waits under it is refused by the other’s gate, which says why', async () => {
    pair.link.cut();
    const underWay = await send(pair.home);
    await pair.settle();
    pair.link.restore();
    // New sessions: the clock has gone on for months.
    const author = await america.officer(['policy-officer']);
    const { items } = answered<{ items: { id: string; code: string }[] }>(
      await author.send('GET', '/api/v1/memoranda'),
    );
    const { id } = items.find(({ code }) => code === 'BORDERS')!;
    answered(
      await author.send('POST', `/api/v1/memoranda/${id}/suspensions`, { reason: 'An inquiry is open.' }),
    );
    const [act] = await run<{ id: string }>(
      america,
      sql`select id from memorandum_act where kind = 'suspension' and state = 'waiting'`,
    );
    const accounts = pair.abroad.signers.map((signer) => signer.id);
    await america.kernel.database.transaction((tx) =>
      america.modules.memoranda.approvals.approved(tx, { subject: act!.id, accounts }),
    );
    const own = await america.modules.disclosures.send(intentOf(pair.abroad));
    expect(own).toMatchObject({ disclosed: false, refusal: { clause: 'BORDERS/3.1', code: 'NOT_IN_FORCE' } });
    await settleAll();
    const ours = await bahrain.modules.disclosures.send(intentOf(pair.home));
    expect(ours).toMatchObject({
      disclosed: false,
      refusal: { clause: 'BORDERS/3.1', code: 'NOT_IN_FORCE' },
    });
    expect(await deliveryOf(pair.home, underWay)).toEqual({
      delivery: 'refused',
      reason: { code: 'NOT_IN_FORCE', article: 'BORDERS/3.1' },
    });
  });
});

describe('an entry that one side removes', () => {
  it('is named by both', async () => {
    const [sent] = await run<{ id: string; index: number }>(
      bahrain,
      sql`select subject as id, index from ledger_entry where kind = 'disclosure-sent' order by index limit 1`,
    );
    await run(bahrain, sql`delete from ledger_entry where index = ${sent!.index}`);
    const [ours, theirs] = await reconcile();
    expect(ours.rows).toMatchObject([{ problem: 'received-not-sent', side: 'peer', subject: sent!.id }]);
    expect(theirs.rows).toMatchObject([{ problem: 'received-not-sent', side: 'own', subject: sent!.id }]);
  });
});
