import type { Gender, TravellerRole, TravelStatus } from '@jisr/contract';

/** A document as one message stated it, with the segment that did. */
export interface StatedDocument {
  readonly type: string | null;
  readonly number: string;
  readonly issuer: string | null;
  readonly issued: string | null;
  readonly expiry: string | null;
  readonly verified: boolean | null;
  readonly segment: number | null;
}

/** The fields of which statements are kept. */
export interface FieldValues {
  readonly role: TravellerRole;
  readonly status: TravelStatus;
  readonly surname: string;
  readonly givenNames: string;
  readonly title: string;
  readonly birthDate: string;
  readonly gender: Gender;
  readonly nationality: string;
  readonly residence: string;
  readonly birthPlace: string;
  readonly embarkation: string;
  readonly debarkation: string;
  readonly clearance: string;
  readonly address: string;
  readonly reference: string;
  readonly locator: string;
  readonly governmentReference: string;
  readonly customerNumber: string;
  readonly ticket: string;
  readonly crewRole: string;
  readonly seats: readonly string[];
  readonly bags: { readonly count: number | null; readonly weightKg: number | null };
  readonly verified: boolean;
  /** Errors and warnings that the reader raised about the traveller. */
  readonly issues: number;
  readonly documents: readonly StatedDocument[];
}
export type Field = keyof FieldValues;

export interface StatedFact<Value> {
  readonly value: Value;
  readonly segment: number | null;
}
/** What one message said; a field that it did not mention is absent. */
export type Facts = { readonly [F in Field]?: StatedFact<FieldValues[F]> };
/** A fact and the message that it comes from. */
export type CurrentFact<Value> = StatedFact<Value> & { readonly messageId: string };
export type View = { readonly [F in Field]?: CurrentFact<FieldValues[F]> };

/** When something was said: message time first, then receipt, then the message's id, so that the order is total. */
export interface Moment {
  readonly messageId: string;
  /** ISO instants in UTC, all of the same form. */
  readonly statedAt: string;
  readonly receivedAt: string;
}
export interface Statement extends Moment {
  readonly facts: Facts;
}

/** A complete list of who is, or who is not, on board (BGM 266), as it concerns one traveller. */
export interface Closure extends Moment {
  readonly kind: 'on-board' | 'not-on-board';
  readonly listed: boolean;
  /** All parts of the list are here: only then does it say something of those whom it does not list. */
  readonly complete: boolean;
}

/**
 * Orders by message time, not by arrival (travellers.md §1.4).
 *
 * @example
 * statements.toSorted(byMoment)
 */
export function byMoment(one: Moment, other: Moment): number {
  const order =
    compare(one.statedAt, other.statedAt) ||
    compare(one.receivedAt, other.receivedAt) ||
    compare(one.messageId, other.messageId);
  return order;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The current view of a traveller: for each field the newest statement of it. Nothing that an earlier message said is
 * deleted: documents that the newest message does not name follow those that it names. The order of arrival does not
 * matter: the same set of statements always gives the same view.
 *
 * @example
 * foldTraveller(statements, []).surname?.value // 'ALSHEMALI'
 */
export function foldTraveller(statements: readonly Statement[], closures: readonly Closure[]): View {
  const inOrder = statements.toSorted(byMoment);
  const view: Record<string, CurrentFact<unknown>> = {};
  for (const { facts, messageId } of inOrder)
    for (const [field, fact] of Object.entries(facts)) view[field] = { ...fact, messageId };
  const documents = foldDocuments(inOrder);
  if (documents) view.documents = documents;
  const status = foldStatus(inOrder, closures);
  if (status) view.status = status;
  // Every field was put in under its own name from a `Facts`.
  return view as View;
}

function foldDocuments(inOrder: readonly Statement[]): View['documents'] {
  const newest = inOrder.findLast(({ facts }) => facts.documents !== undefined);
  if (!newest?.facts.documents) return undefined;
  const byKey = new Map<string, StatedDocument>();
  for (const { facts } of inOrder.toReversed())
    for (const document of facts.documents?.value ?? []) {
      const key = `${document.type ?? ''}|${documentKey(document.number)}|${document.issuer ?? ''}`;
      const later = byKey.get(key);
      byKey.set(key, later ? complete(later, document) : document);
    }
  return { value: [...byKey.values()], segment: newest.facts.documents.segment, messageId: newest.messageId };
}

/** The later statement of a document, with what only the earlier one said. */
const complete = (later: StatedDocument, earlier: StatedDocument): StatedDocument => ({
  ...later,
  issued: later.issued ?? earlier.issued,
  expiry: later.expiry ?? earlier.expiry,
  verified: later.verified ?? earlier.verified,
});

/**
 * What a word about a traveller does to each status. A list that names somebody again takes a cancellation back (check-in
 * cancelled and redone), but does not undo what a close-out message said.
 */
export const STATUS_MOVES = {
  expected: { expected: 'expected', boarded: 'boarded', 'not-boarded': 'not-boarded', cancelled: 'expected' },
  boarded: { expected: 'boarded', boarded: 'boarded', 'not-boarded': 'boarded', cancelled: 'boarded' },
  'not-boarded': {
    expected: 'not-boarded',
    boarded: 'not-boarded',
    'not-boarded': 'not-boarded',
    cancelled: 'cancelled',
  },
  cancelled: {
    expected: 'cancelled',
    boarded: 'cancelled',
    'not-boarded': 'cancelled',
    cancelled: 'cancelled',
  },
} as const satisfies Record<TravelStatus, Record<TravelStatus, TravelStatus>>;

function foldStatus(inOrder: readonly Statement[], closures: readonly Closure[]): View['status'] {
  const first = inOrder[0];
  const words: (Moment & { word: TravelStatus; segment: number | null })[] = [];
  for (const { facts, ...moment } of inOrder)
    if (facts.status) words.push({ ...moment, word: facts.status.value, segment: facts.status.segment });
  for (const closure of closures) {
    const word = saidBy(closure, first);
    if (word) words.push({ ...closure, word, segment: null });
  }
  let current: View['status'];
  for (const { word, segment, messageId } of words.toSorted(byMoment)) {
    const value = STATUS_MOVES[word][current?.value ?? 'expected'];
    if (value !== current?.value) current = { value, segment, messageId };
  }
  return current;
}

/** CLOB: listed are on board, everyone received before and not listed is not; CLNB the other way round (§2.3). */
function saidBy(closure: Closure, first: Moment | undefined): TravelStatus | null {
  const onBoard = closure.kind === 'on-board';
  if (closure.listed) return onBoard ? 'boarded' : 'not-boarded';
  const before = first !== undefined && first.statedAt <= closure.statedAt;
  if (!closure.complete || !before) return null;
  return onBoard ? 'not-boarded' : 'boarded';
}

/**
 * A document number as it is compared (travellers.md §7): upper case, without blanks, hyphens, strokes and leading `<`.
 *
 * @example
 * documentKey('<a 12-34/5') // 'A12345'
 */
export const documentKey = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[\s/-]+/g, '')
    .replace(/^<+|<+$/g, '');

/**
 * The document that a list shows: a passport where there is one, else the first that is not a visa, else the first.
 *
 * @example
 * primaryDocument([visa, passport]) // passport
 */
export function primaryDocument<D extends { readonly type: string | null }>(
  documents: readonly D[],
): D | undefined {
  return (
    documents.find(({ type }) => type?.startsWith('P')) ??
    documents.find(({ type }) => !type?.startsWith('V')) ??
    documents[0]
  );
}

/** The facts on which screening rests: a change of one means screening again. */
export const screenedFacts = (view: View): string =>
  JSON.stringify([
    view.surname?.value ?? null,
    view.givenNames?.value ?? null,
    view.birthDate?.value ?? null,
    view.gender?.value ?? null,
    view.nationality?.value ?? null,
    (view.documents?.value ?? []).map(({ type, number, issuer }) => [type, documentKey(number), issuer]),
  ]);
