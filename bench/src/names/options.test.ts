import { describe, expect, it } from 'vitest';
import { growthSizes, readOptions } from './options.ts';

describe('the options', () => {
  it('refuse what they do not know', () => {
    expect(() => readOptions(['--fast'])).toThrow('not --fast');
    for (const sizes of ['', 'many', '1e9.5', '5950,-3', '1999'])
      expect(() => readOptions(['--sizes', sizes])).toThrow('--sizes takes');
    expect(() => readOptions(['--sizes'])).toThrow('--sizes takes');
  });

  it('are read in any order, sizes in theirs', () => {
    expect(readOptions([])).toEqual({ quick: false, baselines: true, sizes: [5_950, 100_000, 1_000_000] });
    expect(readOptions(['--sizes', '100000,5950,5950', '--no-baselines', '--quick'])).toEqual({
      quick: true,
      baselines: false,
      sizes: [5_950, 100_000],
    });
  });

  it('show growth as far as the largest list goes', () => {
    expect(growthSizes([5_950, 100_000], false)).toEqual([10_000, 30_000, 100_000]);
    expect(growthSizes([1_000_000], true)).toHaveLength(6);
  });
});
