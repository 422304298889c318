import { buildIndex, type NameEntry, openIndex } from '@jisr/names';
import type { EngineKind } from '../baselines/engine.ts';

/** A name alone as a listing. */
export const entryOf = (text: string, key: number): NameEntry => ({
  key,
  kind: 'person',
  names: [{ text, quality: 'primary' }],
  birthDates: [],
  nationalities: [],
  gender: null,
});

/** The listings of an array of names, made one after the other. */
export function* entriesOf(names: readonly string[]): Generator<NameEntry> {
  for (const [key, name] of names.entries()) yield entryOf(name, key);
}

export const jisr: EngineKind = {
  key: 'jisr',
  short: 'Jisr',
  what: '@jisr/names, name only',
  missing: async () => null,
  async create() {
    let index: ReturnType<typeof openIndex> | undefined;
    return {
      prepare(names) {
        index = openIndex(buildIndex(entriesOf(names)));
      },
      sharedBytes: () => index?.byteLength ?? 0,
      query: (name, top) => index!.query({ name }, { top }).map(({ key, bits }) => [key, bits] as const),
    };
  },
};
