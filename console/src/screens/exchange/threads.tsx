/** Questions with their answers: one line a thread, the one that moved last first. */
import { API, type ExchangeThread } from '@jisr/contract';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/notes.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { wordOf } from '../memoranda/words.ts';
import { DocumentState } from './document-state.tsx';
import { NothingYet } from './nothing-yet.tsx';

const keyOf = (row: ExchangeThread): string => row.id;
const hrefOf = (row: ExchangeThread): string => `/exchange/${row.last.id}`;

function useColumns(): readonly Column<ExchangeThread>[] {
  const { t, pick } = useTexts();
  return useMemo(() => {
    const column = (
      key: string,
      cell: Column<ExchangeThread>['cell'],
      width?: string,
    ): Column<ExchangeThread> => ({
      key,
      header: t(`exchange.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('started', (row) => <When at={row.startedAt} day="always" />, '150px'),
      column('began', (row) => (
        <TwoLines under={t(`exchange.begun.${row.begunBy}`)}>
          <Link to={hrefOf(row)} tabIndex={-1}>
            {pick(wordOf('category', row.category))}
          </Link>
        </TwoLines>
      )),
      column(
        'counts',
        (row) => (
          <TwoLines under={t('exchange.count.in', { count: row.received })}>
            {t('exchange.count.out', { count: row.sent })}
          </TwoLines>
        ),
        '150px',
      ),
      column(
        'last',
        (row) => (
          <TwoLines under={t(`exchange.direction.${row.last.direction}`)}>
            <DocumentState state={row.last.state} direction={row.last.direction} />
          </TwoLines>
        ),
        '210px',
      ),
      column(
        'moved',
        (row) => (
          <TwoLines
            under={
              row.waiting > 0 && (
                <Mark tone="wait" shape="half">
                  {t('exchange.waiting')} <Code>{row.waiting}</Code>
                </Mark>
              )
            }
          >
            <Ago at={row.last.at} />
          </TwoLines>
        ),
        '170px',
      ),
    ];
  }, [t, pick]);
}

export function Threads() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.listExchangeThreads, {});
  const columns = useColumns();
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <DataTable
      label={t('exchange.view.threads')}
      rows={data?.items ?? []}
      keyOf={keyOf}
      hrefOf={hrefOf}
      columns={columns}
      loaded={data !== undefined}
      viewKey="threads"
      empty={<NothingYet direction="threads" />}
      tall
      minWidth={820}
    />
  );
}
