/** One row of the console's table: what is clicked, opened and moved from. */
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { isPlainClick } from '../router.ts';
import { navigate } from '../routing.tsx';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** CSS width (`96px`, `18%`); columns without one share the rest. */
  readonly width?: string;
  /** `end` for numbers. */
  readonly align?: 'start' | 'end';
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable; only for lists that are wholly loaded. */
  readonly sort?: (row: Row) => string | number | null;
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly cursor: boolean;
  readonly focusable: boolean;
  readonly changed: boolean;
  readonly gone: boolean;
  readonly href: string | null;
  readonly onCursor: (index: number) => void;
  readonly onMove: (index: number) => void;
}

/** The arrows move from a row that has the focus, also where single keys are switched off (WCAG 2.1.1). */
const STEPS: Readonly<Record<string, (index: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: () => Number.MAX_SAFE_INTEGER,
};

const flag = (on: boolean): '' | undefined => (on ? '' : undefined);

/** A row that has the focus opens with Enter and hands the focus on with the arrows. */
export function BodyRow<Row>({
  row,
  index,
  columns,
  cursor,
  focusable,
  changed,
  gone,
  href,
  onCursor,
  onMove,
}: BodyRowProps<Row>) {
  const click = (event: MouseEvent) => {
    onCursor(index);
    const own = event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
    if (href !== null && !own && isPlainClick(event)) navigate(href);
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const step = STEPS[event.key];
    if (step === undefined && (event.key !== 'Enter' || href === null)) return;
    event.preventDefault();
    if (step !== undefined) onMove(step(index));
    else if (href !== null) navigate(href);
  };
  return (
    <tr
      className={styles.row}
      data-index={index}
      data-cursor={flag(cursor)}
      data-changed={flag(changed)}
      data-gone={flag(gone)}
      data-opens={flag(href !== null)}
      aria-rowindex={index + 2}
      tabIndex={focusable ? 0 : -1}
      onClick={click}
      onKeyDown={press}
      onFocus={() => onCursor(index)}
    >
      {columns.map((column) => (
        <td key={column.key} className={column.align === 'end' ? styles.end : ''}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
