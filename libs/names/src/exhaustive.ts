import { createAligner } from './aligning.ts';
import { viewIndex } from './layout.ts';
import { createNeighbourFinder, createNeighbourTable } from './neighbours.ts';
import { readQuery } from './reading.ts';
import { toBits } from './scoring.ts';
import { lexiconOf } from './splitting.ts';
import type { NameQuery } from './types.ts';

/**
 * Answers by comparing each part of the query with every part of the list, and scoring every listed name: nothing is
 * proposed and nothing passed over. What the search is measured against (recall.test.ts and the benchmark of names).
 * The best bits of each entry of at least `least` bits, by name only.
 */
export const createExhaustive = (buffer: SharedArrayBuffer) => {
  const data = viewIndex(buffer);
  const table = createNeighbourTable(data.partShare.length);
  const finder = createNeighbourFinder(data, table, null, true);
  const aligner = createAligner(data, table);
  const lexicon = lexiconOf(data);
  return (query: NameQuery, least: number): ReadonlyMap<number, number> => {
    const found = new Map<number, number>();
    for (const reading of readQuery(lexicon, query)) {
      finder.find(reading.units);
      for (let name = 0; name < data.nameEntry.length; name++) {
        const bits = toBits(aligner.score(reading, name));
        const key = data.entryKey[data.nameEntry[name]!]!;
        if (bits >= least && bits > (found.get(key) ?? -Infinity)) found.set(key, bits);
      }
    }
    return found;
  };
};
