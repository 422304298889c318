import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAnswering } from './answering.ts';
import { createAsking } from './asking.ts';
import { createLetters } from './letters.ts';
import { createReading } from './reading.ts';
import { forgetOwn, tellOverdue } from './store.ts';
import { createTaking } from './taking.ts';
import type { RequestsDeps } from './types.ts';

export { requestJobs } from './jobs.ts';
export { requestRoutes } from './routes.ts';
export type { RequestsDeps } from './types.ts';

export type Requests = ReturnType<typeof createRequests>;

const DAY_MS = 86_400_000;
/** A request of which nothing is left goes whole after so long: in that time what came of it may be audited. */
const KEEP_DAYS = 3 * 365;

/** The second step after a hit: data about a person, asked for, decided on, supplied, and followed to its end. */
export function createRequests(kernel: Kernel, deps: RequestsDeps) {
  const { clock, database, queue, bus } = kernel;
  const letters = createLetters(kernel, deps);
  const { proposedFor, ...answering } = createAnswering(kernel, deps, letters);
  const taking = createTaking(kernel, deps, letters);

  /** The next night, three hours after midnight. */
  async function schedule(): Promise<void> {
    const runAt = new Date(clock.now().getTime() + DAY_MS);
    runAt.setUTCHours(3, 0, 0, 0);
    await database.transaction((tx) =>
      queue.enqueue(tx, 'requests.nightly', {}, { key: runAt.toISOString().slice(0, 10), runAt }),
    );
  }

  return {
    ...createReading(kernel, deps, proposedFor),
    ...createAsking(kernel, deps, letters),
    ...answering,
    desks: taking.desks,
    corrected: taking.corrected,
    /** What came under these receipts is to be gone. */
    erased: (tx: Db, receivedIds: readonly string[]) => taking.erased(tx, receivedIds),
    approval: letters.approval,
    settled: letters.settled,
    work: {
      send: letters.send,
      /** An answer has become late: whoever looks on is told, once. */
      async overdue(requestId: string): Promise<void> {
        await database.transaction(async (tx) => {
          if (await tellOverdue(tx, requestId, clock.nowIso())) await bus.publish(tx, 'request', requestId);
        });
      },
      async nightly(): Promise<void> {
        const longest = new Date(clock.now().getTime() - KEEP_DAYS * DAY_MS).toISOString();
        await database.transaction((tx) => forgetOwn(tx, clock.nowIso(), longest));
        await schedule();
      },
    },
    schedule,
  };
}
