import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { TravellersWork } from './service.ts';

/** The module's jobs: `travellers.series` five minutes after a part of a series, `travellers.daily` at 03:00 UTC. */
export function travellersJobs(work: TravellersWork): Record<string, JobHandler> {
  const series = z.object({ crossingId: z.uuid(), seriesKey: z.string() });
  return {
    'travellers.series': async (payload) => work.checkSeries(series.parse(payload)),
    'travellers.daily': async () => work.daily(),
  };
}
