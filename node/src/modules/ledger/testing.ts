import { testKernel } from '../../../test/test-kernel.ts';
import type { FixedClock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createLog } from '../../kernel/log.ts';
import { createLedger, type Ledger } from './index.ts';
import type { LedgerDeps, LedgerEntry } from './types.ts';

/** A ledger and the floor that it stands on. */
export interface Standing {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
}

/** What a ledger without a peer is given. */
export const ALONE: LedgerDeps = {
  accounts: async () => [],
  peer: async () => null,
  askPeer: () => Promise.reject(new Error('no peer')),
  peerEntries: () => Promise.reject(new Error('no peer')),
};

/** A ledger without the rest of a node: nothing stands in it but what the test appends. The caller closes the database. */
export async function openLedger(
  database: Database,
  { country = 'BHR', deps = ALONE }: { country?: string; deps?: LedgerDeps } = {},
): Promise<Standing & { readonly clock: FixedClock; readonly logged: readonly string[] }> {
  const logged: string[] = [];
  const floor = testKernel(database);
  const log = createLog({ logLevel: 'debug' }, (line) => logged.push(line));
  const kernel = { ...floor, log, config: { ...floor.config, country } };
  const ledger = createLedger(kernel, deps);
  await ledger.start();
  return { kernel, ledger, clock: floor.clock, logged };
}

/** An entry of the tests, about the peer unless told otherwise. */
export const entryOf = (subject: string, over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  kind: 'disclosure-sent',
  subject,
  articles: ['BORDERS/4.2'],
  policyDigest: 'ab'.repeat(32),
  objectDigest: 'cd'.repeat(32),
  counterpart: 'USA',
  actors: [],
  previousReceipt: null,
  ...over,
});

/** Appends this many entries and puts them into the tree; gives their ids. */
export async function fill(
  { kernel, ledger }: Standing,
  count: number,
  over: Partial<LedgerEntry> = {},
): Promise<string[]> {
  const ids: string[] = [];
  await kernel.database.transaction(async (tx) => {
    for (let at = 0; at < count; at += 1)
      ids.push(await ledger.append(tx, entryOf(`subject-${ids.length}`, over)));
  });
  await ledger.sequence();
  return ids;
}
