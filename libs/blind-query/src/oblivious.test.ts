import { createHash } from 'node:crypto';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_LIMIT, blind, encodeKey, epochKeys, evaluate, own, resume, unblind } from './index.ts';
import { Point, proofHolds, readElement } from './suite.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const keys = epochKeys(new Uint8Array(32).fill(0xa3), 'test key');
const random = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 37 + 11) & 255);
const seed = createHash('sha256').update('a question').digest();
const input = (n: number) => encodeKey({ kind: 'doc', issuer: 'BHR', class: 'P', number: `00${n}` });

// RFC 9497 appendix A.1.2 (ristretto255-SHA512, VOPRF), vector 1.
const vector = {
  publicKey: 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e',
  blinded: '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
  evaluated: 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
  proof:
    'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
  output:
    'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
};

describe('RFC 9497', () => {
  it('gives the public key, the evaluation and the output of vector A.1.2.1', () => {
    expect(toHex(keys.publicKey)).toBe(vector.publicKey);
    const answer = evaluate(keys, hex(vector.blinded), random);
    expect(answer.ok && toHex(answer.answer)).toBe(vector.evaluated);
    expect(toHex(own(keys.secretKey, hex('00')))).toBe(vector.output);
  });

  it('accepts the proof of vector A.1.2.1', () => {
    const [blinded, evaluated] = [hex(vector.blinded), hex(vector.evaluated)];
    const batch = {
      blinded: [blinded],
      blindedPoints: [readElement(blinded)!],
      evaluated: [evaluated],
      evaluatedPoints: [readElement(evaluated)!],
    };
    const key = readElement(hex(vector.publicKey))!;
    expect(proofHolds(hex(vector.publicKey), key, batch, hex(vector.proof))).toBe(true);
  });

  it('gives the outputs of the reference implementation for whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { minLength: 1, maxLength: 4 }), (inputs) => {
        const question = blind(inputs, seed);
        const { evaluated, proof } = ristretto255_oprf.voprf.blindEvaluateBatch(
          keys.secretKey,
          keys.publicKey,
          inputs.map((_, i) => question.elements.subarray(i * 32, i * 32 + 32)),
        );
        const result = unblind(question, Buffer.concat(evaluated), proof, keys.publicKey);
        if (!result.ok) throw new Error(result.code);
        const { outputs } = result;
        inputs.forEach((one, i) => {
          const { blind: factor, blinded } = ristretto255_oprf.voprf.blind(one);
          const single = ristretto255_oprf.voprf.blindEvaluate(keys.secretKey, keys.publicKey, blinded);
          const reference = ristretto255_oprf.voprf.finalize(
            one,
            factor,
            single.evaluated,
            blinded,
            keys.publicKey,
            single.proof,
          );
          expect(toHex(outputs[i]!)).toBe(toHex(reference));
          expect(toHex(own(keys.secretKey, one))).toBe(toHex(reference));
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a responder that cheats', () => {
  const question = blind([input(1), input(2), input(3)], seed);
  const honest = evaluate(keys, question.elements, random);
  if (!honest.ok) throw new Error(honest.code);
  const { answer, proof } = honest;

  it('is found out with another key', () => {
    const other = evaluate(epochKeys(new Uint8Array(32).fill(1), 'other'), question.elements, random);
    if (!other.ok) throw new Error(other.code);
    expect(unblind(question, other.answer, other.proof, keys.publicKey)).toEqual({
      ok: false,
      code: 'proof-wrong',
    });
  });

  it('is found out when two answers are exchanged', () => {
    const swapped = Uint8Array.from([
      ...answer.subarray(32, 64),
      ...answer.subarray(0, 32),
      ...answer.subarray(64),
    ]);
    expect(unblind(question, swapped, proof, keys.publicKey)).toEqual({ ok: false, code: 'proof-wrong' });
  });

  it('is found out when one answer is another element', () => {
    const altered = Uint8Array.from(answer);
    altered.set(Point.BASE.toBytes(), 32);
    expect(unblind(question, altered, proof, keys.publicKey)).toEqual({ ok: false, code: 'proof-wrong' });
  });

  it('is found out whatever bit of the proof is altered, and for a proof of another length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 511 }), (bit) => {
        const altered = Uint8Array.from(proof);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(unblind(question, answer, altered, keys.publicKey)).toEqual({
          ok: false,
          code: 'proof-wrong',
        });
      }),
      { numRuns: 25 },
    );
    expect(unblind(question, answer, proof.subarray(1), keys.publicKey).ok).toBe(false);
  });

  it('is found out when the answer is short, the identity, or no element at all', () => {
    for (const bad of [answer.subarray(32), new Uint8Array(96), new Uint8Array(96).fill(255)])
      expect(unblind(question, bad, proof, keys.publicKey)).toEqual({ ok: false, code: 'answer-malformed' });
    expect(unblind(question, answer, proof, new Uint8Array(32))).toEqual({
      ok: false,
      code: 'key-malformed',
    });
  });
});

describe('a question that was kept', () => {
  it('takes its answer like the one that was asked', () => {
    const inputs = [input(1), input(2)];
    const asked = blind(inputs, seed);
    const answer = evaluate(keys, asked.elements, random);
    if (!answer.ok) throw new Error(answer.code);
    const kept = resume(inputs, seed, asked.elements)!;
    const result = unblind(kept, answer.answer, answer.proof, keys.publicKey);
    expect(result).toEqual(unblind(asked, answer.answer, answer.proof, keys.publicKey));
    expect(resume(inputs, seed, new Uint8Array(64))).toBeNull();
    expect(resume(inputs, seed, asked.elements.subarray(1))).toBeNull();
  });
});

describe('a requester that errs', () => {
  it('is refused for too many elements, none, a part of one, the identity, and encodings that are not canonical', () => {
    const refusal = (bytes: Uint8Array) => {
      const result = evaluate(keys, bytes, random);
      return result.ok ? null : result.code;
    };
    expect(refusal(new Uint8Array(32 * (BATCH_LIMIT + 1)))).toBe('too-many');
    const good = blind([input(1)], seed).elements;
    for (const bad of [
      new Uint8Array(0),
      new Uint8Array(32),
      new Uint8Array(32).fill(0xff),
      good.subarray(1),
      Uint8Array.from([...good, 1]),
    ])
      expect(refusal(bad)).toBe('elements-malformed');
  });

  it('never throws on what it is sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        evaluate(keys, bytes, random);
      }),
      { numRuns: 200 },
    );
  });

  it('may not ask more than the limit at once, or with a short seed', () => {
    const many = Array.from({ length: BATCH_LIMIT + 1 }, () => input(1));
    expect(() => blind(many, seed)).toThrow(RangeError);
    expect(() => blind([], seed)).toThrow(RangeError);
    expect(() => blind([input(1)], seed.subarray(1))).toThrow(RangeError);
  });

  it('sends elements that say nothing: equal inputs look different, and another seed gives others', () => {
    const { elements } = blind([input(1), input(1)], seed);
    expect(toHex(elements.subarray(0, 32))).not.toBe(toHex(elements.subarray(32)));
    expect(toHex(blind([input(1)], createHash('sha256').update('b').digest()).elements)).not.toBe(
      toHex(elements.subarray(0, 32)),
    );
  });
});
