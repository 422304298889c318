/** The watchlists: whose they are, which version answers, what is due for review, what waits for a second person. */

import { API, type Watchlist } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconListDetails, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Ago } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { Proposals } from '../watchlist/proposals.tsx';
import { NewWatchlistForm } from './new-watchlist.tsx';

const keyOf = (list: Watchlist): string => list.id;

function LiveMark({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  return (
    <Mark tone={list.live ? 'done' : 'wait'} shape={list.live ? 'check' : 'half'}>
      {t(list.live ? 'watchlists.live' : 'watchlists.notLive')}
    </Mark>
  );
}

function Due({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  if (list.dueForReview === 0 && list.expiringSoon === 0) return <None />;
  return (
    <span className={hits.two}>
      {list.dueForReview > 0 && (
        <Mark tone="wait" shape="triangle">
          {t('watchlists.due', { count: list.dueForReview })}
        </Mark>
      )}
      {list.expiringSoon > 0 && (
        <span className={hits.under}>{t('watchlists.expiring', { count: list.expiringSoon })}</span>
      )}
    </span>
  );
}

const Title = ({ list, name }: { readonly list: Watchlist; readonly name: string }) => (
  <TwoLines under={<Code>{list.code}</Code>}>
    <Link to={`/watchlists/${list.id}`}>{name}</Link>
  </TwoLines>
);

function Owner({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  return (
    <TwoLines under={t(`watchlists.format.${list.format}`)}>
      <bdi dir="auto">{list.owner}</bdi>
    </TwoLines>
  );
}

function Size({ list }: { readonly list: Watchlist }) {
  const { t, number } = useTexts();
  return (
    <TwoLines under={t('watchlists.people', { people: number(list.people) })}>
      <span>{t('watchlists.size', { count: list.active })}</span>
    </TwoLines>
  );
}

const Version = ({ list }: { readonly list: Watchlist }) => (
  <TwoLines under={<Code>{list.version}</Code>}>
    <LiveMark list={list} />
  </TwoLines>
);

function useColumns(): readonly Column<Watchlist>[] {
  const { t, pick } = useTexts();
  return useMemo(() => {
    const column = (key: string, cell: Column<Watchlist>['cell'], width?: string): Column<Watchlist> => ({
      key,
      header: t(`watchlists.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      {
        ...column('name', (list) => <Title list={list} name={pick(list.name)} />),
        sort: (list) => pick(list.name),
      },
      column('owner', (list) => <Owner list={list} />),
      { ...column('size', (list) => <Size list={list} />, '130px'), sort: (list) => list.active },
      column('version', (list) => <Version list={list} />, '190px'),
      {
        ...column('imported', (list) => <Ago at={list.importedAt} />, '140px'),
        sort: (list) => list.importedAt,
      },
      column('instruction', (list) => t(`words.instruction.${list.instruction}`), '120px'),
      { ...column('due', (list) => <Due list={list} />, '190px'), sort: (list) => list.dueForReview },
    ];
  }, [t, pick]);
}

/** All lists, then the proposals that wait. */
export function WatchlistsScreen() {
  const { t } = useTexts();
  const { can } = useSession();
  const [adding, setAdding] = useState(false);
  const lists = usePages(API.listWatchlists, {});
  const columns = useColumns();
  const add = can('watchlists:edit') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t('watchlists.add')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('watchlists.title')} actions={add}>
      {lists.query.error && (
        <ProblemNote error={lists.query.error} onRetry={() => void lists.query.refetch()} />
      )}
      {(lists.loaded || !lists.query.error) && (
        <DataTable
          label={t('watchlists.title')}
          rows={lists.rows}
          keyOf={keyOf}
          columns={columns}
          loaded={lists.loaded}
          hrefOf={(list) => `/watchlists/${list.id}`}
          empty={
            <EmptyState
              icon={<IconListDetails size={32} stroke={1.4} aria-hidden="true" />}
              title={t('watchlists.empty.title')}
              action={add}
            >
              {t('watchlists.empty.why')}
            </EmptyState>
          }
          tall
          minWidth={1060}
          height="56dvh"
        />
      )}
      <Section title={t('watchlists.proposals')} flat>
        <Proposals watchlistId={null} />
      </Section>
      {adding && <NewWatchlistForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
