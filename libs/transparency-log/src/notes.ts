/** Signed notes (C2SP signed-note): a text and the lines of those who signed it. */
import { concat, equalBytes, fromBase64, textOf, toBase64, toHex, utf8 } from './bytes.ts';
import { cosignedMessage, readCosignatureBlob } from './cosignature.ts';
import { type LogCrypto, nobleCrypto, type Sign } from './crypto.ts';
import { isKeyName, KEY_TYPES, type VerifierKey } from './keys.ts';
import { bad, good, type Result } from './result.ts';

/** What is refused unread: a note of a log is far smaller. */
export const NOTE_LIMITS = { bytes: 1_000_000, signatures: 64, signatureLine: 8_000 } as const;

const MARK = '— ';
const LONE_SURROGATE = /\p{Surrogate}/u;
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** One line under a note. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** What stands after the key id: a signature, or a time and a signature. */
  readonly blob: Uint8Array;
}

export interface Note {
  /** The signed text with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** One who is known and whose signature is good. */
export interface VerifiedBy {
  readonly key: VerifierKey;
  /** When a witness signed, seconds since 1970; null for a plain signature. */
  readonly time: number | null;
}

export interface VerifiedNote {
  readonly text: string;
  readonly signedBy: readonly VerifiedBy[];
  /** Lines of keys that the reader does not know. */
  readonly unknown: number;
}

/** Reads what must be text: size, encoding and control characters. */
export function readText(input: string | Uint8Array): Result<string> {
  // A character is a byte at least: a longer text need not be encoded to know that it is too large.
  if (input.length > NOTE_LIMITS.bytes) return bad('TOO_LARGE');
  if (typeof input === 'string' && LONE_SURROGATE.test(input)) return bad('NOT_UTF8');
  const text = typeof input === 'string' ? input : textOf(input);
  if (text === null) return bad('NOT_UTF8');
  if (typeof input === 'string' && utf8(input).length > NOTE_LIMITS.bytes) return bad('TOO_LARGE');
  return CONTROL.test(text) ? bad('CONTROL_CHARACTER') : good(text);
}

/**
 * Reads a note without checking any signature.
 *
 * @example
 * parseNote('text\n\n— example.com/foo Uw2QOk…\n')
 */
export function parseNote(input: string | Uint8Array): Result<Note> {
  const read = readText(input);
  if (!read.ok) return read;
  // The text is what stands before the last empty line, with its final newline.
  const split = read.value.lastIndexOf('\n\n');
  if (split < 0) return bad('NOTE_MALFORMED');
  const signatures = parseSignatures(read.value.slice(split + 2));
  return signatures.ok
    ? good({ text: read.value.slice(0, split + 1), signatures: signatures.value })
    : signatures;
}

/** Reads signature lines, at least one, each with its newline. */
export function parseSignatures(text: string): Result<NoteSignature[]> {
  if (!text.endsWith('\n')) return bad('NOTE_MALFORMED');
  const lines = text.slice(0, -1).split('\n', NOTE_LIMITS.signatures + 1);
  if (lines.length > NOTE_LIMITS.signatures) return bad('TOO_MANY_SIGNATURES');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === null) return bad('SIGNATURE_MALFORMED');
    signatures.push(signature);
  }
  return good(signatures);
}

function parseSignature(line: string): NoteSignature | null {
  if (!line.startsWith(MARK) || line.length > NOTE_LIMITS.signatureLine) return null;
  const [name = '', encoded = '', ...more] = line.slice(MARK.length).split(' ');
  const bytes = fromBase64(encoded);
  if (more.length > 0 || !isKeyName(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.slice(0, 4), blob: bytes.slice(4) };
}

export const formatSignature = ({ name, keyId, blob }: NoteSignature): string =>
  `${MARK}${name} ${toBase64(concat(keyId, blob))}\n`;

export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`;

/** Signs the text of a note with a plain Ed25519 key. */
export const signText = (text: string, key: VerifierKey, sign: Sign): NoteSignature => ({
  name: key.name,
  keyId: key.id,
  blob: sign(utf8(text)),
});

/** Checks one line under a text by its key; the type byte says how. Null: not good. */
export function verifySignature(
  text: string,
  { blob }: NoteSignature,
  key: VerifierKey,
  { verifyEd25519 }: Pick<LogCrypto, 'verifyEd25519'> = nobleCrypto,
): VerifiedBy | null {
  if (key.type === KEY_TYPES.note)
    return blob.length === 64 && verifyEd25519(key.publicKey, utf8(text), blob) ? { key, time: null } : null;
  const cosignature = readCosignatureBlob(blob);
  if (key.type !== KEY_TYPES.cosignature || cosignature === null) return null;
  const { time, signature } = cosignature;
  return verifyEd25519(key.publicKey, cosignedMessage(text, time), signature) ? { key, time } : null;
}

/**
 * Checks a note: lines of unknown keys are passed over; a known key whose signature fails spoils the whole note; without
 * any known key it proves nothing.
 *
 * @returns `SIGNATURE_INVALID`, `SIGNATURE_MISSING`, or who signed
 * @example
 * verifyNote(note, [logKey, witnessKey])
 */
export function verifyNote(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
  crypto: Pick<LogCrypto, 'verifyEd25519'> = nobleCrypto,
): Result<VerifiedNote> {
  const signedBy = new Map<string, VerifiedBy>();
  let unknown = 0;
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && equalBytes(id, signature.keyId));
    if (key === undefined) {
      unknown += 1;
      continue;
    }
    const verified = verifySignature(text, signature, key, crypto);
    if (verified === null) return bad('SIGNATURE_INVALID');
    // Who signs twice counts once.
    signedBy.set(`${key.name}+${toHex(key.id)}`, verified);
  }
  if (signedBy.size === 0) return bad('SIGNATURE_MISSING');
  return good({ text, signedBy: [...signedBy.values()], unknown });
}
