import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  ELEMENT_BYTES,
  type Point as Element,
  hashToGroup,
  output,
  Point,
  proofHolds,
  readElement,
  scalarOf,
} from './suite.ts';

/** The most elements of one question: more is not one flight, it is a copy of a list. */
export const BATCH_LIMIT = 500;

/** A question as it is kept by whoever asks, until the answer comes. */
export interface BlindQuestion {
  readonly inputs: readonly Uint8Array[];
  /** The elements one after the other, 32 bytes each: all that leaves. */
  readonly elements: Uint8Array;
  readonly points: readonly Element[];
  readonly blinds: readonly bigint[];
}

export type Unblinded =
  | { readonly ok: true; readonly outputs: readonly Uint8Array[] }
  | { readonly ok: false; readonly code: 'answer-malformed' | 'proof-wrong' | 'key-malformed' };

/**
 * The blind of one input: derived from the seed of its question, so that the seed alone, kept sealed, opens any one of
 * them for an audit later, and a question survives a restart.
 */
export const blindOf = (seed: Uint8Array, index: number): bigint =>
  scalarOf(hmac(sha512, seed, concatBytes(utf8ToBytes('jisr blind '), utf8ToBytes(String(index)))));

/**
 * Blinds inputs for one question: element = H(input) + blind × generator. An additive blind hides as perfectly as the
 * factor of RFC 9497 §3.3.2, gives the same output, and costs a quarter, because both of its multiplications are of
 * points known beforehand. It is sound because the responder's key is pinned and its proof is checked before anything
 * is taken off (Jarecki, Krawczyk, Xu 2021).
 *
 * @param seed 32 random bytes, never used for a second question
 * @throws RangeError for more than {@link BATCH_LIMIT} inputs, none, or a seed of another length
 * @example
 * const question = blind(inputs, crypto.getRandomValues(new Uint8Array(32)));
 * send(question.elements);
 */
export function blind(inputs: readonly Uint8Array[], seed: Uint8Array): BlindQuestion {
  if (inputs.length === 0 || inputs.length > BATCH_LIMIT) throw new RangeError(`1 to ${BATCH_LIMIT} inputs`);
  if (seed.length !== 32) throw new RangeError('a seed has 32 bytes');
  const elements = new Uint8Array(inputs.length * ELEMENT_BYTES);
  const points: Element[] = [];
  const blinds: bigint[] = [];
  inputs.forEach((input, index) => {
    const factor = blindOf(seed, index);
    const point = hashToGroup(input).add(Point.BASE.multiply(factor));
    elements.set(point.toBytes(), index * ELEMENT_BYTES);
    points.push(point);
    blinds.push(factor);
  });
  return { inputs, elements, points, blinds };
}

const keys = new Map<string, Element>();
const keysKept = 4;

/** The responder's key with its table of multiples: made once, used for each flight. */
function preparedKey(publicKey: Uint8Array): Element | null {
  const name = publicKey.join();
  const known = keys.get(name);
  if (known) return known;
  const point = readElement(publicKey)?.precompute(8, false) ?? null;
  if (point === null) return null;
  if (keys.size >= keysKept) keys.clear();
  keys.set(name, point);
  return point;
}

/** Cuts a message into its elements; null when its length is not theirs. */
export function elementsOf(bytes: Uint8Array, count: number): Uint8Array[] | null {
  if (bytes.length !== count * ELEMENT_BYTES) return null;
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * ELEMENT_BYTES, (i + 1) * ELEMENT_BYTES));
}

/**
 * Checks the proof of an answer against the responder's pinned key and takes the blinds off. An answer that was made with
 * another key, exchanged or altered anywhere is refused as a whole: `proof-wrong` means that the responder cheats or that
 * somebody stands between.
 *
 * @returns one output of 64 bytes for each input, in order
 * @example
 * const result = unblind(question, answer, proof, filter.publicKey);
 */
export function unblind(
  question: BlindQuestion,
  answer: Uint8Array,
  proof: Uint8Array,
  publicKey: Uint8Array,
): Unblinded {
  const key = preparedKey(publicKey);
  if (key === null) return { ok: false, code: 'key-malformed' };
  const count = question.inputs.length;
  const evaluated = elementsOf(answer, count);
  const evaluatedPoints = evaluated?.map(readElement);
  if (!evaluated || !evaluatedPoints?.every((point) => point !== null))
    return { ok: false, code: 'answer-malformed' };
  const blinded = elementsOf(question.elements, count)!;
  const batch = { blinded, blindedPoints: question.points, evaluated, evaluatedPoints };
  if (!proofHolds(publicKey, key, batch, proof)) return { ok: false, code: 'proof-wrong' };
  const outputs = evaluatedPoints.map((point, i) =>
    output(question.inputs[i]!, point.subtract(key.multiply(question.blinds[i]!)).toBytes()),
  );
  return { ok: true, outputs };
}

/**
 * A question as it was asked, from what was kept of it; null where the elements are not elements. Decoding them is a third
 * of the work of blinding again.
 *
 * @example
 * const question = resume(inputs, seed, elements);
 */
export function resume(
  inputs: readonly Uint8Array[],
  seed: Uint8Array,
  elements: Uint8Array,
): BlindQuestion | null {
  const points = elementsOf(elements, inputs.length)?.map(readElement);
  if (!points?.every((point) => point !== null)) return null;
  return { inputs, elements, points, blinds: inputs.map((_, index) => blindOf(seed, index)) };
}
