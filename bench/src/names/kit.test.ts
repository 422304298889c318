import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixed, readRows } from './kit.ts';

describe('the kit', () => {
  it('is read as a table, a short line with empty cells', () => {
    expect(readRows('id\tname\n1\tA B\n2\n')).toEqual([
      { id: '1', name: 'A B' },
      { id: '2', name: '' },
    ]);
    expect(readRows('')).toEqual([]);
  });

  it('is mixed without loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), (count) => {
        const items = Array.from({ length: count }, (_, at) => at);
        expect(mixed(items).sort((one, other) => one - other)).toEqual(items);
      }),
    );
  });
});
