import type { LedgerEntryDetail, LedgerState, ProblemDetails } from '@jisr/contract';
import {
  leafHash,
  parseCheckpoint,
  parseNote,
  parseProofFile,
  parseVkey,
  toHex,
  utf8,
  verifyProofFile,
} from '@jisr/transparency-log';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../../../test/test-node.ts';
import { entryOf, fill, type Standing } from './testing.ts';

/** What a node writes before anybody asks it to: one entry for each key of the exchange. */
const KEYS = 4;
let node: TestNode;
let standing: Standing;
let auditor: Awaited<ReturnType<TestNode['officer']>>;
beforeAll(async () => {
  node = await openTestNode();
  standing = { kernel: node.kernel, ledger: node.modules.ledger };
  auditor = await node.officer(['auditor']);
});
afterAll(() => node.stop());

const get = async <T>(path: string): Promise<T> =>
  (await auditor.send('GET', `/api/v1/ledger${path}`)).body as T;

describe('the routes of the ledger', () => {
  it.each(['', '/entries', '/entries/0', '/entries/0/proof', '/entries/0/actors'])('%s', async (path) => {
    const watch = await node.officer(['watch-officer']);
    expect((await node.anonymous('GET', `/api/v1/ledger${path}`)).status).toBe(401);
    expect((await watch.send('GET', `/api/v1/ledger${path}`)).status).toBe(403);
  });

  it('say what is not there', async () => {
    expect((await get<ProblemDetails>('/entries/99')).code).toBe('LEDGER_ENTRY_UNKNOWN');
    expect((await get<ProblemDetails>('/entries/99/proof')).code).toBe('LEDGER_ENTRY_UNKNOWN');
    expect((await get<ProblemDetails>('/entries?after=x')).code).toBe('REQUEST_INVALID');
    const fresh = { size: 0, pending: KEYS, checkpoint: null, peer: null };
    expect(await get<LedgerState>('')).toMatchObject(fresh);
    await node.modules.ledger.sequence();
    expect(await get<LedgerState>('')).toMatchObject({ ...fresh, size: KEYS, pending: 0 });
    const { items } = await get<{ items: object[] }>('/entries');
    expect(items).toEqual(Array(KEYS).fill(expect.objectContaining({ kind: 'key', counterpart: null })));
  });

  it('ask no peer before the pairing', async () => {
    const path = '/api/v1/ledger/reconciliations';
    expect((await node.anonymous('POST', path)).status).toBe(401);
    expect((await node.anonymous('GET', path)).status).toBe(401);
    expect((await auditor.send('POST', path)).body).toMatchObject({ code: 'LEDGER_UNPAIRED' });
    const { ledger } = node.modules;
    expect(await ledger.witness()).toBe('unpaired');
    expect(await ledger.addCheckpoint('usa.jisr/log/exchange', 'x')).toMatchObject({ status: 404 });
  });
});

describe('an entry', () => {
  it('exists only when its transaction commits', async () => {
    const { ledger } = node.modules;
    const broken = node.kernel.database.transaction(async (tx) => {
      await ledger.append(tx, entryOf('never'));
      throw new Error('taken back');
    });
    await expect(broken).rejects.toThrow('taken back');
    await ledger.sequence();
    expect(await ledger.state()).toMatchObject({ size: KEYS, pending: 0 });
  });

  it('without a form in UTF-8 is refused', async () => {
    const append = node.kernel.database.transaction((tx) =>
      node.modules.ledger.append(tx, entryOf('\ud800')),
    );
    await expect(append).rejects.toThrow(RangeError);
  });

  it('is proved offline by its file and nothing else', async () => {
    const { ledger } = node.modules;
    const ids = await fill(standing, 5);
    const places = await ledger.placeOf(node.kernel.database.db, [...ids, node.kernel.ids.uuid()]);
    expect([...places.values()].map(({ index }) => index)).toEqual([4, 5, 6, 7, 8]);
    const entry = await get<LedgerEntryDetail>('/entries/7');
    expect(entry).toMatchObject({ id: ids[3], leafHash: places.get(ids[3]!)!.leafHash, salted: false });
    const leaf = leafHash(utf8(entry.body));
    expect(toHex(leaf)).toBe(entry.leafHash);
    const answer = await auditor.send('GET', '/api/v1/ledger/entries/7/proof');
    const file = parseProofFile(answer.text);
    const key = parseVkey(ledger.keys.log);
    if (!file.ok || !key.ok) throw new Error('unreadable');
    expect(verifyProofFile(file.value, leaf, { log: [key.value] })).toMatchObject({
      ok: true,
      value: { index: 7, size: 9, origin: 'bhr.jisr/log/exchange' },
    });
    const other = leafHash(utf8(entry.body.replace('USA', 'XXX')));
    expect(verifyProofFile(file.value, other, { log: [key.value] })).toMatchObject({
      fault: 'PROOF_INVALID',
    });
  });

  it('is found by kind, subject, article and counterpart', async () => {
    const subject = node.kernel.ids.uuid();
    await fill(standing, 1, { subject, kind: 'query', articles: ['GOODS/2.1'], counterpart: null });
    for (const query of [`subject=${subject}`, 'kind=query', 'article=GOODS/2.1'])
      expect((await get<{ items: object[] }>(`/entries?${query}`)).items).toMatchObject([{ subject }]);
    const first = await get<{ items: { index: number }[]; next: string }>('/entries?counterpart=USA&limit=3');
    const rest = await get<{ items: { index: number }[] }>(
      `/entries?counterpart=USA&limit=3&after=${first.next}`,
    );
    expect([...first.items, ...rest.items].map(({ index }) => index)).toEqual([8, 7, 6, 5, 4]);
  });

  it('that commits after a later one was sequenced is not lost', async () => {
    const { database } = node.kernel;
    const { ledger } = node.modules;
    const before = (await ledger.state()).size;
    // On the embedded engine transactions follow one another: what a late commit leaves behind is made by hand.
    const [late] = await database.transaction(async (tx) => [await ledger.append(tx, entryOf('late'))]);
    await sql`update ledger_pending set seq = default where id = ${late}`.execute(database.db);
    await fill(standing, 2);
    expect((await ledger.state()).size).toBe(before + 3);
    await sql`select setval(pg_get_serial_sequence('ledger_pending', 'seq'), 1)`.execute(database.db);
    await fill(standing, 1);
    expect(await ledger.state()).toMatchObject({ size: before + 4, pending: 0 });
  });

  it('names officers so that only the own oversight can tell who they are', async () => {
    const { ledger } = node.modules;
    const pseudonym = ledger.pseudonym(auditor.id);
    expect(pseudonym).toMatch(/^[0-9a-f]{20}$/);
    expect(ledger.pseudonym(auditor.id)).toBe(pseudonym);
    await fill(standing, 1, { actors: [pseudonym, '00'] });
    const index = (await ledger.state()).size - 1;
    const dpo = await node.officer(['data-protection-officer']);
    const { body } = await dpo.send('GET', `/api/v1/ledger/entries/${index}/actors`);
    expect(body).toEqual({
      items: [
        { pseudonym, officer: expect.objectContaining({ id: auditor.id }) },
        { pseudonym: '00', officer: null },
      ],
    });
  });

  it('loses its salt and keeps its place', async () => {
    const { ledger } = node.modules;
    const { db, transaction } = node.kernel.database;
    const { salt, objectDigest } = ledger.saltDigest('ef'.repeat(32));
    expect(ledger.saltDigest('ef'.repeat(32), salt).objectDigest).toBe(objectDigest);
    const id = await transaction((tx) => ledger.append(tx, entryOf('salted', { objectDigest }), salt));
    await ledger.sequence();
    const { index } = (await ledger.placeOf(db, [id])).get(id)!;
    expect(Buffer.from((await ledger.saltOf(db, id))!)).toEqual(Buffer.from(salt));
    expect(await get<LedgerEntryDetail>(`/entries/${index}`)).toMatchObject({ salted: true });
    await transaction((tx) => ledger.eraseSalts(tx, [id]));
    expect(await get<LedgerEntryDetail>(`/entries/${index}`)).toMatchObject({ salted: false });
    expect(await ledger.prove(index)).toContain(`index ${index}\n`);
  });
});

describe('the tree', () => {
  it('takes what was committed before the call, however calls meet', async () => {
    const { ledger } = node.modules;
    const before = (await ledger.state()).size;
    const { transaction } = node.kernel.database;
    const each = Array.from({ length: 20 }, async (_, at) => {
      await transaction((tx) => ledger.append(tx, entryOf(`many-${at}`)));
      await ledger.sequence();
    });
    await Promise.all(each);
    expect(await ledger.state()).toMatchObject({ size: before + 20, pending: 0 });
  });

  it('keeps its keys over a start, and its seal from the database', async () => {
    const { keys } = node.modules.ledger;
    await node.modules.ledger.start();
    expect(node.modules.ledger.keys).toEqual(keys);
    const { database } = node.kernel;
    const stranger = openTestNode({
      database,
      settings: { JISR_NODE_KEY: Buffer.alloc(32).toString('base64') },
    });
    await expect(stranger).rejects.toMatchObject({
      code: 'LEDGER_KEYS_SEALED',
      text: { ar: expect.stringContaining('JISR_NODE_KEY') },
    });
  });

  it('says over the API where it was touched', async () => {
    const watch = await node.officer(['watch-officer']);
    const path = '/api/v1/ledger/verifications';
    expect((await node.anonymous('POST', path)).status).toBe(401);
    expect((await watch.send('POST', path)).status).toBe(403);
    expect((await auditor.send('POST', path)).body).toMatchObject({ intact: true, faults: [] });
    await sql`update ledger_entry set body = 'not even JSON' where index = 7`.execute(
      node.kernel.database.db,
    );
    expect((await auditor.send('POST', path)).body).toMatchObject({
      intact: false,
      faults: [{ code: 'entry-changed', place: 'entry 7', index: 7 }],
    });
    const note = parseNote((await node.modules.ledger.checkpoint())!);
    expect(note.ok && parseCheckpoint(note.value.text).ok).toBe(true);
  });
});
