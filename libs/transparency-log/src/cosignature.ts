/** Timestamped cosignatures (C2SP tlog-cosignature, `cosignature/v1`): "I saw this checkpoint at this time, and nothing against it." */
import { concat, utf8 } from './bytes.ts';
import type { Sign } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import type { NoteSignature } from './notes.ts';

const TIME_BYTES = 8;
const ED25519_BYTES = 64;

/** What a witness signs. */
export const cosignedMessage = (text: string, time: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`);

/** Takes a cosignature apart; null unless it is a time and an Ed25519 signature. */
export function readCosignatureBlob(blob: Uint8Array): { time: number; signature: Uint8Array } | null {
  if (blob.length !== TIME_BYTES + ED25519_BYTES) return null;
  const time = Number(new DataView(blob.buffer, blob.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: blob.subarray(TIME_BYTES) } : null;
}

/**
 * Cosigns the text of a checkpoint.
 *
 * @param time seconds since 1970
 * @example
 * cosign(checkpointText, witnessKey, sign, Math.floor(now.getTime() / 1000))
 */
export function cosign(text: string, key: VerifierKey, sign: Sign, time: number): NoteSignature {
  const stamp = new Uint8Array(TIME_BYTES);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  return { name: key.name, keyId: key.id, blob: concat(stamp, sign(cosignedMessage(text, time))) };
}
