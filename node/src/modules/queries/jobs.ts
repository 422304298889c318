import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Queries } from './index.ts';

const ReceivedJob = z.object({ receivedId: z.uuid() });
const QueryJob = z.object({ queryId: z.uuid() });
const FlightJob = z.object({ travellerIds: z.array(z.uuid()) });
const PublicationJob = z.object({ publicationId: z.uuid() });
const FilterJob = z.object({ epoch: z.int() });

/** All may run twice: an answer is given once, a hit raised once, a filter published once. */
export function queriesJobs({ work }: Queries): Record<string, JobHandler> {
  return {
    'queries.answer': (payload) => work.answer(ReceivedJob.parse(payload).receivedId),
    'queries.finish': (payload) => work.finish(QueryJob.parse(payload).queryId),
    'queries.flight': (payload) => work.flight(FlightJob.parse(payload).travellerIds),
    'queries.build': () => work.build(),
    'queries.release': (payload) => work.release(PublicationJob.parse(payload).publicationId),
    'queries.take-filter': (payload) => work.checkFilter(FilterJob.parse(payload).epoch),
    'queries.nightly': () => work.nightly(),
  };
}
