/** The messages that carriers sent: read, refused, duplicate, with what was found wrong. */
import { API, type MessageSummary } from '@jisr/contract';
import { IconMailbox } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { MessageKind } from '../../parts/message-kind.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { CrossingLink } from '../../parts/route.tsx';
import { Ago, LocalWhen, When } from '../../parts/times.tsx';
import { Code, Flight, None } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { FilterBox } from '../hits/filter-box.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';

const VIEWS = ['all', 'problems', 'duplicates', 'test'] as const;
type View = (typeof VIEWS)[number];
const keyOf = (message: MessageSummary): string => message.id;

const STATUS = {
  read: { tone: 'done', shape: 'check' },
  refused: { tone: 'now', shape: 'diamond' },
  duplicate: { tone: 'calm', shape: 'ring' },
} as const satisfies Record<MessageSummary['status'], { tone: Tone; shape: Shape }>;

/** Where a message stands. */
export function MessageStatusMark({ status }: { readonly status: MessageSummary['status'] }) {
  const { t } = useTexts();
  return (
    <Mark tone={STATUS[status].tone} shape={STATUS[status].shape}>
      {t(`words.message-status.${status}`)}
    </Mark>
  );
}

function Found({ message }: { readonly message: MessageSummary }) {
  const { t } = useTexts();
  if (message.errors === 0 && message.warnings === 0 && message.sensitiveDropped === 0) return <None />;
  return (
    <span className={hits.two}>
      {message.errors > 0 && (
        <Mark tone="now" shape="diamond">
          {t('inbox.errors', { count: message.errors })}
        </Mark>
      )}
      {message.errors === 0 && message.warnings > 0 && (
        <Mark tone="wait" shape="triangle">
          {t('inbox.warnings', { count: message.warnings })}
        </Mark>
      )}
      {message.sensitiveDropped > 0 && (
        <span className={hits.under}>{t('inbox.dropped', { count: message.sensitiveDropped })}</span>
      )}
    </span>
  );
}

function Reference({ row, readable }: { readonly row: MessageSummary; readonly readable: boolean }) {
  const shown = <Code>{row.reference ?? row.id.slice(0, 8)}</Code>;
  const format = (
    <>
      <Code>{[row.format, row.version].filter(Boolean).join(' ')}</Code> · <MessageKind of={row.function} />
    </>
  );
  return (
    <TwoLines under={format}>
      {readable ? (
        <Link to={`/messages/${row.id}`} tabIndex={-1}>
          {shown}
        </Link>
      ) : (
        shown
      )}
    </TwoLines>
  );
}

function Crossing({ row: { crossing } }: { readonly row: MessageSummary }) {
  const { can } = useSession();
  if (crossing === null) return <None />;
  return (
    <TwoLines under={<LocalWhen local={crossing.departure} />}>
      {can('travellers:read') ? (
        <CrossingLink crossing={crossing} />
      ) : (
        <Flight carrier={crossing.carrier} number={crossing.number} />
      )}
    </TwoLines>
  );
}

function Status({ row }: { readonly row: MessageSummary }) {
  const { t } = useTexts();
  const again = row.duplicates > 0 ? t('inbox.sentAgain', { count: row.duplicates }) : null;
  return (
    <TwoLines under={row.test ? t('inbox.test') : again}>
      <MessageStatusMark status={row.status} />
    </TwoLines>
  );
}

function useColumns(readable: boolean): readonly Column<MessageSummary>[] {
  const { t, number } = useTexts();
  return useMemo(() => {
    const column = (
      key: string,
      cell: Column<MessageSummary>['cell'],
      width?: string,
    ): Column<MessageSummary> => ({
      key,
      header: t(`inbox.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column(
        'received',
        (row) => <TwoLines under={<Ago at={row.receivedAt} />}>{<When at={row.receivedAt} />}</TwoLines>,
        '150px',
      ),
      column('reference', (row) => <Reference row={row} readable={readable} />),
      column(
        'sender',
        (row) => (
          <TwoLines under={t(`words.channel.${row.channel}`)}>
            {<Code>{row.carrier ?? row.sender}</Code>}
          </TwoLines>
        ),
        '130px',
      ),
      column('crossing', (row) => <Crossing row={row} />, '140px'),
      { ...column('travellers', (row) => number(row.travellers), '88px'), align: 'end' },
      column('status', (row) => <Status row={row} />, '140px'),
      column('found', (row) => <Found message={row} />, '190px'),
    ];
  }, [t, number, readable]);
}

/** All messages, newest first, by view. */
export function InboxScreen() {
  const { t } = useTexts();
  const { can } = useSession();
  const [viewText] = useQueryMember('view', 'all');
  const [q, setQ] = useQueryMember('q', '');
  const view: View = VIEWS.find((each) => each === viewText) ?? 'all';
  const query = { view, limit: 200, ...(q === '' ? {} : { q }) };
  const messages = usePages(API.listMessages, { query }, { keep: true });
  const readable = can('messages:content');
  const columns = useColumns(readable);
  const views = VIEWS.map((key) => ({
    key,
    to: addressWith('/messages', { view: key === 'all' ? '' : key, q }),
    label: t(`inbox.view.${key}`),
  }));
  return (
    <Page title={t('inbox.title')}>
      <div className={hits.tools}>
        <ViewLinks label={t('inbox.views')} views={views} current={view} />
        <FilterBox label={t('inbox.filter')} value={q} onChange={setQ} />
      </div>
      {messages.query.error && (
        <ProblemNote error={messages.query.error} onRetry={() => void messages.query.refetch()} />
      )}
      {(messages.loaded || !messages.query.error) && (
        <DataTable
          label={t('inbox.title')}
          rows={messages.rows}
          keyOf={keyOf}
          columns={columns}
          loaded={messages.loaded}
          hrefOf={(row) => (readable ? `/messages/${row.id}` : null)}
          more={messages.more}
          total={messages.total}
          viewKey={JSON.stringify(query)}
          empty={
            <EmptyState
              icon={<IconMailbox size={32} stroke={1.4} aria-hidden="true" />}
              title={t(q === '' ? `inbox.empty.${view}` : 'inbox.empty.filter')}
            />
          }
          tall
          minWidth={1000}
        />
      )}
    </Page>
  );
}
