/** What makes a question complete, and what is left of a day's quota: pure, so that the dialog only asks. */
import { NewQuery, type PartnerQuery, type QueryMode, type QueryPreview } from '@jisr/contract';
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

/** A question that has not left after so long waits for the link, not for its turn. */
const AWAY_MS = 60_000;

/**
 * Whether the partner's node cannot be reached: the question still waits here a minute after it was asked.
 *
 * @example
 * isAway({ state: 'asked', delivery: 'queued', askedAt: '2026-03-01T08:00:00Z' }, Date.parse('2026-03-01T08:05:00Z')) // true
 */
export const isAway = (
  { state, delivery, askedAt }: Pick<PartnerQuery, 'state' | 'delivery' | 'askedAt'>,
  now: number,
): boolean => state === 'asked' && delivery === 'queued' && now - Date.parse(askedAt) >= AWAY_MS;
