import { FAULTS } from './fault-texts.ts';

/** The stable name of what is wrong: see `fault-texts.ts`. */
export type FaultCode = keyof typeof FAULTS;

/** What is wrong with something that a peer sent, and where. Never holds the peer's data, only places and our own words. */
export interface Fault {
  readonly code: FaultCode;
  /** The place inside the document: a claim's path, a header's name, the number of a part. */
  readonly at: string;
  /** A number or word that helps the operator: seconds of clock skew, a size. */
  readonly detail?: string;
}

/** What a check gives: the value that is now trusted, or the first fault. Nothing here throws on what a peer sends. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

export const good = <T>(value: T): Checked<T> => ({ ok: true, value });

export const bad = (code: FaultCode, at = '', detail?: string): { ok: false; fault: Fault } => ({
  ok: false,
  fault: { code, at, ...(detail === undefined ? {} : { detail }) },
});

/**
 * A fault as one sentence, for a log or a person.
 *
 * @example
 * faultText({ code: 'JWS_TYP', at: 'typ' }, 'en') // 'The document is of another type. (JWS_TYP: typ)'
 */
export function faultText(fault: Fault, language: 'ar' | 'en'): string {
  const place = [fault.at, fault.detail].filter(Boolean).join(', ');
  return `${FAULTS[fault.code][language]} (${fault.code}${place ? `: ${place}` : ''})`;
}
