import type { AccountNotice, Role, Security, StepUp } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { endSessionsOf, isPassword } from './accounts.ts';
import type { Attempts } from './attempts.ts';
import { countRecoveryCodes, deleteTotp, revokePasskeys, selectTotp } from './factor-store.ts';
import { PROOF_MINUTES, provedUntil, type SignInMethod } from './model.ts';
import { insertNotice, markSeen, selectHolders, selectNotices } from './notice-store.ts';
import type { Passkeys } from './passkeys.ts';
import type { Proofs } from './proofs.ts';
import { deleteOwnSession, recordProof, selectSessionById, selectSessionsOf } from './session-store.ts';
import { forgetFailures, selectAccount } from './store.ts';
import type { Totp } from './totp.ts';

interface Parts {
  readonly attempts: Attempts;
  readonly passkeys: Passkeys;
  readonly totp: Totp;
  readonly proofs: Proofs;
}

/** One's own passkeys, codes and sessions; what the administrator takes away; what a person is told of it. */
export function createSecurity(kernel: Kernel, parts: Parts) {
  const { database, clock, ids, bus } = kernel;
  const { db } = database;
  const { attempts, passkeys, totp, proofs } = parts;

  async function hasFactor(accountId: string): Promise<boolean> {
    return (await totp.isEnrolled(accountId)) || (await passkeys.list(accountId)).length > 0;
  }

  async function provedNow(actor: OfficerActor): Promise<string | null> {
    const session = await selectSessionById(db, actor.sessionId);
    if (!session) throw problem('SIGN_IN_REQUIRED');
    return provedUntil(session, await hasFactor(actor.accountId), clock.now());
  }

  /** Before second factors change. @throws Problem `PROOF_NEEDED` */
  async function needProof(actor: OfficerActor): Promise<void> {
    if ((await provedNow(actor)) === null) throw problem('PROOF_NEEDED', { minutes: String(PROOF_MINUTES) });
  }

  async function overview(actor: OfficerActor): Promise<Security> {
    const { accountId } = actor;
    const row = await selectTotp(db, accountId);
    const sessions = await selectSessionsOf(db, accountId, clock.nowIso());
    const { rpId, origin } = passkeys.place;
    return {
      passkeys: await passkeys.list(accountId),
      totp: row?.confirmedAt
        ? { confirmedAt: row.confirmedAt, recoveryCodesLeft: await countRecoveryCodes(db, accountId) }
        : null,
      sessions: sessions.map((one) => ({ ...one, current: one.id === actor.sessionId })),
      passkeyPlace: { rpId, origin },
      provedUntil: await provedNow(actor),
    };
  }

  async function proveBy(actor: OfficerActor, proof: z.output<typeof StepUp>): Promise<SignInMethod> {
    if (proof.method === 'passkey') await passkeys.stepUp(actor.accountId, proof.assertion);
    else if (proof.method === 'password-totp')
      await proofs.passwordAndCode(actor.accountId, proof.password, proof.code);
    else await checkPassword(actor.accountId, proof.password);
    return proof.method;
  }

  async function checkPassword(accountId: string, password: string): Promise<void> {
    const account = await selectAccount(db, accountId);
    if (!account) throw problem('SIGN_IN_REQUIRED');
    const good = await isPassword(account.passwordHash, password);
    attempts.refuseLocked(account);
    if (!good) await attempts.fail(accountId, 'PROOF_FAILED');
    // With a second factor a password is half a proof, and must not clear the count of guesses at the other half.
    if (!(await hasFactor(accountId))) await forgetFailures(db, accountId);
  }

  /** Tells a person of something at their next look at the console. */
  async function notify(
    tx: Db,
    accountId: string,
    kind: AccountNotice['kind'],
    params: Record<string, string>,
  ): Promise<void> {
    await insertNotice(tx, accountId, { id: ids.uuid(), kind, params, at: clock.nowIso() });
  }

  return {
    overview,
    needProof,
    hasFactor,
    notify,
    /** A factor that was just set up has proved the person by that. */
    proved: (actor: OfficerActor, by: SignInMethod): Promise<void> =>
      recordProof(db, actor.sessionId, { by, at: clock.nowIso() }),
    async notifyRoles(
      tx: Db,
      roles: readonly Role[],
      kind: AccountNotice['kind'],
      params: Record<string, string>,
    ): Promise<void> {
      for (const accountId of await selectHolders(tx, roles)) await notify(tx, accountId, kind, params);
    },
    async stepUp(actor: OfficerActor, proof: z.output<typeof StepUp>): Promise<Security> {
      const by = await proveBy(actor, proof);
      await recordProof(db, actor.sessionId, { by, at: clock.nowIso() });
      return overview(actor);
    },
    async endSession(actor: OfficerActor, id: string): Promise<Security> {
      if (!(await deleteOwnSession(db, id, actor.accountId))) throw problem('NOT_FOUND');
      return overview(actor);
    },
    /** Takes all second factors away, so that a person who lost theirs can begin again; the person is told. */
    async resetFactors(actor: OfficerActor, accountId: string, reason: string): Promise<null> {
      if (accountId === actor.accountId) throw problem('ACCOUNT_SELF');
      if (!(await selectAccount(db, accountId))) throw problem('NOT_FOUND');
      await database.transaction(async (tx) => {
        await revokePasskeys(tx, { id: null, accountId, at: clock.nowIso() });
        await deleteTotp(tx, accountId);
        await endSessionsOf(tx, bus, accountId, null);
        await notify(tx, accountId, 'factors-reset', { by: actor.username, reason });
      });
      return null;
    },
    notices: async (actor: OfficerActor) => ({ items: await selectNotices(db, actor.accountId) }),
    async see(actor: OfficerActor, id: string): Promise<null> {
      if (!(await markSeen(db, id, actor.accountId, clock.nowIso()))) throw problem('NOT_FOUND');
      return null;
    },
  };
}
