import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutParts } from './folding.ts';

describe('a name cut into words', () => {
  it('is cut alike with a separator at its end, which takes the longer way', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abAB xM '), maxLength: 40 });
    fc.assert(
      fc.property(letters, (name) => {
        expect(cutParts(name)).toEqual(cutParts(`${name},`));
      }),
    );
    expect(cutParts('MohammadKazem McDonald ALI b')).toEqual(['Mohammad', 'Kazem', 'McDonald', 'ALI', 'b']);
  });

  it('takes no longer for many single letters', () => {
    const started = process.cpuUsage().user;
    cutParts(`${'A '.repeat(5_000)}!`);
    expect(process.cpuUsage(undefined).user - started).toBeLessThan(500_000);
  });
});
