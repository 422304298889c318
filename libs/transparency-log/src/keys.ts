import { concat, equalBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import { bad, good, type Result } from './result.ts';

/** The kinds of keys of C2SP signed notes and cosignatures, by their type byte. */
export const KEY_TYPES = {
  /** Ed25519 over the text of the note. */
  note: 0x01,
  /** Ed25519 over the text and a time: a witness. */
  cosignature: 0x04,
} as const;

const ED25519_BYTES = 32;
const MOST_NAME = 255;
/** Neither blanks nor `+`, which separate the parts of a key's text. */
const NAME = /^[^\s+\p{Cc}]+$/u;

/** A key by which signatures are checked. Who signed is known by name and id together. */
export interface VerifierKey {
  readonly name: string;
  /** Four bytes: the beginning of SHA-256(name ‖ 0x0A ‖ type ‖ key). */
  readonly id: Uint8Array;
  /** The type byte; `0x06` (ML-DSA-44) will come beside those of {@link KEY_TYPES}. */
  readonly type: number;
  readonly publicKey: Uint8Array;
}

export const isKeyName = (name: string): boolean => name.length <= MOST_NAME && NAME.test(name);

/**
 * Makes a key from its parts, its id with it.
 *
 * @throws RangeError for a name with blanks or `+`, or a key of another length
 */
export function verifierKey(
  name: string,
  type: number,
  publicKey: Uint8Array,
  { sha256 }: Pick<LogCrypto, 'sha256'> = nobleCrypto,
): VerifierKey {
  if (!isKeyName(name) || publicKey.length !== ED25519_BYTES) throw new RangeError(`no key: ${name}`);
  const id = sha256(concat(utf8(name), Uint8Array.of(0x0a, type), publicKey)).slice(0, 4);
  return { name, id, type, publicKey };
}

/**
 * The text of a key: `<name>+<key id>+<base64 of type and key>`.
 *
 * @example
 * formatVkey(key) // 'bhr.jisr/log/exchange+3f1c0a77+AekyeRrm56hApGFk…'
 */
export const formatVkey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

/** Reads the text of a key and checks its id. */
export function parseVkey(
  text: string,
  { sha256 }: Pick<LogCrypto, 'sha256'> = nobleCrypto,
): Result<VerifierKey> {
  if (text.length > MOST_NAME + 100) return bad('KEY_MALFORMED');
  const [name = '', idText = '', ...rest] = text.split('+');
  const id = fromHex(idText);
  // The base64 of the key may itself hold a plus.
  const key = fromBase64(rest.join('+'));
  if (!isKeyName(name) || id?.length !== 4 || key === null || key.length < 2) return bad('KEY_MALFORMED');
  const type = key[0]!;
  if (type !== KEY_TYPES.note && type !== KEY_TYPES.cosignature) return bad('KEY_TYPE_UNSUPPORTED');
  if (key.length !== 1 + ED25519_BYTES) return bad('KEY_MALFORMED');
  const made = verifierKey(name, type, key.slice(1), { sha256 });
  return equalBytes(made.id, id) ? good(made) : bad('KEY_ID_MISMATCH');
}
