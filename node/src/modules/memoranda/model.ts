import type { MemorandumDetail } from '@jisr/contract';
import type { Standing } from '@jisr/memorandum';
import type { ActKind } from './act-store.ts';

export type MemorandumActKind = MemorandumDetail['can'][number];

/** What the own side may do with a memorandum that stands like this; the table is shown in the console as buttons. */
export const MAY = {
  draft: ['propose', 'sign'],
  'signed-by-one': ['propose', 'sign'],
  'not-yet': ['suspend', 'lift'],
  'in-force': ['suspend'],
  suspended: ['suspend', 'lift'],
  expired: [],
  superseded: [],
} as const satisfies Record<Standing, readonly MemorandumActKind[]>;

export const ACT_OF = {
  propose: 'proposal',
  sign: 'signature',
  suspend: 'suspension',
  lift: 'lift',
} as const satisfies Record<MemorandumActKind, ActKind>;

interface Situation {
  readonly standing: Standing;
  readonly ownSigned: boolean;
  readonly ownSuspended: boolean;
  readonly illustrative: boolean;
}

/**
 * What may be done next. Signed is signed: nobody signs twice; only who suspended lifts, and nobody suspends twice.
 *
 * @example
 * possible({ standing: 'draft', ownSigned: false, ownSuspended: false }) // ['propose', 'sign']
 */
export const possible = ({
  standing,
  ownSigned,
  ownSuspended,
}: Omit<Situation, 'illustrative'>): MemorandumActKind[] =>
  (MAY[standing] as readonly MemorandumActKind[]).filter(
    (act) =>
      !(act === 'sign' && ownSigned) &&
      !(act === 'lift' && !ownSuspended) &&
      !(act === 'suspend' && ownSuspended),
  );

/** How long a memorandum may wait for the second person. */
export const APPROVAL_DAYS = 30;
