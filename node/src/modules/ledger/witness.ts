import {
  decideWitness,
  equalBytes,
  openCheckpoint,
  parseAddCheckpoint,
  parseVkey,
  type VerifierKey,
  type WitnessAnswer,
} from '@jisr/transparency-log';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LedgerKeys } from './keys.ts';
import { nativeCrypto } from './native-crypto.ts';
import type { LedgerDeps, LedgerEntry } from './types.ts';
import { insertEvidence, lockWitness, selectWitnessed, updateWitness } from './witness-store.ts';

/** What does not fit, and what was there before it. */
interface Misfit {
  readonly kind: 'fork' | 'unproved';
  readonly size: number;
  readonly note: string;
  readonly before: string | null;
}

/** This node as the witness of the peer's log. */
export function createWitness(
  { clock, database, ids, log }: Kernel,
  keys: LedgerKeys,
  deps: LedgerDeps,
  append: (tx: Db, entry: LedgerEntry) => Promise<string>,
) {
  async function keep(tx: Db, peer: string, origin: string, misfit: Misfit): Promise<void> {
    const { kind, size, note, before: beforeNote } = misfit;
    const row = { id: ids.uuid(), origin, kind, size, note, beforeNote, at: clock.nowIso() };
    if (!(await insertEvidence(tx, row))) return;
    log.error(
      { event: 'ledger.evidence', origin, kind, size },
      'the peer signed heads that do not go together',
    );
    await append(tx, {
      kind: 'audit',
      subject: row.id,
      articles: [],
      policyDigest: null,
      objectDigest: null,
      counterpart: peer,
      actors: [],
      previousReceipt: null,
      details: { event: 'fork-evidence', evidence: kind, size: String(size) },
    });
  }

  /** An older head of the peer is compared with what was cosigned at its size: two roots of one size convict it. */
  async function earlierFork(tx: Db, body: string | Uint8Array, logKey: VerifierKey): Promise<Misfit | null> {
    const request = parseAddCheckpoint(body);
    const opened = request.ok ? openCheckpoint(request.value.note, { log: [logKey] }, nativeCrypto) : request;
    if (!request.ok || !opened.ok) return null;
    const { origin, size, root } = opened.value;
    const before = await selectWitnessed(tx, origin, size);
    if (before === undefined || equalBytes(before.root, root)) return null;
    return { kind: 'fork', size, note: request.value.note, before: before.note };
  }

  return {
    /**
     * Answers `add-checkpoint` of the peer (C2SP tlog-witness). Checked and stored in one transaction, before the answer.
     *
     * @param origin the log that the authenticated sender may speak for
     * @param body the request as received
     */
    async addCheckpoint(origin: string, body: string | Uint8Array): Promise<WitnessAnswer> {
      const peer = await deps.peer();
      const logKey = peer && parseVkey(peer.logKey);
      const known = logKey?.ok && logKey.value.name === origin ? logKey.value : null;
      if (peer === null || known === null)
        return { status: 404, contentType: 'text/plain; charset=utf-8', body: 'ORIGIN_MISMATCH\n' };
      const time = Math.floor(clock.now().getTime() / 1000);
      const { key, sign } = keys.witness;
      return database.transaction(async (tx) => {
        const state = await lockWitness(tx, origin);
        const outcome = decideWitness(state, body, { logs: [known], key, sign, time, crypto: nativeCrypto });
        if (outcome.state && outcome.state !== state) await updateWitness(tx, outcome.state, clock.nowIso());
        const { evidence } = outcome;
        const misfit = evidence
          ? { ...evidence, before: evidence.before?.note || null }
          : await earlierFork(tx, body, known);
        if (misfit) await keep(tx, peer.party, origin, misfit);
        return outcome.answer;
      });
    },
  };
}
