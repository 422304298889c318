/** Listens to the node for the whole console and shows how the connection is. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockOf } from '../dates.ts';
import { createLive, type LiveState, type Stale } from '../live.ts';
import { Mark } from '../parts/marks.tsx';
import { useTexts } from '../texts.tsx';

/** Whether a query's key is among the reads that became stale (its parameters name one record). */
function isStale(key: readonly unknown[], stale: Stale): boolean {
  if (key[0] !== stale.path) return false;
  if (stale.ids === null) return true;
  const params = key[1];
  return typeof params === 'object' && params !== null && 'id' in params && stale.ids.has(String(params.id));
}

/** The state of the live connection; reads on screen are refreshed as events come. */
export function useLive(): LiveState {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ state: 'catching-up', since: Date.now() });
  useEffect(() => {
    const live = createLive({
      open: (url) => new EventSource(url),
      now: () => Date.now(),
      later: (run, ms) => {
        setTimeout(run, ms);
      },
      changed: setState,
      refresh: (stale) =>
        stale === 'all'
          ? queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/api/v1/session' })
          : queries.invalidateQueries({
              predicate: ({ queryKey }) => stale.some((each) => isStale(queryKey, each)),
            }),
    });
    return () => live.close();
  }, [queries]);
  return state;
}

const LOOKS = {
  live: { tone: 'done', shape: 'ring' },
  'catching-up': { tone: 'wait', shape: 'half' },
  offline: { tone: 'now', shape: 'square' },
} as const;

/** Live, catching up, or offline since when. */
export function ConnectionBadge({ state }: { readonly state: LiveState }) {
  const { t } = useTexts();
  const since = clockOf(new Date(state.since), 'local');
  return (
    <span role="status">
      <Mark {...LOOKS[state.state]} title={t(`shell.connection.title.${state.state}`)}>
        {t(`shell.connection.${state.state}`, { since })}
      </Mark>
    </span>
  );
}
