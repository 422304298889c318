import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Requests } from './index.ts';

const LetterJob = z.object({ letterId: z.uuid() });
const RequestJob = z.object({ requestId: z.uuid() });

/** All may run twice: a letter leaves once, and of a late answer is told once. */
export function requestJobs({ work }: Requests): Record<string, JobHandler> {
  return {
    'requests.send': (payload) => work.send(LetterJob.parse(payload).letterId),
    'requests.overdue': (payload) => work.overdue(RequestJob.parse(payload).requestId),
    'requests.nightly': () => work.nightly(),
  };
}
