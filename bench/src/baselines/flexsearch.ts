import type { EngineKind } from './engine.ts';
import { loadFolding, loadPackage } from './packages.ts';

interface FlexIndex {
  add(id: number, text: string): void;
  search(query: string, options: { limit: number; suggest: boolean }): number[];
}

export const flexsearch: EngineKind = {
  key: 'flexsearch',
  short: 'flex',
  what: 'flexsearch 0.8.212: forward tokens, suggestions; gives an order and no score',
  ranksOnly: true,
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const { Index } = await loadPackage<{
      Index: new (options: { tokenize: string }) => FlexIndex;
    }>('flexsearch');
    const index = new Index({ tokenize: 'forward' });
    return {
      prepare(names) {
        for (const [position, name] of names.entries()) index.add(position, fold(name));
      },
      query: (name, top) =>
        index
          .search(fold(name), { limit: top, suggest: true })
          .map((position, rank) => [position, 1 / (1 + rank)] as const),
    };
  },
};
