import type { Kernel } from '../../kernel/kernel.ts';
import type { ClockWatch } from './clock-watch.ts';
import { isPeerAway } from './link.ts';
import { PROVE_JOB, type Prove } from './prove.ts';
import { PUSH_JOB } from './put.ts';
import type { Receipts } from './receipts.ts';
import type { Upkeep } from './upkeep.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The next full minute or day: the same for every node that asks. */
const nextOf = (now: Date, span: number): Date => new Date((Math.floor(now.getTime() / span) + 1) * span);

/** What the exchange does by the clock. */
export function createTimes(
  { database, clock, queue }: Kernel,
  parts: {
    readonly upkeep: Upkeep;
    readonly clocks: Pick<ClockWatch, 'look'>;
    readonly receipts: Pick<Receipts, 'catchUp'>;
    readonly prove: Pick<Prove, 'prove'>;
    readonly pull: () => Promise<void>;
    readonly push: () => Promise<void>;
  },
) {
  // The key holds the time: a job that asks for its successor is not itself asked for once more.
  const again = async (kind: string, span: number) => {
    const runAt = nextOf(clock.now(), span);
    await database.transaction((tx) => queue.enqueue(tx, kind, {}, { key: runAt.toISOString(), runAt }));
  };
  return {
    async minute(): Promise<void> {
      await again('exchange.minute', MINUTE_MS);
      await parts.clocks.look();
      await parts.upkeep.expire();
      await parts.upkeep.watchWaiting();
      await parts.upkeep.forgetNonces();
      await parts.receipts.catchUp();
      try {
        await parts.prove.prove();
        await parts.pull();
      } catch (error) {
        // The next try is in the queue.
        if (!isPeerAway(error)) throw error;
      }
      await parts.push();
    },
    async daily(): Promise<void> {
      await again('exchange.daily', DAY_MS);
      await parts.upkeep.daily();
    },
    /** Puts the repeating jobs into the queue, and what a stop left undone. */
    async schedule(): Promise<void> {
      await again('exchange.minute', MINUTE_MS);
      await again('exchange.daily', DAY_MS);
      await database.transaction(async (tx) => {
        await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
        await queue.enqueue(tx, PROVE_JOB, {}, { key: 'now' });
      });
    },
  };
}
