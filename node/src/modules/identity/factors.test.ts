import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { codeAt, type Misuse, softKey } from '../../../test/soft-key.ts';
import { emptyTables, testKernel } from '../../../test/test-kernel.ts';
import { officer } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createIdentity } from './index.ts';

const GOOD = 'a lantern by the shore';
const MINUTE = 60_000;
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: { code?: string; params?: { detail?: string }; message: string }) =>
      error.params?.detail ? `${error.code}: ${error.params.detail}` : (error.code ?? error.message),
  );

let database: Database;
beforeAll(async () => {
  database = await openTestPglite();
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

async function setUp(settings: Partial<ReturnType<typeof testKernel>['config']> = {}) {
  const floor = testKernel(database);
  const kernel = { ...floor, config: { ...floor.config, ...settings } };
  const identity = createIdentity(kernel, { grantsOf: async () => [] });
  const join = async (username: string, roles: ('watch-officer' | 'administrator')[] = ['watch-officer']) => {
    const name = { en: username, ar: 'ضابط' };
    return identity.accounts.create({ username, name, roles, post: null, password: GOOD });
  };
  const account = await join('noora');
  const actorOf = async (token: string) =>
    officer((await identity.authenticate({ cookie: token, key: undefined }))!.actor);
  const signedIn = async (code?: string) =>
    actorOf((await identity.sessions.signIn('noora', GOOD, code)).token);
  const challengeOf = (begun: { options: object }) => (begun.options as { challenge: string }).challenge;
  const enrolled = async () => {
    const actor = await signedIn();
    const { secret } = await identity.factors.enrolTotp(actor);
    const { codes } = await identity.factors.confirmTotp(actor, codeAt(secret, kernel.clock.now()));
    return { actor, secret, codes };
  };
  const withPasskey = async (key = softKey()) => {
    const actor = await signedIn();
    const begun = await identity.factors.beginPasskey(actor);
    const registration = key.register(challengeOf(begun));
    const passkey = await identity.factors.addPasskey(actor, {
      challengeId: begun.challengeId,
      name: 'blue key',
      registration,
    });
    return { actor, key, passkey };
  };
  return { ...identity, ...kernel, account, join, actorOf, signedIn, challengeOf, enrolled, withPasskey };
}

describe('registering a passkey', () => {
  const attempt = async (misuse: Misuse) => {
    await emptyTables(database);
    const { factors, signedIn, challengeOf } = await setUp();
    const actor = await signedIn();
    const begun = await factors.beginPasskey(actor);
    const registration = softKey().register(challengeOf(begun), misuse);
    return failing(factors.addPasskey(actor, { challengeId: begun.challengeId, name: 'key', registration }));
  };

  it('refuses another origin, another name, a frame, a device that did not verify its user', async () => {
    expect(await attempt({ origin: 'http://jisr.example' })).toMatch(/another address/);
    expect(await attempt({ origin: 'http://localhost:8601' })).toMatch(/another address/);
    expect(await attempt({ rpId: 'jisr.example' })).toMatch(/another address/);
    expect(await attempt({ crossOrigin: true })).toMatch(/another address/);
    expect(await attempt({ verified: false })).toMatch(/did not verify/);
    expect(await attempt({ type: 'webauthn.get' })).toMatch(/PASSKEY_FAILED/);
    expect(await attempt({})).toBe('let in');
  });

  it('takes a challenge once, within five minutes, from whom it was given to', async () => {
    const { factors, signedIn, challengeOf, clock, join, sessions, actorOf } = await setUp();
    const actor = await signedIn();
    const begin = async () => {
      const begun = await factors.beginPasskey(actor);
      const registration = softKey().register(challengeOf(begun));
      return { challengeId: begun.challengeId, name: 'key', registration };
    };
    const first = await begin();
    expect(await failing(factors.addPasskey(actor, first))).toBe('let in');
    expect(await failing(factors.addPasskey(actor, first))).toBe('CHALLENGE_ENDED');
    await join('salem');
    const salem = await actorOf((await sessions.signIn('salem', GOOD)).token);
    // Every failure uses the challenge up as well.
    const second = await begin();
    expect(await failing(factors.addPasskey(salem, second))).toBe('CHALLENGE_ENDED');
    expect(await failing(factors.addPasskey(actor, second))).toBe('CHALLENGE_ENDED');
    const late = await begin();
    clock.advance(5 * MINUTE);
    expect(await failing(factors.addPasskey(actor, late))).toBe('CHALLENGE_ENDED');
  });

  it('needs a fresh proof, and a password alone is none once there is a second factor', async () => {
    const { factors, security, clock, withPasskey, signedIn, passkeys, challengeOf } = await setUp();
    const early = await signedIn();
    clock.advance(10 * MINUTE);
    expect(await failing(factors.beginPasskey(early))).toBe('PROOF_NEEDED');
    const { key, actor } = await withPasskey();
    expect(await failing(factors.beginPasskey(actor))).toBe('let in');
    expect(await failing(factors.beginPasskey(await signedIn()))).toBe('PROOF_NEEDED');
    clock.advance(10 * MINUTE);
    expect(await failing(factors.beginPasskey(actor))).toBe('PROOF_NEEDED');
    await security.stepUp(actor, { method: 'password', password: GOOD });
    expect(await failing(factors.beginPasskey(actor))).toBe('PROOF_NEEDED');
    const assertion = key.sign(challengeOf(await passkeys.beginStepUp(actor.accountId)));
    await security.stepUp(actor, { method: 'passkey', assertion });
    expect(await failing(factors.beginPasskey(actor))).toBe('let in');
    expect(await failing(security.stepUp(actor, { method: 'passkey', assertion }))).toBe('CHALLENGE_ENDED');
  });
});

describe('signing in with a passkey', () => {
  const attempt = async (misuse: Misuse) => {
    await emptyTables(database);
    const { passkeys, withPasskey, challengeOf } = await setUp();
    const { key } = await withPasskey();
    const begun = await passkeys.beginSignIn();
    return failing(passkeys.signIn(begun.challengeId, key.sign(challengeOf(begun), misuse)));
  };

  it('refuses what was made elsewhere, unverified, or for something else', async () => {
    expect(await attempt({ origin: 'https://localhost:8600' })).toMatch(/another address/);
    expect(await attempt({ rpId: 'localhost.example' })).toMatch(/another address/);
    expect(await attempt({ crossOrigin: true })).toMatch(/another address/);
    expect(await attempt({ verified: false })).toMatch(/did not verify/);
    expect(await attempt({ type: 'webauthn.create' })).toMatch(/PASSKEY_FAILED/);
    expect(await attempt({})).toBe('let in');
  });

  it('refuses a counter that does not move forward, and the same assertion twice', async () => {
    const { passkeys, withPasskey, challengeOf } = await setUp();
    const { key } = await withPasskey();
    const begin = async (misuse: Misuse = {}) => {
      const begun = await passkeys.beginSignIn();
      return [begun.challengeId, key.sign(challengeOf(begun), misuse)] as const;
    };
    const good = await begin();
    expect(await failing(passkeys.signIn(...good))).toBe('let in');
    expect(await failing(passkeys.signIn(...good))).toBe('CHALLENGE_ENDED');
    expect(await failing(passkeys.signIn(...(await begin({ counter: 2 }))))).toMatch(/went back/);
    expect(await failing(passkeys.signIn(...(await begin({ counter: 1 }))))).toMatch(/went back/);
    const [challengeId] = await begin();
    expect(await failing(passkeys.signIn(challengeId, good[1]))).toMatch(/something else/);
  });

  it('lets a key without a counter in again', async () => {
    const { passkeys, withPasskey, challengeOf } = await setUp();
    const { key } = await withPasskey(softKey({ counting: false }));
    for (let at = 0; at < 2; at++) {
      const begun = await passkeys.beginSignIn();
      expect(await failing(passkeys.signIn(begun.challengeId, key.sign(challengeOf(begun))))).toBe('let in');
    }
  });

  it('is shut to revoked keys, unknown keys and disabled accounts', async () => {
    const { passkeys, sessions, withPasskey, challengeOf, accounts, join, actorOf, factors, security } =
      await setUp();
    await join('root', ['administrator']);
    const { key, actor, passkey } = await withPasskey();
    const enter = async (one = key) => {
      const begun = await passkeys.beginSignIn();
      const accountId = await passkeys.signIn(begun.challengeId, one.sign(challengeOf(begun)));
      return sessions.enterAs(accountId, 'passkey');
    };
    expect((await enter()).answer.method).toBe('passkey');
    expect(await failing(enter(softKey()))).toMatch(/does not know it/);
    const root = await actorOf((await sessions.signIn('root', GOOD)).token);
    await accounts.change(root, actor.accountId, { disabled: true });
    expect(await failing(enter())).toBe('SIGN_IN_FAILED');
    await accounts.change(root, actor.accountId, { disabled: false });
    const { token } = await enter();
    const again = await actorOf(token);
    await factors.revokePasskey(again, passkey.id);
    expect(await failing(enter())).toMatch(/does not know it/);
    expect((await security.overview(again)).passkeys).toEqual([]);
  });
});

describe('codes of an authenticator app', () => {
  it('are asked for at sign-in, accepted once, and a step early or late', async () => {
    const { enrolled, sessions, clock } = await setUp();
    const { secret } = await enrolled();
    expect(await failing(sessions.signIn('noora', GOOD))).toBe('CODE_NEEDED');
    expect(await failing(sessions.signIn('noora', GOOD, codeAt(secret, clock.now())))).toBe('PROOF_FAILED');
    clock.advance(MINUTE);
    const code = codeAt(secret, clock.now());
    clock.advance(30_000);
    expect(await failing(sessions.signIn('noora', GOOD, code))).toBe('let in');
    expect(await failing(sessions.signIn('noora', GOOD, code))).toBe('PROOF_FAILED');
    const ahead = codeAt(secret, new Date(clock.now().getTime() + 30_000));
    expect(await failing(sessions.signIn('noora', GOOD, ahead))).toBe('let in');
    // The step before the one just used is used up too.
    expect(await failing(sessions.signIn('noora', GOOD, codeAt(secret, clock.now())))).toBe('PROOF_FAILED');
    clock.advance(5 * MINUTE);
    const old = codeAt(secret, new Date(clock.now().getTime() - 60_000));
    expect(await failing(sessions.signIn('noora', GOOD, old))).toBe('PROOF_FAILED');
  });

  it('are accepted once even when two come at the same moment', async () => {
    const { enrolled, proofs, account, clock } = await setUp();
    const { secret } = await enrolled();
    clock.advance(MINUTE);
    const code = codeAt(secret, clock.now());
    const both = await Promise.all([1, 2].map(() => failing(proofs.passwordAndCode(account.id, GOOD, code))));
    expect(both.toSorted()).toEqual(['PROOF_FAILED', 'let in']);
  });

  it('lock the account after five wrong ones, together with wrong passwords, and right ones do not get through', async () => {
    const { enrolled, proofs, account, clock } = await setUp();
    const { secret } = await enrolled();
    clock.advance(MINUTE);
    const code = codeAt(secret, clock.now());
    const wrong = code === '000000' ? '000001' : '000000';
    for (let at = 0; at < 3; at++)
      expect(await failing(proofs.passwordAndCode(account.id, GOOD, wrong))).toBe('PROOF_FAILED');
    for (let at = 0; at < 2; at++)
      expect(await failing(proofs.passwordAndCode(account.id, 'wrong', code))).toBe('PROOF_FAILED');
    expect(await failing(proofs.passwordAndCode(account.id, GOOD, code))).toBe('ACCOUNT_LOCKED');
  });

  it('do not have their count cleared by whoever knows the password alone', async () => {
    const { enrolled, security, proofs, account } = await setUp();
    const { actor } = await enrolled();
    for (let at = 0; at < 4; at++) await failing(proofs.passwordAndCode(account.id, GOOD, '000000'));
    await security.stepUp(actor, { method: 'password', password: GOOD });
    await failing(proofs.passwordAndCode(account.id, GOOD, '000000'));
    expect(await failing(proofs.passwordAndCode(account.id, GOOD, '000000'))).toBe('ACCOUNT_LOCKED');
  });

  it('rest sealed, and recovery codes as digests, each good once', async () => {
    const { enrolled, sessions, security } = await setUp();
    const { secret, codes, actor } = await enrolled();
    const { rows } = await sql<{ row: string }>`
      select totp::text as row from totp union all select recovery_code::text from recovery_code`.execute(
      database.db,
    );
    const kept = rows.map((one) => one.row).join('\n');
    expect(rows).toHaveLength(11);
    expect(kept).not.toContain(secret);
    for (const code of codes) expect(kept.toUpperCase()).not.toContain(code.replaceAll('-', ''));
    expect(await failing(sessions.signIn('noora', GOOD, codes[0]!.toLowerCase().replaceAll('-', ' ')))).toBe(
      'let in',
    );
    expect(await failing(sessions.signIn('noora', GOOD, codes[0]))).toBe('PROOF_FAILED');
    expect((await security.overview(actor)).totp?.recoveryCodesLeft).toBe(9);
  });

  it('are shown by a node with invented data and by no other', async () => {
    const real = await setUp();
    await real.enrolled();
    expect(await real.totp.demonstrationCode(real.account.id)).toEqual({ code: null });
    await emptyTables(database);
    const demo = await setUp({ demonstration: true });
    await demo.totp.enrolForDemonstration(demo.account.id);
    const { code } = await demo.totp.demonstrationCode(demo.account.id);
    expect(await failing(demo.proofs.passwordAndCode(demo.account.id, GOOD, code!))).toBe('let in');
    const next = await demo.totp.demonstrationCode(demo.account.id);
    expect(await failing(demo.proofs.passwordAndCode(demo.account.id, GOOD, next.code!))).toBe('let in');
  });
});

describe('the administrator', () => {
  it('takes second factors away, never their own, and the person is told', async () => {
    const { security, join, sessions, actorOf, enrolled, account, signedIn } = await setUp();
    await join('root', ['administrator']);
    const { actor } = await enrolled();
    const root = await actorOf((await sessions.signIn('root', GOOD)).token);
    expect(await failing(security.resetFactors(root, root.accountId, 'lost the phone'))).toBe('ACCOUNT_SELF');
    await security.resetFactors(root, account.id, 'lost the phone');
    expect(await failing(security.overview(actor))).toBe('SIGN_IN_REQUIRED');
    const back = await signedIn();
    const { items } = await security.notices(back);
    expect(items).toMatchObject([
      { kind: 'factors-reset', params: { by: 'root', reason: 'lost the phone' } },
    ]);
    await security.see(back, items[0]!.id);
    expect((await security.notices(back)).items).toEqual([]);
    expect(await failing(security.see(root, items[0]!.id))).toBe('NOT_FOUND');
  });
});
