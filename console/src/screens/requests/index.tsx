/** Requests for supplementary data: what the partner asks of us and what we ask of it, with their clocks. */
import { API, type RequestRow, type RequestState } from '@jisr/contract';
import { IconMailQuestion } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';

const VIEWS = {
  inbound: { side: 'inbound', open: 'true' },
  outbound: { side: 'outbound', open: 'true' },
  ended: { open: 'false' },
} as const;
type View = keyof typeof VIEWS;
const VIEW_NAMES = ['inbound', 'outbound', 'ended'] as const satisfies readonly View[];

const MARKS: Readonly<Record<RequestState, readonly [Tone, Shape]>> = {
  'awaiting-approval': ['wait', 'half'],
  stopped: ['now', 'square'],
  sent: ['calm', 'ring'],
  rejected: ['now', 'square'],
  received: ['wait', 'diamond'],
  answered: ['done', 'check'],
  deferred: ['wait', 'triangle'],
  declined: ['calm', 'bar'],
  closed: ['calm', 'check'],
};

/** Where a request stands. */
export function RequestMark({ state }: { readonly state: RequestState }) {
  const { t } = useTexts();
  const [tone, shape] = MARKS[state];
  return (
    <Mark tone={tone} shape={shape}>
      {t(`requests.state.${state}`)}
    </Mark>
  );
}

/** The time that is left for an answer, or that it is late. */
export function Clock({ row }: { readonly row: Pick<RequestRow, 'dueAt' | 'overdue'> }) {
  const { t } = useTexts();
  if (row.dueAt === null) return <None />;
  return (
    <TwoLines under={<When at={row.dueAt} day="always" />}>
      {row.overdue ? (
        <Mark tone="now" shape="diamond">
          {t('requests.overdue')}
        </Mark>
      ) : (
        <Countdown at={row.dueAt} />
      )}
    </TwoLines>
  );
}

function useColumns(): readonly Column<RequestRow>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('requests.column.state'),
        width: '200px',
        cell: (row) => (
          <TwoLines under={t(row.spontaneous ? 'requests.spontaneous' : `requests.side.${row.side}`)}>
            <RequestMark state={row.state} />
          </TwoLines>
        ),
      },
      {
        key: 'clock',
        header: t('requests.column.clock'),
        width: '170px',
        cell: (row) => <Clock row={row} />,
      },
      {
        key: 'case',
        header: t('requests.column.case'),
        cell: (row) => (
          <TwoLines under={<Code>{row.references.join(' ')}</Code>}>
            <Link to={`/requests/${row.id}`}>
              <bdi>{row.caseReference === '' ? t('requests.untitled') : row.caseReference}</bdi>
            </Link>
          </TwoLines>
        ),
      },
      {
        key: 'purpose',
        header: t('requests.column.purpose'),
        width: '230px',
        cell: (row) => (
          <TwoLines under={pick(labelOf('offence', row.offence))}>
            {pick(labelOf('purpose', row.purpose))}
            {row.urgency === 'urgent' && ` · ${t('requests.urgent')}`}
          </TwoLines>
        ),
      },
      {
        key: 'article',
        header: t('requests.column.article'),
        width: '130px',
        cell: (row) => <Code>{row.article}</Code>,
      },
      {
        key: 'opened',
        header: t('requests.column.opened'),
        width: '150px',
        cell: (row) => (
          <TwoLines under={<Code>{row.partner}</Code>}>
            <When at={row.openedAt} day="always" />
          </TwoLines>
        ),
      },
    ],
    [t, pick],
  );
}

export function RequestsScreen() {
  const { t } = useTexts();
  const [asked] = useQueryMember('view', 'inbound');
  const view = VIEW_NAMES.find((each) => each === asked) ?? 'inbound';
  const list = usePages(API.listRequests, { query: { ...VIEWS[view], limit: 200 } }, { keep: true });
  const columns = useColumns();
  const views = VIEW_NAMES.map((key) => ({
    key,
    to: addressWith('/requests', { view: key === 'inbound' ? '' : key }),
    label: t(`requests.view.${key}`),
  }));
  return (
    <Page title={t('requests.title')} sub={t('requests.what')}>
      <div className={hits.tools}>
        <ViewLinks label={t('requests.views')} views={views} current={view} />
      </div>
      {list.query.error && !list.loaded ? (
        <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />
      ) : (
        <DataTable
          label={t(`requests.view.${view}`)}
          rows={list.rows}
          keyOf={(row) => row.id}
          columns={columns}
          loaded={list.loaded}
          more={list.more}
          viewKey={view}
          hrefOf={(row) => `/requests/${row.id}`}
          empty={
            <EmptyState
              icon={<IconMailQuestion size={32} stroke={1.4} aria-hidden="true" />}
              title={t(`requests.empty.${view}`)}
            >
              {t(`requests.emptyWhy.${view}`)}
            </EmptyState>
          }
          tall
          minWidth={980}
        />
      )}
    </Page>
  );
}
