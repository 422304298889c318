import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem } from '../../kernel/problem.ts';
import type { CheckpointRow } from './checkpoint-store.ts';
import { selectCosignedSize } from './checkpoint-store.ts';
import type { LedgerDeps } from './types.ts';

const BEAT_MS = 10_000;
/** While the database is away the beat is tried again; the ledger must not fall silent after it. */
const NEVER_GIVE_UP = 1_000_000;

/** The beat of the ledger: every ten seconds what waits is sequenced, a new head is signed and the peer is asked to see it. */
export function createBeat(
  { clock, database, queue }: Kernel,
  ledger: {
    readonly sequence: () => Promise<void>;
    readonly sign: () => Promise<CheckpointRow | null>;
    readonly peer: LedgerDeps['peer'];
  },
) {
  /** The instant is part of the key: however often the chain is begun, one job waits for each beat. */
  async function schedule(): Promise<void> {
    const runAt = new Date((Math.floor(clock.now().getTime() / BEAT_MS) + 1) * BEAT_MS);
    const key = runAt.toISOString();
    await database.transaction((tx) =>
      queue.enqueue(tx, 'ledger.beat', {}, { key, runAt, maxAttempts: NEVER_GIVE_UP }),
    );
  }

  return {
    schedule,
    async beat(): Promise<void> {
      await ledger.sequence();
      const head = await ledger.sign().catch(whileBroken);
      const unseen = head !== null && (await selectCosignedSize(database.db, null)) < head.size;
      // A job of its own: the peer may be slow to answer, and the next beat does not wait for it.
      if (unseen && (await ledger.peer()) !== null)
        await database.transaction((tx) => queue.enqueue(tx, 'ledger.witness', {}, { key: 'head' }));
      await schedule();
    },
  };
}

/** A ledger that no longer leads to its last head signs nothing, and what happens is still recorded. It was logged where it was found. */
function whileBroken(error: unknown): null {
  if (isProblem(error) && error.code === 'LEDGER_BROKEN') return null;
  throw error;
}
