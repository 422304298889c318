import type { Kernel } from '../../kernel/kernel.ts';
import type { Alarms } from './alarms.ts';
import { AHEAD_MS, PAST_MS, pauseAfter } from './model.ts';
import { selectLink, updateContact, updateFailure, updateHeard } from './peer-store.ts';
import type { PeerAnswer, PeerRequest, PeerTransport } from './types.ts';

/** The queue's name of "try the peer again". */
export const RETRY_JOB = 'exchange.retry';

/** The peer did not answer, or answered with a refusal. */
export interface PeerAway extends Error {
  readonly status: number | null;
}
const peerAway = (message: string, status: number | null): PeerAway =>
  Object.assign(new Error(message), { name: 'PeerAway', status });
export const isPeerAway = (error: unknown): error is PeerAway =>
  error instanceof Error && error.name === 'PeerAway';

/** Asks the peer, and keeps the book of when it answered, how its clock stands, and when to try again. */
export function createLink(kernel: Kernel, transport: PeerTransport, alarms: Alarms) {
  const { database, clock, ids, queue } = kernel;
  const jitter = () => Buffer.from(ids.token(4), 'base64url').readUInt32BE() / 2 ** 32;
  const later = (ms: number) => new Date(clock.now().getTime() + ms);

  async function failed(message: string): Promise<void> {
    const { failures } = await selectLink(database.db);
    const retryAt = later(pauseAfter(failures + 1, jitter()));
    await database.transaction(async (tx) => {
      await updateFailure(tx, clock.nowIso(), retryAt.toISOString(), message.slice(0, 300));
      await queue.enqueue(tx, RETRY_JOB, {}, { key: `link ${retryAt.toISOString()}`, runAt: retryAt });
    });
  }

  async function watchClock(skewMs: number | null): Promise<void> {
    // A message is refused beyond these: whoever may still change the clock should know before that.
    if (skewMs === null || (skewMs > -PAST_MS / 2 && skewMs < AHEAD_MS / 2)) return;
    await alarms(database.db, 'clock-skew', { minutes: String(Math.round(skewMs / 60_000)) });
  }

  return {
    jitter,
    later,
    /** Whether the pause after a failure is over. */
    free: async (): Promise<boolean> => {
      const { retryAt } = await selectLink(database.db);
      return retryAt === null || Date.parse(retryAt) <= clock.now().getTime();
    },
    /**
     * @throws PeerAway when the peer does not answer with 2xx; the next try is then in the queue
     */
    async ask(request: PeerRequest): Promise<PeerAnswer> {
      let answer: PeerAnswer;
      try {
        answer = await transport.ask(request);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        await failed(message);
        throw peerAway(message, null);
      }
      if (answer.status >= 200 && answer.status < 300) {
        await updateContact(database.db, clock.nowIso(), answer.skewMs);
        await watchClock(answer.skewMs);
        return answer;
      }
      const message = `${request.method} ${request.path}: ${answer.status} ${textOf(answer.body)}`;
      await failed(message);
      throw peerAway(message, answer.status);
    },
    /** The peer called us, by its own clock at this distance from ours. */
    async heard(skewMs: number): Promise<void> {
      await updateHeard(database.db, clock.nowIso(), skewMs);
      await watchClock(skewMs);
    },
  };
}
export type Link = ReturnType<typeof createLink>;

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 200)).toString('utf8');
