/** The entries, the latest first, narrowed by kind, article and what they are about. */
import { API, LedgerKind, type LedgerRow } from '@jisr/contract';
import { NativeSelect } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { FilterBox } from '../hits/filter-box.tsx';
import styles from './ledger.module.css';

const keyOf = (row: LedgerRow): string => row.id;
const hrefOf = (row: LedgerRow): string => `/ledger/${row.index}`;

function useColumns(): readonly Column<LedgerRow>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (key: string, cell: Column<LedgerRow>['cell'], width?: string): Column<LedgerRow> => ({
      key,
      header: t(`ledger.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column(
        'index',
        (row) => (
          <Link to={hrefOf(row)} tabIndex={-1}>
            <Code>{row.index}</Code>
          </Link>
        ),
        '90px',
      ),
      column('at', (row) => <When at={row.at} day="always" />, '150px'),
      column('kind', (row) => t(`ledger.kind.${row.kind}`), '230px'),
      column(
        'articles',
        (row) => (row.articles.length === 0 ? <None /> : <Code>{row.articles.join(', ')}</Code>),
        '180px',
      ),
      column('counterpart', (row) => <Code>{row.counterpart}</Code>, '90px'),
      column('subject', (row) => <Code muted>{row.subject}</Code>),
    ];
  }, [t]);
}

function useFilters() {
  const [kindText, setKind] = useQueryMember('kind', '');
  const [article, setArticle] = useQueryMember('article', '');
  const [subject, setSubject] = useQueryMember('subject', '');
  const kind = LedgerKind.safeParse(kindText).data ?? null;
  const query = {
    limit: 200,
    ...(kind === null ? {} : { kind }),
    ...(article === '' ? {} : { article }),
    ...(subject === '' ? {} : { subject }),
  };
  return { kind, setKind, article, setArticle, subject, setSubject, query };
}

export function Entries() {
  const { t } = useTexts();
  const filters = useFilters();
  const entries = usePages(API.listLedgerEntries, { query: filters.query }, { keep: true });
  const columns = useColumns();
  const kinds = LedgerKind.options.map((kind) => ({ value: kind, label: t(`ledger.kind.${kind}`) }));
  return (
    <>
      <div className={styles.filters}>
        <NativeSelect
          aria-label={t('ledger.filter.kind')}
          data={[{ value: '', label: t('ledger.filter.kind') }, ...kinds]}
          value={filters.kind ?? ''}
          onChange={(event) => filters.setKind(event.currentTarget.value)}
        />
        <FilterBox label={t('ledger.filter.article')} value={filters.article} onChange={filters.setArticle} />
        <FilterBox label={t('ledger.filter.subject')} value={filters.subject} onChange={filters.setSubject} />
      </div>
      {entries.query.error && (
        <ProblemNote error={entries.query.error} onRetry={() => void entries.query.refetch()} />
      )}
      {(entries.loaded || !entries.query.error) && (
        <DataTable
          label={t('ledger.entries')}
          rows={entries.rows}
          keyOf={keyOf}
          hrefOf={hrefOf}
          columns={columns}
          loaded={entries.loaded}
          more={entries.more}
          total={entries.total}
          viewKey={JSON.stringify(filters.query)}
          empty={
            <EmptyState
              icon={<IconBook2 size={32} stroke={1.4} aria-hidden="true" />}
              title={t('ledger.empty')}
            />
          }
          minWidth={900}
        />
      )}
    </>
  );
}
