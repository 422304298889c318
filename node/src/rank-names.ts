import { buildIndex, openIndex } from '@jisr/names';

/**
 * How alike names are to a query, 0..1 in the order of the names: the screening engine itself, over these names alone.
 *
 * @example
 * rankNames('mohamed', ['محمد علي', 'John Smith']) // [0.2…, 0]
 */
export function rankNames(query: string, names: readonly string[]): number[] {
  const entries = names.map((text, key) => ({
    key,
    kind: 'person' as const,
    names: [{ text, quality: 'primary' as const }],
    birthDates: [],
    nationalities: [],
    gender: null,
  }));
  const scores = new Array<number>(names.length).fill(0);
  for (const match of openIndex(buildIndex(entries)).query(
    { name: query },
    { top: names.length, evidence: 'name' },
  ))
    scores[match.key] = match.score;
  return scores;
}
