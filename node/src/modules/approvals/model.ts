import type { ApprovalBar, ApprovalKind, ApprovalSheet, ApprovalState, Role } from '@jisr/contract';
import canonicalize from 'canonicalize';

export const FORMAT = 'jisr-approval-v1';

/** An approval as the rules see it. */
export interface Asked {
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  readonly needed: number;
  /** Any one of these roles is needed. */
  readonly roles: readonly Role[];
  /** The authors: whoever wrote or proposed what is to be approved. */
  readonly excluded: readonly string[];
  readonly expiresAt: string;
}

/** A person as they are now, not as they were when they decided. */
export interface Person {
  readonly accountId: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
}

/**
 * The canonical JSON (RFC 8785) of a sheet: these bytes are kept, shown and signed.
 *
 * @throws Error when the document holds what JSON cannot (a number that is none)
 */
export function writeSheet(sheet: ApprovalSheet): string {
  const text = canonicalize(sheet);
  if (text === undefined) throw new Error('an approval needs a document');
  return text;
}

/**
 * What is hashed and signed: the format's name as a domain, a line feed, and the sheet. Nothing that is signed for another
 * end (a sign-in, a receipt) can therefore be taken for an approval.
 *
 * @example
 * createHash('sha256').update(signedText(sheet)).digest('hex')
 */
export const signedText = (sheet: string): string => `${FORMAT}\n${sheet}`;

/**
 * What is signed to open a record in an emergency: the request itself, under a domain of its own.
 *
 * @example
 * breakGlassText({ scope: 'traveller', object, reason, caseReference, minutes: 30, officer: 'noora' })
 */
export const breakGlassText = (asked: Readonly<Record<string, string | number>>): string =>
  `jisr-break-glass-v1\n${canonicalize(asked)}`;

/** Whoever runs the machine releases nothing from it, whatever other role they hold. */
const CLOSED_TO_ADMINISTRATORS: ReadonlySet<ApprovalKind> = new Set(['supply']);

/** Why a person may not speak for an approval, leaving aside whether it is still open. */
function barOf(asked: Asked, person: Person): ApprovalBar | null {
  if (asked.excluded.includes(person.accountId)) return 'author';
  if (CLOSED_TO_ADMINISTRATORS.has(asked.kind) && person.roles.includes('administrator'))
    return 'administrator';
  if (person.disabled || !person.roles.some((role) => asked.roles.includes(role))) return 'role';
  return null;
}

/** The state by the clock: an approval past its end is expired before the job has said so. */
export const stateAt = (asked: Pick<Asked, 'state' | 'expiresAt'>, now: Date): ApprovalState =>
  asked.state === 'open' && Date.parse(asked.expiresAt) <= now.getTime() ? 'expired' : asked.state;

/**
 * Why a person may not decide now, or null when they may.
 *
 * @param decided the accounts that have spoken already
 * @example
 * barTo(asked, person, [], now) // 'author'
 */
export function barTo(
  asked: Asked,
  person: Person,
  decided: readonly string[],
  now: Date,
): ApprovalBar | null {
  const state = stateAt(asked, now);
  if (state !== 'open') return state === 'expired' ? 'expired' : 'closed';
  const bar = barOf(asked, person);
  if (bar) return bar;
  return decided.includes(person.accountId) ? 'decided' : null;
}

/** Whether someone's approval counts now: by a person who may still give it. */
export const counts = (asked: Asked, person: Person | undefined): boolean =>
  person !== undefined && barOf(asked, person) === null;

/**
 * How many distinct people's approvals count now. Someone who lost the role or the account since does not; they count
 * again if they get it back while the approval is open.
 */
export function tally(
  asked: Asked,
  approvers: readonly string[],
  people: ReadonlyMap<string, Person>,
): number {
  return new Set(approvers.filter((accountId) => counts(asked, people.get(accountId)))).size;
}

/** Whether there are enough. */
export const isEnough = (
  asked: Asked,
  approvers: readonly string[],
  people: ReadonlyMap<string, Person>,
): boolean => tally(asked, approvers, people) >= asked.needed;

/** Who may read the document: who may decide or has, and its authors. */
export const mayRead = (asked: Asked, person: Person, decided: readonly string[]): boolean =>
  asked.excluded.includes(person.accountId) ||
  decided.includes(person.accountId) ||
  person.roles.some((role) => asked.roles.includes(role)) ||
  person.roles.includes('auditor');
