import { createHash } from 'node:crypto';
import type { Session } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import { SESSIONS_ENDED } from '../../kernel/bus.ts';
import type { Caller } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { accountOf, endSessionsOf, hashPassword, isPassword } from './accounts.ts';
import { FAILURE_LIMIT, isLive, isStrongPassword, LOCK_MINUTES } from './model.ts';
import {
  type AccountRow,
  deleteExpiredSessions,
  deleteSession,
  insertSession,
  recordFailure,
  recordSignIn,
  type SessionRow,
  selectAccount,
  selectAccountByUsername,
  selectSession,
  selectSessionById,
  touchSession,
  updatePassword,
} from './store.ts';

const TOUCH_EVERY_MS = 60_000;

export const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Sessions on the server: the browser holds a random token, the database its digest. */
export function createSessions(kernel: Kernel) {
  const { database, clock, ids, config, bus } = kernel;
  /** Verified against when the user name is unknown, so that a guess takes as long as a wrong password. */
  const decoy = hashPassword('no account has this password');

  const present = (account: AccountRow, session: SessionRow): Session => ({
    account: accountOf(account),
    preferences: account.preferences,
    csrfToken: session.csrfToken,
    expiresAt: session.expiresAt,
    previousSignInAt: session.previousSignInAt,
    node: {
      country: config.country,
      name: { en: config.nameEn, ar: config.nameAr },
      demonstration: config.demonstration,
    },
  });

  /** Null when the account was locked, disabled or given another password since it was read. */
  async function begin(account: AccountRow): Promise<{ token: string; session: SessionRow } | null> {
    const token = ids.token(32);
    const now = clock.now();
    const session = {
      id: ids.uuid(),
      accountId: account.id,
      csrfToken: ids.token(24),
      lastSeenAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + config.sessionHours * 3_600_000).toISOString(),
      previousSignInAt: account.lastSignInAt,
    };
    const begun = await database.transaction(async (tx) => {
      if (!(await recordSignIn(tx, account, now.toISOString()))) return false;
      await insertSession(tx, { ...session, tokenDigest: digest(token), createdAt: now.toISOString() });
      return true;
    });
    return begun ? { token, session } : null;
  }

  function refuseLocked(account: AccountRow | undefined): void {
    if (!account?.lockedUntil) return;
    const left = Date.parse(account.lockedUntil) - clock.now().getTime();
    if (left > 0) throw problem('ACCOUNT_LOCKED', { minutes: String(Math.ceil(left / 60_000)) });
  }

  /** Counts the failure. @throws Problem `SIGN_IN_FAILED`, always */
  async function fail(accountId: string | undefined): Promise<never> {
    const now = clock.now();
    const lockUntil = new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString();
    if (accountId)
      await recordFailure(database.db, accountId, {
        limit: FAILURE_LIMIT,
        now: now.toISOString(),
        lockUntil,
      });
    throw problem('SIGN_IN_FAILED');
  }

  return {
    /** @throws Problem `SIGN_IN_FAILED` (the same for every cause but the lock), `ACCOUNT_LOCKED` */
    async signIn(username: string, password: string): Promise<{ token: string; answer: Session }> {
      const account = await selectAccountByUsername(database.db, username.trim().toLowerCase());
      const good = await isPassword(account?.passwordHash ?? (await decoy), password);
      refuseLocked(account);
      if (!account || account.disabled || !good) return fail(account?.id);
      const begun = await begin(account);
      if (!begun) {
        refuseLocked(await selectAccount(database.db, account.id));
        throw problem('SIGN_IN_FAILED');
      }
      return { token: begun.token, answer: present(account, begun.session) };
    },
    /** Who holds this cookie, or null. Idle and ended sessions hold nothing; a resting question keeps none awake. */
    async authenticate(token: string, resting = false): Promise<Caller | null> {
      const session = await selectSession(database.db, digest(token));
      if (!session || !isLive(session, clock.now(), config.sessionIdleMinutes)) return null;
      const account = await selectAccount(database.db, session.accountId);
      if (!account || account.disabled) return null;
      if (!resting && clock.now().getTime() - Date.parse(session.lastSeenAt) > TOUCH_EVERY_MS)
        await touchSession(database.db, session.id, clock.nowIso());
      return { actor: actorOf(account, session), csrfToken: session.csrfToken };
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
      refuseLocked(account);
      if (!account || !good) return fail(account?.id);
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
