import type { LedgerState, Reconciliation } from '@jisr/contract';
import { leafHash, parseProofFile, parseVkey, utf8, verifyProofFile } from '@jisr/transparency-log';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import type { Ledger, LedgerDeps, LedgerEntry } from './index.ts';
import { bodyOf } from './model.ts';
import { entryOf, fill, openLedger, type Standing } from './testing.ts';

type Opened = Awaited<ReturnType<typeof openLedger>>;

/** Two ledgers that see each other without a wire between them. */
let bahrain: Opened;
let states: Opened;
let own: Ledger;
let peer: Ledger;
let away = false;

const depsOf = (self: () => Opened, other: () => Opened): LedgerDeps => ({
  accounts: async () => [],
  async peer() {
    const { kernel, ledger } = other();
    return { party: kernel.config.country, logKey: ledger.keys.log, witnessKey: ledger.keys.witness };
  },
  async askPeer(body) {
    if (away) throw new Error('no route to host');
    return other().ledger.addCheckpoint(self().ledger.keys.origin, body);
  },
  async peerEntries(after) {
    if (away) throw new Error('no route to host');
    const page = await other().ledger.entriesAbout(self().kernel.config.country, after);
    return JSON.parse(JSON.stringify(page));
  },
});

async function openBoth(): Promise<void> {
  const databases = await Promise.all([openTestPglite(), openTestPglite()]);
  const toStates = depsOf(
    () => bahrain,
    () => states,
  );
  const toBahrain = depsOf(
    () => states,
    () => bahrain,
  );
  bahrain = await openLedger(databases[0], { deps: toStates });
  states = await openLedger(databases[1], { country: 'USA', deps: toBahrain });
  own = bahrain.ledger;
  peer = states.ledger;
}
const closeBoth = () => Promise.all([bahrain, states].map(({ kernel }) => kernel.database.close()));

beforeAll(openBoth);
afterAll(closeBoth);

const write = ({ kernel, ledger }: Standing, ...entries: LedgerEntry[]) =>
  kernel.database.transaction(async (tx) => {
    for (const entry of entries) await ledger.append(tx, entry);
  });

describe('witnessing', () => {
  it('has the peer cosign each head, and shows what it has not seen', async () => {
    expect(await own.checkpoint()).toBeNull();
    expect(await own.witness()).toBe('nothing-new');
    await fill(bahrain, 3);
    expect((await own.state()).unwitnessed).toEqual({ entries: 3, since: '2026-03-01T08:00:00.000Z' });
    expect(await own.witness()).toBe('cosigned');
    expect(await own.witness()).toBe('nothing-new');
    await fill(bahrain, 260);
    expect(await own.witness()).toBe('cosigned');
    const state: LedgerState = await own.state();
    expect(state.unwitnessed).toEqual({ entries: 0, since: null });
    expect(state.checkpoint).toMatchObject({ size: 263, cosignatures: [{ witness: 'usa.jisr/witness' }] });
    const [line] = await own.cosignaturesFor(263);
    expect(await own.latestCheckpoint()).toBe(state.checkpoint!.note);
    expect(state.checkpoint!.note.endsWith(line!)).toBe(true);
    expect((await peer.state()).seen).toMatchObject({ origin: 'bhr.jisr/log/exchange', size: 263 });
    expect(await own.verify()).toMatchObject({ intact: true, cosignatures: 2 });
    expect(await peer.verify()).toMatchObject({ intact: true });
  });

  it('gives proofs that both sides signed', async () => {
    const file = parseProofFile(await own.prove(7));
    const [log, witness] = [parseVkey(own.keys.log), parseVkey(peer.keys.witness)];
    if (!file.ok || !log.ok || !witness.ok) throw new Error('unreadable');
    const leaf = leafHash(utf8((await own.read(7)).body));
    const keys = { log: [log.value], witnesses: [witness.value], quorum: 1 };
    expect(verifyProofFile(file.value, leaf, keys)).toMatchObject({
      ok: true,
      value: { index: 7, size: 263 },
    });
  });

  it('goes on while the peer is away, and finds its place again when a cosignature was lost', async () => {
    const [waiting] = [await fill(bahrain, 1)];
    expect(waiting).toHaveLength(1);
    away = true;
    expect(await own.witness()).toBe('away');
    away = false;
    await own.witness();
    await sql`delete from ledger_cosignature where size > 3`.execute(bahrain.kernel.database.db);
    await fill(bahrain, 1);
    expect(await own.witness()).toBe('cosigned');
  });

  it('by jobs: a beat signs and asks', async () => {
    await fill(bahrain, 1);
    await own.beat();
    const { rows } = await sql<{ kind: string }>`
      select kind from job where kind like 'ledger.%' and state = 'waiting' order by kind`.execute(
      bahrain.kernel.database.db,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['ledger.beat', 'ledger.witness']);
    await own.witness();
  });

  it('keeps a fork as evidence, ledgers it and answers no cosignature', async () => {
    const before = await own.checkpoint();
    const { db } = bahrain.kernel.database;
    // The machine is taken over: the last entry is written anew and the head signed again.
    await sql`delete from ledger_checkpoint where size > (select max(size) from ledger_cosignature)`.execute(
      db,
    );
    const { size } = await own.state();
    const tile = Math.floor((size - 1) / 256);
    await sql`update ledger_tile set hashes = set_byte(hashes, ${((size - 1) % 256) * 32}, 1) where level = 0 and n = ${tile}`.execute(
      db,
    );
    await sql`delete from ledger_cosignature where size = ${size}`.execute(db);
    await sql`delete from ledger_checkpoint where size = ${size}`.execute(db);
    expect(await own.witness()).toBe('refused');
    const { evidence } = await peer.state();
    expect(evidence).toMatchObject([
      { kind: 'fork', size, origin: 'bhr.jisr/log/exchange', beforeNote: expect.any(String) },
    ]);
    expect(before!.startsWith(evidence[0]!.beforeNote!)).toBe(true);
    expect(states.logged.some((line) => line.includes('ledger.evidence'))).toBe(true);
    await peer.sequence();
    const [entry] = (await peer.list({ limit: 10, kind: 'audit' })).items;
    expect(entry).toMatchObject({ subject: evidence[0]!.id, counterpart: 'BHR' });
    // The same note again is the same evidence.
    expect(await own.witness()).toBe('refused');
    expect((await peer.state()).evidence).toHaveLength(1);
  });

  it('tells when what was witnessed was changed afterwards', async () => {
    const { db } = states.kernel.database;
    await sql`update ledger_witnessed set root = set_byte(root, 0, (get_byte(root, 0) + 1) % 256) where size = 3`.execute(
      db,
    );
    expect((await peer.verify()).faults).toMatchObject([
      { code: 'witness-changed', place: 'bhr.jisr/log/exchange 3' },
    ]);
  });
});

describe('reconciling', () => {
  const digest = (letter: string) => letter.repeat(64);
  const sent = (subject: string, over: Partial<LedgerEntry> = {}) =>
    entryOf(subject, { counterpart: 'BHR', objectDigest: digest('a'), ...over });
  const received = (subject: string, over: Partial<LedgerEntry> = {}) =>
    entryOf(subject, { kind: 'disclosure-received', counterpart: 'USA', objectDigest: digest('a'), ...over });
  const subjects = (run: Reconciliation) =>
    run.rows.map(({ problem, subject, side }) => `${problem} ${subject} ${side}`).sort();

  beforeAll(async () => {
    await closeBoth();
    await openBoth();
  });

  it('needs a peer that answers', async () => {
    away = true;
    await expect(own.reconcile()).rejects.toMatchObject({ code: 'LEDGER_PEER_UNREACHABLE' });
    away = false;
  });

  it('finds what one says and the other does not, with its place in both', async () => {
    await write(
      states,
      sent('both'),
      sent('lost'),
      sent('bent'),
      sent('refused'),
      sent('stopped', { objectDigest: digest('e') }),
      sent('other', { counterpart: null }),
    );
    await write(
      bahrain,
      received('both'),
      received('bent', { objectDigest: digest('b') }),
      received('never-sent'),
      entryOf('refused', { kind: 'refusal-sent' }),
      entryOf('own-id', { kind: 'disclosure-refused', objectDigest: digest('e') }),
      entryOf('own-lost', { objectDigest: null }),
    );
    await write(states, entryOf('refused', { kind: 'refusal-received', counterpart: 'BHR' }));
    await own.sequence();
    const early = await own.reconcile();
    expect(early).toMatchObject({ inFlight: 3, problems: 1 });
    bahrain.clock.advance(700_000);
    states.clock.advance(700_000);
    await write(states, sent('just-now'));
    const run = await own.reconcile();
    expect(run).toMatchObject({ peer: 'USA', ownSize: 6, peerSize: 8, matched: 4, inFlight: 1, problems: 4 });
    expect(subjects(run)).toEqual([
      'digest-mismatch bent both',
      'received-not-sent never-sent own',
      'sent-not-received lost peer',
      'sent-not-received own-lost own',
    ]);
    const bent = run.rows.find(({ subject }) => subject === 'bent');
    expect(bent).toMatchObject({ own: 1, peer: 2, ownDigest: digest('b'), peerDigest: digest('a') });
    // The peer sees the same from its side.
    await own.checkpoint();
    const theirs = await peer.reconcile();
    expect(theirs.problems).toBe(4);
    expect((await own.reconciliations()).items.map(({ problems }) => problems)).toEqual([4, 1]);
  });

  it('names an entry of the peer that no database keeps, and is not blinded by it', async () => {
    const [id, at] = [states.kernel.ids.uuid(), '2026-03-01T08:00:00.000Z'];
    const body = bodyOf(id, at, sent('U+0000')).replace('U+0000', 'a\\u0000b');
    await sql`insert into ledger_pending (id, kind, subject, counterpart, articles, at, body)
      values (${id}, 'disclosure-sent', 'x', 'BHR', '[]', ${at}, ${body})`.execute(states.kernel.database.db);
    const before = (await own.reconcile()).peerSize;
    const run = await own.reconcile();
    expect(run.rows).toContainEqual(expect.objectContaining({ problem: 'unproved', peer: before - 1 }));
  });

  it('believes nothing that is not proved to stand in the peer’s signed tree', async () => {
    const { db } = states.kernel.database;
    await sql`update ledger_entry set body = replace(body, 'lost', 'lust') where subject = 'lost'`.execute(
      db,
    );
    const run = await own.reconcile();
    expect(run.rows).toContainEqual(
      expect.objectContaining({ problem: 'unproved', subject: 'lust', peer: 1 }),
    );
  });
});
