/** Our questions, newest first: about whom, what for, under which article, and what came of each. */
import { API, type PartnerQuery } from '@jisr/contract';
import { IconQuestionMark } from '@tabler/icons-react';
import { useMemo } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { Code, Name } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { AskedMark, ModeCell, PurposeCell, useColumnOf } from './columns.tsx';

const keyOf = (query: PartnerQuery): string => query.id;

function Who({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [first] = query.subjects;
  if (query.subjects.length !== 1 || first === undefined)
    return <span>{t('queries.people', { count: query.subjects.length })}</span>;
  const name = <Name value={first.traveller.name} />;
  return can('travellers:read') ? <Link to={`/travellers/${first.traveller.id}`}>{name}</Link> : name;
}

/** The reason of what did not go well, or who asked. */
function Because({ query }: { readonly query: PartnerQuery }) {
  const { t, pick } = useTexts();
  if (query.refusal !== null) return <span title={pick(query.refusal.text)}>{pick(query.refusal.text)}</span>;
  if (query.failure !== null) {
    const words = t(`queries.failure.${query.failure}`);
    return <span title={words}>{words}</span>;
  }
  if (query.state === 'asked') return <Ago at={query.askedAt} />;
  return query.hits > 0 ? <Code>{query.contact}</Code> : <When at={query.answeredAt} />;
}

export function Asked() {
  const { t, pick } = useTexts();
  const column = useColumnOf();
  const list = usePages(API.listQueries, { query: { limit: 100 } }, { keep: true });
  const columns = useMemo(
    () => [
      column<PartnerQuery>('at', (query) => <When at={query.askedAt} day="always" />, '150px'),
      column<PartnerQuery>('who', (query) => <Who query={query} />),
      column<PartnerQuery>('purpose', (query) => <PurposeCell row={query} />, '200px'),
      column<PartnerQuery>('mode', (query) => <ModeCell row={query} />, '110px'),
      column<PartnerQuery>(
        'article',
        (query) => (
          <TwoLines under={<bdi dir="auto">{query.caseReference}</bdi>}>
            <Code>{query.article ?? query.refusal?.clause}</Code>
          </TwoLines>
        ),
        '150px',
      ),
      column<PartnerQuery>(
        'by',
        (query) => (query.askedBy === null ? t('queries.byNode') : <bdi>{pick(query.askedBy.name)}</bdi>),
        '130px',
      ),
      column<PartnerQuery>(
        'answer',
        (query) => (
          <TwoLines under={<Because query={query} />}>
            <AskedMark query={query} />
          </TwoLines>
        ),
        '230px',
      ),
    ],
    [column, t, pick],
  );
  if (list.query.error && !list.loaded)
    return <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />;
  return (
    <DataTable
      label={t('queries.tab.asked')}
      rows={list.rows}
      keyOf={keyOf}
      columns={columns}
      loaded={list.loaded}
      more={list.more}
      total={list.total}
      empty={
        <EmptyState
          icon={<IconQuestionMark size={32} stroke={1.4} aria-hidden="true" />}
          title={t('queries.empty.asked')}
        >
          {t('queries.empty.askedWhat')}
        </EmptyState>
      }
      tall
      minWidth={1080}
    />
  );
}
