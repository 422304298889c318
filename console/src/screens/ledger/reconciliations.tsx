/** What the two ledgers say of each other: the runs, and every entry that stands in one of them alone. */
import { API, type Reconciliation, type ReconciliationRow } from '@jisr/contract';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './ledger.module.css';

const keyOf = (row: ReconciliationRow): string =>
  `${row.problem} ${row.kind} ${row.subject} ${row.own} ${row.peer}`;
const hrefOf = (row: ReconciliationRow): string | null => (row.own === null ? null : `/ledger/${row.own}`);

function useColumns(): readonly Column<ReconciliationRow>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (
      key: string,
      cell: Column<ReconciliationRow>['cell'],
      width?: string,
    ): Column<ReconciliationRow> => ({
      key,
      header: t(`ledger.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('problem', (row) => t(`ledger.problem.${row.problem}.${row.side}`), '260px'),
      column('kind', (row) => t(`ledger.kind.${row.kind}`), '200px'),
      column(
        'own',
        (row) =>
          row.own === null ? (
            <Code>{null}</Code>
          ) : (
            <Link to={`/ledger/${row.own}`} tabIndex={-1}>
              <Code>{row.own}</Code>
            </Link>
          ),
        '100px',
      ),
      column('peer', (row) => <Code>{row.peer}</Code>, '100px'),
      column('at', (row) => <When at={row.at} day="always" />, '150px'),
      column('subject', (row) => <Code muted>{row.subject}</Code>),
    ];
  }, [t]);
}

function Run({ run }: { readonly run: Reconciliation }) {
  const { t, number } = useTexts();
  const counts = {
    compared: number(run.compared),
    matched: number(run.matched),
    inFlight: number(run.inFlight),
  };
  return (
    <div className={styles.result} data-intact={run.problems === 0 ? '' : undefined}>
      <Mark tone={run.problems === 0 ? 'done' : 'now'} shape={run.problems === 0 ? 'check' : 'diamond'}>
        <strong>{t('ledger.problems', { count: run.problems })}</strong>
      </Mark>
      <span className={styles.soft}>
        <Code>{run.peer}</Code> · <When at={run.at} day="always" /> · {t('ledger.compared', counts)}
      </span>
    </div>
  );
}

export function Reconciliations() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.listReconciliations, {});
  const columns = useColumns();
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const [latest, ...earlier] = data.items;
  if (latest === undefined) return <EmptyState title={t('ledger.neverCompared')} />;
  return (
    <>
      <Run run={latest} />
      {latest.rows.length > 0 && (
        <DataTable
          label={t('ledger.view.reconciliations')}
          rows={latest.rows}
          keyOf={keyOf}
          hrefOf={hrefOf}
          columns={columns}
          loaded
          viewKey={latest.id}
          empty={null}
          minWidth={900}
        />
      )}
      {earlier.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </>
  );
}
