/** The table of the console: a real `<table>` whose rows are drawn as they scroll into view, moved by J and K. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { useKeys } from '../keyboard.tsx';
import { usePreferences } from '../preferences.tsx';
import { navigate } from '../routing.tsx';
import { useTexts } from '../texts.tsx';
import styles from './data-table.module.css';
import { Loading } from './notes.tsx';
import { BodyRow, type Column } from './table-row.tsx';
import { useCursor } from './use-cursor.ts';
import { type Sorting, useChanged, useShownRows } from './use-rows.ts';

export type { Column } from './table-row.tsx';

export interface DataTableProps<Row> {
  /** The table's accessible name. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Shown in place of the rows when there are none. */
  readonly empty: ReactNode;
  /** False until the first answer: a skeleton after 150 ms. */
  readonly loaded: boolean;
  /** Where Enter and a click on the row go; also give a `<Link>` in one cell. */
  readonly hrefOf?: (row: Row) => string | null;
  /** Follows the row under the cursor (for a preview pane). */
  readonly onCursor?: (row: Row | null) => void;
  /** Set where rows are two lines high (names in both scripts). */
  readonly tall?: boolean;
  readonly total?: number | null;
  /** Called near the end of the list. */
  readonly more?: () => void;
  /** A change of this shows the new list at once; otherwise new rows wait behind a bar. */
  readonly viewKey?: string;
  readonly initialSort?: Sorting;
  readonly foot?: ReactNode;
  /** Height of the scrolling part (CSS); by default what is left of the window. */
  readonly height?: string;
  /** Narrowest width before the table scrolls sideways, in pixels. */
  readonly minWidth?: number;
}

const ROW_PX = { compact: 28, normal: 34, comfortable: 44 } as const;
const TALL_PX = 14;
/** How many rows before the end the next page is asked for. */
const AHEAD = 20;

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

function HeadCell<Row>({ column, sorting, onSort }: HeadCellProps<Row>) {
  const active = sorting?.key === column.key ? sorting.direction : 'none';
  const cell = {
    scope: 'col',
    style: { inlineSize: column.width },
    className: column.align === 'end' ? styles.end : '',
  };
  if (column.sort === undefined) {
    return (
      <th {...cell}>
        <span className={styles.label}>{column.header}</span>
      </th>
    );
  }
  const next = active === 'ascending' ? 'descending' : 'ascending';
  return (
    <th {...cell} aria-sort={active}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key: column.key, direction: next })}
      >
        {column.header}
        {active === 'ascending' && <IconArrowUp size={13} aria-hidden="true" />}
        {active === 'descending' && <IconArrowDown size={13} aria-hidden="true" />}
      </button>
    </th>
  );
}

function Space({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tbody className={styles.space} aria-hidden="true">
      <tr>
        <td colSpan={span} style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
}

/** Rows, their window, their cursor: everything the table draws from. */
function useTable<Row>(props: DataTableProps<Row>) {
  const { keyOf, columns, hrefOf, onCursor, more } = props;
  const { density } = usePreferences().preferences;
  const [sorting, setSorting] = useState<Sorting | null>(props.initialSort ?? null);
  const scroll = useRef<HTMLDivElement>(null);
  const shown = useShownRows({ rows: props.rows, columns, keyOf, sorting, viewKey: props.viewKey ?? '' });
  const rowPx = ROW_PX[density] + (props.tall ? TALL_PX : 0);
  const virtual = useVirtualizer({
    count: shown.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollPaddingStart: 36,
  });
  useEffect(() => {
    if (rowPx > 0) virtual.measure();
  }, [rowPx, virtual]);
  const show = (index: number) => {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
  };
  const href = (index: number) => {
    const row = shown.rows[index];
    return row === undefined ? null : (hrefOf?.(row) ?? null);
  };
  const cursor = useCursor(shown.rows.length, show, (index) => {
    const target = href(index);
    if (target !== null) navigate(target);
  });
  const current = shown.rows[cursor.at] ?? null;
  useEffect(() => onCursor?.(current), [current, onCursor]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const count = shown.rows.length;
  useEffect(() => {
    if (more !== undefined && last >= 0 && last >= count - AHEAD) more();
  }, [last, count, more]);
  const space = { before: items[0]?.start ?? 0, after: virtual.getTotalSize() - (items.at(-1)?.end ?? 0) };
  return { shown, sorting, setSorting, scroll, rowPx, items, space, cursor, href };
}

/**
 * A table of any length. Give each column a cell; give `hrefOf` where a row leads somewhere.
 *
 * @example
 * <DataTable label={t('hits.title')} rows={rows} keyOf={(r) => r.id} columns={columns} loaded empty={<EmptyState … />} />
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTexts();
  const { columns, keyOf, rows } = props;
  const table = useTable(props);
  const { shown, cursor } = table;
  const changed = useChanged(rows, keyOf);
  useKeys(shown.fresh > 0 ? [{ combo: 'KeyR', label: t('parts.keys.fresh'), run: shown.accept }] : []);
  if (!props.loaded) return <Loading />;
  if (shown.rows.length === 0) return <div className={styles.frame}>{props.empty}</div>;
  const frame = {
    '--row-block': `${table.rowPx}px`,
    ...(props.height ? { '--table-block': props.height } : {}),
  } as CSSProperties;
  return (
    <div className={styles.frame} style={frame}>
      <span role="status" className="hidden-text">
        {shown.fresh > 0 && t('parts.table.fresh', { count: shown.fresh })}
      </span>
      {shown.fresh > 0 && (
        <button type="button" className={styles.fresh} onClick={shown.accept}>
          {t('parts.table.fresh', { count: shown.fresh })}
        </button>
      )}
      <div className={styles.scroll} ref={table.scroll}>
        <table
          className={styles.table}
          aria-label={props.label}
          aria-rowcount={(props.total ?? shown.rows.length) + 1}
          style={{ minInlineSize: props.minWidth }}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <HeadCell
                  key={column.key}
                  column={column}
                  sorting={table.sorting}
                  onSort={table.setSorting}
                />
              ))}
            </tr>
          </thead>
          <Space height={table.space.before} span={columns.length} />
          <tbody>
            {table.items.map(({ index }) => {
              const row = shown.rows[index];
              if (row === undefined) return null;
              const key = keyOf(row);
              return (
                <BodyRow
                  key={key}
                  row={row}
                  index={index}
                  columns={columns}
                  cursor={cursor.at === index}
                  focusable={cursor.at === index || (cursor.at < 0 && index === 0)}
                  changed={changed.has(key)}
                  gone={shown.gone.has(key)}
                  href={table.href(index)}
                  onCursor={cursor.set}
                  onMove={cursor.moveTo}
                />
              );
            })}
          </tbody>
          <Space height={table.space.after} span={columns.length} />
        </table>
      </div>
      {(props.foot || (props.total ?? null) !== null) && (
        <div className={styles.foot}>
          <span>{props.foot}</span>
          {props.total != null && <span>{t('parts.table.total', { count: props.total })}</span>}
        </div>
      )}
    </div>
  );
}
