/** The triage queue: every hit that needs a human, soonest first, with the evidence of the one under the cursor. */

import { API, type Board, type HitQuery, type HitSummary } from '@jisr/contract';
import { IconCircleCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import { ApiProblem } from '../../api.ts';
import { useKeys } from '../../keyboard.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago } from '../../parts/times.tsx';
import { useAct, usePages, useRead } from '../../queries.ts';
import { Link, usePlace, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { keepQueue } from '../hit/neighbours.ts';
import { useHitColumns } from './columns.tsx';
import { FilterBox } from './filter-box.tsx';
import styles from './hits.module.css';
import { Preview } from './preview.tsx';
import { addressWith, ViewLinks } from './view-links.tsx';

type View = NonNullable<z.input<typeof HitQuery>['view']>;
const VIEWS: readonly View[] = ['open', 'mine', 'unclaimed', 'departing', 'second', 'decided'];
const LIMIT = 500;

const asView = (text: string): View => VIEWS.find((view) => view === text) ?? 'open';

/** Counts that the board already knows; the other views have none. */
function countOf(view: View, board: Board | undefined): number | null {
  if (board === undefined) return null;
  if (view === 'open') return board.openHits[1] + board.openHits[2] + board.openHits[3];
  if (view === 'second') return board.awaitingSecond;
  return view === 'departing' ? board.departingSoonWithHits : null;
}

function Views({ view, q }: { readonly view: View; readonly q: string }) {
  const { t } = useTexts();
  const { data: board } = useRead(API.readBoard, {});
  const open = countOf('open', board);
  useEffect(() => {
    if (open !== null) document.title = `(${open}) ${t('hits.title')} · جسر Jisr`;
  }, [open, t]);
  const views = VIEWS.map((each) => ({
    key: each,
    to: addressWith('/hits', { view: each === 'open' ? '' : each, q }),
    label: t(`hits.view.${each}`),
    count: countOf(each, board),
  }));
  return <ViewLinks label={t('hits.views')} views={views} current={view} />;
}

function Nothing({ view, q }: { readonly view: View; readonly q: string }) {
  const { t } = useTexts();
  const { data: board } = useRead(API.readBoard, {});
  if (q !== '') {
    return (
      <EmptyState
        title={t('hits.empty.filter')}
        action={<Link to={view === 'open' ? '/hits' : `/hits?view=${view}`}>{t('hits.empty.clear')}</Link>}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconCircleCheck size={32} stroke={1.4} aria-hidden="true" />}
      title={t(`hits.empty.${view}`)}
      action={view === 'open' ? undefined : <Link to="/hits">{t('hits.empty.toOpen')}</Link>}
    >
      {board?.lastMessageAt && (
        <>
          {t('hits.empty.lastMessage')} <Ago at={board.lastMessageAt} />
        </>
      )}
    </EmptyState>
  );
}

/** C claims the hit under the cursor without leaving the queue. */
function useClaim(current: HitSummary | null): (hit: HitSummary) => void {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const claim = useAct(API.claimHit, [API.listHits, API.readHit, API.readBoard]);
  const { mutate } = claim;
  const run = useCallback(
    (hit: HitSummary) =>
      mutate(
        { params: { id: hit.id } },
        {
          onSuccess: () => tell(t('hits.claimed', { name: hit.traveller.name.text })),
          onError: (error) =>
            tell(error instanceof ApiProblem ? pick(error.text) : t('parts.problem.unknown')),
        },
      ),
    [mutate, tell, t, pick],
  );
  const claimable =
    current !== null && can('hits:decide') && ['open', 'claimed', 'undetermined'].includes(current.state);
  useKeys(claimable ? [{ combo: 'KeyC', label: t('hits.keys.claim'), run: () => run(current) }] : []);
  return run;
}

const keyOf = (hit: HitSummary): string => hit.id;

/** The queue that the address asks for. */
function useQueue() {
  const place = usePlace();
  const [viewText] = useQueryMember('view', 'open');
  const [q, setQ] = useQueryMember('q', '');
  const [crossing] = useQueryMember('crossing', '');
  const [watchlist] = useQueryMember('watchlist', '');
  const [severity] = useQueryMember('severity', '');
  const view = asView(viewText);
  const narrowed = Object.entries({ q, crossing, watchlist, severity }).filter(([, value]) => value !== '');
  const query = { view, limit: LIMIT, ...Object.fromEntries(narrowed) };
  const hits = usePages(API.listHits, { query }, { keep: true });
  const pages = hits.query.data?.pages;
  // The same list until it changes: ten thousand rows are not gone through again at every key.
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const address = `${place.path}${place.search === '' ? '' : `?${place.search}`}`;
  useEffect(() => keepQueue({ address, ids: rows.map(keyOf) }), [address, rows]);
  return { view, q, setQ, hits, rows, viewKey: JSON.stringify(query) };
}

/** What needs a human. */
export function HitsScreen() {
  const { t } = useTexts();
  const { view, q, setQ, hits, rows, viewKey } = useQueue();
  const [current, setCurrent] = useState<HitSummary | null>(null);
  const claim = useClaim(current);
  const columns = useHitColumns();
  const { error, refetch } = hits.query;
  return (
    <Page title={t('hits.title')}>
      <div className={styles.tools}>
        <Views view={view} q={q} />
        <FilterBox label={t('hits.filter')} value={q} onChange={setQ} />
      </div>
      {error && (
        <ProblemNote
          error={error}
          {...(hits.loaded ? { kept: t('hits.kept') } : {})}
          onRetry={() => void refetch()}
        />
      )}
      {(hits.loaded || !error) && (
        <div className={styles.floor}>
          <DataTable
            label={t('hits.title')}
            rows={rows}
            keyOf={keyOf}
            columns={columns}
            loaded={hits.loaded}
            empty={<Nothing view={view} q={q} />}
            hrefOf={(hit) => `/hits/${hit.id}`}
            onCursor={setCurrent}
            more={hits.more}
            total={hits.total}
            viewKey={viewKey}
            tall
            minWidth={800}
            height="calc(100dvh - 214px)"
            foot={t('hits.foot')}
          />
          <Preview hit={current} onClaim={claim} />
        </div>
      )}
    </Page>
  );
}
