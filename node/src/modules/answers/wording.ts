import type { AnswerStatus } from '@jisr/contract';

/** The first character of the status code (travellers.md §3.2); the second is the profile's, by default Z: no travel authority is checked. */
export const STATUS_CODES = {
  ok: '0Z',
  'no-board': '1Z',
  refer: '2Z',
  insufficient: '4Z',
} as const satisfies Record<AnswerStatus, string>;

const MISSING: Readonly<Record<string, string>> = {
  surname: 'SURNAME MISSING',
  birthDate: 'DATE OF BIRTH MISSING',
  gender: 'GENDER MISSING',
  nationality: 'NATIONALITY MISSING',
  documentNumber: 'DOCUMENT NUMBER MISSING',
  documentIssuer: 'DOCUMENT ISSUER MISSING',
  documentExpiry: 'DOCUMENT EXPIRY DATE MISSING',
  reference: 'ABO OR AVF MISSING VALUE',
};

/** The text in FTX+AAP: EDIFACT level A letters, what the check-in agent must do. */
export function statusText(status: AnswerStatus, missing: readonly string[]): string {
  if (status === 'ok') return 'OK TO BOARD';
  if (status === 'no-board') return 'NO BOARD - CONTACT BORDER DESK';
  if (status === 'refer') return 'CONTACT BORDER DESK';
  return missing
    .map((field) => MISSING[field] ?? `${field.toUpperCase()} MISSING`)
    .join(', ')
    .slice(0, 280);
}
