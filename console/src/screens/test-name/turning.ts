/** What a decision hangs on, read for the eye: which sentence belongs to which change. Pure. */
import type { Language, TurningPoints } from '@jisr/contract';

export interface Change {
  readonly text: string;
  readonly flips: boolean;
}

export interface ReadTurning {
  /** The strongest term for and against, as sentences. */
  readonly strongest: readonly string[];
  readonly changes: readonly Change[];
  /** What is said where no change turns the decision. */
  readonly nothing: string | null;
}

/**
 * The engine writes the distance from the threshold first, then the strongest terms, then one sentence a change.
 *
 * @example
 * readTurning(result.turning, 'en').changes[0]?.text // 'With an equal date of birth the total would be …'
 */
export function readTurning(turning: TurningPoints, language: Language): ReadTurning {
  const sentences = turning.sentences[language];
  const terms = [turning.strongestFor, turning.strongestAgainst].filter((term) => term !== null).length;
  const from = 1 + terms;
  return {
    strongest: sentences.slice(1, from),
    changes: turning.turns.map(({ flips }, at) => ({ text: sentences[from + at] ?? '', flips })),
    nothing: sentences[from + turning.turns.length] ?? null,
  };
}
