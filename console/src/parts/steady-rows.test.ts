import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortRows, steadyRows } from './steady-rows.ts';

interface Row {
  readonly id: string;
  readonly value: number | null;
}
const row = (id: string, value: number | null = 0): Row => ({ id, value });
const keyOf = (each: Row) => each.id;

describe('a steady list', () => {
  it('keeps the order, holds new rows back and marks those that left', () => {
    const steady = steadyRows([row('a'), row('b')], [row('c'), row('b', 5)], keyOf);
    expect(steady.rows).toEqual([row('a'), row('b', 5)]);
    expect(steady.fresh).toBe(1);
    expect([...steady.gone]).toEqual(['a']);
  });

  it('takes the next page at once, because nothing moves', () => {
    expect(steadyRows([row('a')], [row('a'), row('b')], keyOf)).toEqual({
      rows: [row('a'), row('b')],
      fresh: 0,
      gone: new Set(),
    });
  });

  it('never moves a shown row', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 20 }).map(String));
    fc.assert(
      fc.property(ids, ids, (shown, incoming) => {
        const { rows } = steadyRows(
          shown.map((id) => row(id)),
          incoming.map((id) => row(id)),
          keyOf,
        );
        expect(rows.map(keyOf).slice(0, shown.length)).toEqual(shown);
      }),
    );
  });
});

describe('sorting', () => {
  it('puts absent values last in either direction', () => {
    const rows = [row('a', null), row('b', 2), row('c', 1)];
    const order = (direction: 'ascending' | 'descending') =>
      sortRows(rows, (each) => each.value, direction, 'en').map(keyOf);
    expect(order('ascending')).toEqual(['c', 'b', 'a']);
    expect(order('descending')).toEqual(['b', 'c', 'a']);
  });

  it('sorts seats by number', () => {
    const rows = ['10A', '9F', '9A'].map((id) => row(id));
    expect(sortRows(rows, keyOf, 'ascending', 'ar').map(keyOf)).toEqual(['9A', '9F', '10A']);
  });
});
