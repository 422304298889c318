import type { NotificationListener } from './types.ts';

/** Who hears which channel, on one database. */
export interface Listeners {
  /** Returns how to remove the listener again; that returns true when it was the channel's last. */
  add(channel: string, listener: NotificationListener): () => boolean;
  deliver(channel: string, payload: string): void;
  channels(): string[];
}

/**
 * @example
 * const listeners = createListeners();
 * const remove = listeners.add('jisr_job', wake);
 */
export function createListeners(): Listeners {
  const byChannel = new Map<string, Set<NotificationListener>>();
  return {
    add: (channel, given) => {
      // A function of its own for each call, so that one listener may be added twice and removed once.
      const listener: NotificationListener = (payload) => given(payload);
      byChannel.set(channel, (byChannel.get(channel) ?? new Set<NotificationListener>()).add(listener));
      return () => {
        const rest = byChannel.get(channel);
        if (rest?.delete(listener) !== true || rest.size > 0) return false;
        return byChannel.delete(channel);
      };
    },
    deliver: (channel, payload) => {
      for (const listener of byChannel.get(channel) ?? []) listener(payload);
    },
    channels: () => [...byChannel.keys()],
  };
}
