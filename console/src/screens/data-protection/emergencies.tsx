/** Records that were opened by breaking the glass: by whom, why, and whether it was reviewed. Read when asked for. */
import { API, type BreakGlass } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';

const keyOf = (row: BreakGlass): string => row.id;
const TONES = { waiting: 'wait', overdue: 'now', justified: 'done', 'not-justified': 'now' } as const;
const SHAPES = {
  waiting: 'half',
  overdue: 'triangle',
  justified: 'check',
  'not-justified': 'diamond',
} as const;

function useColumns(): readonly Column<BreakGlass>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: 'at',
        header: t('data-protection.column.opened'),
        cell: (row) => <When at={row.openedAt} day="always" />,
        width: '160px',
      },
      {
        key: 'officer',
        header: t('data-protection.column.officer'),
        cell: (row) => <bdi>{pick(row.officer.name)}</bdi>,
        width: '180px',
      },
      {
        key: 'reason',
        header: t('data-protection.column.reason'),
        cell: (row) => (
          <TwoLines under={<Code>{row.caseReference}</Code>}>
            <bdi dir="auto" title={row.reason}>
              {row.reason}
            </bdi>
          </TwoLines>
        ),
      },
      {
        key: 'review',
        header: t('data-protection.column.review'),
        cell: (row) => (
          <Mark tone={TONES[row.review.state]} shape={SHAPES[row.review.state]}>
            {t(`data-protection.review.${row.review.state}`)}
          </Mark>
        ),
        width: '170px',
      },
    ],
    [t, pick],
  );
}

function Shown() {
  const { t } = useTexts();
  const columns = useColumns();
  const { data, error, refetch } = useRead(API.listBreakGlass, {});
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <DataTable
      label={t('data-protection.emergencies')}
      rows={data?.items ?? []}
      keyOf={keyOf}
      columns={columns}
      loaded={data !== undefined}
      viewKey="emergencies"
      empty={
        <EmptyState
          icon={<IconShieldLock size={32} stroke={1.4} aria-hidden="true" />}
          title={t('data-protection.none.emergencies')}
        />
      }
      tall
      minWidth={700}
    />
  );
}

export function Emergencies() {
  const { t } = useTexts();
  const [asked, setAsked] = useState(false);
  return (
    <Section title={t('data-protection.emergencies')} flat={asked}>
      {asked ? (
        <Shown />
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('data-protection.showEmergencies')}
        </Button>
      )}
    </Section>
  );
}
