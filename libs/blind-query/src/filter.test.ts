import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSet, encodeSet } from './golomb.ts';
import { buildFilter, contains, readFilter, referenceOf } from './index.ts';

/** Bytes that look random and are the same at each run. */
const chance = (name: string) => {
  let count = 0;
  return (size: number): Uint8Array => {
    const blocks: Buffer[] = [];
    while (blocks.length * 64 < size) blocks.push(createHash('sha512').update(`${name} ${count++}`).digest());
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, size));
  };
};
const head = { epoch: 7, edition: 99, publicKey: new Uint8Array(32).fill(9) };
const outputs = (count: number, name = 'list') => {
  const next = chance(name);
  return Array.from({ length: count }, () => next(64));
};

describe('the coded set', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt(0n, (1n << 43n) - 1n), { minLength: 8, maxLength: 8 }), (list) => {
        const values = BigUint64Array.from(list).sort();
        expect(decodeSet(encodeSet(values), 8)).toEqual(values);
      }),
    );
  });

  it('has one encoding: every flipped bit gives another set or none', () => {
    const values = BigUint64Array.from([5n, 1n << 41n, (1n << 41n) + 1n, 1n << (42n - 1n)]).sort();
    const bytes = encodeSet(values);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const altered = Uint8Array.from(bytes);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(decodeSet(altered, 4)).not.toEqual(values);
      }),
    );
  });

  it('is refused when it is short, long, or claims more than its bytes can hold', () => {
    const bytes = encodeSet(BigUint64Array.from([1n, 2n]));
    expect(decodeSet(bytes.subarray(0, -1), 2)).toBeNull();
    expect(decodeSet(Uint8Array.from([...bytes, 0]), 2)).toBeNull();
    expect(decodeSet(bytes, 2 ** 40)).toBeNull();
  });
});

describe('the filter', () => {
  const listed = outputs(300);
  const bytes = buildFilter(head, listed, chance('padding'));
  const read = readFilter(bytes);
  if (!read.ok) throw new Error(read.code);
  const { filter } = read;

  it('holds all that is listed, and nothing else', () => {
    expect(listed.every((output) => contains(filter, output))).toBe(true);
    expect(outputs(2000, 'others').some((output) => contains(filter, output))).toBe(false);
  });

  it('says its epoch, edition and key, and pads to the next power of two', () => {
    expect(filter).toMatchObject({ epoch: 7, edition: 99, size: 512, publicKey: head.publicKey });
    expect(filter.digest).toHaveLength(32);
    expect(bytes.length).toBeLessThan(512 * 5.4);
  });

  it('can be of an empty list', () => {
    const empty = readFilter(buildFilter(head, [], chance('empty')));
    expect(empty.ok && empty.filter.size).toBe(1);
  });

  it('is refused with any bit of the set or its digest altered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 45 * 8, max: bytes.length * 8 - 1 }), (bit) => {
        const altered = Uint8Array.from(bytes);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(readFilter(altered)).toEqual({ ok: false, code: 'digest-wrong' });
      }),
      { numRuns: 50 },
    );
  });

  it('never throws, and refuses what is no filter', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (junk, headed) => {
        expect(readFilter(headed ? Uint8Array.from([...bytes.subarray(0, 13), ...junk]) : junk).ok).toBe(
          false,
        );
      }),
    );
    const huge = Uint8Array.from(bytes);
    huge[12] = 60;
    expect(readFilter(huge)).toEqual({ ok: false, code: 'too-large' });
    const claims = Uint8Array.from(bytes);
    claims[12] = 20;
    expect(readFilter(claims).ok).toBe(false);
  });
});

describe('the reference', () => {
  it('is not in the filter’s bits, names its epoch, and differs from output to output', () => {
    const listed = outputs(1000);
    const references = new Set(listed.map((output) => referenceOf(output, 7)));
    expect(references.size).toBe(1000);
    for (const reference of references) expect(reference).toMatch(/^7(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    const changed = Uint8Array.from(listed[0]!);
    changed[0]! ^= 1;
    expect(referenceOf(changed, 7)).toBe(referenceOf(listed[0]!, 7));
  });
});
