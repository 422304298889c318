import { pippenger } from '@noble/curves/abstract/curve.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** The suite ristretto255-SHA512 in verifiable mode (RFC 9497 §4.1, mode 0x01): what both sides compute alike. */
export const ELEMENT_BYTES = 32;
export const PROOF_BYTES = 64;
export const OUTPUT_BYTES = 64;

export const { Point } = ristretto255;
export type Point = InstanceType<typeof Point>;
const { Fn } = Point;

const context = concatBytes(utf8ToBytes('OPRFV1-'), Uint8Array.of(1), utf8ToBytes('-ristretto255-SHA512'));
const separated = (label: string): Uint8Array => concatBytes(utf8ToBytes(label), context);
const groupTag = separated('HashToGroup-');
const scalarTag = separated('HashToScalar-');
const seedTag = separated('Seed-');

/** Each part behind its length in two bytes (RFC 9497 §1.2, I2OSP). */
const encode = (parts: readonly Uint8Array[], ending: string): Uint8Array => {
  const pieces: Uint8Array[] = [];
  for (const part of parts) pieces.push(Uint8Array.of(part.length >>> 8, part.length & 255), part);
  return concatBytes(...pieces, utf8ToBytes(ending));
};

/** The group element of an input. */
export const hashToGroup = (input: Uint8Array): Point =>
  ristretto255_hasher.hashToCurve(input, { DST: groupTag });

/** The 64 bytes that a key makes of an input: `Hash(input, element, "Finalize")` (RFC 9497 §3.3.2). */
export const output = (input: Uint8Array, element: Uint8Array): Uint8Array =>
  sha512(encode([input, element], 'Finalize'));

/** Reads an element from the wire; null for an encoding that is not canonical, and for the identity (RFC 9497 §3.3). */
export const readElement = (bytes: Uint8Array): Point | null => {
  if (bytes.length !== ELEMENT_BYTES) return null;
  try {
    const point = Point.fromBytes(bytes);
    return point.is0() ? null : point;
  } catch {
    return null;
  }
};

/** A scalar from 64 uniform bytes: the bias of the remainder is below 2^-250. */
export const scalarOf = (uniform: Uint8Array): bigint => {
  let value = 0n;
  for (let i = uniform.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(uniform[i]!);
  return Fn.create(value);
};

const challenge = (publicKey: Uint8Array, points: readonly Point[]): bigint =>
  ristretto255_hasher.hashToScalar(
    encode([publicKey, ...points.map((point) => point.toBytes())], 'Challenge'),
    {
      DST: scalarTag,
    },
  );

/** The weights that bind a batch together (RFC 9497 §2.2.1). */
function weights(publicKey: Uint8Array, blinded: readonly Uint8Array[], evaluated: readonly Uint8Array[]) {
  const seed = sha512(encode([publicKey, seedTag], ''));
  return blinded.map((element, i) => {
    // The place stands bare in two bytes, between seed and elements.
    const place = Uint8Array.of(i >>> 8, i & 255);
    const head = concatBytes(Uint8Array.of(seed.length >>> 8, seed.length & 255), seed, place);
    return ristretto255_hasher.hashToScalar(
      concatBytes(head, encode([element, evaluated[i]!], 'Composite')),
      { DST: scalarTag },
    );
  });
}

/** What a proof is checked on: elements as they were sent, beside their points. */
export interface Transcript {
  readonly blinded: readonly Uint8Array[];
  readonly blindedPoints: readonly Point[];
  readonly evaluated: readonly Uint8Array[];
  readonly evaluatedPoints: readonly Point[];
}

/**
 * Whether the proof shows that one key, that of `publicKey`, made every answer of the batch (RFC 9497 §2.2.2). Nothing in
 * it is secret, so it may take its time from the values.
 */
export function proofHolds(publicKey: Uint8Array, key: Point, batch: Transcript, proof: Uint8Array): boolean {
  if (proof.length !== PROOF_BYTES) return false;
  const c = readScalar(proof.subarray(0, 32));
  const s = readScalar(proof.subarray(32));
  if (c === null || s === null) return false;
  const factors = weights(publicKey, batch.blinded, batch.evaluated);
  const m = pippenger(Point, [...batch.blindedPoints], factors);
  const z = pippenger(Point, [...batch.evaluatedPoints], factors);
  const t2 = pippenger(Point, [Point.BASE, key], [s, c]);
  const t3 = pippenger(Point, [m, z], [s, c]);
  return challenge(publicKey, [m, z, t2, t3]) === c;
}

/** A scalar below the order of the group; null otherwise: a proof has one encoding. */
function readScalar(bytes: Uint8Array): bigint | null {
  let value = 0n;
  for (let i = 31; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value < Fn.ORDER ? value : null;
}
