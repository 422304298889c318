/** Outbox and inbox in one table, narrowed by state, category and lane. */
import { API, type ExchangeItem, OutboxStateName } from '@jisr/contract';
import { CATEGORIES } from '@jisr/memorandum/vocabulary';
import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { ProblemNote } from '../../parts/notes.tsx';
import { Code } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { wordOf } from '../memoranda/words.ts';
import { Article, Moment, State, What } from './cells.tsx';
import styles from './exchange.module.css';
import { NothingYet } from './nothing-yet.tsx';
import { sizeText } from './size.ts';

const keyOf = (row: ExchangeItem): string => row.id;
const hrefOf = (row: ExchangeItem): string => `/exchange/${row.id}`;
/** States that something received can be in. */
const IN_STATES: readonly string[] = ['received', 'processed', 'refused'];

function useColumns(): readonly Column<ExchangeItem>[] {
  const { t, pick } = useTexts();
  return useMemo(() => {
    const column = (
      key: string,
      cell: Column<ExchangeItem>['cell'],
      width?: string,
    ): Column<ExchangeItem> => ({
      key,
      header: t(`exchange.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('at', (row) => <Moment row={row} />, '150px'),
      column('what', (row) => <What row={row} to={hrefOf(row)} />),
      column('article', (row) => <Article row={row} />),
      column('state', (row) => <State row={row} />, '230px'),
      column(
        'size',
        (row) => (
          <TwoLines under={<bdi>{pick(wordOf('tlp', row.tlp))}</bdi>}>{sizeText(row.bytes, t)}</TwoLines>
        ),
        '130px',
      ),
      column(
        'lane',
        (row) => <TwoLines under={<Code>{row.seq}</Code>}>{t(`exchange.lane.${row.lane}`)}</TwoLines>,
        '120px',
      ),
    ];
  }, [t, pick]);
}

function useFilters(direction: 'both' | 'out' | 'in') {
  const [stateText, setState] = useQueryMember('state', '');
  const [category, setCategory] = useQueryMember('category', '');
  const asked = OutboxStateName.safeParse(stateText).data ?? null;
  const state = asked !== null && direction === 'in' && !IN_STATES.includes(asked) ? null : asked;
  const query = {
    limit: 200,
    direction,
    ...(state === null ? {} : { state }),
    ...(category === '' ? {} : { category }),
  };
  return { state, setState, category, setCategory, query };
}

function Filters({
  direction,
  filters,
}: {
  readonly direction: 'both' | 'out' | 'in';
  readonly filters: ReturnType<typeof useFilters>;
}) {
  const { t, pick } = useTexts();
  const states = OutboxStateName.options.filter((state) => direction !== 'in' || IN_STATES.includes(state));
  const side = direction === 'in' ? 'in' : 'out';
  return (
    <div className={styles.filters}>
      <NativeSelect
        aria-label={t('exchange.filter.state')}
        data={[
          { value: '', label: t('exchange.filter.state') },
          ...states.map((state) => ({ value: state, label: t(`exchange.state.${side}.${state}`) })),
        ]}
        value={filters.state ?? ''}
        onChange={(event) => filters.setState(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('exchange.filter.category')}
        data={[
          { value: '', label: t('exchange.filter.category') },
          ...CATEGORIES.map((each) => ({ value: each, label: pick(wordOf('category', each)) })),
        ]}
        value={filters.category}
        onChange={(event) => filters.setCategory(event.currentTarget.value)}
      />
    </div>
  );
}

export function Documents({ direction }: { readonly direction: 'both' | 'out' | 'in' }) {
  const { t } = useTexts();
  const filters = useFilters(direction);
  const list = usePages(API.listExchange, { query: filters.query }, { keep: true });
  const columns = useColumns();
  const narrowed = filters.state !== null || filters.category !== '';
  return (
    <>
      <Filters direction={direction} filters={filters} />
      {list.query.error && <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />}
      {(list.loaded || !list.query.error) && (
        <DataTable
          label={t(`exchange.view.${direction}`)}
          rows={list.rows}
          keyOf={keyOf}
          hrefOf={hrefOf}
          columns={columns}
          loaded={list.loaded}
          more={list.more}
          viewKey={JSON.stringify(filters.query)}
          empty={<NothingYet narrowed={narrowed} direction={direction} />}
          tall
          minWidth={980}
        />
      )}
    </>
  );
}
