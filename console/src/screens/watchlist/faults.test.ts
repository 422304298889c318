import { NewWatchlist } from '@jisr/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, itemsOf, latinDigits } from './faults.ts';

describe('faultsOf', () => {
  it('names each refused field once', () => {
    const refused = NewWatchlist.safeParse({ code: 'x', name: { en: 1, ar: 2 }, instruction: 'smile' });
    expect(refused.success).toBe(false);
    if (!refused.success) {
      expect([...faultsOf(refused.error)].sort()).toEqual(
        ['ar', 'code', 'en', 'format', 'instruction', 'legalBasis', 'owner'].sort(),
      );
    }
  });
});

describe('latinDigits', () => {
  it('leaves what is no digit', () => expect(latinDigits('١٩٨٤/محمد-۰۲ 7')).toBe('1984/محمد-02 7'));
  it('turns every digit of both sets', () =>
    fc.assert(
      fc.property(fc.nat({ max: 9 }), fc.constantFrom(0x660, 0x6f0), (digit, from) => {
        expect(latinDigits(String.fromCodePoint(from + digit))).toBe(String(digit));
      }),
    ));
});

describe('itemsOf', () => {
  it('finds nothing in nothing', () => expect(itemsOf(' ، ;\n')).toEqual([]));
  it('parts by commas of either script', () => expect(itemsOf('1984، 1985,1986\n1987')).toHaveLength(4));
});
