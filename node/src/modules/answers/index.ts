export { answerJobs } from './jobs.ts';
export { answerRoutes } from './routes.ts';
export { type AnswersDeps, createService as createAnswers } from './service.ts';

import type { createService } from './service.ts';
/** What carriers are told, and the proof of when. */
export type Answers = ReturnType<typeof createService>;
