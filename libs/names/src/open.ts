import { explainMatch } from './explaining.ts';
import { viewIndex } from './layout.ts';
import { createSearch } from './search.ts';
import type { NameIndex } from './types.ts';

/**
 * Opens an index: views over the buffer, nothing is rebuilt or copied. Each thread opens the shared buffer for
 * itself; an opened index keeps scratch space and is used by one caller at a time.
 * @throws RangeError (`NAMES_INDEX_INVALID`, `NAMES_INDEX_VERSION`) where the buffer is not a current index.
 * @example openIndex(buffer).query({ name: 'AL TIKRITI/SADDAMMR' }, { top: 5 });
 */
export const openIndex = (buffer: SharedArrayBuffer | ArrayBuffer): NameIndex => {
  const data = viewIndex(buffer);
  const search = createSearch(data);
  return {
    entryCount: data.entryKey.length,
    nameCount: data.nameEntry.length,
    byteLength: buffer.byteLength,
    query: (query, options) => search.query(query, options),
    explain: (query, key, nameOrdinal, options) =>
      explainMatch(search, data, query, key, nameOrdinal, options?.evidence ?? 'name'),
  };
};
