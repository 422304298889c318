/** The messages that carriers sent: read, refused, duplicate, with what was found wrong. */
import { API, type MessageSummary } from '@jisr/contract';
import { IconMailbox } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago, LocalWhen, When } from '../../parts/times.tsx';
import { Code, Flight, None } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { FilterBox } from '../hits/filter-box.tsx';
import hits from '../hits/hits.module.css';
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

function useColumns(readable: boolean): readonly Column<MessageSummary>[] {
  const { t, number } = useTexts();
  return useMemo(
    () => [
      {
        key: 'received',
        header: t('inbox.column.received'),
        width: '150px',
        cell: (row) => (
          <span className={hits.two}>
            <When at={row.receivedAt} />
            <span className={hits.under}>
              <Ago at={row.receivedAt} />
            </span>
          </span>
        ),
      },
      {
        key: 'reference',
        header: t('inbox.column.reference'),
        cell: (row) => (
          <span className={hits.two}>
            {readable ? (
              <Link to={`/messages/${row.id}`} tabIndex={-1}>
                <Code>{row.reference ?? row.id.slice(0, 8)}</Code>
              </Link>
            ) : (
              <Code>{row.reference ?? row.id.slice(0, 8)}</Code>
            )}
            <span className={hits.under}>
              <Code>{[row.format, row.version].filter(Boolean).join(' ')}</Code> · <Code>{row.function}</Code>
            </span>
          </span>
        ),
      },
      {
        key: 'sender',
        header: t('inbox.column.sender'),
        width: '130px',
        cell: (row) => (
          <span className={hits.two}>
            <Code>{row.carrier ?? row.sender}</Code>
            <span className={hits.under}>{t(`words.channel.${row.channel}`)}</span>
          </span>
        ),
      },
      {
        key: 'crossing',
        header: t('inbox.column.crossing'),
        width: '140px',
        cell: ({ crossing }) =>
          crossing === null ? (
            <None />
          ) : (
            <span className={hits.two}>
              <Link to={`/crossings/${crossing.id}`}>
                <Flight carrier={crossing.carrier} number={crossing.number} />
              </Link>
              <span className={hits.under}>
                <LocalWhen local={crossing.departure} />
              </span>
            </span>
          ),
      },
      {
        key: 'travellers',
        header: t('inbox.column.travellers'),
        width: '88px',
        align: 'end',
        cell: (row) => number(row.travellers),
      },
      {
        key: 'status',
        header: t('inbox.column.status'),
        width: '140px',
        cell: (row) => (
          <span className={hits.two}>
            <MessageStatusMark status={row.status} />
            {(row.test || row.duplicates > 0) && (
              <span className={hits.under}>
                {row.test ? t('inbox.test') : t('inbox.sentAgain', { count: row.duplicates })}
              </span>
            )}
          </span>
        ),
      },
      {
        key: 'found',
        header: t('inbox.column.found'),
        width: '190px',
        cell: (row) => <Found message={row} />,
      },
    ],
    [t, number, readable],
  );
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
