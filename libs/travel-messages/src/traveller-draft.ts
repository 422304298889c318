import { readPersonName } from './person-name.ts';
import { note, type Reading } from './reading.ts';
import type { Bags, BagTags, Contact, DocumentRecord, TravellerRecord } from './types.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A document while it is read. */
export type DocumentDraft = Writable<DocumentRecord>;

/** The record of a traveller while it is filled in. */
interface OpenRecord
  extends Writable<Omit<TravellerRecord, 'documents' | 'bags' | 'contacts' | 'sources' | 'seats'>> {
  readonly documents: DocumentDraft[];
  readonly bags: Writable<Omit<Bags, 'tags'>> & { readonly tags: BagTags[] };
  readonly contacts: Contact[];
  readonly sources: Record<string, number>;
  readonly seats: string[];
}

/** A traveller while their segments are read; the name waits for the gender. */
export interface TravellerDraft {
  readonly qualifier: string;
  readonly nameComponents: readonly string[];
  readonly opened: Reading;
  readonly path: string;
  readonly traveller: OpenRecord;
  /** Document data that came before any DOC. */
  readonly early: Reading[];
  /** Where each document began, and where its expiry stands. */
  readonly openings: Reading[];
  readonly expiries: (Reading | undefined)[];
}

const roles: Readonly<Record<string, TravellerRecord['role']>> = {
  FL: 'passenger',
  FM: 'crew',
  DDU: 'transit',
  DDT: 'transit',
};

/** NAD qualifiers of travellers. */
export function isTravellerQualifier(qualifier: string): boolean {
  return Object.hasOwn(roles, qualifier);
}

/** A record of which only the role is known. */
function openRecord(qualifier: string): OpenRecord {
  return {
    role: roles[qualifier] ?? 'passenger',
    crewTransit: qualifier === 'DDT',
    infant: false,
    surname: null,
    givenNames: null,
    givenNameParts: [],
    title: null,
    nameRaw: null,
    birthDate: null,
    birthDateRaw: null,
    gender: null,
    genderRaw: null,
    nationality: null,
    nationalityRaw: null,
    residence: null,
    birthPlace: null,
    embarkation: null,
    debarkation: null,
    clearance: null,
    address: null,
    contacts: [],
    reference: null,
    locator: null,
    governmentReference: null,
    customerNumber: null,
    ticket: null,
    seats: [],
    bags: { count: null, weightKg: null, tags: [] },
    verified: null,
    crewRole: null,
    documents: [],
    sources: {},
  };
}

/** Starts a traveller at NAD. */
export function openTraveller(
  reading: Reading,
  qualifier: string,
  name: readonly string[],
  path: string,
): TravellerDraft {
  return {
    qualifier,
    nameComponents: name,
    opened: reading,
    path,
    traveller: openRecord(qualifier),
    early: [],
    openings: [],
    expiries: [],
  };
}

/** Starts a document at its DOC, or, where DTM+36 or LOC+91 came and DOC never did, at the traveller. */
export function openDocument(draft: TravellerDraft, reading: Reading): DocumentDraft {
  const document: DocumentDraft = {
    type: null,
    number: null,
    numberRaw: null,
    issuer: null,
    issuerRaw: null,
    issued: null,
    expiry: null,
    issuedRaw: null,
    expiryRaw: null,
    verified: null,
  };
  draft.traveller.documents.push(document);
  draft.openings.push(reading);
  return document;
}

const documentPaths = new Map<string, string>();

/** `documents[0].number` and its like: the same few strings for every traveller. */
export function documentPath(draft: TravellerDraft, field: string): string {
  const key = `${draft.traveller.documents.length - 1}${field}`;
  let path = documentPaths.get(key);
  if (path === undefined) {
    path = `documents[${draft.traveller.documents.length - 1}].${field}`;
    if (draft.traveller.documents.length <= 8) documentPaths.set(key, path);
  }
  return path;
}

/** Says of a field which segment it came from. */
export function record(draft: TravellerDraft, reading: Reading, field: string): void {
  draft.traveller.sources[field] = reading.index;
}

/** Did the segments describe a person? Decides for NAD qualifiers that no table knows. */
export function describesPerson(draft: TravellerDraft): boolean {
  const { sources } = draft.traveller;
  return Object.keys(sources).some((field) => !field.startsWith('address') && field !== 'contacts');
}

/** What the message is, as far as it decides which absences are worth a warning. */
export interface Expectations {
  /** New or changed data: the record should be whole. */
  readonly full: boolean;
  /** An interactive request (RFF+TN): locator and reference are mandatory. */
  readonly interactive: boolean;
  /** Departure date, or date of the message. */
  readonly travelDate: string | null;
}

function noteDocuments(draft: TravellerDraft, expect: Expectations): void {
  if (draft.traveller.documents.length === 0) note(draft.opened, 'DOC_MISSING', `${draft.path}.documents`);
  for (const [i, document] of draft.traveller.documents.entries()) {
    const path = `${draft.path}.documents[${i}]`;
    const opened = draft.openings[i] ?? draft.opened;
    if (document.number === null) note(opened, 'DOC_MISSING', `${path}.number`);
    if (document.type === null) note(opened, 'DOC_TYPE_MISSING', `${path}.type`);
    const { expiry } = document;
    if (expiry === null || expect.travelDate === null) continue;
    const expired = expiry < expect.travelDate.slice(0, expiry.length);
    if (expired) note(draft.expiries[i] ?? opened, 'DOC_EXPIRED', `${path}.expiry`, { value: expiry });
  }
}

function noteAbsences(draft: TravellerDraft, expect: Expectations): void {
  const { opened, path, traveller } = draft;
  if (traveller.surname === null && traveller.givenNames === null)
    note(opened, 'NAME_MISSING', `${path}.surname`);
  if (expect.interactive && traveller.role === 'passenger' && traveller.reference === null) {
    note(opened, 'ABO_MISSING', `${path}.reference`);
  }
  if (traveller.role === 'passenger' && traveller.locator === null)
    note(opened, 'AVF_MISSING', `${path}.locator`);
  if (!expect.full) return;
  if (traveller.gender === null) note(opened, 'GENDER_MISSING', `${path}.gender`);
  if (traveller.birthDate === null && traveller.birthDateRaw === null)
    note(opened, 'DOB_MISSING', `${path}.birthDate`);
  noteDocuments(draft, expect);
}

function closeName(draft: TravellerDraft): void {
  const { traveller, opened } = draft;
  const name = readPersonName(draft.nameComponents, traveller.gender);
  traveller.surname = name.surname;
  traveller.givenNames = name.givenNames;
  traveller.givenNameParts = name.givenNameParts;
  traveller.title = name.title;
  traveller.nameRaw = name.raw || null;
  for (const field of ['surname', 'givenNames', 'title'] as const)
    if (name[field] !== null) record(draft, opened, field);
  if (name.maybeTruncated || !opened.segment.complete)
    note(opened, 'NAME_TRUNCATED', `${draft.path}.surname`);
}

/** Closes a traveller: the name is read now that the gender is known, and what is absent is said. */
export function finishTraveller(draft: TravellerDraft, expect: Expectations): TravellerRecord {
  closeName(draft);
  noteAbsences(draft, expect);
  return draft.traveller;
}
