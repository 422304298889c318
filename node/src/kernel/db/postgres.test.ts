import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import { describeOnPostgres } from '../../../test/databases.ts';
import type { Database } from './types.ts';

const endOthers = (database: Database) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db);

describeOnPostgres('a lost server connection', (open) => {
  it('ends the transaction that used it with an error, and no other', async () => {
    const database = await open({ migrated: false });
    const lost = database.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await sql`select 2`.execute(tx);
    });
    const failed = expect(lost).rejects.toMatchObject({ name: 'DatabaseError' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await endOthers(database);
    await failed;
    expect((await sql`select 3 as n`.execute(database.db)).rows).toEqual([{ n: 3 }]);
  });

  it('is opened again for those who listen', async () => {
    const database = await open({ migrated: false });
    const heard: string[] = [];
    await database.listen('news', (payload) => heard.push(payload));
    await endOthers(database);
    await vi.waitFor(
      async () => {
        await sql`select pg_notify('news', 'back')`.execute(database.db);
        expect(heard).toContain('back');
      },
      { timeout: 5_000, interval: 100 },
    );
  });
});
