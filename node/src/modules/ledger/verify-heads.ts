import {
  equalBytes,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseSignatures,
  parseVkey,
  type VerifierKey,
  verifySignature,
} from '@jisr/transparency-log';
import type { Db } from '../../kernel/db/types.ts';
import {
  type CheckpointRow,
  type CosignatureRow,
  selectCheckpoints,
  selectCosignatures,
} from './checkpoint-store.ts';
import { nativeCrypto } from './native-crypto.ts';
import type { LedgerPeer } from './types.ts';
import type { Report } from './verify-report.ts';
import { selectAllWitnessed, selectWitness } from './witness-store.ts';

const PAGE = 500;

/** Gives the signed heads in the order of their size, a page at a time. */
export function createHeads(db: Db) {
  let page: CheckpointRow[] = [];
  let after = 0;
  return {
    /** The size of the next head; infinite after the last. */
    async next(): Promise<number> {
      if (page.length === 0) page = await selectCheckpoints(db, after, PAGE);
      return page[0]?.size ?? Number.POSITIVE_INFINITY;
    },
    /** The head whose size `next` gave. */
    take(): CheckpointRow {
      const head = page.shift()!;
      after = head.size;
      return head;
    },
    rest: () => selectCheckpoints(db, after, PAGE),
  };
}

/** Whether a stored head is what this log signed: signature, and columns that repeat the text. */
export function isOwnHead(row: CheckpointRow, key: VerifierKey): boolean {
  const opened = openCheckpoint(row.note, { log: [key] }, nativeCrypto);
  return opened.ok && opened.value.size === row.size && equalBytes(opened.value.root, row.root);
}

/** Checks the cosignatures of a head; those of a witness whose key is not known are counted and believed in nothing. */
export async function checkCosignatures(
  db: Db,
  report: Report,
  row: CheckpointRow,
  witness: VerifierKey | null,
): Promise<number> {
  const lines = await selectCosignatures(db, [row.size]);
  for (const line of lines)
    if (line.witness === witness?.name && !holds(row, line, witness))
      report.add('cosignature-bad', `checkpoint ${row.size}, ${line.witness}`);
  return lines.length;
}

function holds(row: CheckpointRow, { line, witness }: CosignatureRow, key: VerifierKey): boolean {
  const note = parseNote(row.note);
  const lines = parseSignatures(line);
  const signature = lines.ok && lines.value.length === 1 ? lines.value[0] : undefined;
  if (!note.ok || signature === undefined || signature.name !== witness) return false;
  return verifySignature(note.value.text, signature, key, nativeCrypto) !== null;
}

/** Checks what this node keeps as the witness of the peer: every head was signed by it, and the last one is the last. */
export async function checkWitnessed(db: Db, report: Report, peer: LedgerPeer | null): Promise<void> {
  const logKey = peer && parseVkey(peer.logKey);
  if (!logKey?.ok) return;
  const { name: origin } = logKey.value;
  const kept = await selectAllWitnessed(db, origin);
  for (const row of kept) {
    const opened = openCheckpoint(row.note, { log: [logKey.value] }, nativeCrypto);
    const same = opened.ok && opened.value.size === row.size && equalBytes(opened.value.root, row.root);
    if (!same) report.add('witness-changed', `${origin} ${row.size}`);
  }
  const last = kept.at(-1);
  const state = await selectWitness(db, origin);
  const agrees =
    state === undefined ? last === undefined : last?.note === state.note && last.size === state.size;
  const read = state && parseNote(state.note);
  const head = read?.ok ? parseCheckpoint(read.value.text) : null;
  if (!agrees || (state && !(head?.ok && equalBytes(head.value.root, state.root))))
    report.add('witness-changed', origin);
}
