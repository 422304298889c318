import type { Log } from './db/types.ts';

const SHORTEST_SLEEP_MS = 20;
/** Wake-ups come by notification; this is for one that was lost with the server's connection. */
const LONGEST_SLEEP_MS = 30_000;
const AFTER_ERROR_MS = 3_000;

/** Lets one look at the queue follow another, never two at once. */
export interface Waker {
  start(): void;
  /** Looks now. A wake-up during a look makes one more look, so that none is missed. */
  wake(): void;
  /** Fulfils when the last look has ended. */
  stop(): Promise<void>;
}

/**
 * @param look looks at the queue and tells after how many milliseconds to look again, unless woken
 * @example
 * const waker = createWaker(async () => claimAndTellNext(), log);
 * waker.start();
 */
export function createWaker(look: () => Promise<number>, log: Log): Waker {
  let started = false;
  let wanted = false;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function lookWhileWanted(): Promise<void> {
    clearTimeout(timer);
    let rest = LONGEST_SLEEP_MS;
    while (wanted && started) {
      wanted = false;
      try {
        rest = await look();
      } catch (error) {
        log.error({ err: error }, 'the work queue could not be read');
        rest = AFTER_ERROR_MS;
      }
    }
    looking = undefined;
    if (started) timer = setTimeout(wake, Math.min(Math.max(rest, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS));
  }

  function wake(): void {
    wanted = true;
    if (started) looking ??= lookWhileWanted();
  }

  return {
    wake,
    start: () => {
      started = true;
      wake();
    },
    stop: async () => {
      started = false;
      clearTimeout(timer);
      await looking;
    },
  };
}
