import { z } from 'zod';
import type { JobHandler } from '../../kernel/jobs.ts';
import type { Answers } from './index.ts';

const Message = z.object({ messageId: z.uuid(), waited: z.int().optional() });
const Change = z.object({ travellerIds: z.array(z.uuid()) });
const Delivery = z.object({ answerId: z.uuid() });

/** All idempotent: an answer exists once, a status that did not change tells nobody. */
export function answerJobs(answers: Answers): Record<string, JobHandler> {
  return {
    'answers.compose': (payload) => {
      const { messageId, waited } = Message.parse(payload);
      return answers.compose(messageId, waited);
    },
    'answers.change': async (payload) => {
      for (const travellerId of Change.parse(payload).travellerIds) await answers.composeChange(travellerId);
    },
    'answers.deliver': (payload) => answers.deliver(Delivery.parse(payload).answerId),
  };
}
