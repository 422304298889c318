import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Exchange } from './index.ts';
import { isPeerAway, RETRY_JOB } from './link.ts';
import { PROVE_JOB } from './prove.ts';
import { PUSH_JOB } from './put.ts';
import { NOTICE_JOB } from './revoking.ts';

/** A peer that is away is no failure of a job: the link has put its next try into the queue. */
const unlessAway =
  (work: () => Promise<void>): JobHandler =>
  async () => {
    try {
      await work();
    } catch (error) {
      if (!isPeerAway(error)) throw error;
    }
  };

const Notice = z.object({
  thread: z.string(),
  keyId: z.string(),
  reason: z.string(),
  validFrom: z.string(),
});

/** The work of the exchange that nobody waits for. Each may run again at any time. */
export function exchangeJobs(exchange: Exchange): Record<string, JobHandler> {
  return {
    [PUSH_JOB]: unlessAway(exchange.push),
    [RETRY_JOB]: unlessAway(exchange.push),
    [PROVE_JOB]: unlessAway(exchange.prove),
    [NOTICE_JOB]: (payload) => exchange.tellKey(Notice.parse(payload)),
    'exchange.minute': unlessAway(exchange.minute),
    'exchange.daily': unlessAway(exchange.daily),
  };
}
