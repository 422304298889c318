import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Approvals } from './index.ts';

const Payload = z.object({ id: z.uuid() });

/** Idempotent: what has ended meanwhile is left alone. */
export function approvalJobs(approvals: Approvals): Record<string, JobHandler> {
  return {
    'approvals.expire': (payload) => approvals.expire(Payload.parse(payload).id),
  };
}
