import { markOf } from './change.ts';
import { explainMatch } from './explaining.ts';
import { findEntry } from './keys.ts';
import { type IndexData, viewIndex } from './layout.ts';
import { createSegment, lexiconOfAll, type Segment, searchSegments } from './search.ts';
import type { NameIndex } from './types.ts';

type Buffer = SharedArrayBuffer | ArrayBuffer;

const removedFrom = (index: IndexData, change: IndexData): ((entry: number) => boolean) => {
  if (change.removedKeys.length === 0) return () => false;
  const removed = new Uint32Array((index.entryKey.length >>> 5) + 1);
  for (const key of change.removedKeys) {
    const entry = findEntry(index, key);
    removed[entry >>> 5]! |= 1 << (entry & 31);
  }
  return (entry) => (removed[entry >>> 5]! & (1 << (entry & 31))) !== 0;
};

/** Names of the index that its change removes. */
const namesRemoved = ([base, change]: readonly Segment[]): number =>
  [...(change?.data.removedKeys ?? [])].reduce((sum, key) => {
    const { entryFirstName } = base!.data;
    const entry = findEntry(base!.data, key);
    return sum + entryFirstName[entry + 1]! - entryFirstName[entry]!;
  }, 0);

const openSegments = (buffer: Buffer, changes: Buffer | undefined): Segment[] => {
  const index = viewIndex(buffer);
  if (changes === undefined) return [createSegment(index)];
  const change = viewIndex(changes);
  const mark = markOf(index);
  if (change.changeOf.length !== mark.length || change.changeOf.some((word, i) => word !== mark[i]))
    throw new RangeError('NAMES_CHANGE_FOREIGN: the change was built on another index');
  const base = createSegment(index, null, removedFrom(index, change));
  return [base, createSegment(change, base)];
};

/**
 * Opens an index: views over the buffer, nothing is rebuilt or copied. Each thread opens the shared buffer for
 * itself; an opened index keeps scratch space and is used by one caller at a time. With a change (`buildChange`) it
 * answers as the list is now.
 * @throws RangeError (`NAMES_INDEX_INVALID`, `NAMES_INDEX_VERSION`) where a buffer is not a current index, and
 * `NAMES_CHANGE_FOREIGN` where the change belongs to another index.
 * @example openIndex(buffer).query({ name: 'ALDOSSARY/KAREEMMR' }, { top: 5 })[0]?.key; // 7
 */
export const openIndex = (buffer: Buffer, changes?: Buffer): NameIndex => {
  const segments = openSegments(buffer, changes);
  const lexicon = lexiconOfAll(segments);
  const removed = changes === undefined ? 0 : viewIndex(changes).removedKeys.length;
  const sum = (count: (data: IndexData) => number): number =>
    segments.reduce((total, { data }) => total + count(data), 0);
  return {
    entryCount: sum((data) => data.entryKey.length) - removed,
    nameCount: sum((data) => data.nameEntry.length) - namesRemoved(segments),
    byteLength: buffer.byteLength + (changes?.byteLength ?? 0),
    query: searchSegments(segments, lexicon),
    explain: (query, key, nameOrdinal, options) =>
      explainMatch(segments, lexicon, query, key, nameOrdinal, options?.evidence ?? 'name'),
  };
};
