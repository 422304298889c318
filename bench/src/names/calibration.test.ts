import { probabilityOfBits } from '@jisr/names';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, falseAlerts, thresholds } from './calibration.ts';

const hits = fc.array(
  fc.record({ bits: fc.double({ min: -40, max: 90, noNaN: true }), right: fc.boolean() }),
);

describe('calibration', () => {
  it('says nothing of no hits', () => {
    const { bins, expectedError } = calibrate([], 6000);
    expect(expectedError).toBe(0);
    expect(bins.every((bin) => bin.hits === 0 && bin.stated === null && bin.observed === null)).toBe(true);
  });

  it('puts each hit in one bin, in which its stated probability lies', () => {
    fc.assert(
      fc.property(hits, (all) => {
        const { bins, expectedError } = calibrate(all, 6000);
        expect(bins.reduce((sum, bin) => sum + bin.hits, 0)).toBe(all.length);
        for (const bin of bins)
          if (bin.stated !== null) {
            expect(bin.stated).toBeGreaterThanOrEqual(bin.from - 1e-12);
            expect(bin.stated).toBeLessThanOrEqual(bin.to);
          }
        expect(expectedError).toBeGreaterThanOrEqual(0);
        expect(expectedError).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('measures the distance of what is stated from what is observed', () => {
    // The bits that state one half, found by halving.
    let [low, high] = [0, 40];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (probabilityOfBits(middle, 8) < 0.5) low = middle;
      else high = middle;
    }
    const half = { bits: high, right: true };
    expect(calibrate([half, { ...half, right: false }], 8).expectedError).toBeCloseTo(0);
    expect(calibrate([half, half], 8).expectedError).toBeCloseTo(0.5);
    const { bins } = calibrate([half, half, { ...half, right: false }, half], 8);
    expect(bins.find((bin) => bin.hits === 4)).toMatchObject({ from: 0.5, observed: 0.75 });
  });
});

describe('false alerts', () => {
  it('count those at the threshold and above, of a thousand', () => {
    expect(falseAlerts([20, 13.9, -Infinity, 24])).toEqual([500, 500, 500, 500, 250, 250]);
    expect(falseAlerts([])).toEqual(thresholds.map(() => 0));
  });

  it('never rise with the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true })), (best) => {
        const alerts = falseAlerts(best);
        expect([...alerts].sort((one, other) => other - one)).toEqual(alerts);
      }),
    );
  });
});
