/** The crossings board: what needs someone, then every flight by the time left. */
import { API, type CrossingSummary } from '@jisr/contract';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlaneOff, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { latinDigits } from '../../digits.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago, useNow } from '../../parts/times.tsx';
import { usePages, useRead } from '../../queries.ts';
import { Link, navigate, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { useCrossingColumns } from './columns.tsx';
import styles from './crossings.module.css';
import { Tiles } from './tiles.tsx';

const HOUR = 3_600_000;
/** The window moves in steps, so that the read is not another one every second. */
const STEP = HOUR / 6;
/** The longest flight in the air still matters until it has landed. */
const LONGEST_FLIGHT = 18 * HOUR;
const AHEAD = 12 * HOUR;
/** How long a landed flight stays on the strip. */
const LINGER = HOUR;
const PAGE_ROWS = 500;
const TYPING_MS = 250;

const keyOf = (crossing: CrossingSummary) => crossing.id;
const hrefOf = (crossing: CrossingSummary) => `/crossings/${crossing.id}`;

/** Leaves out what is over: landed for an hour, or left for an hour with no known arrival. */
function isAhead(crossing: CrossingSummary, now: number): boolean {
  const end =
    crossing.direction === 'outbound' ? crossing.departureAt : (crossing.arrivalAt ?? crossing.departureAt);
  return end === null || Date.parse(end) > now - LINGER;
}

function useFilters() {
  const [direction, setDirection] = useQueryMember('direction', 'all');
  const [span, setSpan] = useQueryMember('span', 'next');
  const [only, setOnly] = useQueryMember('only', '');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(latinDigits(typed.trim()), TYPING_MS);
  return { direction, setDirection, span, setSpan, only, setOnly, typed, setTyped, q };
}
type Filters = ReturnType<typeof useFilters>;

const isDirection = (text: string): text is 'inbound' | 'outbound' =>
  text === 'inbound' || text === 'outbound';

function useStrip(filters: Filters) {
  const now = useNow();
  const step = Math.floor(now / STEP) * STEP;
  const next = filters.span === 'next';
  const pages = usePages(
    API.listCrossings,
    {
      query: {
        limit: PAGE_ROWS,
        direction: isDirection(filters.direction) ? filters.direction : 'all',
        ...(filters.q === '' ? {} : { q: filters.q }),
        ...(next
          ? {
              from: new Date(step - LONGEST_FLIGHT).toISOString(),
              to: new Date(step + AHEAD + STEP).toISOString(),
            }
          : {}),
      },
    },
    { keep: true },
  );
  const unscreened = filters.only === 'unscreened';
  const rows = useMemo(
    () =>
      pages.rows.filter(
        (crossing) =>
          (!next || isAhead(crossing, step)) &&
          (!unscreened || crossing.screened < crossing.travellers + crossing.crew),
      ),
    [pages.rows, next, step, unscreened],
  );
  return { ...pages, rows };
}

function Tools({ filters }: { readonly filters: Filters }) {
  const { t } = useTexts();
  const choice = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`crossings.${name}.${value}`) }));
  return (
    <div className={styles.tools}>
      <SegmentedControl
        aria-label={t('crossings.spanLabel')}
        value={filters.span}
        onChange={filters.setSpan}
        data={choice('span', ['next', 'all'])}
      />
      <SegmentedControl
        aria-label={t('crossings.directionLabel')}
        value={filters.direction}
        onChange={filters.setDirection}
        data={choice('direction', ['all', 'inbound', 'outbound'])}
      />
      <TextInput
        className={styles.filter ?? ''}
        value={filters.typed}
        onChange={(event) => filters.setTyped(event.currentTarget.value)}
        aria-label={t('crossings.filter')}
        placeholder={t('crossings.filter')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
      />
      {filters.only === 'unscreened' && (
        <Button variant="default" onClick={() => filters.setOnly('')}>
          {t('crossings.onlyUnscreened')}
        </Button>
      )}
    </div>
  );
}

function Empty({
  filters,
  lastMessageAt,
}: {
  readonly filters: Filters;
  readonly lastMessageAt: string | null;
}) {
  const { t } = useTexts();
  const narrowed = filters.q !== '' || filters.direction !== 'all' || filters.only !== '';
  const icon = <IconPlaneOff size={34} stroke={1.3} aria-hidden="true" />;
  if (narrowed) {
    const clear = () => {
      filters.setTyped('');
      navigate('/', { replace: true });
    };
    return (
      <EmptyState
        icon={icon}
        title={t('crossings.empty.filtered')}
        action={
          <Button variant="default" onClick={clear}>
            {t('crossings.empty.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={t(filters.span === 'next' ? 'crossings.empty.next' : 'crossings.empty.all')}
      action={
        filters.span === 'next' ? <Link to="/?span=all">{t('crossings.empty.showAll')}</Link> : undefined
      }
    >
      {lastMessageAt === null ? t('crossings.empty.noMessage') : t('crossings.empty.message')}{' '}
      {lastMessageAt !== null && <Ago at={lastMessageAt} />}
    </EmptyState>
  );
}

/** The home of a watch officer. */
export function CrossingsScreen() {
  const { t } = useTexts();
  const board = useRead(API.readBoard, {});
  const filters = useFilters();
  const strip = useStrip(filters);
  const columns = useCrossingColumns();
  return (
    <Page title={t('crossings.title')}>
      {board.data ? <Tiles board={board.data} /> : !board.error && <Loading />}
      {board.error && <ProblemNote error={board.error} onRetry={() => void board.refetch()} />}
      <Tools filters={filters} />
      {strip.query.error ? (
        <ProblemNote error={strip.query.error} onRetry={() => void strip.query.refetch()} />
      ) : (
        <DataTable
          label={t('crossings.title')}
          rows={strip.rows}
          keyOf={keyOf}
          columns={columns}
          hrefOf={hrefOf}
          loaded={strip.loaded}
          more={strip.more}
          tall
          height="max(340px, calc(100dvh - 330px))"
          minWidth={1090}
          viewKey={[filters.direction, filters.span, filters.only, filters.q].join('|')}
          initialSort={{ key: 'moment', direction: 'ascending' }}
          empty={<Empty filters={filters} lastMessageAt={board.data?.lastMessageAt ?? null} />}
        />
      )}
    </Page>
  );
}
