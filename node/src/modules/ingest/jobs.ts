import type { JobHandler } from '../../kernel/jobs.ts';
import type { IngestWork } from './types.ts';

/** The module's jobs: `ingest.quarantine` when an item's seven days are over, `ingest.daily` at 03:30 UTC. */
export function ingestJobs(work: IngestWork): Record<string, JobHandler> {
  return {
    'ingest.quarantine': () => work.eraseQuarantine(),
    'ingest.daily': () => work.daily(),
  };
}
