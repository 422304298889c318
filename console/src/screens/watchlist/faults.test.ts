import { NewWatchlist } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { faultsOf, itemsOf } from './faults.ts';

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

describe('itemsOf', () => {
  it('finds nothing in nothing', () => expect(itemsOf(' ، ;\n')).toEqual([]));
  it('parts by commas of either script', () => expect(itemsOf('1984، 1985,1986\n1987')).toHaveLength(4));
});
