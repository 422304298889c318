/** Proof files (C2SP tlog-proof): everything that shows, without network and database, that an entry is in a log. */
import { fromBase64, readCount, toBase64 } from './bytes.ts';
import { openCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import { readText } from './notes.ts';
import { bad, good, type Result } from './result.ts';
import { verifyInclusion } from './verifying.ts';
import { MOST_PROOF_LINES, readHashLines } from './witness.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

export interface ProofFile {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The signed, perhaps cosigned, checkpoint as text. */
  readonly checkpoint: string;
  /** What the log's application adds, for example the leaf hash; not signed. */
  readonly extra: Uint8Array | null;
}

/** The text of a `.tlog-proof` file. */
export const formatProofFile = ({ index, proof, checkpoint, extra }: ProofFile): string =>
  [
    FIRST_LINE,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(toBase64),
    '',
    checkpoint,
  ].join('\n');

export function parseProofFile(input: string | Uint8Array): Result<ProofFile> {
  const read = readText(input);
  if (!read.ok) return read;
  const split = read.value.indexOf('\n\n');
  if (split < 0) return bad('PROOF_MALFORMED');
  const [first, ...lines] = read.value.slice(0, split).split('\n', MOST_PROOF_LINES + 4);
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift()!.slice(6) : null;
  const extra = extraLine === null ? null : fromBase64(extraLine);
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? readCount(indexLine.slice(6)) : null;
  const proof = readHashLines(lines, MOST_PROOF_LINES);
  const whole = first === FIRST_LINE && (extraLine === null || extra !== null);
  if (!whole || index === null || proof === null) return bad('PROOF_MALFORMED');
  return good({ index, proof, checkpoint: read.value.slice(split + 2), extra });
}

/** What a proof file proves. */
export interface Proved extends SignedCheckpoint {
  readonly index: number;
}

/**
 * Checks a proof file: the entry's hash leads to the root of a checkpoint that the log signed and enough witnesses saw.
 *
 * @param leaf the leaf hash of the entry in hand
 * @returns what was proved; `PROOF_INVALID` when the path does not lead to the root, otherwise what is wrong with the checkpoint
 * @example
 * verifyProofFile(proofFile, leafHash(entry), { log: [logKey], witnesses: [witness], quorum: 1 })
 */
export function verifyProofFile(
  { index, proof, checkpoint }: ProofFile,
  leaf: Uint8Array,
  keys: {
    readonly log: readonly VerifierKey[];
    readonly witnesses?: readonly VerifierKey[];
    readonly quorum?: number;
  },
  crypto: LogCrypto = nobleCrypto,
): Result<Proved> {
  const opened = openCheckpoint(checkpoint, keys, crypto);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  const holds = verifyInclusion({ leafHash: leaf, index, size, proof, root }, crypto.sha256);
  return holds ? good({ ...opened.value, index }) : bad('PROOF_INVALID');
}
