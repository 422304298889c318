import {
  type AnswerStatus,
  type HitState,
  type Instruction,
  SERIOUS_INSTRUCTIONS,
  type Severity,
  type Verdict,
} from '@jisr/contract';

/** Where a hit may go from where it is. `cleared` and `confirmed` open again only by a supervisor. */
export const MOVES = {
  open: ['claimed'],
  claimed: ['open', 'claimed', 'awaiting-second', 'cleared', 'confirmed', 'undetermined'],
  'awaiting-second': ['confirmed', 'open'],
  undetermined: ['claimed', 'open'],
  cleared: ['open'],
  confirmed: ['open'],
} as const satisfies Record<HitState, readonly HitState[]>;

export const canMove = (from: HitState, to: HitState): boolean =>
  (MOVES[from] as readonly HitState[]).includes(to);

/** How long a claim holds without being renewed. */
export const LEASE_MINUTES = 10;
/** How long a clearance stops the same pair: it is looked at again after two years. */
export const CLEARANCE_DAYS = 730;
/** How long a standing "do not board" holds before two people must renew it. */
export const STANDING_DAYS = 365;

/** The state that an officer sees: a claim that ran out is open again, without waiting for a job. */
export function effectiveState(state: HitState, claimedUntil: string | null, now: Date): HitState {
  const lapsed = state === 'claimed' && (claimedUntil === null || Date.parse(claimedUntil) <= now.getTime());
  return lapsed ? 'open' : state;
}

export const isSerious = (instruction: Instruction | null): boolean =>
  instruction !== null && (SERIOUS_INSTRUCTIONS as readonly Instruction[]).includes(instruction);

/** Where a decision leads. Taking liberty away waits for a second person (safeguard 1). */
export function stateAfter(verdict: Verdict, instruction: Instruction | null): HitState {
  if (verdict === 'not-listed') return 'cleared';
  if (verdict === 'cannot-tell') return 'undetermined';
  return isSerious(instruction) ? 'awaiting-second' : 'confirmed';
}

/**
 * How soon a human must look: by what the list asks, and by how sure the engine is.
 *
 * @example
 * severityOf('deny-boarding', 0.97, 'name') // 1
 */
export function severityOf(
  instruction: Instruction,
  score: number,
  basis: 'name' | 'document' | 'name-and-document',
): Severity {
  const sure = basis !== 'name' || score >= 0.9;
  if (isSerious(instruction)) return sure ? 1 : 2;
  if (instruction === 'refer') return sure && basis !== 'name' ? 1 : 2;
  return basis !== 'name' ? 2 : 3;
}

/** Who a traveller is, for recognising the same person on another day. */
export interface Identity {
  readonly nameKey: string;
  readonly birthDate: string | null;
  readonly documentKey: string | null;
}

/**
 * The same person under any order and writing of the parts: folded, split, sorted.
 *
 * @example
 * nameKeyOf('ALSHEMALI Noora') === nameKeyOf('noora alshemali') // true
 */
export function nameKeyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
}

/** A document as a key: upper case, letters and digits only (travellers.md §7), with its issuer. */
export function documentKeyOf(document: { number: string; issuer: string | null } | null): string | null {
  if (!document) return null;
  const number = document.number.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return number ? `${number}/${document.issuer ?? ''}` : null;
}

/** A clearance needs something beside the name, or it would clear a stranger of the same name. */
export const canBeCleared = (identity: Identity): boolean =>
  (identity.birthDate !== null && identity.birthDate.length === 10) || identity.documentKey !== null;

/**
 * Whether a clearance covers this traveller (data-protection R13): same name, and no birth date or document that speaks
 * against it, and at least one that speaks for it.
 */
export function covers(
  clearance: Identity & { readonly basis: string },
  traveller: Identity,
  basis: string,
): boolean {
  if (clearance.nameKey !== traveller.nameKey) return false;
  if (clearance.birthDate && traveller.birthDate && clearance.birthDate !== traveller.birthDate) return false;
  const sameBirth =
    clearance.birthDate !== null &&
    clearance.birthDate.length === 10 &&
    clearance.birthDate === traveller.birthDate;
  const sameDocument = clearance.documentKey !== null && clearance.documentKey === traveller.documentKey;
  if (!sameBirth && !sameDocument) return false;
  // A listed document is new evidence unless the officer saw the same one when clearing.
  return basis === 'name' || (clearance.basis !== 'name' && sameDocument);
}

/**
 * What a carrier may be told (data-protection R7, R12). There is no way to `no-board` but a decision of two people.
 */
export function answerOf(facts: {
  readonly standingDecision: string | null;
  readonly states: readonly HitState[];
  readonly missing: readonly string[];
}): Exclude<AnswerStatus, never> {
  if (facts.standingDecision !== null) return 'no-board';
  if (facts.states.some((state) => state !== 'cleared')) return 'refer';
  return facts.missing.length > 0 ? 'insufficient' : 'ok';
}
