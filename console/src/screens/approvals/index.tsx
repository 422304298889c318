/** What waits for my word, what else is open, how things ended, and emergency accesses. */
import { API, type ApprovalRow } from '@jisr/contract';
import { SegmentedControl } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Ago, Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './approvals.module.css';
import { EmergencyList } from './emergency-list.tsx';

const VIEWS = ['waiting', 'open', 'closed'] as const;
const keyOf = (row: ApprovalRow): string => row.id;

function useColumns(): readonly Column<ApprovalRow>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: 'title',
        header: t('approvals.column.title'),
        cell: (row) => (
          <span className={styles.two}>
            <Link to={`/approvals/${row.id}`}>{pick(row.title)}</Link>
            <span className={styles.under}>{t(`approvals.kind.${row.kind}`)}</span>
          </span>
        ),
      },
      {
        key: 'articles',
        header: t('approvals.column.articles'),
        width: '150px',
        cell: (row) => <Code>{row.articles.join(' · ')}</Code>,
      },
      {
        key: 'given',
        header: t('approvals.column.given'),
        width: '150px',
        cell: (row) => t('approvals.given', { given: row.given, needed: row.needed }),
      },
      {
        key: 'state',
        header: t('approvals.column.state'),
        width: '190px',
        cell: (row) => (
          <span className={styles.two}>
            <span>{t(`approvals.state.${row.state}`)}</span>
            {row.state === 'open' && row.bar && (
              <span className={styles.under}>{t(`approvals.bar.${row.bar}`)}</span>
            )}
          </span>
        ),
      },
      {
        key: 'opened',
        header: t('approvals.column.opened'),
        width: '120px',
        cell: (row) => <Ago at={row.openedAt} />,
      },
      {
        key: 'expires',
        header: t('approvals.column.ends'),
        width: '150px',
        cell: (row) => (row.closedAt ? <When at={row.closedAt} /> : <Countdown at={row.expiresAt} />),
      },
    ],
    [t, pick],
  );
}

export function ApprovalsScreen() {
  const { t } = useTexts();
  const [chosen, setView] = useQueryMember('view', 'waiting');
  const view = VIEWS.find((one) => one === chosen) ?? 'waiting';
  const { data, error, refetch } = useRead(API.listApprovals, { query: { view } }, { keep: true });
  const columns = useColumns();
  return (
    <Page
      title={t('approvals.title')}
      sub={t('approvals.what')}
      actions={
        <SegmentedControl
          aria-label={t('approvals.view')}
          value={view}
          onChange={setView}
          data={VIEWS.map((value) => ({ value, label: t(`approvals.view.${value}`) }))}
        />
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t('approvals.title')}
        rows={data?.items ?? []}
        keyOf={keyOf}
        columns={columns}
        loaded={data !== undefined}
        empty={
          <EmptyState
            icon={<IconSignature size={32} stroke={1.4} aria-hidden="true" />}
            title={t(`approvals.empty.${view}`)}
          />
        }
        hrefOf={(row) => `/approvals/${row.id}`}
        minWidth={900}
      />
      <Section title={t('approvals.emergency.title')} flat>
        <EmergencyList />
      </Section>
    </Page>
  );
}
