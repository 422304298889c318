/** What makes a decision complete, before it is sent: pure, so that the form only asks. */
import {
  type Instruction,
  NewDecision,
  type ReasonCode,
  SERIOUS_INSTRUCTIONS,
  type Verdict,
} from '@jisr/contract';
import type { z } from 'zod';

/** The reasons that can speak for each verdict. */
export const REASONS = {
  'not-listed': [
    'birth-date-differs',
    'document-differs',
    'name-differs',
    'gender-differs',
    'nationality-differs',
    'known-traveller',
    'other',
  ],
  'is-listed': ['documents-agree', 'birth-date-agrees', 'photo-agrees', 'partner-confirmed', 'other'],
  'cannot-tell': ['insufficient-information', 'other'],
} as const satisfies Record<Verdict, readonly ReasonCode[]>;

export interface DecisionEntry {
  readonly verdict: Verdict;
  readonly reason: ReasonCode | '';
  readonly instruction: Instruction | null;
  readonly note: string;
}
export type DecisionFault = 'reason' | 'instruction' | 'note';

/** Shortest note that says anything (the contract asks as much of every typed reason). */
const NOTE_MIN = 3;

/**
 * The body to send, or what is missing. "Another reason" and every act that takes liberty away need the officer's
 * own words.
 *
 * @example
 * checkDecision({ verdict: 'not-listed', reason: 'birth-date-differs', instruction: null, note: '' }).faults // []
 */
export function checkDecision(entry: DecisionEntry): {
  readonly faults: readonly DecisionFault[];
  readonly body: z.output<typeof NewDecision> | null;
} {
  const note = entry.note.trim();
  const instruction = entry.verdict === 'is-listed' ? entry.instruction : null;
  const serious = SERIOUS_INSTRUCTIONS.some((each) => each === instruction);
  const faults: DecisionFault[] = [];
  if (!REASONS[entry.verdict].some((reason) => reason === entry.reason)) faults.push('reason');
  if (entry.verdict === 'is-listed' && instruction === null) faults.push('instruction');
  if ((entry.reason === 'other' || serious) && note.length < NOTE_MIN) faults.push('note');
  if (faults.length > 0) return { faults, body: null };
  const body = NewDecision.parse({
    verdict: entry.verdict,
    reason: entry.reason,
    instruction,
    note: note === '' ? null : note,
  });
  return { faults, body };
}
