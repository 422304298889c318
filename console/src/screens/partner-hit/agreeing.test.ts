import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, agreementOf } from './agreeing.ts';

const KINDS = ['doc', 'namedob', 'nameyear', 'plain'] as const;

describe('what the keys say', () => {
  it('of a document alone is nothing about the name', () => {
    expect(ATTRIBUTES.map((each) => agreementOf(['doc'], each))).toEqual([
      'not-compared',
      'not-compared',
      'agrees',
      'not-compared',
    ]);
  });

  it('of a name with its year is no full date, and of the engine in the clear is nothing', () => {
    expect(agreementOf(['nameyear'], 'birthDate')).toBe('year');
    expect(agreementOf(['nameyear', 'namedob'], 'birthDate')).toBe('agrees');
    expect(ATTRIBUTES.map((each) => agreementOf(['plain'], each))).toEqual(Array(4).fill('told-nothing'));
  });

  it('never claims more with fewer keys', () => {
    const rank = { agrees: 3, year: 2, 'told-nothing': 1, 'not-compared': 0 };
    fc.assert(
      fc.property(
        fc.subarray([...KINDS]),
        fc.constantFrom(...KINDS),
        fc.constantFrom(...ATTRIBUTES),
        (kinds, more, attribute) =>
          rank[agreementOf([...kinds, more], attribute)] >= rank[agreementOf(kinds, attribute)],
      ),
    );
  });
});
