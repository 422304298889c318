import type { EngineKind } from './engine.ts';
import { loadFolding, loadPackage } from './packages.ts';

interface Fuse {
  search(pattern: string, options: { limit: number }): { refIndex: number; score: number }[];
}
type FuseClass = new (list: readonly string[], options: Readonly<Record<string, unknown>>) => Fuse;

/** Its bit pattern makes longer patterns many times slower; names this long are hardly ever asked. */
const longest = 64;

export const fuse: EngineKind = {
  key: 'fuse',
  short: 'fuse',
  what: 'fuse.js 7.5.0: threshold 0.6, anywhere in the name',
  subset: 8,
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const Search = await loadPackage<FuseClass>('fuse.js');
    let search: Fuse | undefined;
    return {
      prepare(names) {
        search = new Search(names.map(fold), { includeScore: true, threshold: 0.6, ignoreLocation: true });
      },
      query: (name, top) =>
        search!
          .search(fold(name).slice(0, longest), { limit: top })
          .map(({ refIndex, score }) => [refIndex, 1 - score] as const),
    };
  },
};
