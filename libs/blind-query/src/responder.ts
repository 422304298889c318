import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { BATCH_LIMIT, elementsOf } from './requester.ts';
import { ELEMENT_BYTES, hashToGroup, output, Point, readElement } from './suite.ts';

/** The responder's key of one epoch. */
export interface EpochKeys {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Random bytes from outside: a library has no chance of its own. */
export type RandomBytes = (size: number) => Uint8Array;

export type Evaluation =
  | { readonly ok: true; readonly answer: Uint8Array; readonly proof: Uint8Array }
  | { readonly ok: false; readonly code: 'too-many' | 'elements-malformed' };

const { voprf } = ristretto255_oprf;

/**
 * The keys of an epoch (RFC 9497 §3.2.1 DeriveKeyPair).
 *
 * @param seed 32 random bytes: the secret that is kept
 * @param about names what the keys are for, so that one seed gives no key twice
 * @example
 * epochKeys(seed, 'BHR to USA, epoch 7');
 */
export function epochKeys(seed: Uint8Array, about: string): EpochKeys {
  const { secretKey, publicKey } = voprf.deriveKeyPair(seed, utf8ToBytes(about));
  return { secretKey, publicKey };
}

/**
 * Answers a question without learning it: every element multiplied by the key, and one proof over the batch
 * (RFC 9497 §3.3.2 BlindEvaluate). Refuses identity and non-canonical elements, and more than 500 of them.
 *
 * @example
 * const answer = evaluate(keys, message.elements, (size) => randomBytes(size));
 */
export function evaluate(keys: EpochKeys, elements: Uint8Array, random: RandomBytes): Evaluation {
  const count = elements.length / ELEMENT_BYTES;
  if (count > BATCH_LIMIT) return { ok: false, code: 'too-many' };
  const blinded = count > 0 ? elementsOf(elements, Math.floor(count)) : null;
  if (!blinded?.every((element) => readElement(element) !== null))
    return { ok: false, code: 'elements-malformed' };
  const { evaluated, proof } = voprf.blindEvaluateBatch(
    keys.secretKey,
    keys.publicKey,
    blinded,
    (size = 32) => random(size),
  );
  return { ok: true, answer: concatBytes(...evaluated), proof };
}

/**
 * What the key makes of an item of the responder's own: the same 64 bytes that a requester gets who asks for it.
 *
 * @example
 * own(keys.secretKey, encodeKey({ kind: 'doc', … }));
 */
export const own = (secretKey: Uint8Array, input: Uint8Array): Uint8Array =>
  output(input, hashToGroup(input).multiply(Point.Fn.fromBytes(secretKey)).toBytes());
