import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concat,
  cosign,
  FAULTS,
  formatProofFile,
  KEY_TYPES,
  leafHash,
  NOTE_LIMITS,
  packProof,
  proveInclusion,
  type Result,
  readProof,
  utf8,
  verifyProofFile,
} from './index.ts';
import { entriesNamed, LOG, memoryLog, testKey, WITNESS } from './testing.ts';

const entries = entriesNamed(300);
const log = memoryLog(entries);
const leaf = (index: number) => leafHash(entries[index]!);
const THIRD = testKey('third.example/شاهد', KEY_TYPES.cosignature, 9);
const opened = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.fault);
  return result.value;
};

/** The head of this size, cosigned. */
function headOf(size: number, witnesses = [WITNESS]): string {
  const note = log.note(size);
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const lines = witnesses.map((each) => cosign(text, each.key, each.sign, 1_772_352_000));
  return (
    note +
    lines
      .map(({ name, keyId, blob }) => `— ${name} ${Buffer.from(concat(keyId, blob)).toString('base64')}\n`)
      .join('')
  );
}
const proofOf = (index: number, size = 300, witnesses = [WITNESS]) => ({
  index,
  proof: proveInclusion(index, size, log.read),
  checkpoint: headOf(size, witnesses),
  extra: leaf(index),
});
const keys = { log: [LOG.key], witnesses: [WITNESS.key, THIRD.key], quorum: 1 };

describe('a packed proof', () => {
  it('is the proof file again, to the letter, and proves the same', () => {
    const place = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.nat())
      .map(([size, at]) => ({ size, index: at % size }));
    fc.assert(
      fc.property(place, fc.boolean(), ({ size, index }, two) => {
        const file = proofOf(index, size, two ? [WITNESS, THIRD] : [WITNESS]);
        const read = opened(readProof(opened(packProof(file, leaf(index)))));
        expect(formatProofFile(read)).toBe(formatProofFile(file));
        expect(verifyProofFile(read, leaf(index), keys)).toMatchObject({ ok: true, value: { index, size } });
      }),
      { numRuns: 60 },
    );
  });

  it('carries the hash of its entry where the file did not, and loses nothing else that the file adds', () => {
    const file = proofOf(7);
    expect(packProof({ ...file, extra: null }, leaf(7))).toEqual(packProof(file, leaf(7)));
    expect(packProof({ ...file, extra: utf8('note') }, leaf(7))).toMatchObject({ fault: 'PROOF_MALFORMED' });
  });

  it('is made of no proof that does not lead to its head', () => {
    const file = proofOf(7);
    expect(packProof(file, leaf(8))).toMatchObject({ fault: 'PROOF_MALFORMED' });
    expect(packProof({ ...file, extra: null }, leaf(8))).toMatchObject({ fault: 'PROOF_INVALID' });
    expect(packProof({ ...file, index: 8 }, leaf(7))).toMatchObject({ fault: 'PROOF_INVALID' });
    expect(packProof({ ...file, checkpoint: 'none' }, leaf(7))).toMatchObject({ fault: 'NOTE_MALFORMED' });
  });

  // The root is computed and not carried: what is changed leads to another root, which nobody signed.
  it('with any byte changed is read as no proof, or proves nothing', () => {
    const bytes = opened(packProof(proofOf(41), leaf(41)));
    for (let at = 0; at < bytes.length; at += 1) {
      const bent = bytes.slice();
      bent[at]! ^= 1 << (at % 8);
      const read = readProof(bent);
      const proved = read.ok && verifyProofFile(read.value, read.value.extra ?? leaf(41), keys).ok;
      expect(proved, `byte ${at}`).toBe(false);
    }
    for (let length = 0; length < bytes.length; length += 1) {
      const read = readProof(bytes.slice(0, length));
      expect(read.ok && verifyProofFile(read.value, leaf(41), keys).ok).toBe(false);
    }
    expect(readProof(concat(bytes, Uint8Array.of(0)))).toEqual({ ok: false, fault: 'PROOF_MALFORMED' });
    const many = Array.from({ length: 63 }, () => Uint8Array.of(1, 97, 1, 2, 3, 4, 1, 0));
    expect(readProof(concat(bytes, ...many))).toEqual({ ok: false, fault: 'TOO_MANY_SIGNATURES' });
  });

  it('has one spelling of each number and name', () => {
    const bytes = opened(packProof(proofOf(7), leaf(7)));
    // The index, 7, in two groups of which the last is empty.
    const spelt = concat(bytes.slice(0, 36), Uint8Array.of(0x87, 0), bytes.slice(37));
    expect(readProof(spelt)).toEqual({ ok: false, fault: 'PROOF_MALFORMED' });
    const [name, witness] = [utf8(LOG.key.name), utf8(WITNESS.key.name)];
    const at = Buffer.from(bytes).indexOf(witness);
    const own = concat(bytes.slice(0, at - 1), Uint8Array.of(name.length), name);
    expect(readProof(concat(own, bytes.slice(at + witness.length)))).toMatchObject({
      fault: 'SIGNATURE_MALFORMED',
    });
  });

  it('that is hostile is answered with a code', () => {
    const packed = opened(packProof(proofOf(7), leaf(7)));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((rest) => concat(utf8('jtp1'), rest)),
      fc.uint8Array({ maxLength: 200 }).map((rest) => concat(packed.slice(0, 36), rest)),
      fc
        .tuple(fc.nat({ max: packed.length }), fc.uint8Array({ maxLength: 12 }))
        .map(([at, put]) => concat(packed.slice(0, at), put, packed.slice(at + put.length))),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        const read = readProof(input);
        if (read.ok) expect(() => verifyProofFile(read.value, leaf(7), keys)).not.toThrow();
        else expect(FAULTS).toContain(read.fault);
      }),
      { numRuns: 500 },
    );
    const large = concat(utf8('jtp1'), new Uint8Array(NOTE_LIMITS.bytes));
    expect(readProof(large)).toEqual({ ok: false, fault: 'TOO_LARGE' });
  });
});
