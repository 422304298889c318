import { seededRandom } from '@jisr/node';

/** Repeatable choices. */
export interface Chance {
  /** True with this probability. */
  odds(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** So many characters out of an alphabet. */
  letters(alphabet: string, length: number): string;
}

/**
 * Choices that are the same at each run with the same seed.
 *
 * @example
 * createChance('flight 3').between(1, 6); // always the same throw
 */
export function createChance(seed: string): Chance {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return {
    odds: (probability) => random() < probability,
    between: (least, most) => least + below(most - least + 1),
    pick: (from) => from[below(from.length)]!,
    letters: (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)]!).join(''),
  };
}
