/** Checkpoints (C2SP tlog-checkpoint): the signed head of a log. */
import { equalBytes, fromBase64, readCount, toBase64 } from './bytes.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import { isKeyName, type VerifierKey } from './keys.ts';
import { type Note, parseNote, type VerifiedBy, verifyNote } from './notes.ts';
import { bad, good, type Result } from './result.ts';
import { emptyRoot } from './tree.ts';

export interface Checkpoint {
  /** The log's name, which is also the name of its key: `bhr.jisr/log/exchange`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text that is signed. @throws RangeError for an origin that is no key name, a size that is no count, a root of other length */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin) || !Number.isSafeInteger(size) || size < 0 || root.length !== 32)
    throw new RangeError(`no checkpoint: ${origin} ${size}`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint: exactly three lines, no extension. */
export function parseCheckpoint(
  text: string,
  { sha256 }: Pick<LogCrypto, 'sha256'> = nobleCrypto,
): Result<Checkpoint> {
  const [origin = '', sizeText = '', rootText = '', end, ...more] = text.split('\n', 5);
  const size = readCount(sizeText);
  const root = rootText.length === 44 ? fromBase64(rootText) : null;
  if (!isKeyName(origin) || size === null || root?.length !== 32) return bad('CHECKPOINT_MALFORMED');
  if (end !== '' || more.length > 0) return bad('CHECKPOINT_MALFORMED');
  if (size === 0 && !equalBytes(root, emptyRoot(sha256))) return bad('CHECKPOINT_MALFORMED');
  return good({ origin, size, root });
}

/** A checkpoint whose log's signature is good. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
  /** The log itself, then every witness that is known and signed. */
  readonly signedBy: readonly VerifiedBy[];
  readonly witnesses: readonly VerifiedBy[];
}

/**
 * Reads and checks a signed checkpoint.
 *
 * @param keys.log the log's keys: one of them must have signed, and its name must be the origin
 * @param keys.witnesses cosigners that count
 * @param keys.quorum how many of the witnesses must have signed; default 0
 * @returns the checkpoint, or what is wrong: malformed, `SIGNATURE_INVALID`, `SIGNATURE_MISSING`, `QUORUM_MISSING`
 * @example
 * openCheckpoint(note, { log: [logKey], witnesses: [peerWitness], quorum: 1 })
 */
export function openCheckpoint(
  input: string | Uint8Array,
  keys: {
    readonly log: readonly VerifierKey[];
    readonly witnesses?: readonly VerifierKey[];
    readonly quorum?: number;
  },
  crypto: LogCrypto = nobleCrypto,
): Result<SignedCheckpoint> {
  const note = parseNote(input);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text, crypto);
  if (!checkpoint.ok) return checkpoint;
  const logs = keys.log.filter(({ name }) => name === checkpoint.value.origin);
  if (logs.length === 0) return bad('ORIGIN_MISMATCH');
  const verified = verifyNote(note.value, [...logs, ...(keys.witnesses ?? [])], crypto);
  if (!verified.ok) return verified;
  const { signedBy } = verified.value;
  if (!signedBy.some(({ key }) => logs.includes(key))) return bad('SIGNATURE_MISSING');
  const witnesses = signedBy.filter(({ key }) => !logs.includes(key));
  if (witnesses.length < (keys.quorum ?? 0)) return bad('QUORUM_MISSING');
  return good({ ...checkpoint.value, note: note.value, signedBy, witnesses });
}
