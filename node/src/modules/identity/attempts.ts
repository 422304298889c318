import type { ProblemCode } from '@jisr/contract';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { FAILURE_LIMIT, LOCK_MINUTES } from './model.ts';
import { type AccountRow, recordFailure } from './store.ts';

export type Attempts = ReturnType<typeof createAttempts>;

/** Failed proofs are counted together, whatever was guessed at: passwords, codes and recovery codes share one lock. */
export function createAttempts({ database, clock }: Pick<Kernel, 'database' | 'clock'>) {
  return {
    /** @throws Problem `ACCOUNT_LOCKED` */
    refuseLocked(account: AccountRow | undefined): void {
      if (!account?.lockedUntil) return;
      const left = Date.parse(account.lockedUntil) - clock.now().getTime();
      if (left > 0) throw problem('ACCOUNT_LOCKED', { minutes: String(Math.ceil(left / 60_000)) });
    },
    /** Counts the failure. @throws Problem of this code, always */
    async fail(accountId: string | undefined, code: ProblemCode = 'SIGN_IN_FAILED'): Promise<never> {
      const now = clock.now();
      const lockUntil = new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString();
      if (accountId)
        await recordFailure(database.db, accountId, {
          limit: FAILURE_LIMIT,
          now: now.toISOString(),
          lockUntil,
        });
      throw problem(code);
    },
  };
}
