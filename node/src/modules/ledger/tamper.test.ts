import {
  appendLeaves,
  type Checkpoint,
  formatCheckpoint,
  formatNote,
  leafHash,
  parseVkey,
  signText,
  utf8,
} from '@jisr/transparency-log';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import type { Ledger } from './index.ts';
import { nativeCrypto, signerOf } from './native-crypto.ts';
import { entryOf, fill, openLedger } from './testing.ts';

const TABLES = ['ledger_entry', 'ledger_tile', 'ledger_checkpoint', 'ledger_head', 'ledger_pending'];
let standing: Awaited<ReturnType<typeof openLedger>>;
let ledger: Ledger;

beforeAll(async () => {
  standing = await openLedger(await openTestPglite());
  ledger = standing.ledger;
  await fill(standing, 150);
  await ledger.checkpoint();
  await fill(standing, 140);
  await ledger.checkpoint();
  await fill(standing, 5);
  for (const table of TABLES)
    await run(sql`create table ${sql.table(`kept_${table}`)} as table ${sql.table(table)}`);
});
afterEach(async () => {
  for (const table of TABLES) {
    await run(sql`delete from ${sql.table(table)}`);
    const columns = sql.raw(table === 'ledger_pending' ? 'overriding system value' : '');
    await run(sql`insert into ${sql.table(table)} ${columns} table ${sql.table(`kept_${table}`)}`);
  }
});
afterAll(() => standing.kernel.database.close());

const faults = async () => {
  const { intact, faults: found } = await ledger.verify();
  expect(intact).toBe(found.length === 0);
  return found.map(({ code, place }) => [code, place]);
};
const run = (query: ReturnType<typeof sql>) => query.execute(standing.kernel.database.db);
const bodyAt = async (index: number) => (await ledger.read(index)).body;
const setBody = (index: number, body: string) =>
  run(sql`update ledger_entry set body = ${body} where index = ${index}`);
const setLeaf = (index: number, body: string) =>
  run(sql`update ledger_entry set leaf_hash = ${leafHash(utf8(body))} where index = ${index}`);

/** Signs with the node's own log key: what somebody could do who took the machine over. */
async function signed(checkpoint: Omit<Checkpoint, 'origin'>) {
  const { rows } = await sql<{
    sealed: Uint8Array;
  }>`select sealed from ledger_key where name = 'log'`.execute(standing.kernel.database.db);
  const { sign } = signerOf(standing.kernel.secrets.open('ledger key', rows[0]!.sealed));
  const { origin } = ledger.keys;
  const text = formatCheckpoint({ origin, ...checkpoint });
  const key = parseVkey(ledger.keys.log);
  if (!key.ok) throw new Error(key.fault);
  return formatNote({ text, signatures: [signText(text, key.value, sign)] });
}

describe('the walk over the whole ledger', () => {
  it('finds nothing in one that nobody touched', async () => {
    const report = await ledger.verify();
    expect(report).toMatchObject({
      intact: true,
      entries: 295,
      tiles: 3,
      checkpoints: 2,
      faults: [],
      complete: true,
    });
  });

  it('names a changed row', async () => {
    await setBody(7, (await bodyAt(7)).replace('BORDERS/4.2', 'BORDERS/4.3'));
    expect(await faults()).toEqual([['entry-changed', 'entry 7']]);
  });

  it('names a changed row whose own hash was changed with it', async () => {
    const body = (await bodyAt(161)).replace('USA', 'FRA');
    await setBody(161, body);
    await setLeaf(161, body);
    await run(sql`update ledger_entry set counterpart = 'FRA' where index = 161`);
    expect(await faults()).toEqual([['entry-changed', 'entry 161']]);
  });

  it('names a column that no longer repeats the text', async () => {
    await run(sql`update ledger_entry set counterpart = null where index = 8`);
    expect(await faults()).toEqual([['entry-columns-changed', 'entry 8']]);
  });

  it('names a removed row', async () => {
    await run(sql`delete from ledger_entry where index = 212`);
    expect(await faults()).toEqual([['entry-missing', 'entry 212']]);
  });

  it('names a row that was put behind the head', async () => {
    await run(sql`
      insert into ledger_entry select 295, ${standing.kernel.ids.uuid()}, kind, subject, counterpart, articles, at, leaf_hash, body
      from ledger_entry where index = 0`);
    expect(await faults()).toEqual([['entry-beyond-head', 'entry 295']]);
  });

  it('names a changed hash of a row', async () => {
    await setLeaf(9, 'another');
    expect(await faults()).toEqual([['leaf-hash-changed', 'entry 9']]);
  });

  it('names a changed hash of a tile, and one above the leaves', async () => {
    await run(sql`update ledger_tile set hashes = set_byte(hashes, 32 * 3, (get_byte(hashes, 32 * 3) + 1) % 256)
      where level = 0 and n = 1`);
    await run(
      sql`update ledger_tile set hashes = set_byte(hashes, 0, (get_byte(hashes, 0) + 1) % 256) where level = 1`,
    );
    expect(await faults()).toEqual([
      ['tile-changed', 'tile/0/001[3]'],
      ['tile-changed', 'tile/1/000[0]'],
    ]);
  });

  it('names a removed tile', async () => {
    await run(sql`delete from ledger_tile where level = 0 and n = 1`);
    expect(await faults()).toEqual([['tile-missing', 'tile/0/001']]);
  });

  it('names two receipts that were swapped', async () => {
    const [first, second] = await fill(standing, 2, { kind: 'receipt-sent' });
    const places = await ledger.placeOf(standing.kernel.database.db, [first!, second!]);
    const [one, other] = [places.get(first!)!.index, places.get(second!)!.index];
    const [oneBody, otherBody] = [await bodyAt(one), await bodyAt(other)];
    const linked = (body: string, digest: string) =>
      body.replace('"previousReceipt":null', `"previousReceipt":"${digest}"`);
    await setBody(one, linked(oneBody, 'b'.repeat(64)));
    await setBody(other, linked(otherBody, 'a'.repeat(64)));
    expect(await faults()).toEqual([
      ['entry-changed', `entry ${one}`],
      ['entry-changed', `entry ${other}`],
    ]);
  });

  it('finds a history that was rewritten whole, hashes and tiles with it, by the heads that were signed before', async () => {
    const body = (await bodyAt(170)).replace('BORDERS/4.2', 'GOODS/2.1');
    await setBody(170, body);
    await setLeaf(170, body);
    await run(sql`update ledger_entry set articles = '["GOODS/2.1"]'::jsonb where index = 170`);
    const bodies = await Promise.all(Array.from({ length: 295 }, (_, index) => bodyAt(index)));
    const tiles = appendLeaves(
      0,
      bodies.map((text) => leafHash(utf8(text), nativeCrypto.sha256)),
      () => undefined,
    );
    for (const { level, n, hashes } of tiles)
      await run(sql`update ledger_tile set hashes = ${hashes} where level = ${level} and n = ${n}`);
    expect(await faults()).toEqual([['checkpoint-forked', 'checkpoint 290 (entries 150–289)']]);
    // And the log signs nothing more.
    await fill(standing, 1);
    await run(sql`delete from ledger_checkpoint where size = 150`);
    await expect(ledger.checkpoint()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
    expect(standing.logged.some((line) => line.includes('ledger.broken'))).toBe(true);
  });

  it('names a second history that was signed', async () => {
    const root = new Uint8Array(32).fill(7);
    const note = await signed({ size: 220, root });
    await run(
      sql`insert into ledger_checkpoint (size, root, note, at) values (220, ${root}, ${note}, now())`,
    );
    expect(await faults()).toEqual([['checkpoint-forked', 'checkpoint 220 (entries 150–219)']]);
  });

  it('names a head that this log did not sign, and one beyond the tree', async () => {
    const { db } = standing.kernel.database;
    const { rows } = await sql<{ note: string }>`select note from ledger_checkpoint where size = 290`.execute(
      db,
    );
    await run(
      sql`update ledger_checkpoint set note = ${rows[0]!.note.replace('— bhr', '— usa')} where size = 290`,
    );
    const root = new Uint8Array(32);
    const note = await signed({ size: 700, root });
    await run(
      sql`insert into ledger_checkpoint (size, root, note, at) values (700, ${root}, ${note}, now())`,
    );
    expect(await faults()).toEqual([
      ['checkpoint-changed', 'checkpoint 290'],
      ['checkpoint-beyond-head', 'checkpoint 700'],
    ]);
  });

  it('does not sign over a head that was cut off', async () => {
    await run(sql`delete from ledger_entry where index >= 250`);
    await run(sql`update ledger_head set size = 250`);
    await expect(ledger.checkpoint()).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
    await standing.kernel.database.transaction((tx) => ledger.append(tx, entryOf('still recorded')));
    await ledger.beat();
    expect(await faults()).toContainEqual(['checkpoint-beyond-head', 'checkpoint 290']);
  });
});
