import type {
  AnswerDecision,
  LetterKind,
  LetterState,
  Listing,
  NewAnswer,
  RequestState,
  SupplementField,
} from '@jisr/contract';
import {
  Assurance,
  OffenceLevel,
  QueryPurpose,
  RefusalGround,
  RequestOutcome,
  SupplementField as SupplementFields,
  Urgency,
} from '@jisr/contract';
import { z } from 'zod';

/** From where a request may go. What was answered may be answered again, what the partner's gate refused is owed again. */
export const REQUEST_MOVES = {
  'awaiting-approval': ['sent', 'answered', 'stopped'],
  stopped: [],
  sent: ['answered', 'deferred', 'declined', 'rejected'],
  rejected: [],
  received: ['answered', 'deferred', 'declined'],
  deferred: ['answered', 'declined', 'deferred', 'received'],
  answered: ['closed', 'answered', 'received'],
  declined: ['closed', 'received'],
  closed: [],
} as const satisfies Record<RequestState, readonly RequestState[]>;

/** From where a letter may go; one that the partner sent is `received` and stays so. */
export const LETTER_MOVES = {
  'awaiting-approval': ['approved', 'withheld'],
  approved: ['sent', 'stopped'],
  sent: ['delivered', 'rejected'],
  delivered: [],
  withheld: [],
  stopped: [],
  rejected: [],
  received: [],
} as const satisfies Record<LetterState, readonly LetterState[]>;

/**
 * Whether a state may follow another, by its table.
 *
 * @example
 * canMove(REQUEST_MOVES, 'received', 'answered'); // true
 */
export const canMove = <State extends string>(
  moves: Record<State, readonly State[]>,
  from: State,
  to: State,
): boolean => moves[from].includes(to);

const BY_DECISION: Readonly<Record<AnswerDecision, RequestState>> = {
  supply: 'answered',
  partial: 'answered',
  defer: 'deferred',
  refuse: 'declined',
};

/**
 * What a letter makes of its request when it leaves or arrives; null: nothing.
 *
 * @example
 * stateAfter({ kind: 'answer', decision: 'defer' }); // 'deferred'
 */
export function stateAfter(letter: {
  readonly kind: LetterKind;
  readonly decision: AnswerDecision | null;
}): RequestState | null {
  if (letter.kind === 'request') return 'sent';
  if (letter.kind === 'warning') return 'answered';
  if (letter.kind === 'outcome') return 'closed';
  return letter.kind === 'answer' && letter.decision !== null ? BY_DECISION[letter.decision] : null;
}

/** What a letter that did not get through makes of its request: a question is at an end, an answer is owed again. */
export function stateWithout(kind: LetterKind, by: 'us' | 'partner'): RequestState | null {
  if (kind === 'request' || kind === 'warning') return by === 'us' ? 'stopped' : 'rejected';
  return kind === 'answer' && by === 'partner' ? 'received' : null;
}

/** States in which an answer is owed: their clock runs. */
export const OWED = ['sent', 'received', 'deferred'] as const satisfies readonly RequestState[];

/**
 * Whether an answer is late.
 *
 * @example
 * isOverdue({ state: 'received', dueAt: '2026-03-01T09:00:00Z' }, new Date('2026-03-01T09:00:01Z')); // true
 */
export const isOverdue = (
  request: { readonly state: RequestState; readonly dueAt: string | null },
  now: Date,
): boolean =>
  (OWED as readonly RequestState[]).includes(request.state) &&
  request.dueAt !== null &&
  new Date(request.dueAt) < now;

/** Where the article sets no term: an hour when urgent, else two days (Regulation (EU) 2024/982, "Prüm II", art. 25). */
export const hoursOf = (urgency: 'ordinary' | 'urgent', article: number | null): number =>
  article ?? (urgency === 'urgent' ? 1 : 48);

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);
const full = (date: string): boolean => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(date);

/**
 * What a listing holds of each field that may be supplied; fields of which it holds nothing are left out.
 *
 * @example
 * valuesOf(listing).birthDate; // '1980-02-03'
 */
export function valuesOf(listing: Listing): Partial<Record<SupplementField, unknown>> {
  const own = listing.names.filter(({ quality }) => quality === 'primary' || quality === 'original');
  const aliases = listing.names.filter(({ quality }) => quality === 'strong');
  const values: Record<SupplementField, unknown> = {
    names: own.filter(({ text }) => !isArabic(text)).map(({ text }) => text),
    namesArabic: own.filter(({ text }) => isArabic(text)).map(({ text }) => text),
    aliases: aliases.map(({ text }) => text),
    birthDate: listing.birthDates.find(full) ?? null,
    birthPlace: listing.birthPlaces,
    sex: listing.gender,
    nationalities: listing.nationalities,
    documents: listing.documents.map(({ type, number, issuer }) => ({ type, number, issuer })),
    addresses: listing.addresses,
    listedFor: listing.legalBasis,
    listedSince: listing.listedOn !== null && full(listing.listedOn) ? listing.listedOn : null,
    instruction: listing.instruction,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/**
 * Of these values the chosen fields, and of a field with several values the chosen ones.
 *
 * @returns what is chosen, and the fields of which there is nothing
 * @example
 * chosenOf({ names: ['A', 'B'] }, { fields: ['names'], only: { names: [1] } }); // { chosen: { names: ['B'] }, missing: [] }
 */
export function chosenOf(
  values: Partial<Record<SupplementField, unknown>>,
  { fields, only }: Pick<z.output<typeof NewAnswer>, 'fields' | 'only'>,
): { chosen: Record<string, unknown>; missing: SupplementField[] } {
  const chosen = fields.map((field): [SupplementField, unknown] => {
    const value = values[field];
    const places = only[field];
    return [
      field,
      places !== undefined && Array.isArray(value) ? value.filter((_, at) => places.includes(at)) : value,
    ];
  });
  return {
    chosen: Object.fromEntries(chosen.filter(([, value]) => !isEmpty(value))),
    missing: chosen.filter(([, value]) => isEmpty(value)).map(([field]) => field),
  };
}

/** What the law must know of the listed person; a birth date that leaves a doubt says nothing. */
export function subjectOfListing(listing: Listing, party: string, now: Date) {
  const majority = `${now.getUTCFullYear() - 18}${now.toISOString().slice(4, 10)}`;
  const latest = listing.birthDates.map((date) =>
    (date.split('/').at(-1) ?? date).padEnd(7, '-12').padEnd(10, '-31'),
  );
  const { nationalities } = listing;
  return {
    minor: latest.length === 0 ? null : latest.some((date) => date > majority),
    own: nationalities.length === 0 ? null : nationalities.includes(party),
    sensitive: false,
    references: [`listing:${listing.id}`],
  };
}

const References = z.array(z.string().max(60)).min(1).max(50);
/** What a request must hold. */
export const RequestContent = z.object({
  references: References,
  questions: z.object({
    fields: z.array(SupplementFields).min(1).max(20),
    assurances: z.array(Assurance).max(4),
  }),
  confirmed: z.literal(true),
  caseReference: z.string().max(80),
  justification: z.string().max(1000),
  legalBasis: z.string().max(300),
  offence: OffenceLevel,
  urgency: Urgency,
});

/** What supplied data must hold, beside the fields; of a warning nobody asked for references. */
export const SupplyContent = z.looseObject({
  references: References.nullish(),
  decision: z.enum(['supply', 'partial']).nullish(),
  legalBasis: z.string().max(300).nullish(),
  caseReference: z.string().max(80).nullish(),
  note: z.string().max(1000).nullish(),
});

/** A notice says what came of the data, or that none is supplied and why. Any other outcome is for the gate itself. */
export const OutcomeContent = z.object({
  references: References.nullish(),
  of: z.uuid(),
  outcome: z.string().max(40),
  note: z
    .object({
      ground: RefusalGround.nullish(),
      until: z.iso.date().nullish(),
      text: z.string().max(1000).nullish(),
    })
    .nullish(),
});
export const reportOf = (outcome: string): RequestOutcome | null =>
  RequestOutcome.safeParse(outcome).data ?? null;

/** How a warning without a purpose of ours is kept: the purposes are a closed list, and the gate has allowed this one. */
export const purposeOf = (purpose: string): z.infer<typeof QueryPurpose> =>
  QueryPurpose.catch('counter-terrorism').parse(purpose);
export const offenceOf = (offence: string | null): z.infer<typeof OffenceLevel> =>
  OffenceLevel.catch('none').parse(offence);

/** Says which field of a content is wrong, or null: fields are named, never values. */
export const faultIn =
  (content: z.ZodType) =>
  (payload: Readonly<Record<string, unknown>>): string | null => {
    const parsed = content.safeParse(payload);
    return parsed.success ? null : (parsed.error.issues[0]?.path.map(String).join('.') ?? 'content');
  };
