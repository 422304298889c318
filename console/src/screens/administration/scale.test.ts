import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOf } from './scale.ts';

describe('scaleOf', () => {
  it('leaves nothing as nothing', () => expect(scaleOf(0)).toEqual({ value: 0, unit: 'byte' }));
  it('stays below a thousand up to the largest unit', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 14 }), (bytes) => {
        const { value } = scaleOf(bytes);
        expect(value).toBeLessThan(1000);
        expect(value).toBeGreaterThanOrEqual(0.999);
      }),
    ));
});
