import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, segmentOf } from './segments.ts';

describe('segmentOf', () => {
  it.each(['', 'main', '-1', '1.5', '12345678'])('names no segment: %j', (hash) =>
    expect(segmentOf(hash)).toBeNull(),
  );
  it('names one', () => expect(segmentOf('14')).toBe(14));
});

describe('cutAt', () => {
  it('loses no letter, whatever is quoted', () =>
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (raw, part) => {
        expect(cutAt(raw, part).join('')).toBe(raw);
      }),
    ));
  it('marks the quoted part', () => expect(cutAt('abc', 'b')).toEqual(['a', 'b', 'c']));
});
