import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { blindOf } from './requester.ts';
import { ELEMENT_BYTES, hashToGroup, Point } from './suite.ts';

/** One input of a question, opened for whoever checks it. */
export interface Opening {
  readonly index: number;
  readonly input: Uint8Array;
  /** The key of this input's commitment: it opens no other. */
  readonly salt: Uint8Array;
  /** The blind of this input, 64 hexadecimal digits. */
  readonly blind: string;
}

/** What stands fixed before the opening: the commitments, whose digest is in the ledger, and the elements that were sent. */
export interface Committed {
  readonly digest: Uint8Array;
  /** 32 bytes for each input. */
  readonly commitments: Uint8Array;
  /** As they stand in the disclosure that both sides hold. */
  readonly elements: Uint8Array;
}

export type OpeningVerdict =
  | 'holds'
  | 'unknown-index'
  | 'commitments-altered'
  | 'not-committed'
  | 'not-asked';

const SIZE = 32;
const saltOf = (seed: Uint8Array, index: number): Uint8Array =>
  hmac(sha256, seed, utf8ToBytes(`jisr commitment ${index}`));

/**
 * Commits to the inputs of a question before it leaves: a salted hash for each, and their digest for the ledger. Neither
 * tells anything of the inputs, even to one who can guess them.
 *
 * @param seed the seed of the question, see `blind`
 * @example
 * const { commitments, digest } = commit(inputs, seed);
 */
export function commit(
  inputs: readonly Uint8Array[],
  seed: Uint8Array,
): { readonly commitments: Uint8Array; readonly digest: Uint8Array } {
  const commitments = concatBytes(...inputs.map((input, index) => hmac(sha256, saltOf(seed, index), input)));
  return { commitments, digest: sha256(commitments) };
}

/**
 * Opens one input of a question.
 *
 * @example
 * verifyOpening(committed, openInput(inputs, seed, 17)) === 'holds'; // true
 */
export const openInput = (inputs: readonly Uint8Array[], seed: Uint8Array, index: number): Opening => ({
  index,
  input: inputs[index]!,
  salt: saltOf(seed, index),
  blind: blindOf(seed, index).toString(16).padStart(64, '0'),
});

/**
 * Whether the opened input is the one that was committed to in the ledger and the one that was asked: the element that
 * both sides hold is rebuilt from input and blind. Nobody can find a second input for an element, as that would be a
 * discrete logarithm between two hashes.
 */
export function verifyOpening(committed: Committed, opening: Opening): OpeningVerdict {
  const { index } = opening;
  const { commitments, elements, digest } = committed;
  if (!Number.isInteger(index) || index < 0 || (index + 1) * SIZE > commitments.length)
    return 'unknown-index';
  if (!equal(sha256(commitments), digest)) return 'commitments-altered';
  const made = hmac(sha256, opening.salt, opening.input);
  if (!equal(made, commitments.subarray(index * SIZE, (index + 1) * SIZE))) return 'not-committed';
  const blind = /^[0-9a-f]{64}$/.test(opening.blind) ? BigInt(`0x${opening.blind}`) : 0n;
  if (blind === 0n || blind >= Point.Fn.ORDER) return 'not-asked';
  const element = hashToGroup(opening.input).add(Point.BASE.multiply(blind)).toBytes();
  const sent = elements.subarray(index * ELEMENT_BYTES, (index + 1) * ELEMENT_BYTES);
  return equal(element, sent) ? 'holds' : 'not-asked';
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
