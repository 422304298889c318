import { documentKey } from './fold.ts';
import { foldName } from './name-folding.ts';

/** What tells one traveller of a crossing from another. */
export interface Identity {
  readonly reference: string | null;
  readonly locator: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly birthDate: string | null;
  readonly documents: readonly {
    readonly type: string | null;
    readonly number: string;
    readonly issuer: string | null;
  }[];
}
export interface KnownTraveller extends Identity {
  readonly id: string;
}

/**
 * Finds which known travellers the records of one message speak of: by the carrier's reference (ABO), else by document
 * type, number and issuer, else by locator, name and birth date. Never two records for one traveller unless they agree in
 * everything: senders number each part of a series afresh, and infants travel on a parent's passport; joining two people
 * would lose one of them.
 *
 * @param trustReference true for a change (745+CP): a known reference may then change name, birth date and document at once
 * @returns for each record the id of the known traveller, the index of an earlier equal record as `#n`, or null: new
 * @example
 * matchTravellers([record], known, false) // ['0195…']
 */
export function matchTravellers(
  records: readonly Identity[],
  known: readonly KnownTraveller[],
  trustReference: boolean,
): (string | null)[] {
  const candidates = indexOf(known);
  const taken = new Map<string, Identity>();
  return records.map((record, index) => {
    const free = (one: KnownTraveller) => {
      const holder = taken.get(one.id);
      return holder === undefined || (samePerson(holder, record) && sharesKey(holder, record));
    };
    const found = find(record, candidates, trustReference, free);
    const id = found?.id ?? `#${index}`;
    if (!taken.has(id)) taken.set(id, record);
    if (!found) add(candidates, { ...record, id });
    return found?.id ?? null;
  });
}

interface Candidates {
  readonly byReference: Map<string, KnownTraveller[]>;
  readonly byDocument: Map<string, KnownTraveller[]>;
  readonly byLocator: Map<string, KnownTraveller[]>;
}

function indexOf(known: readonly KnownTraveller[]): Candidates {
  const candidates: Candidates = { byReference: new Map(), byDocument: new Map(), byLocator: new Map() };
  for (const one of known) add(candidates, one);
  return candidates;
}

function add({ byReference, byDocument, byLocator }: Candidates, one: KnownTraveller): void {
  const put = (map: Map<string, KnownTraveller[]>, key: string) => {
    const list = map.get(key);
    if (list) list.push(one);
    else map.set(key, [one]);
  };
  if (one.reference) put(byReference, one.reference);
  if (one.locator) put(byLocator, one.locator);
  for (const { number } of one.documents) put(byDocument, documentKey(number));
}

function find(
  record: Identity,
  { byReference, byDocument, byLocator }: Candidates,
  trustReference: boolean,
  free: (one: KnownTraveller) => boolean,
): KnownTraveller | undefined {
  const referred = record.reference ? (byReference.get(record.reference) ?? []) : [];
  const byRef = referred.find((one) => free(one) && (trustReference || mayBeSame(one, record)));
  if (byRef) return byRef;
  const holders = record.documents.flatMap(({ number }) => byDocument.get(documentKey(number)) ?? []);
  const byDoc = holders.find((one) => free(one) && sharesDocument(one, record) && !differs(one, record));
  if (byDoc) return byDoc;
  const booked = record.locator ? (byLocator.get(record.locator) ?? []) : [];
  return booked.find((one) => free(one) && samePerson(one, record) && !otherReference(one, record));
}

/** Two records of different references within one booking are two people even where name and birth date agree. */
const otherReference = (one: Identity, other: Identity): boolean =>
  one.reference !== null && other.reference !== null && one.reference !== other.reference;

const sharesKey = (one: Identity, other: Identity): boolean =>
  (one.reference !== null && one.reference === other.reference) || sharesDocument(one, other);

/** Same name, and same birth date where both have one. */
const samePerson = (one: Identity, other: Identity): boolean =>
  partsOf(one).toSorted().join(' ') === partsOf(other).toSorted().join(' ') &&
  one.birthDate === other.birthDate;

const partsOf = ({ surname, givenNames }: Identity): string[] =>
  foldName(`${surname ?? ''} ${givenNames ?? ''}`);

function sharesDocument(one: Identity, other: Identity): boolean {
  const agree = (a: string | null, b: string | null) => a === null || b === null || a === b;
  return one.documents.some((a) =>
    other.documents.some(
      (b) =>
        documentKey(a.number) === documentKey(b.number) && agree(a.type, b.type) && agree(a.issuer, b.issuer),
    ),
  );
}

const sharesName = (one: Identity, other: Identity): boolean => {
  const parts = partsOf(other);
  const own = partsOf(one);
  return own.length === 0 || parts.length === 0 || own.some((part) => parts.includes(part));
};

const birthDiffers = (one: Identity, other: Identity): boolean =>
  one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate;

const givenDiffers = (one: Identity, other: Identity): boolean => {
  const given = (who: Identity) => foldName(who.givenNames ?? '');
  const [a, b] = [given(one), given(other)];
  return a.length > 0 && b.length > 0 && !a.some((part) => b.includes(part));
};

/** On one document, yet with other given names and another birth date: parent and child. */
const differs = (one: Identity, other: Identity): boolean =>
  birthDiffers(one, other) && givenDiffers(one, other);

/** A reference is believed unless nothing else agrees. */
function mayBeSame(one: Identity, other: Identity): boolean {
  if (sharesDocument(one, other)) return true;
  if (!birthDiffers(one, other) && one.birthDate !== null && other.birthDate !== null) return true;
  return sharesName(one, other) && !givenDiffers(one, other);
}
