import type { Kernel } from '../../kernel/kernel.ts';
import { createBreakGlass } from './break-glass.ts';
import { createRead } from './read.ts';
import { createService } from './service.ts';
import type { ApprovalHandler, ApprovalsDeps } from './types.ts';

export { approvalJobs } from './jobs.ts';
export { approvalRoutes } from './routes.ts';
export type {
  Approval,
  ApprovalHandler,
  ApprovalsDeps,
  CountedApproval,
  NewApproval,
  Standing,
} from './types.ts';

/** A review ends in a state that the list of emergency accesses reads; nothing else follows from it. */
const REVIEWED: ApprovalHandler = {
  approved: async () => undefined,
  refused: async () => undefined,
};

/** What needs officers' word: documents put before them, their signatures over exactly what they saw, break-glass. */
export function createApprovals(kernel: Kernel, outer: ApprovalsDeps) {
  const deps = { ...outer, handlers: () => ({ ...outer.handlers(), 'break-glass': REVIEWED }) };
  const { open, standing, approve, refuse, withdraw, expire } = createService(kernel, deps);
  const { list, read, verify } = createRead(kernel, deps);
  const breakGlass = createBreakGlass(kernel, deps, { open });
  return { open, standing, approve, refuse, withdraw, expire, list, read, verify, breakGlass };
}
export type Approvals = ReturnType<typeof createApprovals>;
