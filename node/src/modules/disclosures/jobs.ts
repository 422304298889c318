import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Disclosures } from './index.ts';

const Receipt = z.object({ dutyId: z.uuid() });

/** `disclosures.expire` by the hour; `disclosures.receipt` after each deletion. */
export function disclosureJobs(disclosures: Disclosures): Record<string, JobHandler> {
  return {
    'disclosures.expire': async () => disclosures.hourly(),
    'disclosures.receipt': async (payload) => disclosures.confirm(Receipt.parse(payload).dutyId),
  };
}
