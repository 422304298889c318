import type { ImportStatus, ListingEntry, ProposalKind, ProposalStatus } from '@jisr/contract';
import type { z } from 'zod';
import type { Damage } from './formats/listing-draft.ts';
import type { ListingStatus } from './types.ts';

type Import = z.infer<typeof ImportStatus>;
type ProposalState = z.infer<typeof ProposalStatus>;

/** From which state an import may come into which. */
export const IMPORT_MOVES = {
  running: ['applied', 'unchanged', 'held', 'failed'],
  held: ['applied', 'discarded'],
  applied: [],
  unchanged: [],
  failed: [],
  discarded: [],
} as const satisfies Record<Import, readonly Import[]>;

/** A proposal is decided once. */
export const PROPOSAL_MOVES = {
  pending: ['approved', 'rejected'],
  approved: [],
  rejected: [],
} as const satisfies Record<ProposalState, readonly ProposalState[]>;

/** What an approved proposal may be applied to: an expired listing can be renewed, a withdrawn one is proposed anew. */
export const PROPOSAL_TARGETS = {
  add: [],
  change: ['active', 'expired'],
  withdraw: ['active', 'expired'],
} as const satisfies Record<z.infer<typeof ProposalKind>, readonly ListingStatus[]>;

/**
 * Whether a table of moves has this one.
 *
 * @example
 * canMove(PROPOSAL_MOVES, 'pending', 'approved'); // true
 */
export function canMove<S extends string>(moves: Readonly<Record<S, readonly S[]>>, from: S, to: S): boolean {
  return moves[from].includes(to);
}

/** Reminders begin so many days before a review or an expiry. */
export const REMINDER_DAYS = 30;
/** Nobody may be listed by hand for longer without a new decision (data-protection: storage limitation). */
export const LONGEST_TERM_YEARS = 5;
const SHRINK_COUNT = 10;
const SHRINK_SHARE = 0.2;

/**
 * Revision of how lists are read. Raise it when a parser reads more than before: a list whose bytes are known is then
 * read again.
 */
export const READING = 2;

/**
 * Whether so much disappears from a list that a person must look first: a truncated file must not silence a list.
 *
 * @example
 * isImplausibleShrink({ active: 100, withdrawn: 21, read: 79 }); // true
 */
export function isImplausibleShrink(of: { active: number; withdrawn: number; read: number }): boolean {
  if (of.read === 0 && of.active > 0) return true;
  return of.withdrawn > SHRINK_COUNT && of.withdrawn > of.active * SHRINK_SHARE;
}

/**
 * Why an import waits for a person instead of coming into force: it would empty the list or make it implausibly shorter,
 * its file breaks off, it would withdraw listings while some entries could not be read, or it would take the aliases from
 * a good part of the list.
 *
 * @returns null when it need not wait; `problem` is null for an implausible shrink
 * @example
 * holdOf({ active: 9, withdrawn: 1, changed: 0, read: 8, damage: 'entries' }); // { problem: 'LIST_DAMAGED' }
 */
export function holdOf(of: {
  active: number;
  withdrawn: number;
  changed: number;
  read: number;
  damage: Damage;
}): { problem: 'LIST_EMPTY' | 'LIST_DAMAGED' | null } | null {
  if (of.read === 0) return { problem: 'LIST_EMPTY' };
  const suspect =
    of.damage === 'file' ||
    (of.damage === 'entries' && of.withdrawn > 0) ||
    (of.damage === 'aliases' && isImplausibleShrink({ ...of, withdrawn: of.withdrawn + of.changed }));
  if (suspect) return { problem: 'LIST_DAMAGED' };
  return isImplausibleShrink(of) ? { problem: null } : null;
}

/**
 * Whether the days of a hand-entered listing hold: today < review < expiry <= today + five years.
 *
 * @param today `YYYY-MM-DD`
 * @example
 * datesHold({ reviewOn: '2026-06-01', expiresOn: '2026-12-01' }, '2026-03-01'); // true
 */
export function datesHold(entry: Pick<ListingEntry, 'reviewOn' | 'expiresOn'>, today: string): boolean {
  const { reviewOn, expiresOn } = entry;
  const latest = `${Number(today.slice(0, 4)) + LONGEST_TERM_YEARS}${today.slice(4)}`;
  return today < reviewOn && reviewOn < expiresOn && expiresOn <= latest;
}

/**
 * The day of an instant in UTC.
 *
 * @example
 * dayOf(new Date('2026-03-01T08:00:00Z')); // '2026-03-01'
 */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/**
 * The day so many days after another.
 *
 * @example
 * addDays('2026-02-27', 2); // '2026-03-01'
 */
export const addDays = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));

/**
 * True for a day of the calendar in the form `YYYY-MM-DD`.
 *
 * @example
 * isDay('2026-02-30'); // false
 */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && dayOf(instant) === text;
}
