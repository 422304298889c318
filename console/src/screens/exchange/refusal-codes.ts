import { isOneOf, REFUSAL_CODES } from '@jisr/memorandum/vocabulary';

/** What the receiver's gate, or the clock, says no by, beside the law. */
const GATE_CODES = [
  'ENVELOPE_INVALID',
  'CONTENT_INVALID',
  'FIELD_UNKNOWN',
  'PARTY_WRONG',
  'ARTICLE_UNKNOWN',
  'POLICY_DIFFERS',
  'HANDLER_MISSING',
  'WITHDRAWN',
  'EXPIRED',
] as const;
/** The codes of refusals for which this console has words; of another one the code itself is shown. */
export const KNOWN_CODES = [...REFUSAL_CODES, ...GATE_CODES] as const;

/**
 * Whether the console can say a code in words.
 *
 * @example
 * isKnownCode('QUOTA') // true
 */
export const isKnownCode = (code: string): boolean => isOneOf(KNOWN_CODES, code);
