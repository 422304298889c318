/** The partner's questions: how each was answered, and those that wait for an officer. */
import { API, type ReceivedQuery } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import { useMemo } from 'react';
import { ApiProblem } from '../../api.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useAct, usePages } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { ModeCell, PurposeCell, ReceivedMark, useColumnOf } from './columns.tsx';

const keyOf = (query: ReceivedQuery): string => query.id;

function Answer({ query }: { readonly query: ReceivedQuery }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const answer = useAct(API.answerReceivedQuery, [API.listReceivedQueries, API.readQueryDesk]);
  if (query.state !== 'held' || !can('requests:write')) return null;
  const run = () =>
    answer.mutate(
      { params: { id: query.id } },
      {
        onSuccess: ({ state }) => tell(t(`queries.received.${state}`)),
        onError: (error) => tell(error instanceof ApiProblem ? pick(error.text) : t('parts.problem.unknown')),
      },
    );
  return (
    <Button size="compact-sm" loading={answer.isPending} onClick={run}>
      {t('queries.received.do')}
    </Button>
  );
}

function Why({ query }: { readonly query: ReceivedQuery }) {
  const { t, pick } = useTexts();
  if (query.refusal !== null)
    return (
      <span title={pick(query.refusal.text)}>
        <Code>{query.refusal.clause}</Code> {pick(query.refusal.text)}
      </span>
    );
  if (query.state !== 'answered') return null;
  return query.hits === null ? t('queries.received.unknown') : t('queries.hits', { count: query.hits });
}

export function Received() {
  const { t } = useTexts();
  const column = useColumnOf();
  const list = usePages(API.listReceivedQueries, { query: { limit: 100 } }, { keep: true });
  const columns = useMemo(
    () => [
      column<ReceivedQuery>('at', (query) => <When at={query.receivedAt} day="always" />, '150px'),
      column<ReceivedQuery>('purpose', (query) => <PurposeCell row={query} />, '210px'),
      column<ReceivedQuery>('mode', (query) => <ModeCell row={query} />, '110px'),
      column<ReceivedQuery>(
        'article',
        (query) => (
          <TwoLines under={<bdi dir="auto">{query.caseReference}</bdi>}>
            <Code>{query.article}</Code>
          </TwoLines>
        ),
        '160px',
      ),
      column<ReceivedQuery>('answer', (query) => (
        <TwoLines under={<Why query={query} />}>
          <ReceivedMark query={query} />
        </TwoLines>
      )),
      column<ReceivedQuery>('answered', (query) => <When at={query.answeredAt} />, '150px'),
      column<ReceivedQuery>(
        'act',
        (query) => (query.state === 'held' ? <Answer query={query} /> : <None />),
        '110px',
      ),
    ],
    [column],
  );
  if (list.query.error && !list.loaded)
    return <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />;
  return (
    <DataTable
      label={t('queries.tab.received')}
      rows={list.rows}
      keyOf={keyOf}
      columns={columns}
      loaded={list.loaded}
      more={list.more}
      total={list.total}
      empty={
        <EmptyState
          icon={<IconQuestionMark size={32} stroke={1.4} aria-hidden="true" />}
          title={t('queries.empty.received')}
        />
      }
      tall
      minWidth={960}
    />
  );
}
