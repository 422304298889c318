import { buildIndex, openIndex } from '@jisr/names';
import { entriesOf } from './jisr-engine.ts';

/** How a change becomes live, as the result says it. */
export const changeBy = 'a rebuild of the whole index';

/**
 * Makes a change of the list live: listings at these places are removed, these names are added. Returns what answers
 * from now on. (One function, so that the way to do it is changed here alone.)
 */
export function changeList(
  names: readonly string[],
  removed: ReadonlySet<number>,
  added: readonly string[],
): ReturnType<typeof openIndex> {
  const left = names.filter((_, place) => !removed.has(place));
  return openIndex(buildIndex(entriesOf([...left, ...added])));
}
