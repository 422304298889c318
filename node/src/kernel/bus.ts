import { notify } from './db/notify.ts';
import type { Database, Db } from './db/types.ts';

const CHANNEL = 'jisr_event';

/** Topic: sessions were ended, by sign-out or by an administrator. Open lines look whether theirs is among them. */
export const SESSIONS_ENDED = 'session';

/** That something happened: which kind of thing, and to which one. Who wants more reads it, under their own permit. */
export interface BusEvent {
  /** `hit.raised` */
  topic: string;
  id: string;
}

/** Tells all nodes on one database what has been committed. Used for server-sent events; nothing durable rests on it. */
export interface Bus {
  /** Tells in the caller's transaction: heard only after its commit, never after a rollback. */
  publish(tx: Db, topic: string, id: string): Promise<void>;
  /** Hears everything from now on, from this node too. The listener returns at once. Returns how to stop. */
  subscribe(listener: (event: BusEvent) => void): Promise<() => Promise<void>>;
}

/**
 * @example
 * const bus = createBus(database);
 * const stop = await bus.subscribe(({ topic, id }) => send(topic, id));
 */
export function createBus(database: Database): Bus {
  return {
    publish: (tx, topic, id) => notify(tx, CHANNEL, JSON.stringify({ topic, id })),
    // Only `publish` writes to this channel, so what arrives has this form.
    subscribe: (listener) => database.listen(CHANNEL, (payload) => listener(JSON.parse(payload) as BusEvent)),
  };
}
