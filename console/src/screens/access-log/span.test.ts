import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf, startOf } from './span.ts';

describe('startOf and endOf', () => {
  it.each(['', 'today', '2026-2-1', '2026-02-30', '2026-13-01'])('take no day from %j', (text) => {
    expect(startOf(text)).toBeUndefined();
    expect(endOf(text)).toBeUndefined();
  });
  it('bound exactly one day, save where clocks change', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2000, 0, 1), max: new Date(2090, 0, 1), noInvalidDate: true }),
        (date) => {
          const pad = (value: number) => String(value).padStart(2, '0');
          const text = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
          const hours = (Date.parse(endOf(text) ?? '') + 1 - Date.parse(startOf(text) ?? '')) / 3_600_000;
          expect(hours).toBeGreaterThanOrEqual(23);
          expect(hours).toBeLessThanOrEqual(25);
        },
      ),
    ));
});
