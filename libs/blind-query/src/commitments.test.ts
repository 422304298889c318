import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blind, commit, encodeKey, openInput, verifyOpening } from './index.ts';

const seed = createHash('sha256').update('seed').digest();
const inputs = [1, 2, 3].map((n) => encodeKey({ kind: 'doc', issuer: 'BHR', class: 'P', number: `000${n}` }));
const { elements } = blind(inputs, seed);
const committed = { ...commit(inputs, seed), elements };

describe('opening a question', () => {
  it('shows that what was logged is what was asked', () => {
    for (const index of [0, 1, 2])
      expect(verifyOpening(committed, openInput(inputs, seed, index))).toBe('holds');
  });

  it('fails for another person, another place, another blind, and altered records', () => {
    const opening = openInput(inputs, seed, 1);
    expect(verifyOpening(committed, { ...opening, input: inputs[0]! })).toBe('not-committed');
    expect(verifyOpening(committed, { ...opening, index: 0 })).toBe('not-committed');
    expect(verifyOpening(committed, { ...opening, index: 3 })).toBe('unknown-index');
    expect(verifyOpening(committed, { ...opening, blind: '0'.repeat(63).concat('5') })).toBe('not-asked');
    expect(verifyOpening(committed, { ...opening, blind: 'f'.repeat(64) })).toBe('not-asked');
    expect(verifyOpening({ ...committed, digest: new Uint8Array(32) }, opening)).toBe('commitments-altered');
    const other = blind([...inputs].reverse(), seed).elements;
    expect(verifyOpening({ ...committed, elements: other }, openInput(inputs, seed, 0))).toBe('not-asked');
  });

  it('tells nothing of what was not opened: equal inputs have different commitments', () => {
    const { commitments } = commit([inputs[0]!, inputs[0]!], seed);
    expect(commitments.subarray(0, 32)).not.toEqual(commitments.subarray(32));
  });
});
