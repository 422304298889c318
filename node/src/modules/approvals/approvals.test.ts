import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createJobs } from '../../kernel/jobs.ts';
import { approvalJobs } from './index.ts';
import { setUp } from './testing.ts';

const MINUTE = 60_000;
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; params?: { detail?: string }; message: string }) =>
      error.params?.detail ? `${error.code}: ${error.params.detail}` : (error.code ?? error.message),
  );

let database: Database;
beforeAll(async () => {
  database = await openTestPglite();
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

describe('approving with a passkey', () => {
  it('refuses the author, other roles, a second word of the same person, and whoever runs the node', async () => {
    const { join, open, approve, approvals } = setUp(database);
    const [author, releaser, watch] = [
      await join('releasing-officer'),
      await join('releasing-officer'),
      await join('watch-officer'),
    ];
    const both = await join('administrator', 'releasing-officer');
    const id = await open({ excluded: [author.actor.accountId] });
    expect(await failing(approve(author, id))).toBe('APPROVAL_OWN');
    expect(await failing(approve(both, id))).toBe('APPROVAL_ADMINISTRATOR');
    // Whoever has no part in it learns nothing of it.
    expect(await failing(approvals.read(watch.actor, id))).toBe('APPROVAL_UNKNOWN');
    const digest = (await approvals.read(releaser.actor, id)).digest;
    const proof = watch.byPasskey(digest);
    expect(await failing(approvals.approve(watch.actor, id, { digest, proof }))).toBe('APPROVAL_ROLE');
    expect(await failing(approve(releaser, id))).toBe('done');
    expect(await failing(approve(releaser, id))).toBe('APPROVAL_DECIDED');
    expect((await approvals.standing(database.db, id))?.state).toBe('open');
  });

  it('refuses a signature over another document, made elsewhere, unverified, replayed, or by someone else', async () => {
    const { join, open, approvals, digestOf } = setUp(database);
    const [one, two] = [await join('supervisor'), await join('supervisor')];
    const [id, other] = [await open(), await open()];
    const [digest, otherDigest] = [await digestOf(one, id), await digestOf(one, other)];
    expect(digest).not.toBe(otherDigest);
    const attempt = (who: typeof one, signer: typeof one, over: string, misuse = {}) =>
      failing(approvals.approve(who.actor, id, { digest, proof: signer.byPasskey(over, misuse) }));
    expect(await attempt(two, two, otherDigest)).toMatch(/something else/);
    expect(await attempt(two, two, digest, { origin: 'https://jisr.example' })).toMatch(/another address/);
    expect(await attempt(two, two, digest, { rpId: 'jisr.example' })).toMatch(/another address/);
    expect(await attempt(two, two, digest, { verified: false })).toMatch(/did not verify/);
    expect(await attempt(two, two, digest, { counter: 1 })).toMatch(/went back/);
    expect(await attempt(two, one, digest)).toMatch(/does not know it/);
    // The same signature again, in another approval of the very same document: its number is signed with it.
    const proof = one.byPasskey(digest);
    expect(await failing(approvals.approve(one.actor, id, { digest, proof }))).toBe('done');
    expect(await failing(approvals.approve(one.actor, other, { digest: otherDigest, proof }))).toMatch(
      /something else/,
    );
  });

  it('refuses when the document is not what was shown, or was altered after it was put forward', async () => {
    const { join, open, approvals, digestOf } = setUp(database);
    const one = await join('supervisor');
    const id = await open();
    const digest = await digestOf(one, id);
    const shown = createHash('sha256').update('something else').digest('hex');
    expect(
      await failing(approvals.approve(one.actor, id, { digest: shown, proof: one.byPasskey(shown) })),
    ).toBe('APPROVAL_DIGEST_DIFFERS');
    await sql`update approval set sheet = replace(sheet, 'names', 'photo') where id = ${id}`.execute(
      database.db,
    );
    expect(await failing(approvals.approve(one.actor, id, { digest, proof: one.byPasskey(digest) }))).toBe(
      'APPROVAL_ALTERED',
    );
  });

  it('counts two people, tells the ledger without a name, and calls what follows in the same transaction', async () => {
    const { join, open, approve, approvals, ended, ledger } = setUp(database);
    const [one, two, three] = [
      await join('supervisor'),
      await join('releasing-officer'),
      await join('supervisor'),
    ];
    const id = await open();
    await approve(one, id);
    expect(ended).toEqual([]);
    await approve(two, id);
    expect(ended).toMatchObject([
      { id, state: 'approved', kind: 'supply', accounts: [one.actor.accountId, two.actor.accountId] },
    ]);
    expect(await failing(approve(three, id))).toBe('APPROVAL_CLOSED');
    const standing = await approvals.standing(database.db, id);
    expect(standing).toMatchObject({ state: 'approved', document: { to: 'USA' } });
    expect(standing!.approvals).toMatchObject([{ method: 'passkey' }, { method: 'passkey' }]);
    expect(ledger).toMatchObject([
      { kind: 'approval', details: { decision: 'approve', method: 'passkey' } },
      { kind: 'approval', details: { decision: 'approve', method: 'passkey' } },
    ]);
    expect(JSON.stringify(ledger)).not.toContain('officer1');
    expect(ledger[0]!.details.key).toBe(standing!.approvals[0]!.keyThumbprint);
  });

  it('no longer counts whoever lost the role or the account before the last word', async () => {
    const { join, open, approve, approvals, identity, ended } = setUp(database);
    const [one, two, three, root] = [
      await join('supervisor'),
      await join('supervisor'),
      await join('supervisor'),
      await join('administrator'),
    ];
    const id = await open();
    await approve(one, id);
    await identity.accounts.change(root.actor, one.actor.accountId, { roles: ['watch-officer'] });
    await approve(two, id);
    expect(ended).toEqual([]);
    expect((await approvals.standing(database.db, id))!.approvals).toHaveLength(1);
    const { voices, given } = await approvals.read(three.actor, id);
    expect([given, voices.map((voice) => voice.counts)]).toEqual([1, [false, true]]);
    await approve(three, id);
    expect(ended).toMatchObject([{ state: 'approved' }]);
  });

  it('can be checked again later, and says when what was kept was altered', async () => {
    const { join, open, approve, approvals, digestOf, clock } = setUp(database);
    const [one, two] = [await join('supervisor'), await join('supervisor')];
    const id = await open();
    await approve(one, id);
    clock.advance(MINUTE);
    const digest = await digestOf(two, id);
    await approvals.approve(two.actor, id, { digest, proof: two.byCode() });
    const check = async () => {
      const { sheetIntact, voices } = await approvals.verify(one.actor, id);
      return [sheetIntact, ...voices.map((voice) => [voice.method, voice.valid])];
    };
    expect(await check()).toEqual([true, ['passkey', true], ['password-totp', true]]);
    await sql`update approval_voice set evidence = jsonb_set(evidence, '{at}', '"2026-03-01T09:00:00.000Z"')
      where account_id = ${two.actor.accountId}`.execute(database.db);
    expect(await check()).toEqual([true, ['passkey', true], ['password-totp', false]]);
    await sql`update approval set sheet = replace(sheet, 'names', 'photo')`.execute(database.db);
    expect(await check()).toEqual([false, ['passkey', false], ['password-totp', false]]);
  });
});

describe('approving with password and code', () => {
  it('refuses wrong ones, a code twice, and an account that is locked', async () => {
    const { join, open, approvals, digestOf, clock } = setUp(database);
    const [one, two] = [await join('supervisor'), await join('supervisor')];
    const id = await open();
    const digest = await digestOf(one, id);
    const attempt = (who: typeof one, proof: ReturnType<typeof one.byCode>) =>
      failing(approvals.approve(who.actor, id, { digest, proof }));
    // The code that confirmed the app is used up.
    expect(await attempt(one, one.byCode())).toBe('PROOF_FAILED');
    clock.advance(MINUTE);
    expect(await attempt(one, { ...one.byCode(), password: 'wrong' })).toBe('PROOF_FAILED');
    expect(await attempt(one, two.byCode())).toBe('PROOF_FAILED');
    expect(await attempt(one, one.byCode())).toBe('done');
    for (let at = 0; at < 5; at++) await attempt(two, { ...two.byCode(), code: '12345' });
    expect(await attempt(two, two.byCode())).toBe('ACCOUNT_LOCKED');
    expect((await approvals.standing(database.db, id))!.approvals).toMatchObject([
      { method: 'password-totp', keyThumbprint: null },
    ]);
  });
});

describe('ending otherwise', () => {
  it('one refusal ends it, with its reason; nothing is added after', async () => {
    const { join, open, approve, approvals, ended } = setUp(database);
    const [one, two, author] = [await join('supervisor'), await join('supervisor'), await join('supervisor')];
    const id = await open({ excluded: [author.actor.accountId] });
    expect(await failing(approvals.refuse(author.actor, id, { reason: 'not this one' }))).toBe(
      'APPROVAL_OWN',
    );
    await approve(one, id);
    await approvals.refuse(two.actor, id, { reason: 'the article does not allow it' });
    expect(ended).toMatchObject([
      { state: 'refused', reason: 'the article does not allow it', accounts: [two.actor.accountId] },
    ]);
    expect(await failing(approvals.refuse(two.actor, id, { reason: 'once more please' }))).toBe(
      'APPROVAL_CLOSED',
    );
  });

  it('an author takes it back, and nobody else', async () => {
    const { join, open, approvals, ended } = setUp(database);
    const [one, author] = [await join('supervisor'), await join('liaison-officer')];
    const id = await open({ excluded: [author.actor.accountId] });
    expect((await approvals.read(author.actor, id)).mayWithdraw).toBe(true);
    expect(await failing(approvals.withdraw(one.actor, id, { reason: 'no longer needed' }))).toBe(
      'FORBIDDEN',
    );
    await approvals.withdraw(author.actor, id, { reason: 'no longer needed' });
    expect(ended).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('it expires by the clock, at once for whoever decides and by a job for what follows', async () => {
    const { join, open, approve, approvals, ended, clock, log } = setUp(database);
    const one = await join('supervisor');
    const id = await open();
    const jobs = createJobs({ database, clock, log, handlers: approvalJobs(approvals) });
    await jobs.drain();
    expect((await approvals.standing(database.db, id))?.state).toBe('open');
    clock.advance(60 * MINUTE);
    expect(await failing(approve(one, id))).toBe('APPROVAL_EXPIRED');
    expect(ended).toEqual([]);
    await jobs.drain();
    expect(ended).toMatchObject([{ state: 'expired' }]);
    await approvals.expire(id);
    expect(ended).toHaveLength(1);
  });
});

describe('the list', () => {
  it('shows each officer what waits for them', async () => {
    const { join, open, approve, approvals } = setUp(database);
    const [one, author, watch] = [
      await join('supervisor'),
      await join('releasing-officer'),
      await join('watch-officer'),
    ];
    const id = await open({ excluded: [author.actor.accountId] });
    const ids = async (who: typeof one, view: 'waiting' | 'open' | 'closed' = 'waiting') =>
      (await approvals.list(who.actor, { view })).items.map((item) => item.id);
    expect([await ids(one), await ids(author), await ids(watch)]).toEqual([[id], [], []]);
    expect(await ids(author, 'open')).toEqual([id]);
    await approve(one, id);
    expect([await ids(one), await ids(one, 'open'), await ids(one, 'closed')]).toEqual([[], [id], []]);
  });

  it('gives the sheet as the bytes that were signed', async () => {
    const { join, open, approvals } = setUp(database);
    const one = await join('supervisor');
    const { sheet, digest } = await approvals.read(one.actor, await open());
    expect(canonicalize(JSON.parse(sheet))).toBe(sheet);
    expect(createHash('sha256').update(`jisr-approval-v1\n${sheet}`).digest('hex')).toBe(digest);
  });
});

describe('break-glass', () => {
  const asked = {
    scope: 'traveller' as const,
    reason: 'a threat to the flight was called in',
    caseReference: 'C-2026-7',
    minutes: 30,
  };

  it('opens one record for as long as was said, tells who watches, and asks another person to review', async () => {
    const { join, approvals, identity, ids, clock, ledger } = setUp(database);
    const [liaison, boss, officer] = [
      await join('liaison-officer'),
      await join('supervisor'),
      await join('data-protection-officer'),
    ];
    const request = { id: ids.uuid(), object: ids.uuid(), ...asked };
    expect(
      await failing(approvals.breakGlass.open(liaison.actor, { ...request, proof: liaison.byCode() })),
    ).toBe('PROOF_FAILED');
    clock.advance(MINUTE);
    const opened = await approvals.breakGlass.open(liaison.actor, { ...request, proof: liaison.byCode() });
    expect(opened).toMatchObject({ live: true, review: { state: 'waiting', by: null } });
    expect(await approvals.breakGlass.grantsOf(liaison.actor.accountId)).toMatchObject([
      { permit: 'travellers:read', object: request.object, caseReference: 'C-2026-7' },
    ]);
    expect(await approvals.breakGlass.grantsOf(boss.actor.accountId)).toEqual([]);
    for (const who of [boss, officer])
      expect((await identity.security.notices(who.actor)).items).toMatchObject([{ kind: 'break-glass' }]);
    expect(ledger).toMatchObject([{ kind: 'override', details: { scope: 'traveller', minutes: '30' } }]);
    clock.advance(29 * MINUTE);
    expect(await approvals.breakGlass.grantsOf(liaison.actor.accountId)).toHaveLength(1);
    clock.advance(MINUTE);
    expect(await approvals.breakGlass.grantsOf(liaison.actor.accountId)).toEqual([]);
    clock.advance(24 * 60 * MINUTE);
    expect(await approvals.breakGlass.list(officer.actor)).toMatchObject({
      overdue: 1,
      items: [{ review: { state: 'overdue' } }],
    });
    expect(await approvals.breakGlass.list(liaison.actor)).toMatchObject({
      overdue: 0,
      items: [{ live: false }],
    });
    const { approval } = opened.review;
    const digest = (await approvals.read(boss.actor, approval)).digest;
    await approvals.approve(boss.actor, approval, { digest, proof: boss.byPasskey(digest) });
    expect(await approvals.breakGlass.list(officer.actor)).toMatchObject({
      overdue: 0,
      items: [{ review: { state: 'justified', by: { id: boss.actor.accountId } } }],
    });
  });

  it('is shut by a reviewer who does not find it justified, and is not reviewed by its user', async () => {
    const { join, approvals, ids, clock } = setUp(database);
    const [user, other] = [await join('supervisor'), await join('supervisor')];
    clock.advance(MINUTE);
    const request = { id: ids.uuid(), object: ids.uuid(), ...asked };
    const opened = await approvals.breakGlass.open(user.actor, { ...request, proof: user.byCode() });
    const { approval } = opened.review;
    const reason = { reason: 'there was no such call' };
    expect(await failing(approvals.refuse(user.actor, approval, reason))).toBe('APPROVAL_OWN');
    await approvals.refuse(other.actor, approval, reason);
    expect(await approvals.breakGlass.grantsOf(user.actor.accountId)).toEqual([]);
  });

  it('takes the same request once', async () => {
    const { join, approvals, ids, clock } = setUp(database);
    const user = await join('supervisor');
    clock.advance(MINUTE);
    const request = { id: ids.uuid(), object: ids.uuid(), ...asked };
    await approvals.breakGlass.open(user.actor, { ...request, proof: user.byCode() });
    clock.advance(MINUTE);
    expect(await failing(approvals.breakGlass.open(user.actor, { ...request, proof: user.byCode() }))).toBe(
      'BREAK_GLASS_LIVE',
    );
    clock.advance(30 * MINUTE);
    expect(await failing(approvals.breakGlass.open(user.actor, { ...request, proof: user.byCode() }))).toBe(
      'CHALLENGE_ENDED',
    );
  });
});
