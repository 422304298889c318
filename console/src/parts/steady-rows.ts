/** A list that never reorders under the cursor: what comes later waits behind "7 new" until it is accepted. */

export interface Steady<Row> {
  readonly rows: readonly Row[];
  /** Rows that wait to be shown. */
  readonly fresh: number;
  /** Keys of shown rows that left the list; they stay, greyed, until the new order is accepted. */
  readonly gone: ReadonlySet<string>;
}

/**
 * Puts what is known now into the order that is shown. Rows added at the end (the next page) are taken at once,
 * because nothing moves.
 *
 * @example
 * steadyRows([{ id: 'a' }], [{ id: 'b' }, { id: 'a' }], (row) => row.id) // rows: a, fresh: 1
 */
export function steadyRows<Row>(
  shown: readonly Row[],
  incoming: readonly Row[],
  keyOf: (row: Row) => string,
): Steady<Row> {
  const latest = new Map(incoming.map((row) => [keyOf(row), row]));
  const shownKeys = new Set(shown.map(keyOf));
  const appended = shown.every((row, index) => {
    const same = incoming[index];
    return same !== undefined && keyOf(same) === keyOf(row);
  });
  if (appended) return { rows: incoming, fresh: 0, gone: new Set() };
  return {
    rows: shown.map((row) => latest.get(keyOf(row)) ?? row),
    fresh: incoming.filter((row) => !shownKeys.has(keyOf(row))).length,
    gone: new Set(shown.map(keyOf).filter((key) => !latest.has(key))),
  };
}

/** Sorts by a value; absent values last in either direction; ties keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortOf: (row: Row) => string | number | null,
  direction: 'ascending' | 'descending',
  locale: string,
): readonly Row[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: sortOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
      return sign * collator.compare(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}
