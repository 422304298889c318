import { createHash } from 'node:crypto';
import type { Session } from '@jisr/contract';
import { verify } from '@node-rs/argon2';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Caller } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { accountOf, hashPassword } from './accounts.ts';
import { FAILURE_LIMIT, isLive, isStrongPassword, LOCK_MINUTES } from './model.ts';
import {
  type AccountRow,
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
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
  const { database, clock, ids, config } = kernel;
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

  async function begin(account: AccountRow): Promise<{ token: string; session: SessionRow }> {
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
    await database.transaction(async (tx) => {
      await deleteExpiredSessions(
        tx,
        now.toISOString(),
        new Date(now.getTime() - config.sessionIdleMinutes * 60_000).toISOString(),
      );
      await insertSession(tx, { ...session, tokenDigest: digest(token), createdAt: now.toISOString() });
      await recordSignIn(tx, account.id, now.toISOString());
    });
    return { token, session };
  }

  return {
    /** @throws Problem `SIGN_IN_FAILED` (the same for every cause but the lock), `ACCOUNT_LOCKED` */
    async signIn(
      username: string,
      password: string,
    ): Promise<{ token: string; maxAgeSeconds: number; answer: Session }> {
      const account = await selectAccountByUsername(database.db, username.trim().toLowerCase());
      const good = await verify(account?.passwordHash ?? (await decoy), password);
      if (account?.lockedUntil && Date.parse(account.lockedUntil) > clock.now().getTime()) {
        const left = Math.ceil((Date.parse(account.lockedUntil) - clock.now().getTime()) / 60_000);
        throw problem('ACCOUNT_LOCKED', { minutes: String(left) });
      }
      if (!account || account.disabled || !good) {
        const until = new Date(clock.now().getTime() + LOCK_MINUTES * 60_000).toISOString();
        if (account) await recordFailure(database.db, account.id, FAILURE_LIMIT, until);
        throw problem('SIGN_IN_FAILED');
      }
      const { token, session } = await begin(account);
      return { token, maxAgeSeconds: config.sessionHours * 3600, answer: present(account, session) };
    },
    /** Who holds this cookie, or null. Idle and ended sessions hold nothing. */
    async authenticate(token: string): Promise<Caller | null> {
      const session = await selectSession(database.db, digest(token));
      if (!session || !isLive(session, clock.now(), config.sessionIdleMinutes)) return null;
      const account = await selectAccount(database.db, session.accountId);
      if (!account || account.disabled) return null;
      if (clock.now().getTime() - Date.parse(session.lastSeenAt) > TOUCH_EVERY_MS)
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
      await deleteSession(database.db, actor.sessionId);
      return null;
    },
    async changePassword(actor: OfficerActor, current: string, next: string): Promise<null> {
      const account = await selectAccount(database.db, actor.accountId);
      if (!account || !(await verify(account.passwordHash, current))) throw problem('SIGN_IN_FAILED');
      if (!isStrongPassword(next, account.username)) throw problem('PASSWORD_WEAK');
      const passwordHash = await hashPassword(next);
      await database.transaction(async (tx) => {
        await updatePassword(tx, account.id, passwordHash);
        await deleteSessionsOf(tx, account.id, actor.sessionId);
      });
      return null;
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
