import type { Kernel } from '../../kernel/kernel.ts';
import { createAbout } from './about.ts';
import { createAppend, PENDING } from './append.ts';
import { createBeat } from './beat.ts';
import { selectCosignatures } from './checkpoint-store.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createKeys } from './keys.ts';
import { createPeerEvidence } from './peer-evidence.ts';
import { createRead } from './read.ts';
import { createReconcile } from './reconcile.ts';
import { createSequence } from './sequence.ts';
import type { LedgerDeps } from './types.ts';
import { createVerify } from './verify.ts';
import { createWitness } from './witness.ts';
import { createWitnessing } from './witnessing.ts';

export { ledgerJobs } from './jobs.ts';
export { ledgerRoutes } from './routes.ts';
export type { LedgerDeps, LedgerEntry, LedgerPeer, LedgerPlace } from './types.ts';

/** Entries after which a head is signed without waiting for the next beat. */
const SIGN_AFTER = 1000;

/** What proves, years later, what passed between the two nodes: an append-only tree with signed and witnessed heads. */
export function createLedger(kernel: Kernel, deps: LedgerDeps) {
  const { bus, database, log } = kernel;
  const keys = createKeys(kernel);
  const appending = createAppend(kernel, keys);
  const checkpoints = createCheckpoints(kernel, keys);
  const sequencer = createSequence(kernel, async (size) => {
    const signed = (await checkpoints.latest())?.size ?? 0;
    if (size - signed >= SIGN_AFTER) await checkpoints.sign();
  });
  const { sequence } = sequencer;
  const { witness } = createWitnessing(kernel, checkpoints, deps);
  let stopListening: (() => Promise<void>) | undefined;

  /**
   * The signed head with everything in it that was committed before the call, as a note with its cosignatures; null while
   * the ledger is empty.
   */
  async function checkpoint(): Promise<string | null> {
    await sequence();
    const row = await checkpoints.sign();
    return row && checkpoints.withCosignatures(database.db, row);
  }

  return {
    ...appending,
    ...createRead(kernel, keys, checkpoints, deps),
    ...createWitness(kernel, keys, deps, appending.append),
    ...createAbout(kernel, checkpoints, sequence),
    ...createPeerEvidence(kernel, deps),
    ...createReconcile(kernel, deps),
    ...createBeat(kernel, { sequence, sign: checkpoints.sign, peer: deps.peer }),
    verify: createVerify(kernel, keys, deps),
    sequence,
    checkpoint,
    /** The head that was signed last, with its cosignatures; null while there is none. Signs nothing. */
    async latestCheckpoint(): Promise<string | null> {
      const row = await checkpoints.latest();
      return row ? checkpoints.withCosignatures(database.db, row) : null;
    },
    /** The cosignature lines under the head of this size. */
    async cosignaturesFor(size: number): Promise<string[]> {
      const rows = await selectCosignatures(database.db, [size]);
      return rows.map(({ line }) => line);
    },
    witness,
    prove: checkpoints.prove,
    /** The public keys of this node's log and of its witness, for the node card. */
    get keys(): { readonly origin: string; readonly log: string; readonly witness: string } {
      return { origin: keys.log.key.name, log: keys.log.vkey, witness: keys.witness.vkey };
    },
    /** Makes or reads the keys: before anything is appended. */
    start: () => keys.load(),
    /** Hears of entries as they are committed. */
    async listen(): Promise<void> {
      stopListening = await bus.subscribe(({ topic }) => {
        if (topic !== PENDING) return;
        sequence().catch((err: unknown) =>
          log.error({ event: 'ledger.sequence', err }, 'entries still wait'),
        );
      });
    },
    async stop(): Promise<void> {
      await stopListening?.();
      await sequencer.settled();
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;
