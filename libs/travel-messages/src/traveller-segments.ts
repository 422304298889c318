import { readContacts, readDocumentNumber, readGender, readNumber, readSeat, readStation } from './codes.ts';
import { readCountry } from './countries.ts';
import { readBirthDate, readExpiry, readIssueDate } from './dates.ts';
import { at, note, noteCode, noteDate, type Reading } from './reading.ts';
import { documentPath, openDocument, record, type TravellerDraft } from './traveller-draft.ts';

type SegmentReader = (draft: TravellerDraft, reading: Reading) => void;

function country(reading: Reading, raw: string, field: string, path: string): string | null {
  const { code, known } = readCountry(raw);
  if (!known) noteCode(reading, raw, field, path);
  return code;
}

function readAtt(draft: TravellerDraft, reading: Reading): void {
  const kind = at(reading, 1, 0);
  if (kind !== '2' && kind !== '') {
    noteCode(reading, kind, 'ATT');
    return;
  }
  const raw = at(reading, 3, 0) || at(reading, 3, 3) || at(reading, 2, 0);
  const { gender, infant, known } = readGender(raw);
  draft.traveller.genderRaw = raw || null;
  if (!known) {
    noteCode(reading, raw, 'ATT', `${draft.path}.gender`);
    return;
  }
  if (gender === null) return;
  draft.traveller.gender = gender;
  draft.traveller.infant = infant;
  record(draft, reading, 'gender');
}

function readBirth(draft: TravellerDraft, reading: Reading): void {
  const raw = at(reading, 1, 1);
  // A second birth date does not replace the first: neither may be right, and the first stands where it should.
  if (raw === '' || draft.traveller.birthDateRaw !== null) return;
  draft.traveller.birthDateRaw = raw;
  const date = readBirthDate(raw, at(reading, 1, 2), reading.limit);
  draft.traveller.birthDate = noteDate(reading, date, raw, `${draft.path}.birthDate`);
  record(draft, reading, 'birthDate');
}

function readDocumentDate(draft: TravellerDraft, reading: Reading): void {
  const document = draft.traveller.documents.at(-1);
  if (document === undefined) {
    draft.early.push(reading);
    return;
  }
  const [code, raw, format] = [at(reading, 1, 0), at(reading, 1, 1), at(reading, 1, 2)];
  const field = code === '36' ? 'expiry' : 'issued';
  if (raw === '' || document[`${field}Raw`] !== null) return;
  const path = documentPath(draft, field);
  const date =
    code === '36' ? readExpiry(raw, format, reading.limit) : readIssueDate(raw, format, reading.limit);
  document[`${field}Raw`] = raw;
  if (field === 'expiry') draft.expiries[draft.traveller.documents.length - 1] = reading;
  document[field] = noteDate(reading, date, raw, `${draft.path}.${path}`);
  record(draft, reading, path);
}

function readDtm(draft: TravellerDraft, reading: Reading): void {
  const code = at(reading, 1, 0);
  if (code === '329') readBirth(draft, reading);
  else if (code === '36' || code === '182') readDocumentDate(draft, reading);
  else if (code !== '554') noteCode(reading, code, 'DTM');
}

/** The value is the second component; bare `CT++n` occurs, and a value before its unit (travellers.md §2.2). */
function measureOf(reading: Reading): { readonly value: number | null; readonly unit: string } {
  const [first, second] = [at(reading, 3, 0), at(reading, 3, 1)];
  const value = second === '' ? null : readNumber(second);
  return value === null ? { value: readNumber(first), unit: second } : { value, unit: first };
}

const pounds = new Set(['LBR', 'LB', 'LBS']);

function readMea(draft: TravellerDraft, reading: Reading): void {
  const kind = at(reading, 1, 0).toUpperCase();
  if (kind !== 'CT' && kind !== 'WT') {
    noteCode(reading, kind, 'MEA');
    return;
  }
  const { value, unit } = measureOf(reading);
  if (value === null) return;
  if (kind === 'CT') {
    draft.traveller.bags.count = Math.trunc(value);
    record(draft, reading, 'bags.count');
    return;
  }
  const converted = pounds.has(unit.toUpperCase());
  draft.traveller.bags.weightKg = converted ? Math.round(value * 4.5359237) / 10 : value;
  record(draft, reading, 'bags.weightKg');
}

function readGei(draft: TravellerDraft, reading: Reading): void {
  const code = at(reading, 2, 0);
  const verified = code === '173' ? true : code === '174' ? false : null;
  if (verified === null) {
    if (code !== 'ZZZ' && code !== '') noteCode(reading, code, 'GEI');
    return;
  }
  const document = draft.traveller.documents.at(-1);
  if (document === undefined) draft.traveller.verified = verified;
  else document.verified = verified;
  record(draft, reading, document === undefined ? 'verified' : documentPath(draft, 'verified'));
}

function readFtx(draft: TravellerDraft, reading: Reading): void {
  if (at(reading, 1, 0) !== 'BAG') return;
  const tag = at(reading, 4, 0);
  if (tag === '' || tag.toUpperCase() === 'NULL' || /^0+$/.test(tag)) return;
  draft.traveller.bags.tags.push({ tag, count: readNumber(at(reading, 4, 1)) ?? 1 });
  record(draft, reading, `bags.tags[${draft.traveller.bags.tags.length - 1}]`);
}

function readBirthPlace(draft: TravellerDraft, reading: Reading): void {
  // `ABC`, `:::CITY` and `ABC:::CITY`; some put region and city into the next elements.
  const first = at(reading, 2, 0);
  const named = [
    at(reading, 2, 3),
    at(reading, 3, 3) || at(reading, 3, 0),
    at(reading, 4, 3) || at(reading, 4, 0),
  ];
  const isCode = first.length <= 3;
  const city = [isCode ? '' : first, ...named].filter((part) => part !== '').join(' ');
  const code = isCode ? country(reading, first, 'LOC', `${draft.path}.birthPlace`) : null;
  if (code === null && city === '') return;
  draft.traveller.birthPlace = { country: code, city: city || null };
  record(draft, reading, 'birthPlace');
}

function readIssuer(draft: TravellerDraft, reading: Reading): void {
  const document = draft.traveller.documents.at(-1);
  if (document === undefined) {
    draft.early.push(reading);
    return;
  }
  const raw = at(reading, 2, 0);
  if (raw === '' || document.issuerRaw !== null) return;
  const path = documentPath(draft, 'issuer');
  document.issuerRaw = raw;
  document.issuer = country(reading, raw, 'LOC', `${draft.path}.${path}`);
  if (document.issuer !== null) record(draft, reading, path);
}

const stations: Readonly<Record<string, 'clearance' | 'embarkation' | 'debarkation'>> = {
  '22': 'clearance',
  '178': 'embarkation',
  '179': 'debarkation',
};

function readLoc(draft: TravellerDraft, reading: Reading): void {
  const code = at(reading, 1, 0);
  const field = stations[code];
  if (field !== undefined) {
    const { place, known } = readStation(at(reading, 2, 0));
    if (!known && place !== null) noteCode(reading, place, 'LOC', `${draft.path}.${field}`);
    if (place !== null) record(draft, reading, field);
    draft.traveller[field] = place;
  } else if (code === '174') {
    draft.traveller.residence = country(reading, at(reading, 2, 0), 'LOC', `${draft.path}.residence`);
    if (draft.traveller.residence !== null) record(draft, reading, 'residence');
  } else if (code === '180') readBirthPlace(draft, reading);
  else if (code === '91') readIssuer(draft, reading);
  else noteCode(reading, code, 'LOC');
}

function readNat(draft: TravellerDraft, reading: Reading): void {
  const own = at(reading, 2, 0) || at(reading, 2, 3);
  const raw = own || (/^[A-Za-z]/.test(at(reading, 1, 0)) ? at(reading, 1, 0) : '');
  if (raw === '' || draft.traveller.nationality !== null) return;
  draft.traveller.nationalityRaw = raw;
  draft.traveller.nationality = country(reading, raw, 'NAT', `${draft.path}.nationality`);
  if (draft.traveller.nationality !== null) record(draft, reading, 'nationality');
}

const references: Readonly<
  Record<string, 'locator' | 'reference' | 'governmentReference' | 'customerNumber'>
> = {
  AVF: 'locator',
  ABO: 'reference',
  AEA: 'governmentReference',
  CR: 'customerNumber',
};

function readTicket(draft: TravellerDraft, reading: Reading): void {
  // Ticket number, then C and the coupon (travellers.md §2.4, YZY).
  const raw = at(reading, 1, 1).replace(/\s/g, '');
  if (raw === '') return;
  const coupon = /^(.+)C(\d{1,2})$/i.exec(raw);
  draft.traveller.ticket = { number: coupon?.[1] ?? raw, coupon: coupon?.[2] ?? null };
  record(draft, reading, 'ticket');
}

function readRff(draft: TravellerDraft, reading: Reading): void {
  const [code, value] = [at(reading, 1, 0).toUpperCase(), at(reading, 1, 1)];
  const field = references[code];
  if (field !== undefined) {
    if (value === '') return;
    draft.traveller[field] = value;
    record(draft, reading, field);
  } else if (code === 'SEA') {
    const { seat, known } = readSeat(value);
    if (!known) noteCode(reading, value, 'RFF', `${draft.path}.seats`);
    if (seat === null || draft.traveller.seats.includes(seat)) return;
    draft.traveller.seats.push(seat);
    record(draft, reading, `seats[${draft.traveller.seats.length - 1}]`);
  } else if (code === 'YZY') readTicket(draft, reading);
  else noteCode(reading, code, 'RFF');
}

function readDoc(draft: TravellerDraft, reading: Reading): void {
  const document = openDocument(draft, reading);
  const first = at(reading, 1, 0).toUpperCase();
  const second = at(reading, 2, 0);
  // `DOC+A1234567`: the type is missing and the number took its place.
  const shifted = second === '' && first.length > 3 && /\d/.test(first);
  const raw = shifted ? first : second;
  document.type = shifted || first === '' ? null : first;
  document.numberRaw = raw || null;
  document.number = readDocumentNumber(raw);
  if (document.type !== null) record(draft, reading, documentPath(draft, 'type'));
  if (document.number !== null) record(draft, reading, documentPath(draft, 'number'));
  // Expiry or issuer that came before DOC belong to the first one.
  for (const early of draft.early.splice(0)) travellerSegments[early.segment.tag]?.(draft, early);
}

function readEmp(draft: TravellerDraft, reading: Reading): void {
  const role = (at(reading, 2, 0) || at(reading, 1, 0)).toUpperCase();
  if (!/^CR[1-5]$/.test(role) && at(reading, 2, 0) !== '')
    noteCode(reading, role, 'EMP', `${draft.path}.crewRole`);
  draft.traveller.crewRole = role || null;
  if (role !== '') record(draft, reading, 'crewRole');
}

/**
 * The readers of a traveller's segments. They stand in any order: what belongs to the traveller and what to the
 * open document is decided by code (travellers.md §2.1).
 */
export const travellerSegments: Readonly<Record<string, SegmentReader>> = {
  ATT: readAtt,
  DTM: readDtm,
  MEA: readMea,
  GEI: readGei,
  FTX: readFtx,
  LOC: readLoc,
  NAT: readNat,
  RFF: readRff,
  DOC: readDoc,
  EMP: readEmp,
  COM: (draft, reading) => {
    draft.traveller.contacts.push(...readContacts(reading.elements));
    record(draft, reading, 'contacts');
  },
  CPI: (_draft, reading) => note(reading, 'SEGMENT_UNKNOWN', null, { tag: 'CPI' }),
  QTY: (_draft, reading) => note(reading, 'SEGMENT_UNKNOWN', null, { tag: 'QTY' }),
};

/** Address of NAD: street (components joined), city, subdivision (code or name), postcode, country. */
export function readAddress(draft: TravellerDraft, reading: Reading): void {
  if (reading.elements.length < 6) return;
  const join = (element: number) =>
    (reading.elements[element] ?? [])
      .map((c) => c.trim())
      .filter((c) => c !== '')
      .join(', ') || null;
  const raw = at(reading, 9, 0);
  const fields = {
    street: join(5),
    city: join(6),
    subdivision: join(7),
    postcode: at(reading, 8, 0) || null,
  };
  const code = country(reading, raw, 'NAD', `${draft.path}.address.country`);
  if (code === null && Object.values(fields).every((field) => field === null)) return;
  draft.traveller.address = { ...fields, country: code };
  record(draft, reading, 'address');
}

/** Expiry or issuer whose DOC never came make a document of their own, so that nothing is lost. */
export function settleEarly(draft: TravellerDraft): void {
  if (draft.early.length === 0) return;
  openDocument(draft, draft.opened);
  for (const early of draft.early.splice(0)) {
    note(early, 'SEGMENT_ORDER', `${draft.path}.documents[0]`, { tag: early.segment.tag });
    travellerSegments[early.segment.tag]?.(draft, early);
  }
}
