import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Watchlists } from './types.ts';

const OfList = z.object({ watchlistId: z.uuid() });

/** The work of the module that nobody waits for. Each may run again for the same payload. */
export function watchlistsJobs(
  watchlists: Pick<Watchlists, 'runImports' | 'fetchFromSource' | 'expireListings'>,
): Record<string, JobHandler> {
  return {
    'watchlists.import': (payload, context) =>
      watchlists.runImports(OfList.parse(payload).watchlistId, context),
    'watchlists.fetch': (payload) => watchlists.fetchFromSource(OfList.parse(payload).watchlistId),
    'watchlists.daily': () => watchlists.expireListings(),
  };
}
