import { createHash } from 'node:crypto';
import type { Session } from '@jisr/contract';
import type { Grant, OfficerActor } from '../../kernel/actor.ts';
import { SESSIONS_ENDED } from '../../kernel/bus.ts';
import type { Caller } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { accountOf, endSessionsOf, hashPassword, isPassword } from './accounts.ts';
import type { Attempts } from './attempts.ts';
import { isLive, isStrongPassword, type SignInMethod } from './model.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  insertSession,
  type SessionRow,
  selectSession,
  selectSessionById,
  touchSession,
} from './session-store.ts';
import {
  type AccountRow,
  recordSignIn,
  selectAccount,
  selectAccountByUsername,
  updatePassword,
} from './store.ts';
import type { Totp } from './totp.ts';

interface Entered {
  readonly token: string;
  readonly answer: Session;
}

interface SessionParts {
  readonly attempts: Attempts;
  readonly totp: Totp;
  /** What live break-glasses open to an account. */
  readonly grantsOf: (accountId: string) => Promise<readonly Grant[]>;
}

const TOUCH_EVERY_MS = 60_000;

export const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Sessions on the server: the browser holds a random token, the database its digest. */
export function createSessions(kernel: Kernel, { attempts, totp, grantsOf }: SessionParts) {
  const { database, clock, ids, config, bus } = kernel;
  /** Verified against when the user name is unknown, so that a guess takes as long as a wrong password. */
  const decoy = hashPassword('no account has this password');

  const present = (account: AccountRow, session: SessionRow): Session => ({
    account: accountOf(account),
    preferences: account.preferences,
    csrfToken: session.csrfToken,
    expiresAt: session.expiresAt,
    previousSignInAt: session.previousSignInAt,
    method: session.method,
    node: {
      country: config.country,
      name: { en: config.nameEn, ar: config.nameAr },
      demonstration: config.demonstration,
    },
  });

  /** Null when the account was locked, disabled or given another password since it was read. */
  async function begin(
    account: AccountRow,
    method: SignInMethod,
    ministryToken: Uint8Array | null,
  ): Promise<{ token: string; session: SessionRow } | null> {
    const token = ids.token(32);
    const now = clock.now();
    const session = {
      id: ids.uuid(),
      accountId: account.id,
      csrfToken: ids.token(24),
      lastSeenAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + config.sessionHours * 3_600_000).toISOString(),
      previousSignInAt: account.lastSignInAt,
      method,
      provedAt: now.toISOString(),
      provedBy: method,
      ministryToken,
    };
    const begun = await database.transaction(async (tx) => {
      if (!(await recordSignIn(tx, account, now.toISOString()))) return false;
      await insertSession(tx, { ...session, tokenDigest: digest(token), createdAt: now.toISOString() });
      return true;
    });
    return begun ? { token, session } : null;
  }

  /** Begins a session for a person who was proved by now, whatever by. */
  async function enter(
    account: AccountRow | undefined,
    method: SignInMethod,
    ministryToken: Uint8Array | null = null,
  ): Promise<Entered> {
    attempts.refuseLocked(account);
    if (!account || account.disabled) throw problem('SIGN_IN_FAILED');
    const begun = await begin(account, method, ministryToken);
    if (!begun) {
      attempts.refuseLocked(await selectAccount(database.db, account.id));
      throw problem('SIGN_IN_FAILED');
    }
    return { token: begun.token, answer: present(account, begun.session) };
  }

  /** Whether the code of the account's app was given, where it has one. @throws Problem `CODE_NEEDED` */
  async function methodOf(account: AccountRow, code: string | undefined): Promise<SignInMethod> {
    // On a node with invented data a newcomer signs in by the printed password; approvals ask for the code all the same.
    if (!(await totp.isEnrolled(account.id)) || (config.demonstration && code === undefined))
      return 'password';
    if (code === undefined) throw problem('CODE_NEEDED');
    const holding = { accountId: account.id, passwordHash: account.passwordHash, at: clock.nowIso() };
    return (await totp.accept(holding, code)) ? 'password-totp' : attempts.fail(account.id, 'PROOF_FAILED');
  }

  return {
    /** @throws Problem `SIGN_IN_FAILED` (the same for every cause but the lock), `ACCOUNT_LOCKED`, `CODE_NEEDED`, `PROOF_FAILED` */
    async signIn(username: string, password: string, code?: string): Promise<Entered> {
      const account = await selectAccountByUsername(database.db, username.trim().toLowerCase());
      const good = await isPassword(account?.passwordHash ?? (await decoy), password);
      attempts.refuseLocked(account);
      if (!account || account.disabled || !good) return attempts.fail(account?.id);
      return enter(account, await methodOf(account, code));
    },
    /** For a person whom a passkey or the ministry has named. @throws Problem `SIGN_IN_FAILED`, `ACCOUNT_LOCKED` */
    enterAs: async (accountId: string, method: 'passkey' | 'oidc', ministryToken?: Uint8Array) =>
      enter(await selectAccount(database.db, accountId), method, ministryToken ?? null),
    /** Who holds this cookie, or null. Idle and ended sessions hold nothing; a resting question keeps none awake. */
    async authenticate(token: string, resting = false): Promise<Caller | null> {
      const session = await selectSession(database.db, digest(token));
      if (!session || !isLive(session, clock.now(), config.sessionIdleMinutes)) return null;
      const account = await selectAccount(database.db, session.accountId);
      if (!account || account.disabled) return null;
      if (!resting && clock.now().getTime() - Date.parse(session.lastSeenAt) > TOUCH_EVERY_MS)
        await touchSession(database.db, session.id, clock.nowIso());
      const grants = await grantsOf(account.id);
      return { actor: { ...actorOf(account, session), grants }, csrfToken: session.csrfToken };
    },
    async current(actor: OfficerActor): Promise<Session> {
      const session = await selectSessionById(database.db, actor.sessionId);
      const account = await selectAccount(database.db, actor.accountId);
      if (!session || !account) throw problem('SIGN_IN_REQUIRED');
      return present(account, session);
    },
    async signOut(actor: OfficerActor): Promise<null> {
      await database.transaction(async (tx) => {
        await deleteSession(tx, actor.sessionId);
        await bus.publish(tx, SESSIONS_ENDED, actor.sessionId);
      });
      return null;
    },
    /** The present password is asked for again, and guesses at it are counted: a session may be stolen. */
    async changePassword(actor: OfficerActor, current: string, next: string): Promise<null> {
      const account = await selectAccount(database.db, actor.accountId);
      const good = await isPassword(account?.passwordHash ?? (await decoy), current);
      attempts.refuseLocked(account);
      if (!account || !good) return attempts.fail(account?.id);
      if (!isStrongPassword(next, account.username)) throw problem('PASSWORD_WEAK');
      const passwordHash = await hashPassword(next);
      await database.transaction(async (tx) => {
        await updatePassword(tx, account.id, passwordHash);
        await endSessionsOf(tx, bus, account.id, actor.sessionId);
      });
      return null;
    },
    /** Removes sessions that hold nothing any more; returns how many. */
    purgeEnded(): Promise<number> {
      const now = clock.now();
      const idleBefore = new Date(now.getTime() - config.sessionIdleMinutes * 60_000).toISOString();
      return deleteExpiredSessions(database.db, now.toISOString(), idleBefore);
    },
  };
}

function actorOf(account: AccountRow, session: SessionRow): OfficerActor {
  return {
    kind: 'officer',
    accountId: account.id,
    sessionId: session.id,
    username: account.username,
    name: { en: account.nameEn, ar: account.nameAr },
    roles: account.roles,
    post: account.post,
  };
}
