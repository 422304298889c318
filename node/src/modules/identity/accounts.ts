import type { Account, AccountChange, NewAccount, Preferences, Role } from '@jisr/contract';
import { hash, verify } from '@node-rs/argon2';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import { type Bus, SESSIONS_ENDED } from '../../kernel/bus.ts';
import { type Db, isDatabaseError } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { DEFAULT_PREFERENCES, isStrongPassword } from './model.ts';
import { insertNotice } from './notice-store.ts';
import { deleteSessionsOf } from './session-store.ts';
import {
  type AccountRow,
  insertAccount,
  lockAccount,
  selectAccount,
  selectAccountByUsername,
  selectAccounts,
  selectAccountsById,
  updateAccount,
  updatePassword,
  updatePreferences,
} from './store.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes. The same letters are the same password on every keyboard (NFKC). */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFKC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

export const isPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password.normalize('NFKC'));

/** Ends all sessions of an account but one, and the lines that are open on them. */
export async function endSessionsOf(
  tx: Db,
  bus: Bus,
  accountId: string,
  except: string | null,
): Promise<void> {
  await deleteSessionsOf(tx, accountId, except);
  await bus.publish(tx, SESSIONS_ENDED, accountId);
}

/** Accounts of officers: made and changed by the administrator, never by oneself. */
export function createAccounts({
  database,
  clock,
  ids,
  bus,
}: Pick<Kernel, 'database' | 'clock' | 'ids' | 'bus'>) {
  async function need(id: string): Promise<AccountRow> {
    const row = await selectAccount(database.db, id);
    if (!row) throw problem('NOT_FOUND');
    return row;
  }

  return {
    async list(): Promise<Account[]> {
      return (await selectAccounts(database.db)).map(accountOf);
    },
    /** Names of officers by id, for histories and logs. */
    async officers(
      db: Db,
      accountIds: readonly string[],
    ): Promise<Map<string, { id: string; name: { en: string; ar: string } }>> {
      const rows = accountIds.length ? await selectAccountsById(db, [...new Set(accountIds)]) : [];
      return new Map(rows.map((row) => [row.id, { id: row.id, name: { en: row.nameEn, ar: row.nameAr } }]));
    },
    /** Roles and standing of accounts as they are now, by id. */
    async people(
      db: Db,
      accountIds: readonly string[],
    ): Promise<Map<string, { accountId: string; roles: readonly Role[]; disabled: boolean }>> {
      const rows = accountIds.length ? await selectAccountsById(db, [...new Set(accountIds)]) : [];
      return new Map(rows.map(({ id, roles, disabled }) => [id, { accountId: id, roles, disabled }]));
    },
    async create(
      entry: z.output<typeof NewAccount>,
      preferences: Partial<Preferences> = {},
    ): Promise<Account> {
      if (!isStrongPassword(entry.password, entry.username)) throw problem('PASSWORD_WEAK');
      const row = {
        id: ids.uuid(),
        username: entry.username,
        nameEn: entry.name.en,
        nameAr: entry.name.ar,
        roles: entry.roles,
        post: entry.post,
        passwordHash: await hashPassword(entry.password),
        preferences: { ...DEFAULT_PREFERENCES, ...preferences },
        createdAt: clock.nowIso(),
      };
      try {
        await insertAccount(database.db, row);
      } catch (error) {
        if (isDatabaseError(error, '23505')) throw problem('USERNAME_TAKEN');
        throw error;
      }
      return accountOf(await need(row.id));
    },
    async change(actor: OfficerActor, id: string, change: z.output<typeof AccountChange>): Promise<Account> {
      // Whoever runs the accounts may not raise or lock out themselves: a second administrator must.
      if (id === actor.accountId && (change.roles !== undefined || change.disabled !== undefined))
        throw problem('ACCOUNT_SELF');
      await database.transaction(async (tx) => {
        // Locked: a new name must not bring back roles that another administrator takes away meanwhile.
        const row = await lockAccount(tx, id);
        if (!row) throw problem('NOT_FOUND');
        await updateAccount(tx, {
          id,
          nameEn: change.name?.en ?? row.nameEn,
          nameAr: change.name?.ar ?? row.nameAr,
          roles: change.roles ?? row.roles,
          post: change.post === undefined ? row.post : change.post,
          disabled: change.disabled ?? row.disabled,
        });
        // New roles hold at once, not at the next sign-in.
        if (change.roles !== undefined || change.disabled) await endSessionsOf(tx, bus, id, null);
      });
      return accountOf(await need(id));
    },
    /** By an administrator, whose name the person is told at the next sign-in; null by the command line. */
    async resetPassword(id: string, password: string, by: OfficerActor | null = null): Promise<null> {
      const row = await need(id);
      if (!isStrongPassword(password, row.username)) throw problem('PASSWORD_WEAK');
      const passwordHash = await hashPassword(password);
      await database.transaction(async (tx) => {
        await updatePassword(tx, id, passwordHash);
        if (by && by.accountId !== id)
          await insertNotice(tx, id, {
            id: ids.uuid(),
            kind: 'password-reset',
            params: { by: by.username },
            at: clock.nowIso(),
          });
        await endSessionsOf(tx, bus, id, null);
      });
      return null;
    },
    async setPreferences(
      actor: OfficerActor,
      change: { [K in keyof Preferences]?: Preferences[K] | undefined },
    ): Promise<Preferences> {
      const row = await need(actor.accountId);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const preferences = { ...row.preferences, ...given };
      await updatePreferences(database.db, row.id, preferences);
      return preferences;
    },
    find: (username: string) => selectAccountByUsername(database.db, username),
  };
}

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    name: { en: row.nameEn, ar: row.nameAr },
    roles: [...row.roles],
    post: row.post,
    disabled: row.disabled,
    lockedUntil: row.lockedUntil,
    lastSignInAt: row.lastSignInAt,
    createdAt: row.createdAt,
  };
}
