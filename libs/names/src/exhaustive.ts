import { viewIndex } from './layout.ts';
import { readQuery } from './reading.ts';
import { toBits } from './scoring.ts';
import { createSegment } from './search.ts';
import type { NameQuery } from './types.ts';

/**
 * Answers by scoring every listed name, proposing none: what the search is measured against (recall.test.ts,
 * `jisr bench names`). The best bits of each entry of at least `least` bits, by name only.
 */
export const createExhaustive = (buffer: SharedArrayBuffer) => {
  const data = viewIndex(buffer);
  const segment = createSegment(data);
  return (query: NameQuery, least: number): ReadonlyMap<number, number> => {
    const found = new Map<number, number>();
    for (const reading of readQuery(segment.lexicon, query)) {
      segment.finder.find(reading.units);
      for (let name = 0; name < data.nameEntry.length; name++) {
        const bits = toBits(segment.aligner.score(reading, name));
        const key = data.entryKey[data.nameEntry[name]!]!;
        if (bits >= least && bits > (found.get(key) ?? -Infinity)) found.set(key, bits);
      }
    }
    return found;
  };
};
