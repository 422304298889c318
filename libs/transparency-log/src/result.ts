/** What can be wrong with what was read. Content never throws: each reader answers with one of these codes. */
export const FAULTS = [
  'TOO_LARGE',
  'NOT_UTF8',
  'CONTROL_CHARACTER',
  'NOTE_MALFORMED',
  'SIGNATURE_MALFORMED',
  'TOO_MANY_SIGNATURES',
  'SIGNATURE_INVALID',
  'SIGNATURE_MISSING',
  'KEY_MALFORMED',
  'KEY_TYPE_UNSUPPORTED',
  'KEY_ID_MISMATCH',
  'CHECKPOINT_MALFORMED',
  'ORIGIN_MISMATCH',
  'PROOF_MALFORMED',
  'PROOF_INVALID',
  'REQUEST_MALFORMED',
  'ANSWER_MALFORMED',
  'QUORUM_MISSING',
  'TILE_PATH_MALFORMED',
  'BUNDLE_MALFORMED',
] as const;

export type Fault = (typeof FAULTS)[number];

/** The value, or the code of what is wrong. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

export const good = <T>(value: T): Result<T> => ({ ok: true, value });
export const bad = (fault: Fault): { readonly ok: false; readonly fault: Fault } => ({ ok: false, fault });
