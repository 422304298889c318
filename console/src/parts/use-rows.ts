/** What a table shows of its rows: sorted, steady, with the changed ones remembered for a moment. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../texts.tsx';
import { type Steady, sortRows, steadyRows } from './steady-rows.ts';

export interface Sorting {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}
interface SortableColumn<Row> {
  readonly key: string;
  readonly sort?: (row: Row) => string | number | null;
}

interface ShownInput<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly SortableColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly sorting: Sorting | null;
  /** A change of this (filter, view) shows the new list at once. */
  readonly viewKey: string;
}

export interface Shown<Row> extends Steady<Row> {
  readonly accept: () => void;
}

/** Keeps the shown order until the reader accepts, sorts or changes the view. */
export function useShownRows<Row>({ rows, columns, keyOf, sorting, viewKey }: ShownInput<Row>): Shown<Row> {
  const { language } = useTexts();
  const [accepted, setAccepted] = useState(0);
  const order = useRef<{ view: string; rows: readonly Row[] }>({ view: '', rows: [] });
  const sortOf = columns.find((column) => column.key === sorting?.key)?.sort;
  const direction = sorting?.direction ?? 'ascending';
  const sorted = useMemo(
    () => (sortOf === undefined ? rows : sortRows(rows, sortOf, direction, language)),
    [rows, sortOf, direction, language],
  );
  const view = `${viewKey}|${sorting?.key ?? ''}|${sorting?.direction ?? ''}|${accepted}`;
  const steady = useMemo(() => {
    const fresh = order.current.view !== view || order.current.rows.length === 0;
    return steadyRows(fresh ? [] : order.current.rows, sorted, keyOf);
  }, [sorted, view, keyOf]);
  useEffect(() => {
    order.current = { view, rows: steady.rows };
  });
  return { ...steady, accept: () => setAccepted((count) => count + 1) };
}

/** How long a changed row is tinted. */
const TINT_MS = 2000;

/** A row that only moved is another object with the same content: it did not change. */
const differs = (before: unknown, now: unknown): boolean =>
  before !== now && JSON.stringify(before) !== JSON.stringify(now);

/** The keys of rows that changed in the last two seconds (the same key, another value). */
export function useChanged<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlySet<string> {
  const before = useRef<ReadonlyMap<string, Row> | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const known = before.current;
    before.current = new Map(rows.map((row) => [keyOf(row), row]));
    if (known === null) return;
    const found = rows
      .filter((row) => known.has(keyOf(row)) && differs(known.get(keyOf(row)), row))
      .map(keyOf);
    if (found.length === 0 || found.length === rows.length) return;
    setChanged((now) => new Set([...now, ...found]));
    setTimeout(() => setChanged((now) => new Set([...now].filter((key) => !found.includes(key)))), TINT_MS);
  }, [rows, keyOf]);
  return changed;
}
