import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createJobs } from '../../kernel/jobs.ts';
import { createTravellers } from '../travellers/index.ts';
import { quietDeps, testKernel } from '../travellers/testing.ts';
import { createIngest, ingestJobs } from './index.ts';
import { bytesOf, manifest, person } from './testing.ts';

/** Every row of every table as text, but for the sealed bytes of the quarantine. */
async function everything({ db }: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select to_jsonb(t) - 'sealed' as row from ${sql.table(name)} t`.execute(db);
    texts.push(JSON.stringify(rows));
  }
  return texts.join('\n');
}

describeOnEachDatabase('ingest', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  async function start() {
    await sql`truncate receipt, message, quarantine, crossing, job cascade`.execute(database.db);
    const { kernel, clock, lines } = testKernel(database);
    const upper = quietDeps(kernel);
    const repeated: string[] = [];
    const travellers = createTravellers(kernel, upper);
    const ingest = createIngest(kernel, {
      travellers,
      repeated: async (_tx, id) => {
        repeated.push(id);
      },
      answersOf: async () => [],
    });
    const send = (text: string | Uint8Array, carrier: string | null = 'QJ') =>
      ingest.accept({ bytes: typeof text === 'string' ? bytesOf(text) : text, channel: 'api', carrier });
    const count = async (table: string) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
        database.db,
      );
      return rows[0]!.n;
    };
    return { database, kernel, clock, lines, upper, repeated, travellers, ingest, send, count };
  }

  it('refuses what is empty and quarantines what cannot be read', async () => {
    const { ingest, send, count, clock, kernel, database } = await start();
    await expect(send('')).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    await expect(send(' \r\n\t\0')).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    const secret = 'nothing to read: NOORA needs a wheelchair';
    for (let time = 0; time < 2; time += 1)
      await expect(send(secret)).rejects.toMatchObject({ code: 'MESSAGE_UNREADABLE' });
    expect(await count('quarantine')).toBe(1);
    expect(await count('receipt')).toBe(0);
    expect(await everything(database)).not.toContain('wheelchair');
    const { items, total } = await ingest.listQuarantine({ limit: 10 });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ carrier: 'QJ', size: secret.length, reason: { severity: 'error' } });
    expect((await ingest.readQuarantine(items[0]!.id)).text).toBe(secret);
    await expect(ingest.readQuarantine(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    clock.advance(7 * 86_400_000);
    await expect(ingest.readQuarantine(items[0]!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const jobs = createJobs({ database, clock, log: kernel.log, handlers: ingestJobs(ingest) });
    await jobs.drain();
    expect(await count('quarantine')).toBe(0);
  });

  it('keeps nothing when the merging fails, so that the sender may send again', async () => {
    const { upper, send, count } = await start();
    const text = manifest({ travellers: [person(1)] });
    upper.changed = () => Promise.reject(new Error('down'));
    await expect(send(text)).rejects.toThrow('down');
    expect([await count('receipt'), await count('message'), await count('traveller')]).toEqual([0, 0, 0]);
    upper.changed = async () => undefined;
    expect((await send(text)).replayed).toBe(false);
  });

  it('gives the first receipt for the same bytes, also to fifty at once', async () => {
    const { send, count } = await start();
    const text = manifest({ travellers: [person(1), person(2)] });
    const receipts = await Promise.all(Array.from({ length: 50 }, () => send(text)));
    expect(receipts.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
    expect(receipts.every(({ messages }) => messages.length === 1)).toBe(true);
    expect([await count('receipt'), await count('message'), await count('traveller')]).toEqual([1, 1, 2]);
    expect(receipts[0]).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), refusals: [] });
  });

  it('counts the same body within seven days as a duplicate and links it to the first', async () => {
    const { send, ingest, clock, count, repeated } = await start();
    const first = await send(manifest({ travellers: [person(1)] }));
    const again = await send(manifest({ travellers: [person(1)], sentAt: '260301:1150' }));
    expect(again.messages[0]).toMatchObject({ status: 'duplicate', duplicateOf: first.messages[0]!.id });
    expect(again.messages[0]!.crossingId).toBe(first.messages[0]!.crossingId);
    // Its sender is answered all the same.
    expect(repeated).toEqual([again.messages[0]!.id]);
    const { items } = await ingest.listMessages({ view: 'duplicates', limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([again.messages[0]!.id]);
    expect((await ingest.readMessage(first.messages[0]!.id)).duplicates).toBe(1);
    expect((await ingest.readMessage(again.messages[0]!.id)).segments.length).toBeGreaterThan(5);
    clock.advance(8 * 86_400_000);
    const later = await send(manifest({ travellers: [person(1)], sentAt: '260309:1150' }));
    expect(later.messages[0]!.status).toBe('read');
    expect(await count('traveller')).toBe(1);
  });

  it('stores nothing of what the sensitive lists name, not even in the log', async () => {
    const { database, send, lines, ingest } = await start();
    const words = ['WHEELCHAIR', 'MOML', 'KIDNEY'];
    const extra = [
      'FTX+AAI+++PASSENGER NEEDS WHEELCHAIR',
      'FTX+AAI+++MEAL MOML',
      'FTX+AAI+++KIDNEY DISEASE',
    ].join("'\n");
    const receipt = await send(manifest({ travellers: [person(1, 'ALSHEMALI:NOORA', extra)] }));
    const stored = `${await everything(database)}\n${lines.join('\n')}\n${JSON.stringify(receipt)}`;
    for (const word of words) expect(stored).not.toContain(word);
    expect(stored).toContain('ALSHEMALI');
    expect(lines.join('\n')).not.toContain('ALSHEMALI');
    expect((await ingest.readMessage(receipt.messages[0]!.id)).sensitiveDropped).toBe(3);
  });

  it('stores what can be read and quarantines only the rest', async () => {
    const { send, ingest } = await start();
    const good = manifest({ travellers: [person(1)] });
    const other = "UNB+IATA:1+QJ+BHPIU+260301:1100+P1'UNH+1+PNRGOV:15:1:IA+X'MSG+:22'UNT+3+1'UNZ+1+P1'";
    const receipt = await send(good + other);
    expect(receipt.messages).toHaveLength(1);
    expect(receipt.refusals).toHaveLength(1);
    const { items } = await ingest.listQuarantine({ limit: 10 });
    const { text } = await ingest.readQuarantine(items[0]!.id);
    expect(text).toContain('PNRGOV');
    expect(text).not.toContain('ALSHEMALI');
  });

  it('keeps markup, quotes, direction marks and broken characters as data', async () => {
    const { send, travellers } = await start();
    const names = [
      'IMG SRC=X" ONERROR="Y>:A',
      'X); DROP TABLE MESSAGE;--:B',
      'X\u202eALI:C',
      'NUL\u0000L:D',
      'علي:محمد',
    ];
    const receipt = await send(manifest({ travellers: names.map((name, index) => person(index, name)) }));
    const { people } = await travellers.readCrossing(receipt.messages[0]!.crossingId!);
    expect(people).toHaveLength(5);
    expect(people[0]!.name.text).toBe('A IMG SRC=X" ONERROR="Y>');
    expect(people[1]!.name.text).toBe('B X); DROP TABLE MESSAGE;--');
    expect(people[4]!.name.text).toBe('محمد علي');
  });

  it('flags tests all the way, and names a carrier whose key is not of the flight', async () => {
    const { send, travellers, ingest } = await start();
    const text = { travellers: [person(1)] };
    const live = await send(manifest(text));
    const test = await send(manifest({ ...text, test: true }), 'ZX');
    expect(test.messages[0]!.status).toBe('read');
    expect(test.messages[0]!.crossingId).not.toBe(live.messages[0]!.crossingId);
    expect((await travellers.readCrossing(test.messages[0]!.crossingId!)).test).toBe(true);
    expect(test.messages[0]!.issues.map(({ code }) => code)).toContain('CARRIER_MISMATCH');
    const { items } = await ingest.listMessages({ view: 'test', limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([test.messages[0]!.id]);
  });

  it('lists the latest first, in pages, by sender, reference or flight', async () => {
    const { send, ingest, clock } = await start();
    for (let number = 0; number < 5; number += 1) {
      await send(manifest({ travellers: [person(number)], reference: `PAX${number}` }));
      clock.advance(1000);
    }
    const page = await ingest.listMessages({ view: 'all', limit: 2 });
    expect(page).toMatchObject({
      total: 5,
      items: [{ reference: 'PAX4', crossing: { number: '412' } }, { reference: 'PAX3' }],
    });
    const next = await ingest.listMessages({ view: 'all', limit: 2, after: page.next! });
    expect(next.items.map(({ reference }) => reference)).toEqual(['PAX2', 'PAX1']);
    expect((await ingest.listMessages({ view: 'all', limit: 9, q: 'qj412' })).total).toBe(5);
    expect((await ingest.listMessages({ view: 'all', limit: 9, q: 'PAX3' })).total).toBe(1);
    expect((await ingest.listMessages({ view: 'all', limit: 9, q: '%' })).total).toBe(0);
    await expect(ingest.listMessages({ view: 'all', limit: 9, after: 'xx' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    await expect(ingest.readMessage(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps a later issue with its messages once, and erases messages with their receipts', async () => {
    const { send, ingest, database, count } = await start();
    const { messages } = await send(manifest({ travellers: [person(1)] }));
    const id = messages[0]!.id;
    const issue = {
      code: 'SERIES_INCOMPLETE',
      severity: 'warn' as const,
      segment: null,
      offset: null,
      raw: null,
      message: { en: 'x', ar: 'س' },
    };
    for (let time = 0; time < 2; time += 1)
      await database.transaction((tx) => ingest.raiseIssue(tx, [id], issue));
    const warned = await ingest.readMessage(id);
    expect(warned.issues.filter(({ code }) => code === 'SERIES_INCOMPLETE')).toHaveLength(1);
    expect(await ingest.envelopeOf(database.db, id)).toMatchObject({
      carrier: 'QJ',
      channel: 'api',
      messageReference: 'PAX001',
    });
    await send(manifest({ travellers: [person(1)], sentAt: '260301:1150' }));
    await database.transaction((tx) => ingest.erased(tx, { messageIds: [id] }));
    expect([await count('message'), await count('receipt')]).toEqual([0, 0]);
  });
});
