import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleSeries, readMessages, seriesKey } from './index.ts';
import { batchList, closeOut } from './reference-messages.ts';

const parts = (...list: number[]) => list.map((part) => ({ part, last: part === 3 }));
const first = (text: string) => readMessages(new TextEncoder().encode(text)).messages[0]!;

describe('assembleSeries', () => {
  it('lists the parts that are missing', () => {
    expect(assembleSeries(parts(3, 1))).toEqual({ complete: false, total: 3, missing: [2], duplicates: [] });
    expect(assembleSeries(parts(1, 2))).toEqual({
      complete: false,
      total: null,
      missing: [],
      duplicates: [],
    });
    expect(assembleSeries([])).toEqual({ complete: false, total: null, missing: [], duplicates: [] });
  });
  it('lists the parts that came twice', () => {
    expect(assembleSeries(parts(1, 2, 2, 3))).toEqual({
      complete: true,
      total: 3,
      missing: [],
      duplicates: [2],
    });
  });
  it('does not mind the order of arrival', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), (order) => {
        expect(assembleSeries(order.map((part) => ({ part, last: part === 5 }))).complete).toBe(true);
      }),
    );
  });
  it('takes 01:F as a series of one', () => {
    expect(assembleSeries([first(batchList).series!]).complete).toBe(true);
  });
});

describe('seriesKey', () => {
  it('is the same for the parts of one series and differs between functions', () => {
    const part = (text: string) => seriesKey(first(text));
    expect(part(batchList)).toBe('QJAIRLINE|PAXLST|745|QJ412/260301/1310');
    expect(part(batchList.replace('+01:F', '+02'))).toBe(part(batchList));
    expect(part(closeOut)).toBe('QJ|PAXLST|266|77100');
  });
  it('falls back to flight and date, and is null outside a series', () => {
    expect(seriesKey(first(batchList.replace('+QJ412/260301/1310+01', '++01')))).toBe(
      'QJAIRLINE|PAXLST|745|QJ412|2026-03-01',
    );
    expect(seriesKey(first(batchList.replace('+QJ412/260301/1310+01:F', '')))).toBeNull();
  });
});
