import type { ApprovalDetail, ProblemDetails } from '@jisr/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../../../test/soft-key.ts';
import { openTestNode, type TestNode } from '../../../test/test-node.ts';

const PASSWORD = 'a lantern by the shore';
const codeOf = (answer: { body: unknown }) => (answer.body as ProblemDetails).code;

describe('break-glass over HTTP', () => {
  let node: TestNode;
  let user: Awaited<ReturnType<TestNode['officer']>>;
  let watcher: Awaited<ReturnType<TestNode['officer']>>;
  let secret: string;
  const code = () => codeAt(secret, node.clock.now());
  beforeAll(async () => {
    node = await openTestNode();
    user = await node.officer(['liaison-officer']);
    watcher = await node.officer(['data-protection-officer']);
    const enrolled = await user.send('POST', '/api/v1/session/totp');
    secret = (enrolled.body as { secret: string }).secret;
    await user.send('POST', '/api/v1/session/totp/confirmations', { code: code() });
    node.clock.advance(60_000);
  });
  afterAll(() => node.stop());

  const requestOf = (object: string) => ({
    id: node.kernel.ids.uuid(),
    scope: 'traveller',
    object,
    reason: 'a threat to the flight was called in',
    caseReference: 'C-2026-7',
    minutes: 30,
    proof: { method: 'password-totp', password: PASSWORD, code: code() },
  });

  it('needs the session’s token: another site cannot send it', async () => {
    const sent = requestOf(node.kernel.ids.uuid());
    const answer = await user.send('POST', '/api/v1/break-glass', sent, { 'x-jisr-csrf': 'guessed' });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'CSRF_MISSING']);
  });

  it('is shut to roles without it, and opens this one record for reading and nothing else', async () => {
    const [object, other] = [node.kernel.ids.uuid(), node.kernel.ids.uuid()];
    const page = `/api/v1/travellers/${object}`;
    expect((await watcher.send('POST', '/api/v1/break-glass', requestOf(object))).status).toBe(403);
    expect((await user.send('GET', page)).status).toBe(403);
    const opened = await user.send('POST', '/api/v1/break-glass', requestOf(object));
    expect(opened.status).toBe(201);
    // The door is open: there is only no such traveller behind it.
    expect((await user.send('GET', page)).status).toBe(404);
    expect((await user.send('GET', `/api/v1/travellers/${other}`)).status).toBe(403);
    expect((await user.send('GET', '/api/v1/crossings')).status).toBe(403);
    expect((await user.send('GET', `/api/v1/hits/${object}`)).status).toBe(403);
    node.clock.advance(30 * 60_000);
    expect((await user.send('GET', page)).status).toBe(403);
  });

  it('stands in the access log, and is told to who watches', async () => {
    const log = await watcher.send('GET', '/api/v1/access-log');
    const { items } = log.body as { items: { action: string; reason: string; objectType: string }[] };
    expect(items.find((item) => item.action === 'POST /api/v1/break-glass')).toMatchObject({
      objectType: 'traveller',
      reason: 'C-2026-7: a threat to the flight was called in',
    });
    const told = (await watcher.send('GET', '/api/v1/session/notices')).body as { items: { kind: string }[] };
    expect(told.items).toMatchObject([{ kind: 'break-glass' }]);
  });
});

describe('approvals over HTTP', () => {
  it('log who read one, and show nothing of it to others', async () => {
    const node = await openTestNode();
    const [boss, watch, keeper] = [
      await node.officer(['supervisor']),
      await node.officer(['watch-officer']),
      await node.officer(['data-protection-officer']),
    ];
    const id = await node.kernel.database.transaction((tx) =>
      node.modules.approvals.open(tx, {
        kind: 'break-glass',
        subject: node.kernel.ids.uuid(),
        document: { note: 'ملاحظة' },
        title: { en: 'Review', ar: 'مراجعة' },
        needed: 1,
        roles: ['supervisor'],
        excluded: [],
        articles: [],
        expiresAt: new Date(node.clock.now().getTime() + 60_000),
      }),
    );
    const page = `/api/v1/approvals/${id}`;
    expect(codeOf(await watch.send('GET', page))).toBe('APPROVAL_UNKNOWN');
    const { body } = await boss.send('GET', page);
    expect((body as ApprovalDetail).bar).toBeNull();
    const refused = await boss.send('POST', `${page}/approvals`, {
      digest: (body as ApprovalDetail).digest,
      proof: { method: 'password-totp', password: PASSWORD, code: '123456' },
    });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'TOTP_NOT_ENROLLED']);
    const log = await keeper.send('GET', '/api/v1/access-log');
    const { items } = log.body as { items: { action: string; objects: string[] }[] };
    expect(items.some((item) => item.action === 'GET /api/v1/approvals/:id' && item.objects[0] === id)).toBe(
      true,
    );
    await node.stop();
  });
});
