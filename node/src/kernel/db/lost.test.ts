import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterWith } from '../../../test/databases.ts';
import { openTestNode } from '../../../test/test-node.ts';
import { createDatabase } from './dialect.ts';
import { openChannel } from './pglite-channel.ts';
import type { Engine } from './session.ts';

describe('a database that is gone', () => {
  it('tells when the thread of the engine ends, and does not when it was closed', async () => {
    const settings = {
      directory: null,
      durable: false,
      template: await clusterWith([]),
      checkpointMs: 60_000,
      reserveBytes: 0,
    };
    const killed = await openChannel(settings);
    await killed.end();
    expect(await killed.lost).toMatchObject({ code: 'DATABASE_CLOSED' });
    const closed = await openChannel(settings);
    closed.expectEnd();
    await closed.end();
    expect(await Promise.race([closed.lost, Promise.resolve('nothing')])).toBe('nothing');
  });

  it('writes nothing while the disk has no room, and reads on', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'jisr-full-'));
    const channel = await openChannel({
      directory,
      durable: false,
      template: await clusterWith([]),
      checkpointMs: 60_000,
      reserveBytes: Number.MAX_SAFE_INTEGER,
    });
    const run = (text: string, writes: boolean) => channel.ask({ ask: 'run', text, parameters: [], writes });
    await run('begin', false);
    await expect(run('create table full_disk (id int)', true)).rejects.toMatchObject({ code: '53100' });
    await run('rollback', false);
    expect((await run('select 1 as one', false)).rows).toEqual([{ one: 1 }]);
    channel.expectEnd();
    await channel.end();
    rmSync(directory, { recursive: true });
  });

  it('answers 503 and is not ready while a server is away, and comes back', async () => {
    const node = await openTestNode();
    const { send } = await node.officer(['administrator']);
    const { database } = node.kernel;
    const { executeQuery } = database.db.getExecutor();
    let away = true;
    const refuse = () =>
      Promise.reject(Object.assign(new Error('connect'), { name: 'DatabaseError', code: 'ECONNREFUSED' }));
    Object.assign(database.db.getExecutor(), {
      executeQuery: (...args: never) =>
        away ? refuse() : executeQuery.apply(database.db.getExecutor(), args),
    });
    const gone = await send('GET', '/api/v1/system');
    expect([gone.status, (gone.body as { code: string }).code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect((await send('GET', '/health/ready')).status).toBe(503);
    expect((await send('GET', '/health/live')).status).toBe(200);
    away = false;
    expect((await send('GET', '/health/ready')).status).toBe(200);
    expect((await send('GET', '/api/v1/system')).status).toBe(200);
    await node.stop();
  });

  it('is an error of the database also before there is a session', async () => {
    const engine: Engine = {
      engine: 'postgres',
      lost: new Promise(() => undefined),
      connect: () => Promise.reject(new Error('timeout exceeded when trying to connect')),
      listen: () => Promise.reject(new Error('not used')),
      close: () => Promise.resolve(),
    };
    const { db } = createDatabase(engine, 1_000);
    await expect(
      db.executeQuery({ sql: 'select 1', parameters: [], query: {} as never, queryId: {} as never }),
    ).rejects.toMatchObject({ name: 'DatabaseError', code: 'DATABASE_UNREACHABLE' });
  });
});
