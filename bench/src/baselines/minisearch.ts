import type { EngineKind } from './engine.ts';
import { loadFolding, loadPackage } from './packages.ts';

interface MiniSearch {
  addAll(documents: readonly { id: number; name: string }[]): void;
  search(query: string): { id: number; score: number }[];
}
type MiniSearchClass = new (options: Readonly<Record<string, unknown>>) => MiniSearch;

export const minisearch: EngineKind = {
  key: 'minisearch',
  short: 'minis',
  what: 'minisearch 7.2.0: fuzzy 0.2, prefixes; its score by word of the query',
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const Search = await loadPackage<MiniSearchClass>('minisearch');
    const search = new Search({ fields: ['name'], searchOptions: { fuzzy: 0.2, prefix: true } });
    return {
      prepare: (names) => search.addAll(names.map((name, id) => ({ id, name: fold(name) }))),
      query(name, top) {
        const asked = fold(name);
        // The score is a sum over the words of the query: without this, long names alert and short ones never do.
        const words = asked.split(' ').length;
        return search
          .search(asked)
          .slice(0, top)
          .map(({ id, score }) => [id, score / words] as const);
      },
    };
  },
};
