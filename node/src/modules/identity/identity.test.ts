import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { emptyTables, testKernel } from '../../../test/test-kernel.ts';
import { type OfficerActor, officer } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createIdentity } from './index.ts';
import { isStrongPassword } from './model.ts';

const GOOD = 'a lantern by the shore';
const MINUTE = 60_000;

describeOnEachDatabase('who may come in', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyTables(database));

  function setUp() {
    const kernel = testKernel(database);
    const identity = createIdentity(kernel, { grantsOf: async () => [] });
    const { accounts, sessions } = identity;
    const create = (username: string, roles: OfficerActor['roles'] = ['watch-officer']) =>
      accounts.create({
        username,
        name: { en: username, ar: 'ضابط' },
        roles: [...roles],
        post: null,
        password: GOOD,
      });
    /** Who the cookie belongs to, or null. */
    const whoIs = async (cookie: string) => {
      const caller = await identity.authenticate({ cookie, key: undefined });
      return caller && officer(caller.actor);
    };
    const signedIn = async (username: string) => {
      const { token, answer } = await sessions.signIn(username, GOOD);
      return { token, answer, actor: (await whoIs(token))! };
    };
    return { ...identity, ...kernel, create, whoIs, signedIn };
  }
  const failing = (work: Promise<unknown>) =>
    work.then(
      () => 'let in',
      (error: { code: string }) => error.code,
    );

  describe('signing in', () => {
    it('refuses a wrong password and an unknown name in the same words', async () => {
      const { sessions, create } = setUp();
      await create('noora');
      const wrong = await sessions.signIn('noora', 'another lantern').catch((error: unknown) => error);
      const unknown = await sessions.signIn('nobody', GOOD).catch((error: unknown) => error);
      expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED', params: {} });
      expect(unknown).toMatchObject({ code: 'SIGN_IN_FAILED', params: {} });
      expect((wrong as Error).message).toBe((unknown as Error).message);
    });

    it('takes as long for an unknown name as for a wrong password', async () => {
      const { sessions, create } = setUp();
      await create('noora');
      const time = async (username: string) => {
        const started = performance.now();
        await failing(sessions.signIn(username, 'another lantern'));
        return performance.now() - started;
      };
      await time('nobody');
      const unknown = Math.min(await time('nobody'), await time('nobody2'), await time('nobody3'));
      const wrong = Math.min(await time('noora'), await time('noora'), await time('noora'));
      // Without the decoy an unknown name takes a hundredth of the time.
      expect(unknown).toBeGreaterThan(wrong / 4);
    });

    it('locks after five failures, says for how long, and opens by the clock', async () => {
      const { sessions, create, clock } = setUp();
      await create('noora');
      for (let at = 0; at < 4; at++)
        expect(await failing(sessions.signIn('noora', 'wrong'))).toBe('SIGN_IN_FAILED');
      expect(await failing(sessions.signIn('noora', 'wrong'))).toBe('SIGN_IN_FAILED');
      await expect(sessions.signIn('noora', GOOD)).rejects.toMatchObject({
        code: 'ACCOUNT_LOCKED',
        params: { minutes: '15' },
      });
      clock.advance(14 * MINUTE + 59_999);
      expect(await failing(sessions.signIn('noora', GOOD))).toBe('ACCOUNT_LOCKED');
      clock.advance(1);
      expect(await failing(sessions.signIn('noora', GOOD))).toBe('let in');
    });

    it('counts parallel guesses, and lets no good one through behind them', async () => {
      const { sessions, create, accounts } = setUp();
      await create('noora');
      const guesses = await Promise.all([
        ...Array.from({ length: 24 }, () => failing(sessions.signIn('noora', 'wrong'))),
        failing(sessions.signIn('noora', GOOD)),
      ]);
      expect(guesses.slice(0, 24)).not.toContain('let in');
      expect(guesses.at(-1)).toBe('ACCOUNT_LOCKED');
      expect((await accounts.list())[0]!.lockedUntil).not.toBeNull();
    });

    it('gives five tries again after a lock, however many were made while it held', async () => {
      const { sessions, create, clock } = setUp();
      await create('noora');
      await Promise.all(Array.from({ length: 9 }, () => failing(sessions.signIn('noora', 'wrong'))));
      clock.advance(15 * MINUTE);
      for (let at = 0; at < 4; at++)
        expect(await failing(sessions.signIn('noora', 'wrong'))).toBe('SIGN_IN_FAILED');
      expect(await failing(sessions.signIn('noora', GOOD))).toBe('let in');
    });

    it('forgets failures at a good sign-in', async () => {
      const { sessions, create } = setUp();
      await create('noora');
      for (let round = 0; round < 3; round++) {
        for (let at = 0; at < 4; at++) await failing(sessions.signIn('noora', 'wrong'));
        expect(await failing(sessions.signIn('noora', GOOD))).toBe('let in');
      }
    });

    it('is shut to a disabled account, in the words of a wrong password', async () => {
      const { sessions, create, accounts, signedIn } = setUp();
      await create('root', ['administrator']);
      const noora = await create('noora');
      const { actor } = await signedIn('root');
      await accounts.change(actor, noora.id, { disabled: true });
      expect(await failing(sessions.signIn('noora', GOOD))).toBe('SIGN_IN_FAILED');
    });

    it('keeps nothing of a cookie but its digest', async () => {
      const { create, signedIn } = setUp();
      await create('noora');
      const { token } = await signedIn('noora');
      const { rows } = await sql<{ row: string }>`select session::text as row from session`.execute(
        database.db,
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]!.row).not.toContain(token);
    });

    it('knows the same letters typed on another keyboard', async () => {
      const { accounts, sessions } = setUp();
      const composed = 'مصباحٌ أمام الشاطئ'.normalize('NFC');
      await accounts.create({
        username: 'noora',
        name: { en: 'N', ar: 'ن' },
        roles: ['watch-officer'],
        post: null,
        password: composed,
      });
      expect(await failing(sessions.signIn('noora', composed.normalize('NFD')))).toBe('let in');
    });
  });

  describe('a session', () => {
    it('ends when it was idle for too long, and lives on while it is used', async () => {
      const { create, signedIn, whoIs, clock, config } = setUp();
      await create('noora');
      const { token } = await signedIn('noora');
      clock.advance((config.sessionIdleMinutes - 1) * MINUTE);
      expect(await whoIs(token)).toMatchObject({ username: 'noora' });
      clock.advance((config.sessionIdleMinutes - 1) * MINUTE);
      expect(await whoIs(token)).toMatchObject({ username: 'noora' });
      clock.advance(config.sessionIdleMinutes * MINUTE);
      expect(await whoIs(token)).toBeNull();
    });

    it('ends at its longest life, used or not', async () => {
      const { create, signedIn, whoIs, clock, config } = setUp();
      await create('noora');
      const { token } = await signedIn('noora');
      for (let minutes = 30; minutes < config.sessionHours * 60; minutes += 30) {
        clock.advance(30 * MINUTE);
        expect(await whoIs(token)).not.toBeNull();
      }
      clock.advance(30 * MINUTE);
      expect(await whoIs(token)).toBeNull();
    });

    it('ends at sign-out, at new roles, when disabled and at a new password', async () => {
      const { create, signedIn, whoIs, sessions, accounts } = setUp();
      await create('root', ['administrator']);
      const noora = await create('noora');
      const { actor: root } = await signedIn('root');
      const acts: Record<string, (actor: OfficerActor) => Promise<unknown>> = {
        'sign-out': (actor) => sessions.signOut(actor),
        'new roles': () => accounts.change(root, noora.id, { roles: ['border-officer'] }),
        'a reset password': () => accounts.resetPassword(noora.id, GOOD),
        disabled: () => accounts.change(root, noora.id, { disabled: true }),
      };
      for (const [name, act] of Object.entries(acts)) {
        const { token, actor } = await signedIn('noora');
        await act(actor);
        expect([name, await whoIs(token)]).toEqual([name, null]);
      }
    });

    it('outlives a change of the name alone, and shows it', async () => {
      const { create, signedIn, whoIs, accounts } = setUp();
      await create('root', ['administrator']);
      const noora = await create('noora');
      const { actor: root } = await signedIn('root');
      const { token } = await signedIn('noora');
      await accounts.change(root, noora.id, { name: { en: 'Noora A', ar: 'نورة' } });
      expect((await whoIs(token))?.name.en).toBe('Noora A');
    });

    it('ends elsewhere when its owner sets a new password; a wrong present one counts as a guess', async () => {
      const { create, signedIn, whoIs, sessions } = setUp();
      await create('noora');
      const one = await signedIn('noora');
      const other = await signedIn('noora');
      expect(await failing(sessions.changePassword(one.actor, GOOD, 'noora noora'))).toBe('PASSWORD_WEAK');
      await sessions.changePassword(one.actor, GOOD, 'a kettle on the stove');
      expect(await whoIs(one.token)).not.toBeNull();
      expect(await whoIs(other.token)).toBeNull();
      for (let at = 0; at < 5; at++)
        expect(await failing(sessions.changePassword(one.actor, 'wrong', GOOD))).toBe('SIGN_IN_FAILED');
      expect(await failing(sessions.changePassword(one.actor, 'a kettle on the stove', GOOD))).toBe(
        'ACCOUNT_LOCKED',
      );
    });

    it('is removed when it holds nothing any more', async () => {
      const { create, signedIn, sessions, clock, config } = setUp();
      await create('noora');
      await signedIn('noora');
      clock.advance(config.sessionIdleMinutes * MINUTE);
      const { token, answer } = await signedIn('noora');
      expect(answer.previousSignInAt).toBe('2026-03-01T08:00:00.000Z');
      expect(await sessions.purgeEnded()).toBe(1);
      expect(await sessions.purgeEnded()).toBe(0);
      expect(token).toHaveLength(43);
    });
  });

  describe('an account', () => {
    it('is not given roles or switched off by its own holder', async () => {
      const { create, signedIn, accounts } = setUp();
      await create('root', ['administrator']);
      const { actor } = await signedIn('root');
      for (const change of [{ roles: ['supervisor' as const] }, { disabled: true }, { disabled: false }])
        expect(await failing(accounts.change(actor, actor.accountId, change))).toBe('ACCOUNT_SELF');
      expect((await accounts.change(actor, actor.accountId, { post: 'BAH' })).post).toBe('BAH');
    });

    it('does not come back to life through a change that was made at the same time', async () => {
      const { create, signedIn, accounts } = setUp();
      await create('root', ['administrator']);
      const { actor } = await signedIn('root');
      for (let round = 0; round < 5; round++) {
        const { id } = await create(`noora${round}`);
        await Promise.all([
          accounts.change(actor, id, { name: { en: 'N', ar: 'ن' } }),
          accounts.change(actor, id, { disabled: true }),
          accounts.change(actor, id, { post: 'BAH' }),
        ]);
        const after = (await accounts.list()).find((account) => account.id === id);
        expect(after).toMatchObject({ disabled: true, post: 'BAH', name: { en: 'N' } });
      }
    });

    it('is refused with a weak password, a taken name, an unknown id', async () => {
      const { create, accounts, signedIn } = setUp();
      await create('root', ['administrator']);
      expect(await failing(create('root'))).toBe('USERNAME_TAKEN');
      expect(await failing(accounts.resetPassword((await accounts.list())[0]!.id, 'short'))).toBe(
        'PASSWORD_WEAK',
      );
      const { actor } = await signedIn('root');
      const nobody = '019c0000-0000-7000-8000-000000000000';
      expect(await failing(accounts.change(actor, nobody, { post: null }))).toBe('NOT_FOUND');
      expect(await failing(accounts.resetPassword(nobody, GOOD))).toBe('NOT_FOUND');
    });

    it('keeps the preferences that were not mentioned', async () => {
      const { create, signedIn, accounts } = setUp();
      await create('noora');
      const { actor } = await signedIn('noora');
      await accounts.setPreferences(actor, { theme: 'dark', language: undefined });
      expect(await accounts.setPreferences(actor, { density: 'compact' })).toMatchObject({
        language: 'ar',
        theme: 'dark',
        density: 'compact',
      });
    });
  });

  describe('a carrier’s key', () => {
    const carrier = { code: 'QJ', name: { en: 'Q', ar: 'ق' } };

    it('opens nothing when it is unknown or revoked', async () => {
      const { carriers, authenticate } = setUp();
      await carriers.create(carrier);
      const { id, key } = await carriers.issueKey('QJ', 'test');
      expect(await authenticate({ cookie: undefined, key: `${key}x` })).toBeNull();
      expect((await authenticate({ cookie: undefined, key }))?.actor).toMatchObject({ carrier: 'QJ' });
      await carriers.revokeKey(id);
      expect(await authenticate({ cookie: undefined, key })).toBeNull();
      expect(await failing(carriers.revokeKey(id))).toBe('NOT_FOUND');
      expect(await failing(carriers.issueKey('ZZ', 'test'))).toBe('NOT_FOUND');
    });

    it('is shown once and kept as a digest', async () => {
      const { carriers } = setUp();
      await carriers.create(carrier);
      const { key } = await carriers.issueKey('QJ', 'test');
      expect(JSON.stringify(await carriers.list())).not.toContain(key);
      const { rows } = await sql<{ row: string }>`select carrier_key::text as row from carrier_key`.execute(
        database.db,
      );
      expect(rows[0]!.row).not.toContain(key);
      expect(rows[0]!.row).toContain(key.slice(0, 14));
    });

    it('goes before a cookie that came with it, and a wrong one is not saved by it', async () => {
      const { carriers, authenticate, create, signedIn } = setUp();
      await create('noora');
      const { token } = await signedIn('noora');
      expect(await authenticate({ cookie: token, key: 'jisr_qj_wrong' })).toBeNull();
      await carriers.create(carrier);
      const { key } = await carriers.issueKey('QJ', 'test');
      expect((await authenticate({ cookie: token, key }))?.actor.kind).toBe('carrier');
    });

    it('says when it was last used, to the minute', async () => {
      const { carriers, authenticate, clock } = setUp();
      await carriers.create(carrier);
      const { key } = await carriers.issueKey('QJ', 'test');
      await authenticate({ cookie: undefined, key });
      clock.advance(30_000);
      await authenticate({ cookie: undefined, key });
      const used = async () => (await carriers.list())[0]!.keys[0]!.lastUsedAt;
      expect(await used()).toBe('2026-03-01T08:00:00.000Z');
      clock.advance(31_000);
      await authenticate({ cookie: undefined, key });
      expect(await used()).toBe('2026-03-01T08:01:01.000Z');
    });
  });
});

describe('a password', () => {
  it('is weak when it is short, common, one run, or the user’s name', () => {
    for (const weak of [
      'lantern 4 u',
      'password1234',
      'Password12345!',
      'Welcome-Bahrain-2026',
      'qwertyuiop12',
      'abcdefghijkl',
      '123456789012',
      'ababababababab',
      'Noora.Ali-2026!',
      'كلمة المرور 2026',
    ])
      expect([weak, isStrongPassword(weak, 'noora.ali')]).toEqual([weak, false]);
  });

  it('is good when it is long and its own', () => {
    for (const good of [GOOD, 'correct horse battery', 'مصباح أمام الشاطئ', '739204816253'])
      expect([good, isStrongPassword(good, 'noora')]).toEqual([good, true]);
  });
});
