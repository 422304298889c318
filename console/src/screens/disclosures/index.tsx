/** What left for the partner, what came from it, and what the gate refused, each with its article. */
import { API, type DisclosureRefusal, type DisclosureRow, type ReceivedDisclosureRow } from '@jisr/contract';
import { IconFileExport } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import styles from './disclosures.module.css';
import { labelOf } from './labels.ts';

const VIEWS = ['sent', 'received', 'refused'] as const;
const keyOf = (row: { readonly id: string }): string => row.id;
const sentHref = (row: DisclosureRow) => `/disclosures/${row.id}`;
const receivedHref = (row: ReceivedDisclosureRow) => `/received-disclosures/${row.id}`;

const MARKS: Readonly<Record<DisclosureRow['delivery'], readonly [Tone, Shape]>> = {
  queued: ['wait', 'half'],
  'handed-over': ['done', 'check'],
  received: ['calm', 'ring'],
  processed: ['done', 'check'],
  refused: ['now', 'diamond'],
  expired: ['now', 'triangle'],
  cancelled: ['calm', 'bar'],
};

function What({ row }: { readonly row: Pick<DisclosureRow, 'category' | 'action' | 'purpose'> }) {
  const { pick } = useTexts();
  return (
    <TwoLines under={`${pick(labelOf('action', row.action))} · ${pick(labelOf('purpose', row.purpose))}`}>
      {pick(labelOf('category', row.category))}
    </TwoLines>
  );
}

function Under({ row }: { readonly row: Pick<DisclosureRow, 'article' | 'agreement' | 'tlp'> }) {
  const { t, pick } = useTexts();
  return (
    <TwoLines under={<bdi>{pick(labelOf('tlp', row.tlp))}</bdi>}>
      <Code title={t('disclosures.version', { version: row.agreement.version })}>{row.article}</Code>
    </TwoLines>
  );
}

function Fields({
  fields,
  removed = [],
}: {
  readonly fields: readonly string[];
  readonly removed?: readonly string[];
}) {
  const { t, pick } = useTexts();
  const words = fields.map((field) => pick(labelOf('field', field))).join(t('disclosures.comma'));
  const under =
    removed.length === 0
      ? null
      : t('disclosures.removed', {
          fields: removed.map((field) => pick(labelOf('field', field))).join(t('disclosures.comma')),
        });
  return (
    <TwoLines under={under}>
      <span title={words}>{words}</span>
    </TwoLines>
  );
}

function Delivery({ row }: { readonly row: DisclosureRow }) {
  const { t } = useTexts();
  const [tone, shape] = MARKS[row.delivery];
  return (
    <TwoLines under={<Code>{row.recipient}</Code>}>
      <Mark tone={tone} shape={shape}>
        {t(`disclosures.delivery.${row.delivery}`)}
      </Mark>
    </TwoLines>
  );
}

/** Held until a day, or gone. */
export function Held({ row }: { readonly row: { held: boolean; retainUntil: string } }) {
  const { t } = useTexts();
  return (
    <TwoLines under={<When at={row.retainUntil} day="always" />}>
      <Mark tone={row.held ? 'wait' : 'calm'} shape={row.held ? 'ring' : 'bar'}>
        {t(row.held ? 'disclosures.held' : 'disclosures.erased')}
      </Mark>
    </TwoLines>
  );
}

function useColumnOf() {
  const { t } = useTexts();
  return useMemo(
    () =>
      <Row,>(key: string, cell: Column<Row>['cell'], width?: string): Column<Row> => ({
        key,
        header: t(`disclosures.column.${key}`),
        cell,
        ...(width === undefined ? {} : { width }),
      }),
    [t],
  );
}

function useList<Row extends { readonly id: string }>(
  view: string,
  list: ReturnType<typeof usePages>,
  columns: readonly Column<Row>[],
  hrefOf?: (row: Row) => string,
) {
  const { t } = useTexts();
  if (list.query.error && !list.loaded)
    return <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />;
  return (
    <DataTable
      label={t(`disclosures.view.${view}`)}
      rows={list.rows as readonly Row[]}
      keyOf={keyOf}
      columns={columns}
      loaded={list.loaded}
      more={list.more}
      total={list.total}
      viewKey={view}
      {...(hrefOf === undefined ? {} : { hrefOf })}
      empty={
        <EmptyState
          icon={<IconFileExport size={32} stroke={1.4} aria-hidden="true" />}
          title={t(`disclosures.empty.${view}`)}
        />
      }
      tall
      minWidth={900}
    />
  );
}

function Sent() {
  const column = useColumnOf();
  const list = usePages(API.listDisclosures, { query: { limit: 200 } }, { keep: true });
  const columns = useMemo(
    () => [
      column<DisclosureRow>('at', (row) => <When at={row.at} day="always" />, '150px'),
      column<DisclosureRow>('what', (row) => <What row={row} />, '240px'),
      column<DisclosureRow>('article', (row) => <Under row={row} />, '150px'),
      column<DisclosureRow>('fields', (row) => <Fields fields={row.fields} removed={row.redactions} />),
      column<DisclosureRow>('delivery', (row) => <Delivery row={row} />, '150px'),
      column<DisclosureRow>('until', (row) => <Held row={row} />, '150px'),
    ],
    [column],
  );
  return useList('sent', list, columns, sentHref);
}

function Received() {
  const column = useColumnOf();
  const list = usePages(API.listReceivedDisclosures, { query: { limit: 200 } }, { keep: true });
  const columns = useMemo(
    () => [
      column<ReceivedDisclosureRow>('at', (row) => <When at={row.at} day="always" />, '150px'),
      column<ReceivedDisclosureRow>('what', (row) => <What row={row} />, '240px'),
      column<ReceivedDisclosureRow>('article', (row) => <Under row={row} />, '150px'),
      column<ReceivedDisclosureRow>('fields', (row) => <Fields fields={row.fields} />),
      column<ReceivedDisclosureRow>('sender', (row) => <Code>{row.sender}</Code>, '90px'),
      column<ReceivedDisclosureRow>('until', (row) => <Held row={row} />, '150px'),
    ],
    [column],
  );
  return useList('received', list, columns, receivedHref);
}

function Reason({ row }: { readonly row: DisclosureRefusal }) {
  const { pick } = useTexts();
  return (
    <span className={styles.reason} title={pick(row.reason)}>
      {pick(row.reason)}
    </span>
  );
}

function Refused() {
  const { t } = useTexts();
  const column = useColumnOf();
  const list = usePages(API.listDisclosureRefusals, { query: { limit: 200 } }, { keep: true });
  const columns = useMemo(
    () => [
      column<DisclosureRefusal>('at', (row) => <When at={row.at} day="always" />, '150px'),
      column<DisclosureRefusal>('direction', (row) => t(`disclosures.direction.${row.direction}`), '110px'),
      column<DisclosureRefusal>('what', (row) => <What row={row} />, '240px'),
      column<DisclosureRefusal>(
        'clause',
        (row) => (
          <TwoLines
            under={
              <>
                {t(`disclosures.law.${row.law}`)} · <Code>{row.code}</Code>
              </>
            }
          >
            <Code>{row.clause}</Code>
          </TwoLines>
        ),
        '250px',
      ),
      column<DisclosureRefusal>('reason', (row) => <Reason row={row} />),
    ],
    [column, t],
  );
  return useList('refused', list, columns);
}

export function DisclosuresScreen() {
  const { t } = useTexts();
  const [asked] = useQueryMember('view', 'sent');
  const view = VIEWS.find((each) => each === asked) ?? 'sent';
  const views = VIEWS.map((key) => ({
    key,
    to: addressWith('/disclosures', { view: key === 'sent' ? '' : key }),
    label: t(`disclosures.view.${key}`),
  }));
  return (
    <Page title={t('disclosures.title')} sub={t('disclosures.what')}>
      <div className={hits.tools}>
        <ViewLinks label={t('disclosures.views')} views={views} current={view} />
      </div>
      {view === 'sent' ? <Sent /> : view === 'received' ? <Received /> : <Refused />}
    </Page>
  );
}
