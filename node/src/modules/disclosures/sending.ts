import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Gate, Prepared } from './gate.ts';
import type { Intent, Outcome } from './types.ts';

/** How many leave in one transaction at most. */
const TOGETHER = 64;

/**
 * What changes with a disclosure, in its transaction, after the gate has spoken. Run again where another one's trouble ended
 * the transaction that they shared.
 */
export type After = (tx: Db, outcome: Outcome) => Promise<void>;

/** What belongs to a disclosure that may have become needless meanwhile. */
export interface Along {
  /** Looks and locks before the gate judges; false: nothing leaves and nothing follows. */
  readonly wanted: (tx: Db) => Promise<boolean>;
  readonly after: After;
}

interface Sending {
  readonly intent: Intent;
  readonly along: Partial<Along>;
  done(outcome: Outcome | null): void;
  failed(error: unknown): void;
}

/**
 * Lets those leave together that come at the same time: one look at the law, one lock of the count, one commit for all of
 * them, and in the end the same as one after another. Whoever comes meanwhile waits here and not for a connection to the
 * database. What breaks one transaction is tried again alone, so that one's trouble is its own.
 */
export function createSend({ database }: Pick<Kernel, 'database'>, gate: Gate) {
  const waiting: Sending[] = [];
  let running = false;

  async function disclose(
    all: readonly Sending[],
    prepared: readonly Prepared[],
  ): Promise<(Outcome | null)[]> {
    return database.transaction(async (tx) => {
      const wanted: boolean[] = [];
      for (const { along } of all) wanted.push((await along.wanted?.(tx)) ?? true);
      const outcomes = await gate.discloseAll(
        tx,
        prepared.filter((_, at) => wanted[at]),
      );
      const each = wanted.map((is) => (is ? outcomes.shift()! : null));
      for (const [at, { along }] of all.entries()) if (each[at]) await along.after?.(tx, each[at]);
      return each;
    });
  }

  async function together(all: readonly Sending[]): Promise<void> {
    try {
      const prepared = await gate.prepareAll(all.map(({ intent }) => intent));
      const outcomes = await disclose(all, prepared);
      for (const [at, { done }] of all.entries()) done(outcomes[at]!);
    } catch (error) {
      if (all.length === 1) all[0]!.failed(error);
      else for (const each of all) await together([each]);
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) await together(waiting.splice(0, TOGETHER));
    running = false;
  }

  const join = (intent: Intent, along: Partial<Along>): Promise<Outcome | null> =>
    new Promise((done, failed) => {
      waiting.push({ intent, along, done, failed });
      if (!running) void run();
    });

  return {
    /**
     * Prepares and discloses in a transaction of its own, which may be shared with others that are sent at this moment.
     *
     * @example
     * const outcome = await disclosures.send(intent, (tx, said) => keepQuestion(tx, id, said));
     */
    async send(intent: Intent, after?: After): Promise<Outcome> {
      const outcome = await join(intent, after ? { after } : {});
      if (outcome === null) throw new Error('a disclosure that is always wanted was not');
      return outcome;
    },
    /** The same, if it is still wanted; null: it was not. */
    sendIfWanted: (intent: Intent, along: Along): Promise<Outcome | null> => join(intent, along),
  };
}
export type Sender = ReturnType<typeof createSend>;
