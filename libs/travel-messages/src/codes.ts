import type { Contact, MessageFunction } from './types.ts';

/** What BGM says (travellers.md §2.3). */
export interface FunctionReading {
  readonly function: MessageFunction;
  readonly known: boolean;
}

const passengerFunctions: Readonly<Record<string, MessageFunction>> = {
  CP: 'change',
  XR: 'cancel',
  RP: 'reduction',
};
const statusFunctions: Readonly<Record<string, MessageFunction>> = {
  CLOB: 'close-on-board',
  CLNB: 'close-not-on-board',
  CL: 'close',
  XF: 'flight-cancelled',
  CF: 'flight-changed',
};
const plainFunctions: Readonly<Record<string, MessageFunction>> = {
  '250': 'crew-list',
  '336': 'master-crew',
  '655': 'gate-pass',
};

/**
 * Reads BGM document code and subcode. Another subcode of 745 is a document id, not a function.
 * @example readFunction('745', 'CP').function // 'change'
 */
export function readFunction(code: string, subcode: string): FunctionReading {
  if (code === '745') return { function: passengerFunctions[subcode] ?? 'passenger-list', known: true };
  if (code === '266')
    return { function: statusFunctions[subcode] ?? 'unknown', known: subcode in statusFunctions };
  const plain = plainFunctions[code];
  return plain === undefined ? { function: 'unknown', known: false } : { function: plain, known: true };
}

const amendments = new Set(['CC', 'BC', 'EC', 'FC']);

/** A crew manifest kind whose trailing second C says that it changes an earlier one (travellers.md §2.3). */
export function isAmendment(code: string, subcode: string): boolean {
  return code === '250' && amendments.has(subcode);
}

const noSeat = new Set(['', 'FREE', 'INF', 'BLK', 'NULL', 'NONE']);

/** A seat, or `null` where none is assigned; `known` is false for a form that is kept as sent. */
export function readSeat(raw: string): { readonly seat: string | null; readonly known: boolean } {
  const text = raw.toUpperCase().replace(/[\s-]/g, '');
  if (noSeat.has(text) || /^0+$/.test(text)) return { seat: null, known: true };
  const found = /^0*([1-9]\d{0,2})([A-Z])$/.exec(text);
  return found === null ? { seat: text, known: false } : { seat: `${found[1]}${found[2]}`, known: true };
}

/** Gender as read: `MI` and `FI` are infants (travellers.md §7). */
export interface GenderReading {
  readonly gender: 'M' | 'F' | 'X' | 'U' | null;
  readonly infant: boolean;
  readonly known: boolean;
}

const genders: Readonly<Record<string, GenderReading['gender']>> = {
  M: 'M',
  F: 'F',
  X: 'X',
  U: 'U',
  XX: 'X',
  MI: 'M',
  FI: 'F',
  MALE: 'M',
  FEMALE: 'F',
};

/** Reads ATT function 2. */
export function readGender(raw: string): GenderReading {
  const text = raw.trim().toUpperCase();
  const gender = genders[text];
  if (gender === undefined) return { gender: null, infant: false, known: text === '' };
  return { gender, infant: text === 'MI' || text === 'FI', known: true };
}

/** What hosts write where there is no number. */
const noNumber = /^(?:|NA|NULL|NONE|UNKNOWN|0+)$/;

/**
 * Normalises a document number: upper case, without blanks, hyphens, slashes and fillers (travellers.md §7).
 * @example readDocumentNumber('px-009 9887') // 'PX0099887'
 */
export function readDocumentNumber(raw: string): string | null {
  const number = raw.toUpperCase().replace(/[\s\-/<]/g, '');
  return noNumber.test(number) ? null : number;
}

/** A station or airport: IATA or ICAO code; anything else is kept and not `known`. */
export function readStation(raw: string): { readonly place: string | null; readonly known: boolean } {
  const place = raw.trim().toUpperCase();
  if (place === '') return { place: null, known: true };
  return { place, known: /^(?:[A-Z]{3}|[A-Z][A-Z0-9]{3})$/.test(place) };
}

/** A number with either decimal mark; `null` where it is not one. */
export function readNumber(raw: string): number | null {
  const text = raw.trim().replace(',', '.');
  return /^\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

const contactKinds: Readonly<Record<string, Contact['kind']>> = { TE: 'phone', FX: 'fax', EM: 'email' };

/** COM carries the value first, then its qualifier, in repeated elements (travellers.md §2.2). */
export function readContacts(elements: readonly (readonly string[])[]): Contact[] {
  const contacts: Contact[] = [];
  for (const element of elements.slice(1)) {
    const value = element[0]?.trim() ?? '';
    const kind = contactKinds[element[1]?.trim().toUpperCase() ?? ''] ?? 'other';
    if (value !== '') contacts.push({ kind, value });
  }
  return contacts;
}
