import { createHash } from 'node:crypto';
import {
  type AnswerStatus,
  type HitState,
  type Instruction,
  SERIOUS_INSTRUCTIONS,
  type Severity,
  type Verdict,
} from '@jisr/contract';
import { documentNumber } from '../../kernel/documents.ts';

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

/** A document as a key: its number as it is compared, with its issuer. */
export function documentKeyOf(document: { number: string; issuer: string | null } | null): string | null {
  const number = document ? documentNumber(document.number) : '';
  return number ? `${number}/${document?.issuer ?? ''}` : null;
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
 * Whether a clearance covers this pair. Each document that the listing names must be the one that was seen when
 * clearing: another one is new evidence, and so is a birth date that the listing has learned since. Where only the name matches, any of the traveller's documents may speak for it.
 */
export function coversPair(
  clearance: Identity & { readonly basis: string; readonly birthDateAgrees: boolean },
  pair: {
    readonly fullName: string;
    readonly birthDate: string | null;
    readonly birthDateAgrees: boolean;
    readonly documentKeys: readonly string[];
    readonly matchedKeys: readonly string[];
  },
  basis: string,
): boolean {
  if (pair.birthDateAgrees && !clearance.birthDateAgrees) return false;
  const who = { nameKey: nameKeyOf(pair.fullName), birthDate: pair.birthDate };
  const covered = (documentKey: string | null) => covers(clearance, { ...who, documentKey }, basis);
  if (basis !== 'name') return pair.matchedKeys.length > 0 && pair.matchedKeys.every(covered);
  return covered(null) || pair.documentKeys.some(covered);
}

/** What of a traveller was compared with a listing. */
interface Compared {
  readonly fullName: string;
  readonly birthDate: string | null;
  readonly birthDateAgrees: boolean;
  readonly matchedKeys: readonly string[];
}

/**
 * Whether a decision that this was another person no longer holds: the traveller has another name or birth date now, or
 * the listing names a document or a birth date of theirs that it did not name (data-protection R13).
 */
export function outgrows(now: Compared, then: Compared): boolean {
  return (
    (now.birthDateAgrees && !then.birthDateAgrees) ||
    nameKeyOf(now.fullName) !== nameKeyOf(then.fullName) ||
    (now.birthDate !== null && now.birthDate !== then.birthDate) ||
    now.matchedKeys.some((key) => !then.matchedKeys.includes(key))
  );
}

/**
 * Whether a decision that stands, or waits for its second person, is undone by what a traveller's facts have become. What
 * two people agree to must be one thing: the first never saw a document that came after.
 */
export function isUndone(
  state: HitState,
  now: Compared & { readonly documentKeys: readonly string[] },
  then: Compared & { readonly documentKeys: readonly string[] },
): boolean {
  if (state === 'cleared') return outgrows(now, then);
  if (state !== 'awaiting-second') return false;
  return outgrows(now, then) || now.documentKeys.some((key) => !then.documentKeys.includes(key));
}

/**
 * Names the evidence of a hit: what an officer decides on. A new version of the list that says the same is no other evidence.
 *
 * @example
 * revisionOf(hit) === revisionOf({ ...hit, listVersion: '8' }); // true
 */
export function revisionOf(hit: {
  readonly score: number;
  readonly basis: string;
  readonly subject: {
    readonly fullName: string;
    readonly birthDate: string | null;
    readonly nationality: string | null;
    readonly documentKeys: readonly string[];
    readonly matchedKeys: readonly string[];
  };
}): string {
  const { fullName, birthDate, nationality, documentKeys, matchedKeys } = hit.subject;
  const seen = [hit.score, hit.basis, fullName, birthDate, nationality, documentKeys, matchedKeys];
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}

/**
 * Whether a border post may be sent this instruction: after a decision that the person is, or may be, the listed one; and
 * what takes liberty away only after the two people who decided just that (safeguard 1).
 */
export function mayRefer(
  state: HitState,
  decision:
    | {
        readonly status: string;
        readonly instruction: Instruction | null;
        readonly secondAgreed: boolean | null;
      }
    | undefined,
  instruction: Instruction,
): boolean {
  if (decision?.status !== 'final' || (state !== 'confirmed' && state !== 'undetermined')) return false;
  return !isSerious(instruction) || (isSerious(decision.instruction) && decision.secondAgreed === true);
}

/**
 * What a carrier may be told (data-protection R7, R12). There is no way to `no-board` but a decision of two people.
 */
export function answerOf(facts: {
  readonly standingDecision: string | null;
  readonly states: readonly HitState[];
  readonly missing: readonly string[];
}): AnswerStatus {
  if (facts.standingDecision !== null) return 'no-board';
  if (facts.states.some((state) => state !== 'cleared')) return 'refer';
  return facts.missing.length > 0 ? 'insufficient' : 'ok';
}
