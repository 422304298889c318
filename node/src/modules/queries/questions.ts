import type { Key } from '@jisr/blind-query';
import type { NewQuery } from '@jisr/contract';
import type { z } from 'zod';
import type { NewQueryRow } from './query-store.ts';
import type { Intent, Subject } from './types.ts';

/** The seal of what was asked. */
export const QUESTION_SECRET = 'query';

export type Asked = z.output<typeof NewQuery>;
export type About = Pick<
  Asked,
  'purpose' | 'offence' | 'caseReference' | 'justification' | 'urgency' | 'mode'
>;

/** A traveller with the keys by which the partner is asked. */
export interface Person {
  readonly subject: Subject;
  readonly keys: readonly Key[];
}

/** What was asked, as it is sealed: by it the answer is read, and an input opened. */
export interface KeptQuestion {
  readonly seed: string;
  readonly inputs: readonly { readonly text: string; readonly place: number; readonly kind: Key['kind'] }[];
}

/** Everything of a question before it leaves. */
export interface Question {
  readonly payload: Record<string, unknown>;
  readonly keys: number;
  readonly epoch: number | null;
  readonly kept: Pick<NewQueryRow, 'commitment' | 'sealed' | 'commitments' | 'elements'>;
}

const nothingKept: Question['kept'] = { commitment: null, sealed: null, commitments: null, elements: null };

export const aboutOf = ({ purpose, offence, caseReference, justification, urgency, mode }: Asked): About => ({
  purpose,
  offence,
  caseReference,
  justification,
  urgency,
  mode,
});

export const flightOf = (crossingId: string): About => ({
  purpose: 'border-security',
  offence: 'none',
  // Read by officers of both countries: a code, and a sentence in either language.
  caseReference: `#${crossingId.slice(-12)}`,
  justification: 'Manifest of a crossing, screened on arrival. · بيان ركاب عبور فُحص عند وروده.',
  urgency: 'ordinary',
  mode: 'blind',
});

export const askingOf = ({ caseReference, justification, urgency, offence }: About) => ({
  caseReference,
  justification,
  urgency,
  offence,
});

export const refusalOf = ({
  clause,
  code,
  text,
}: {
  clause: string;
  code: string;
  text: { en: string; ar: string };
}) => ({
  clause,
  code,
  text,
});

/** A question in the clear: the person as the carrier stated them, for the partner's own engine. */
export function plainQuestion(subject: Subject, about: About): Question | null {
  if (subject.fullName === '') return null;
  const { fullName, birthDate, nationality, gender, documents } = subject;
  const key = {
    name: fullName,
    birthDate,
    nationality,
    gender,
    documents: documents.map(({ number, issuer }) => ({ number, issuer })),
  };
  return {
    payload: { keys: [key], kinds: ['plain'], ...askingOf(about) },
    keys: 1,
    epoch: null,
    kept: nothingKept,
  };
}

/** What the law must know of who is asked about: one person exactly, of a flight nothing. */
export function subjectOf(subjects: readonly Subject[], party: string, now: Date): Intent['subject'] {
  const references = subjects.map(({ travellerId }) => `traveller:${travellerId}`);
  const [only] = subjects.length === 1 ? subjects : [];
  const own = only?.nationality ? only.nationality === party : null;
  return { minor: only ? isMinor(only.birthDate, now) : null, own, sensitive: false, references };
}

/** A year alone counts as its last day: a doubt protects. */
function isMinor(birthDate: string | null, now: Date): boolean | null {
  if (birthDate === null) return null;
  const born = birthDate.padEnd(7, '-12').padEnd(10, '-31');
  const today = now.toISOString().slice(0, 10);
  return born > `${Number(today.slice(0, 4)) - 18}${today.slice(4)}`;
}
