import {
  formatAddCheckpoint,
  formatSignature,
  type NoteSignature,
  nodesInTiles,
  nodesOfConsistency,
  parseNote,
  parseVkey,
  proveConsistency,
  readWitnessAnswer,
  tilesOf,
  type VerifierKey,
  type WitnessReply,
} from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import { type CheckpointRow, insertCosignature, selectCosignedSize } from './checkpoint-store.ts';
import type { Checkpoints } from './checkpoints.ts';
import { nativeCrypto } from './native-crypto.ts';
import { readerOf } from './sequence.ts';
import { selectTiles } from './store.ts';
import type { LedgerDeps } from './types.ts';

/** What came of asking the peer. `away`: it cannot be reached; `shorter`: it has cosigned more than this ledger holds. */
export type Witnessed = 'cosigned' | 'nothing-new' | 'unpaired' | 'away' | 'refused' | 'shorter';

/** Has the peer cosign this node's heads. */
export function createWitnessing(
  { clock, database, bus, log }: Kernel,
  checkpoints: Checkpoints,
  deps: LedgerDeps,
) {
  const { db } = database;

  /** Asks once, from the size that the witness is believed to have. `refused`: an answer that says nothing. */
  async function ask(
    head: CheckpointRow,
    oldSize: number,
    key: VerifierKey,
  ): Promise<WitnessReply | 'away' | 'refused'> {
    const tiles = await selectTiles(db, tilesOf(nodesOfConsistency(oldSize, head.size)));
    const read = nodesInTiles(readerOf(tiles), nativeCrypto.sha256);
    const proof = proveConsistency(oldSize, head.size, read, nativeCrypto.sha256);
    const answer = await deps
      .askPeer(formatAddCheckpoint({ oldSize, proof, note: head.note }))
      .catch((err: unknown) => {
        // Asked again at the next beat; how long nobody has seen the tail is shown to the officers.
        log.debug({ event: 'ledger.peer-away', err }, 'the peer cannot witness now');
        return null;
      });
    if (answer === null) return 'away';
    const note = parseNote(head.note);
    const reply = note.ok ? readWitnessAnswer(answer, note.value.text, key, nativeCrypto) : note;
    if (reply.ok) return reply.value;
    log.error({ event: 'ledger.not-witnessed', status: answer.status, fault: reply.fault }, 'no cosignature');
    return 'refused';
  }

  async function settle(head: CheckpointRow, key: VerifierKey): Promise<Witnessed> {
    const cosigned = await selectCosignedSize(db, key.name);
    if (cosigned === head.size) return 'nothing-new';
    const first = await ask(head, cosigned, key);
    const conflict = typeof first === 'object' && first.kind === 'conflict' ? first.size : null;
    if (conflict !== null && conflict > head.size) {
      log.error({ event: 'ledger.shorter', size: head.size, seen: conflict }, 'the witness has seen more');
      return 'shorter';
    }
    const reply = conflict === null ? first : await ask(head, conflict, key);
    if (typeof reply === 'string') return reply;
    if (reply.kind === 'conflict') return 'refused';
    await keep(head, key, reply.signature);
    return 'cosigned';
  }

  async function keep({ size }: CheckpointRow, key: VerifierKey, signature: NoteSignature): Promise<void> {
    const row = { size, witness: key.name, line: formatSignature(signature), at: clock.nowIso() };
    await database.transaction(async (tx) => {
      await insertCosignature(tx, row);
      await bus.publish(tx, 'ledger', '*');
    });
  }

  return {
    /** Signs the present head, has the peer cosign it, checks the cosignature and keeps it. */
    async witness(): Promise<Witnessed> {
      const peer = await deps.peer();
      const key = peer && parseVkey(peer.witnessKey);
      if (!key?.ok) return 'unpaired';
      const head = await checkpoints.sign();
      return head ? settle(head, key.value) : 'nothing-new';
    },
  };
}
