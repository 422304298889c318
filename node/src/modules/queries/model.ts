import type { DocumentFacts, PersonFacts } from '@jisr/blind-query';
import { InstantSchema } from '@jisr/exchange-documents';
import { z } from 'zod';
import type { ListingForScreening } from '../watchlists/index.ts';
import type { Subject } from './types.ts';

export type QueryState = 'asked' | 'answered' | 'refused' | 'rejected' | 'failed';

/** From where a question may go. A question that has ended stays ended. */
export const QUERY_MOVES = {
  asked: ['answered', 'rejected', 'failed'],
  answered: [],
  refused: [],
  rejected: [],
  failed: [],
} as const satisfies Record<QueryState, readonly QueryState[]>;

export type PartnerHitState = 'open' | 'confirmed' | 'dismissed';
export const PARTNER_HIT_MOVES = {
  open: ['confirmed', 'dismissed'],
  confirmed: [],
  dismissed: [],
} as const satisfies Record<PartnerHitState, readonly PartnerHitState[]>;

export type ReceivedState = 'waiting' | 'answered' | 'held' | 'refused' | 'stale';
/** `held` waits for an officer; a refusal may be tried again by one. */
export const RECEIVED_MOVES = {
  waiting: ['answered', 'held', 'refused', 'stale'],
  held: ['answered', 'refused', 'stale'],
  answered: [],
  refused: [],
  stale: [],
} as const satisfies Record<ReceivedState, readonly ReceivedState[]>;

/**
 * Whether a state may follow another, by its table.
 *
 * @example
 * canMove(QUERY_MOVES, 'asked', 'answered'); // true
 */
export const canMove = <State extends string>(
  moves: Record<State, readonly State[]>,
  from: State,
  to: State,
): boolean => moves[from].includes(to);

/** What the column of an epoch holds. */
const Epoch = z.int32().min(0);
const Bytes = z.string().regex(/^[\w-]*$/);
const Asking = {
  caseReference: z.string().max(80).nullish(),
  justification: z.string().max(1000).nullish(),
  urgency: z.enum(['ordinary', 'urgent']).nullish(),
  offence: z.string().max(40).nullish(),
};

/** What a blind question must hold: elements, the epoch they are for, the commitment to their inputs. */
export const BlindQuestionContent = z.object({
  blinded: z.array(Bytes.length(43)).min(1).max(500),
  kinds: z.array(z.string().max(20)).max(10).nullish(),
  epoch: Epoch,
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
  ...Asking,
});

/** What a question in the clear must hold: one person. */
export const PlainQuestionContent = z.object({
  keys: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        birthDate: z.string().max(10).nullable(),
        nationality: z.string().max(3).nullable(),
        gender: z.enum(['M', 'F', 'X']).nullable(),
        documents: z
          .array(z.object({ number: z.string().max(40), issuer: z.string().max(3).nullable() }))
          .max(10),
      }),
    )
    .length(1),
  ...Asking,
});

/** An answer: to a blind question elements and proof, to one in the clear hit or no hit; `note` where it is neither. */
export const AnswerContent = z.object({
  hit: z.boolean().nullish(),
  references: z.array(z.string().max(60)).max(50).nullish(),
  contact: z.string().max(200).nullish(),
  evaluated: z.array(Bytes.length(43)).max(500).nullish(),
  proof: Bytes.length(86).nullish(),
  epoch: z.number().int().nullish(),
  note: z.string().max(200).nullish(),
});
export type AnswerContent = z.infer<typeof AnswerContent>;

export const FilterContent = z.object({
  filter: z.string().max(12_600_000),
  epoch: Epoch,
  validUntil: InstantSchema.nullish(),
  digest: z.string().max(64).nullish(),
});

/** What is known of a traveller, as keys are made from it. */
export const factsOfSubject = (subject: Subject): PersonFacts => ({
  names: subject.fullName === '' ? [] : [subject.fullName],
  birthDates: subject.birthDate === null ? [] : [subject.birthDate],
  sex: subject.gender,
  nationality: subject.nationality,
  documents: subject.documents,
});

/** What is known of a listing. Weak aliases make no key: they would meet everybody. */
export const factsOfListing = (listing: ListingForScreening): PersonFacts => ({
  names: listing.names.filter(({ quality }) => quality !== 'weak').map(({ text }) => text),
  birthDates: listing.birthDates,
  sex: listing.gender,
  nationality: listing.nationalities.length === 1 ? listing.nationalities[0]! : null,
  documents: listing.documents.map(({ type, number, issuer }): DocumentFacts => ({ type, number, issuer })),
});

/** A question in the clear as the watch over patterns sees it. */
export interface PatternEntry {
  readonly documents: readonly string[];
  readonly hits: number;
}

/** So many numbers one after another are a search, not cases. */
const RUN = 5;
/** The step that still counts as "one after another". */
const STEP = 3n;
const MISSES_FROM = 50;
const MISS_SHARE = 0.98;

/**
 * What looks like trawling among the questions of a day: document numbers that rise in small steps, or nothing but misses.
 *
 * @example
 * patternsOf([{ documents: ['A100'], hits: 0 }, { documents: ['A101'], hits: 0 }, …]); // ['sequential-documents']
 */
export function patternsOf(entries: readonly PatternEntry[]): ('sequential-documents' | 'many-misses')[] {
  const series = new Map<string, Set<bigint>>();
  for (const number of entries.flatMap(({ documents }) => documents)) {
    const [, letters, digits] = /^(.*?)(\d{3,18})$/.exec(number.toUpperCase()) ?? [];
    if (digits === undefined) continue;
    const key = `${letters} ${digits.length}`;
    series.set(key, (series.get(key) ?? new Set()).add(BigInt(digits)));
  }
  const sequential = [...series.values()].some((numbers) => longestRun([...numbers]) >= RUN);
  const missed = entries.filter(({ hits }) => hits === 0).length;
  const misses = entries.length >= MISSES_FROM && missed / entries.length >= MISS_SHARE;
  return [
    ...(sequential ? ['sequential-documents' as const] : []),
    ...(misses ? ['many-misses' as const] : []),
  ];
}

function longestRun(numbers: bigint[]): number {
  numbers.sort((a, b) => (a < b ? -1 : 1));
  let longest = 1;
  let run = 1;
  for (let at = 1; at < numbers.length; at++) {
    run = numbers[at]! - numbers[at - 1]! <= STEP ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * Parts the people of a flight into questions that hold at most so many keys; nobody's keys are torn apart.
 *
 * @example
 * batchesOf(people, 250).map((batch) => batch.length);
 */
export function batchesOf<Each extends { readonly keys: readonly unknown[] }>(
  people: readonly Each[],
  most: number,
): Each[][] {
  const batches: Each[][] = [];
  let room = 0;
  for (const person of people) {
    if (batches.length === 0 || person.keys.length > room) {
      batches.push([]);
      room = most;
    }
    batches.at(-1)!.push(person);
    room -= person.keys.length;
  }
  return batches;
}

/** Says which field of a content is wrong, or null: fields are named, never values. */
export const faultIn =
  (content: z.ZodType) =>
  (payload: Readonly<Record<string, unknown>>): string | null => {
    const parsed = content.safeParse(payload);
    return parsed.success ? null : (parsed.error.issues[0]?.path.map(String).join('.') ?? 'content');
  };
