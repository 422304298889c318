import type { Kernel } from '../../kernel/kernel.ts';
import { createActs } from './acts.ts';
import { createAnalyse } from './analyse.ts';
import { createArriving } from './arriving.ts';
import { createLaw } from './law.ts';
import { createSending } from './sending.ts';
import { createShow } from './show.ts';
import { createSimulate } from './simulate.ts';
import type { MemorandaDeps } from './types.ts';

export { memorandaJobs } from './jobs.ts';
export { memorandaRoutes } from './routes.ts';
export type { ArticleUse, MemorandaDeps, ProtocolIntent } from './types.ts';

/** What two states have agreed, held as law: documents, signatures, suspensions, directives, decisions. */
export function createMemoranda(kernel: Kernel, deps: MemorandaDeps) {
  const law = createLaw(kernel);
  const acts = createActs(kernel, deps, law);
  return {
    /** May this pass, and under which article? */
    deciding: law.deciding,
    inForce: law.inForce,
    queryQuotas: law.queryQuotas,
    articleText: law.articleText,
    signedText: law.signedText,
    /** Handlers of what arrives from the partner, by category. */
    arriving: createArriving(kernel, deps, law),
    /** What approvals of the kinds `memorandum`, `suspension` and `directive` lead to. */
    approvals: acts.approvals,
    acts,
    show: createShow(kernel, deps, law),
    simulate: createSimulate(kernel, deps, law),
    sending: createSending(kernel, deps, law),
    analyse: createAnalyse(kernel, law),
  };
}
export type Memoranda = ReturnType<typeof createMemoranda>;
