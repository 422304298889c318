import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Memoranda } from './index.ts';

const OfAct = z.object({ actId: z.uuid() });
const OfMemorandum = z.object({ id: z.uuid() });

export const memorandaJobs = (memoranda: Memoranda): Record<string, JobHandler> => ({
  'memoranda.sign': (payload) => memoranda.sending.sign(OfAct.parse(payload).actId),
  'memoranda.tell': (payload) => memoranda.sending.tell(OfAct.parse(payload).actId),
  'memoranda.analyse': (payload) => memoranda.analyse(OfMemorandum.parse(payload).id),
});
