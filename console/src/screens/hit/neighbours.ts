/** The queue as the officer last saw it, so that `[` and `]` walk it in that order. Identifiers only. */
const KEPT = 'jisr.hit-queue';

export interface Queue {
  /** Where the queue is, to go back to it. */
  readonly address: string;
  readonly ids: readonly string[];
}

/** Reads a kept queue; anything unreadable counts as none. */
export function readQueue(kept: string | null): Queue {
  if (kept === null || !/^\{.*\}$/.test(kept)) return { address: '/hits', ids: [] };
  const found = JSON.parse(kept) as { address?: unknown; ids?: unknown };
  return {
    address: typeof found.address === 'string' && found.address.startsWith('/hits') ? found.address : '/hits',
    ids: Array.isArray(found.ids) ? found.ids.filter((id): id is string => typeof id === 'string') : [],
  };
}

/** Keeps the queue for this window. */
export const keepQueue = (queue: Queue): void => sessionStorage.setItem(KEPT, JSON.stringify(queue));

/** The queue of this window. */
export const keptQueue = (): Queue => readQueue(sessionStorage.getItem(KEPT));

/**
 * The hits before and after one in a queue; null at the ends or when the hit is not in it.
 *
 * @example
 * neighboursOf(['a', 'b', 'c'], 'b') // { previous: 'a', next: 'c', at: 1 }
 */
export function neighboursOf(
  ids: readonly string[],
  id: string,
): { readonly previous: string | null; readonly next: string | null; readonly at: number } {
  const at = ids.indexOf(id);
  if (at < 0) return { previous: null, next: null, at };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, at };
}
