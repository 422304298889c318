/**
 * A proof in its fewest bytes, for paper, a square code or a narrow link: what a proof file says (C2SP tlog-proof), the
 * hash of the entry with it, without base64 and without the root, which the path computes. It is unpacked into that very
 * file and checked as one; so there is one way to check a proof.
 *
 * `jtp1`, leaf hash, index, size, origin, as many hashes as the place in the tree needs, and to the end for each signature:
 * name (empty for the origin), key id, signature. Counts and lengths of what varies: seven bits a byte, the lowest first,
 * the eighth bit on all but the last.
 */
import { concat, equalBytes, textOf, utf8 } from './bytes.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import { isKeyName } from './keys.ts';
import { formatNote, NOTE_LIMITS, type NoteSignature, parseNote } from './notes.ts';
import { type ProofFile, parseProofFile } from './proof-file.ts';
import { bad, good, type Result } from './result.ts';
import { HASH_BYTES } from './tiles.ts';
import { inclusionRanges } from './tree.ts';
import { rootFromInclusion, verifyInclusion } from './verifying.ts';

type Sha256 = LogCrypto['sha256'];

const MARK = utf8('jtp1');
const KEY_ID_BYTES = 4;

/** A count in groups of seven bits. */
function countBytes(count: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = count; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128))
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
  return Uint8Array.from(bytes);
}
const sized = (bytes: Uint8Array): Uint8Array => concat(countBytes(bytes.length), bytes);

/**
 * Packs a proof file.
 *
 * @param leaf the hash of the entry, which goes with it
 * @returns the bytes; `PROOF_INVALID` where the path does not lead from the entry to the root; `PROOF_MALFORMED` where the
 *   file adds something else than the hash of its entry, which would be lost; what is wrong with its checkpoint
 * @example
 * packProof(proofFile, leafHash(entry)) // about 1,000 bytes for one of ten million entries, with one witness
 */
export function packProof(
  { index, proof, checkpoint, extra }: ProofFile,
  leaf: Uint8Array,
  sha256: Sha256 = nobleCrypto.sha256,
): Result<Uint8Array> {
  const note = parseNote(checkpoint);
  if (!note.ok) return note;
  const head = parseCheckpoint(note.value.text, { sha256 });
  if (!head.ok) return head;
  const { origin, size, root } = head.value;
  if (extra !== null && !equalBytes(extra, leaf)) return bad('PROOF_MALFORMED');
  if (!verifyInclusion({ leafHash: leaf, index, size, proof, root }, sha256)) return bad('PROOF_INVALID');
  const signatures = note.value.signatures.flatMap(({ name, keyId, blob }) => [
    sized(utf8(name === origin ? '' : name)),
    keyId,
    sized(blob),
  ]);
  const place = [countBytes(index), countBytes(size), sized(utf8(origin))];
  return good(concat(MARK, leaf, ...place, ...proof, ...signatures));
}

/** Takes bytes from the front; once something is not there or has another spelling, all that follows is empty. */
function createCursor(bytes: Uint8Array) {
  let at = 0;
  let whole = true;
  const take = (length: number): Uint8Array => {
    whole &&= at + length <= bytes.length;
    if (!whole) return new Uint8Array(0);
    at += length;
    return bytes.slice(at - length, at);
  };
  const count = (): number => {
    let [value, scale, byte] = [0, 1, 128];
    while (whole && byte >= 128) {
      byte = take(1)[0] ?? 0;
      value += (byte % 128) * scale;
      scale *= 128;
      // One number, one spelling: no empty group at its end.
      whole &&= Number.isSafeInteger(value) && (byte !== 0 || scale === 128);
    }
    return whole ? value : 0;
  };
  const text = (): string => {
    const read = textOf(take(count()));
    whole &&= read !== null;
    return read ?? '';
  };
  return { take, count, text, more: () => whole && at < bytes.length, isWhole: () => whole };
}

/** Reads a packed proof into the file that was packed. */
function unpackProof(bytes: Uint8Array, sha256: Sha256): Result<ProofFile> {
  const { take, count, text, more, isWhole } = createCursor(bytes.subarray(MARK.length));
  const leaf = take(HASH_BYTES);
  const [index, size, origin] = [count(), count(), text()];
  if (index >= size || !isKeyName(origin)) return bad('PROOF_MALFORMED');
  const proof = inclusionRanges(index, size).map(() => take(HASH_BYTES));
  const signatures: NoteSignature[] = [];
  while (more()) {
    if (signatures.length === NOTE_LIMITS.signatures) return bad('TOO_MANY_SIGNATURES');
    const name = text();
    if (name === origin || (name !== '' && !isKeyName(name))) return bad('SIGNATURE_MALFORMED');
    signatures.push({ name: name || origin, keyId: take(KEY_ID_BYTES), blob: take(count()) });
  }
  if (!isWhole()) return bad('PROOF_MALFORMED');
  const root = rootFromInclusion({ leafHash: leaf, index, size, proof }, sha256);
  if (root === null) return bad('PROOF_INVALID');
  const checkpoint = formatNote({ text: formatCheckpoint({ origin, size, root }), signatures });
  return good({ index, proof, checkpoint, extra: leaf });
}

/**
 * Reads a proof, be it the text of a `.tlog-proof` file or packed.
 *
 * @example
 * const proof = readProof(new Uint8Array(await file.arrayBuffer()));
 */
export function readProof(
  bytes: Uint8Array,
  { sha256 }: Pick<LogCrypto, 'sha256'> = nobleCrypto,
): Result<ProofFile> {
  if (!equalBytes(bytes.subarray(0, MARK.length), MARK)) return parseProofFile(bytes);
  return bytes.length > NOTE_LIMITS.bytes ? bad('TOO_LARGE') : unpackProof(bytes, sha256);
}
