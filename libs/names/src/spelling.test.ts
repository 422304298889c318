import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParts } from './parts.ts';
import { partDistance, spellingSteps } from './spelling.ts';
import { symbolCount } from './symbols.ts';

const of = (name: string): Uint8Array => readParts(name)[0]!.symbols;
const anySymbols = fc.uint8Array({ min: 1, max: symbolCount - 1, maxLength: 14 });

describe('the spelling distance', () => {
  it('is symmetric and zero only for the same symbols', () => {
    fc.assert(
      fc.property(anySymbols, anySymbols, (a, b) => {
        expect(partDistance(a, b)).toBe(partDistance(b, a));
        expect(partDistance(a, a)).toBe(0);
      }),
    );
  });

  it('is the sum of the steps of its alignment', () => {
    fc.assert(
      fc.property(anySymbols, anySymbols, (a, b) => {
        const steps = spellingSteps(a, b);
        expect(steps.reduce((sum, step) => sum + step.cost, 0)).toBe(partDistance(a, b));
        expect(steps.reduce((sum, step) => sum + step.di, 0)).toBe(a.length);
        expect(steps.reduce((sum, step) => sum + step.dj, 0)).toBe(b.length);
      }),
    );
  });

  it('finds the other script nearer than another name', () => {
    expect(partDistance(of('قاسم'), of('Qasem'))).toBeLessThan(partDistance(of('قاسم'), of('Kamel')));
    expect(partDistance(of('شريف'), of('Cherif'))).toBeLessThan(partDistance(of('شريف'), of('Zarif')));
    expect(partDistance(of('Haqqani'), of('Hakkani'))).toBeLessThan(
      partDistance(of('Haqqani'), of('Hanafi')),
    );
  });
});
