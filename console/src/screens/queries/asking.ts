/** What makes a question complete, and what is left of a day's quota: pure, so that the dialog only asks. */
import { NewQuery, type QueryMode, type QueryPreview } from '@jisr/contract';
import type { z } from 'zod';

/** What the officer has typed and chosen so far. */
export interface QuestionEntry {
  readonly purpose: z.output<typeof NewQuery>['purpose'];
  readonly offence: z.output<typeof NewQuery>['offence'];
  readonly caseReference: string;
  readonly justification: string;
  readonly urgent: boolean;
  readonly mode: QueryMode;
}
export type QuestionFault = 'caseReference' | 'justification';
const TYPED: readonly QuestionFault[] = ['caseReference', 'justification'];

/** A question starts blind and with the purpose of the desk that asks. */
export const START: QuestionEntry = {
  purpose: 'border-security',
  offence: 'any-offence',
  caseReference: '',
  justification: '',
  urgent: false,
  mode: 'blind',
};

/**
 * The body to send, or which field is missing.
 *
 * @example
 * checkQuestion('019c…', { ...START, caseReference: 'CASE 12', justification: 'Named in an inquiry.' }).faults // []
 */
export function checkQuestion(
  travellerId: string,
  { urgent, ...entry }: QuestionEntry,
): { readonly faults: readonly QuestionFault[]; readonly body: z.output<typeof NewQuery> | null } {
  const urgency = urgent ? ('urgent' as const) : ('ordinary' as const);
  const parsed = NewQuery.safeParse({ ...entry, travellerId, urgency });
  if (parsed.success) return { faults: [], body: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return { faults: TYPED.filter((field) => wrong.has(field)), body: null };
}

/**
 * How many keys may still be asked today; null where the article sets no limit or the gate refuses.
 *
 * @example
 * quotaLeft({ quotaPerDay: 2000, usedToday: 12 }) // 1988
 */
export const quotaLeft = ({
  quotaPerDay,
  usedToday,
}: Pick<QueryPreview, 'quotaPerDay' | 'usedToday'>): number | null =>
  quotaPerDay === null ? null : Math.max(0, quotaPerDay - usedToday);
