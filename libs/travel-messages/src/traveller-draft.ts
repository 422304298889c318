import { readPersonName } from './person-name.ts';
import { note, type Reading } from './reading.ts';
import type { BagTags, DocumentRecord, TravellerRecord } from './types.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A document while it is read. */
export type DocumentDraft = Writable<DocumentRecord>;

/** A traveller while their segments are read; the name waits for the gender. */
export interface TravellerDraft
  extends Writable<Omit<TravellerRecord, 'documents' | 'bags' | 'contacts' | 'sources' | 'seats'>> {
  readonly qualifier: string;
  readonly nameComponents: readonly string[];
  readonly opened: Reading;
  readonly path: string;
  readonly documents: DocumentDraft[];
  readonly contacts: TravellerRecord['contacts'][number][];
  readonly seats: string[];
  readonly tags: BagTags[];
  bagCount: number | null;
  bagWeight: number | null;
  readonly sources: Record<string, number>;
  /** Document data that came before any DOC. */
  readonly early: Reading[];
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
    verified: null,
    crewRole: null,
    documents: [],
    tags: [],
    bagCount: null,
    bagWeight: null,
    sources: {},
    early: [],
  };
}

/** The first document without type: DTM+36 or LOC+91 came and DOC never did. */
export function openDocument(draft: TravellerDraft): DocumentDraft {
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
  draft.documents.push(document);
  return document;
}

const documentPaths = new Map<string, string>();

/** `documents[0].number` and its like: the same few strings for every traveller. */
export function documentPath(draft: TravellerDraft, field: string): string {
  const key = `${draft.documents.length - 1}${field}`;
  let path = documentPaths.get(key);
  if (path === undefined) {
    path = `documents[${draft.documents.length - 1}].${field}`;
    if (draft.documents.length <= 8) documentPaths.set(key, path);
  }
  return path;
}

/** Says of a field which segment it came from. */
export function record(draft: TravellerDraft, reading: Reading, field: string): void {
  draft.sources[field] = reading.index;
}

/** Did the segments describe a person? Decides for NAD qualifiers that no table knows. */
export function describesPerson(draft: TravellerDraft): boolean {
  const { sources } = draft;
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
  if (draft.documents.length === 0) note(draft.opened, 'DOC_MISSING', `${draft.path}.documents`);
  for (const [i, document] of draft.documents.entries()) {
    const path = `${draft.path}.documents[${i}]`;
    if (document.number === null) note(draft.opened, 'DOC_MISSING', `${path}.number`);
    if (document.type === null) note(draft.opened, 'DOC_TYPE_MISSING', `${path}.type`);
    const { expiry } = document;
    if (expiry === null || expect.travelDate === null) continue;
    const expired = expiry < expect.travelDate.slice(0, expiry.length);
    if (expired) note(draft.opened, 'DOC_EXPIRED', `${path}.expiry`, { value: expiry });
  }
}

function noteAbsences(draft: TravellerDraft, expect: Expectations): void {
  const { opened, path } = draft;
  if (draft.surname === null && draft.givenNames === null) note(opened, 'NAME_MISSING', `${path}.surname`);
  if (expect.interactive && draft.role === 'passenger' && draft.reference === null) {
    note(opened, 'ABO_MISSING', `${path}.reference`);
  }
  if (draft.role === 'passenger' && draft.locator === null) note(opened, 'AVF_MISSING', `${path}.locator`);
  if (!expect.full) return;
  if (draft.gender === null) note(opened, 'GENDER_MISSING', `${path}.gender`);
  if (draft.birthDate === null && draft.birthDateRaw === null)
    note(opened, 'DOB_MISSING', `${path}.birthDate`);
  noteDocuments(draft, expect);
}

/** Closes a traveller: the name is read now that the gender is known, and what is absent is said. */
export function finishTraveller(draft: TravellerDraft, expect: Expectations): TravellerRecord {
  const name = readPersonName(draft.nameComponents, draft.gender);
  draft.surname = name.surname;
  draft.givenNames = name.givenNames;
  if (name.surname !== null) record(draft, draft.opened, 'surname');
  if (name.givenNames !== null) record(draft, draft.opened, 'givenNames');
  if (name.title !== null) record(draft, draft.opened, 'title');
  if (name.maybeTruncated || !draft.opened.segment.complete)
    note(draft.opened, 'NAME_TRUNCATED', `${draft.path}.surname`);
  noteAbsences(draft, expect);
  return {
    role: draft.role,
    crewTransit: draft.crewTransit,
    infant: draft.infant,
    surname: name.surname,
    givenNames: name.givenNames,
    givenNameParts: name.givenNameParts,
    title: name.title,
    nameRaw: name.raw || null,
    birthDate: draft.birthDate,
    birthDateRaw: draft.birthDateRaw,
    gender: draft.gender,
    genderRaw: draft.genderRaw,
    nationality: draft.nationality,
    nationalityRaw: draft.nationalityRaw,
    residence: draft.residence,
    birthPlace: draft.birthPlace,
    embarkation: draft.embarkation,
    debarkation: draft.debarkation,
    clearance: draft.clearance,
    address: draft.address,
    contacts: draft.contacts,
    reference: draft.reference,
    locator: draft.locator,
    governmentReference: draft.governmentReference,
    customerNumber: draft.customerNumber,
    ticket: draft.ticket,
    seats: draft.seats,
    verified: draft.verified,
    crewRole: draft.crewRole,
    bags: { count: draft.bagCount, weightKg: draft.bagWeight, tags: draft.tags },
    documents: draft.documents,
    sources: draft.sources,
  };
}
