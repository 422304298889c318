import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Screening } from './index.ts';

const Travellers = z.object({ messageId: z.uuid(), crossingId: z.uuid(), travellerIds: z.array(z.uuid()) });
const Again = z.object({ travellerIds: z.array(z.uuid()) });
const List = z.object({ watchlistId: z.uuid() });

/** Screening after a message, and after a list has changed. Both may run twice without a second hit. */
export function screeningJobs(screening: Screening): Record<string, JobHandler> {
  return {
    'screening.travellers': (payload) => screening.screenTravellers(Travellers.parse(payload)),
    'screening.again': (payload) => screening.screen(Again.parse(payload).travellerIds),
    'screening.list': async (payload) => {
      const { watchlistId } = List.parse(payload);
      await screening.refreshList(watchlistId);
      await screening.rescreen(watchlistId);
    },
  };
}
