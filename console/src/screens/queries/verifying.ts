/** The steps by which an opened input is checked, and how far a verdict came: pure. */
import type { OpeningResult } from '@jisr/contract';
import type { z } from 'zod';

type Verdict = z.output<typeof OpeningResult>['verdict'];

/** In the order in which the node takes them; each verdict but the last names the step that failed. */
export const STEPS = ['index', 'commitments', 'input', 'element'] as const;
export type Step = (typeof STEPS)[number];
const FAILS: Readonly<Record<Verdict, number>> = {
  'unknown-index': 0,
  'commitments-altered': 1,
  'not-committed': 2,
  'not-asked': 3,
  holds: STEPS.length,
};

/**
 * How a step went under a verdict.
 *
 * @example
 * stepOf('not-committed', 'element') // 'unreached'
 */
export function stepOf(verdict: Verdict, step: Step): 'passed' | 'failed' | 'unreached' {
  const [at, fails] = [STEPS.indexOf(step), FAILS[verdict]];
  if (at < fails) return 'passed';
  return at === fails ? 'failed' : 'unreached';
}

/**
 * The key of an opening in plain letters.
 *
 * @example
 * openedText('amlzci1rZXktdjE') // 'jisr-key-v1'
 */
export function openedText(input: string): string {
  const bytes = atob(input.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.codePointAt(0) ?? 0));
}
