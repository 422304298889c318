import type { JobHandler } from '../../kernel/jobs.ts';
import type { Ledger } from './index.ts';

/** Idempotent: what is in the tree, signed or cosigned already stays as it is. */
export function ledgerJobs(ledger: Ledger): Record<string, JobHandler> {
  return {
    'ledger.beat': () => ledger.beat(),
    'ledger.witness': async () => {
      await ledger.witness();
    },
  };
}
