import type { Account } from '@jisr/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type TestNode } from '../../../test/test-node.ts';

describe('what an administrator does to accounts', () => {
  let node: TestNode;
  beforeAll(async () => {
    node = await openTestNode();
  });
  afterAll(() => node.stop());

  const lines = async () =>
    (
      await sql<{ objects: string[]; reason: string | null }>`
        select objects, reason from access_log where object_type = 'account' order by seq`.execute(
        node.kernel.database.db,
      )
    ).rows;

  it('is an administrator’s alone', async () => {
    const supervisor = await node.officer(['supervisor']);
    const path = `/api/v1/accounts/${supervisor.id}`;
    expect((await node.anonymous('PATCH', path, { roles: ['auditor'] })).status).toBe(401);
    expect((await supervisor.send('PATCH', path, { roles: ['administrator'] })).status).toBe(403);
    const linking = ['POST', `${path}/ministry-identities`, { subject: 'x' }] as const;
    expect((await node.anonymous(...linking)).status).toBe(401);
    expect((await supervisor.send(...linking)).status).toBe(403);
    expect((await supervisor.send('DELETE', `${path}/ministry-identities`)).status).toBe(403);
    expect(await lines()).toEqual([]);
  });

  it('stands in the access log, with the roles that were given', async () => {
    const root = await node.officer(['administrator']);
    const made = await root.send('POST', '/api/v1/accounts', {
      ...{ username: 'noora.a', name: { en: 'Noora', ar: 'نورة' }, roles: ['auditor'] },
      password: 'a lantern by the shore',
    });
    const { id } = made.body as Account;
    const path = `/api/v1/accounts/${id}`;
    expect((await root.send('PATCH', path, { roles: ['watch-officer', 'supervisor'] })).status).toBe(200);
    expect((await root.send('PATCH', path, { disabled: true })).status).toBe(200);
    expect((await root.send('DELETE', `${path}/ministry-identities`)).status).toBe(204);
    expect(await lines()).toEqual([
      { objects: [id], reason: 'roles: auditor; post: -' },
      { objects: [id], reason: 'roles: supervisor, watch-officer' },
      { objects: [id], reason: 'disabled: true' },
      { objects: [id], reason: null },
    ]);
  });
});
