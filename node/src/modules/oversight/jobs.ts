import type { JobHandler } from '../../kernel/jobs.ts';
import type { Oversight } from './index.ts';

/** `oversight.daily` at 04:00 UTC. */
export function oversightJobs(oversight: Oversight): Record<string, JobHandler> {
  return { 'oversight.daily': async () => oversight.daily() };
}
