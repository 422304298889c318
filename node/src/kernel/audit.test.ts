import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase, describeOnPostgres } from '../../test/databases.ts';
import { emptyTables, testKernel } from '../../test/test-kernel.ts';
import type { OfficerActor } from './actor.ts';
import { type Access, createAudit } from './audit.ts';
import type { Database } from './db/types.ts';

const NOORA: OfficerActor = {
  kind: 'officer',
  accountId: '019c0000-0000-7000-8000-000000000001',
  sessionId: '019c0000-0000-7000-8000-00000000000a',
  username: 'noora',
  name: { en: 'Noora', ar: 'نورة' },
  roles: ['watch-officer'],
  post: null,
};
const access = (more: Partial<Access> = {}): Access => ({
  actor: NOORA,
  action: 'GET /api/v1/travellers',
  objectType: 'traveller',
  objects: ['019c0000-0000-7000-8000-0000000000f1'],
  purpose: 'search',
  reason: 'a call from the border post',
  traceId: 'trace',
  ...more,
});

describeOnEachDatabase('the access log', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open({ migrated: 'kernel' });
  });
  beforeEach(() => emptyTables(database));
  const setUp = () => testKernel(database);

  /** Ten lines, the fifth of which is then tampered with. */
  async function tampered(statement: ReturnType<typeof sql>) {
    const { audit } = setUp();
    for (let at = 0; at < 10; at++) await audit.record(access({ traceId: `trace ${at}` }));
    const lines = (await audit.list({ limit: 100 })).toReversed();
    await statement.execute(database.db);
    return { lines, check: await audit.verify() };
  }

  it('is intact when it is empty', async () => {
    expect(await setUp().audit.verify()).toEqual({ entries: 0, intact: true, firstBroken: null, head: '' });
  });

  it('says who read what, why and when, on the line that it wrote', async () => {
    const { audit } = setUp();
    await audit.record(access());
    await audit.record(
      access({ actor: { kind: 'carrier', carrier: 'QJ', keyId: 'k' }, reason: null, objects: [] }),
    );
    const [carrier, officer] = await audit.list({ limit: 10 });
    expect(officer).toMatchObject({
      at: '2026-03-01T08:00:00.000Z',
      accountId: NOORA.accountId,
      actor: 'noora',
      action: 'GET /api/v1/travellers',
      objectType: 'traveller',
      objects: ['019c0000-0000-7000-8000-0000000000f1'],
      purpose: 'search',
      reason: 'a call from the border post',
      traceId: 'trace',
    });
    expect(carrier).toMatchObject({ accountId: null, actor: 'QJ', reason: null, objects: [] });
    expect(carrier!.previousDigest).toBe(officer!.digest);
  });

  it('fails the reading whose line cannot be written, and only that one', async () => {
    const { audit } = setUp();
    await expect(audit.record(access({ reason: 'half a pair \ud800' }))).rejects.toThrow();
    await audit.record(access());
    expect(await audit.verify()).toMatchObject({ entries: 1, intact: true });
  });

  it('makes one unbroken chain of fifty readings at once', async () => {
    const { audit } = setUp();
    await Promise.all(Array.from({ length: 50 }, (_, at) => audit.record(access({ traceId: `${at}` }))));
    const rows = await audit.list({ limit: 100 });
    expect(new Set(rows.map((row) => row.traceId)).size).toBe(50);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 50 }, (_, at) => 50 - at));
    expect(await audit.verify()).toMatchObject({ entries: 50, intact: true });
  });

  it('gives no false alarm while lines are being written', async () => {
    const { audit } = setUp();
    const writing = Promise.all(Array.from({ length: 60 }, () => audit.record(access()).then(() => null)));
    const checks = [];
    for (let at = 0; at < 8; at++) checks.push(await audit.verify());
    await writing;
    checks.push(await audit.verify());
    expect(checks.map((check) => check.intact)).toEqual(checks.map(() => true));
    expect(checks.at(-1)!.entries).toBe(60);
  });

  it('reads back what it wrote, whatever the words', async () => {
    const { audit } = setUp();
    for (const reason of ['', '"quoted" \\ and 日本 عربي', '\u202eturned', 'é', ' '])
      await audit.record(access({ reason, objects: [reason, ''] }));
    expect(await audit.verify()).toMatchObject({ entries: 5, intact: true });
  });

  it('finds a line that was altered', async () => {
    for (const change of [
      sql`reason = 'another'`,
      sql`actor = 'salem'`,
      sql`account_id = null`,
      sql`at = at + interval '1 ms'`,
      sql`objects = '[]'`,
      sql`purpose = 'watch'`,
    ]) {
      await emptyTables(database);
      const { lines, check } = await tampered(sql`update access_log set ${change} where seq = 5`);
      expect(check).toMatchObject({ intact: false, firstBroken: lines[4]!.id });
    }
  });

  it('finds a line that was removed, also the last', async () => {
    const { lines, check } = await tampered(sql`delete from access_log where seq = 5`);
    expect(check).toMatchObject({ intact: false, firstBroken: lines[5]!.id });
    await emptyTables(database);
    const last = await tampered(sql`delete from access_log where seq = 10`);
    expect(last.check).toMatchObject({ entries: 10, intact: false, firstBroken: null });
  });

  it('finds lines that changed places, and one that was put in behind the end', async () => {
    const { lines, check } = await tampered(
      sql`update access_log set seq = case seq when 5 then -6 else -5 end where seq in (5, 6)`,
    );
    expect(check.intact).toBe(false);
    expect(lines).toHaveLength(10);
    await sql`update access_log set seq = -seq where seq < 0`.execute(database.db);
    expect(await setUp().audit.verify()).toMatchObject({ intact: false, firstBroken: lines[5]!.id });
    await emptyTables(database);
    const behind = await tampered(sql`
      insert into access_log select 11, gen_random_uuid(), at, account_id, actor, action, object_type, objects, purpose, reason,
        trace_id, digest, digest from access_log where seq = 10`);
    expect(behind.check.intact).toBe(false);
  });

  it('shows the lines of one account, one object, one time, and the next page', async () => {
    const { audit, clock } = setUp();
    const salem = { ...NOORA, accountId: '019c0000-0000-7000-8000-000000000002', username: 'salem' };
    for (let at = 0; at < 6; at++) {
      await audit.record(access({ actor: at % 2 ? salem : NOORA, objects: [`object ${at}`, 'all'] }));
      clock.advance(60_000);
    }
    const objects = async (filter: Parameters<typeof audit.list>[0]) =>
      (await audit.list(filter)).map((row) => row.objects[0]);
    expect(await objects({ limit: 10, accountId: NOORA.accountId })).toEqual([
      'object 4',
      'object 2',
      'object 0',
    ]);
    expect(await objects({ limit: 10, actor: 'salem' })).toEqual(['object 5', 'object 3', 'object 1']);
    expect(await objects({ limit: 10, object: 'object 3' })).toEqual(['object 3']);
    expect(await objects({ limit: 10, object: 'object' })).toEqual([]);
    expect(await objects({ limit: 10, from: '2026-03-01T08:01:00Z', to: '2026-03-01T08:03:00Z' })).toEqual([
      'object 2',
      'object 1',
    ]);
    expect(await objects({ limit: 2, before: 5 })).toEqual(['object 3', 'object 2']);
  });
});

describeOnPostgres('the access log of two nodes', (open) => {
  it('is one chain, never a fork', async () => {
    const database = await open({ migrated: 'kernel' });
    const kernel = testKernel(database);
    const nodes = [createAudit(kernel), createAudit(kernel), createAudit(kernel)];
    await Promise.all(
      Array.from({ length: 150 }, async (_, at) => {
        // One after another in each node's queue, so that many transactions meet.
        await new Promise((resolve) => setTimeout(resolve, at % 7));
        await nodes[at % 3]!.record(access({ traceId: `${at}` }));
      }),
    );
    expect(await nodes[0]!.verify()).toMatchObject({ entries: 150, intact: true });
    expect(new Set((await nodes[1]!.list({ limit: 200 })).map((row) => row.traceId)).size).toBe(150);
  });
});

describe('the access log', () => {
  it('has no way to change or remove a line', () => {
    expect(Object.keys(testKernel({} as Database).audit).sort()).toEqual(['list', 'record', 'verify']);
  });
});
