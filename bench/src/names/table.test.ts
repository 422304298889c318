import { describe, expect, it } from 'vitest';
import { percentiles } from '../parts/report.ts';
import { count, figure, formatTable, none, percent } from './table.ts';

describe('the table', () => {
  it('puts figures under their heads, in all sections', () => {
    const table = formatTable([
      { title: 'One', columns: ['Jisr', 'other'], rows: [{ label: 'a long label', cells: ['▼ 1.0', '2'] }] },
      { title: 'Two', columns: ['x'], rows: [{ label: 'y', cells: ['12,345,678'] }] },
    ]);
    expect(table.split('\n')).toEqual([
      'One                 Jisr       other',
      '────────────────────────────────────',
      'a long label       ▼ 1.0           2',
      '',
      'Two                    x',
      '────────────────────────',
      'y             12,345,678',
    ]);
  });

  it('writes figures with three digits, and none where there is none', () => {
    expect([null, undefined, Number.NaN, Infinity].map(figure)).toEqual([none, none, none, none]);
    expect([0, 0.12345, 9.876, 99.96, 123.4, 1234.5, 1_234_567].map(figure)).toEqual([
      '0',
      '0.123',
      '9.88',
      '100',
      '123',
      '1,230',
      '1,230,000',
    ]);
    expect(count(16_058)).toBe('16,058');
    expect(percent(null)).toBe(none);
    expect(percent(0.12345)).toBe('12.3');
  });
});

describe('percentiles', () => {
  it('are of the measurements in order, with the decimals asked for', () => {
    const values = Array.from({ length: 100 }, (_, at) => (100 - at) / 1000);
    expect(percentiles(values, 3)).toEqual({ p50: 0.051, p95: 0.096, p99: 0.1, max: 0.1 });
    expect(percentiles(values)).toEqual({ p50: 0.05, p95: 0.1, p99: 0.1, max: 0.1 });
    expect(percentiles([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
    expect(percentiles([])).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 });
  });
});
