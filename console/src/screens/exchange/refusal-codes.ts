/** The codes of refusals for which this console has words; of another one the code itself is shown. */
const KNOWN: readonly string[] = [
  'FORBIDDEN_BY_FLOOR',
  'FORBIDDEN_BY_ARTICLE',
  'FORBIDDEN_BY_DIRECTIVE',
  'NO_ARTICLE',
  'NOT_IN_FORCE',
  'OUTSIDE_DATES',
  'DIRECTION',
  'ACTION',
  'CATEGORY',
  'FIELDS',
  'PURPOSE',
  'OFFENCE',
  'TLP',
  'APPROVALS',
  'AUTOMATIC',
  'MODE',
  'QUOTA',
  'ASSURANCE',
  'MINOR',
  'OWN_CITIZEN',
  'ENVELOPE_INVALID',
  'CONTENT_INVALID',
  'FIELD_UNKNOWN',
  'PARTY_WRONG',
  'ARTICLE_UNKNOWN',
  'POLICY_DIFFERS',
  'HANDLER_MISSING',
];

/**
 * Whether the console can say a code in words.
 *
 * @example
 * isKnownCode('QUOTA') // true
 */
export const isKnownCode = (code: string): boolean => KNOWN.includes(code);
