/** Where a memorandum stands: worked out from its document, its signatures and suspensions, never stored. */
import type { MemorandumDocument } from './document.ts';

export const STANDINGS = [
  'draft',
  'signed-by-one',
  'not-yet',
  'in-force',
  'suspended',
  'expired',
  'superseded',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** A verified signature of one party over the digest of the document. */
export interface StandingSignature {
  readonly party: string;
  readonly digest: string;
}

/** A suspension by one party; `until` null: until it is lifted. */
export interface Suspension {
  readonly party: string;
  readonly from: Date;
  readonly until: Date | null;
}

interface Situation {
  readonly signed: number;
  readonly needed: number;
  readonly started: boolean;
  readonly ended: boolean;
  readonly replaced: boolean;
  readonly suspended: boolean;
}

/** The state machine: the first row that fits is the state. */
export const STATES: readonly (readonly [Standing, (situation: Situation) => boolean])[] = [
  ['draft', ({ signed, needed }) => needed > 0 && signed === 0],
  ['signed-by-one', ({ signed, needed }) => signed < needed],
  ['superseded', ({ replaced }) => replaced],
  ['expired', ({ ended }) => ended],
  ['not-yet', ({ started }) => !started],
  ['suspended', ({ suspended }) => suspended],
  ['in-force', () => true],
];

/** Where a memorandum can go from where it is, as time passes and parties act. */
export const MOVES = {
  draft: ['signed-by-one'],
  'signed-by-one': ['not-yet', 'in-force', 'suspended', 'expired', 'superseded'],
  'not-yet': ['in-force', 'suspended', 'expired', 'superseded'],
  'in-force': ['suspended', 'expired', 'superseded'],
  suspended: ['in-force', 'expired', 'superseded'],
  expired: ['superseded'],
  superseded: [],
} as const satisfies Record<Standing, readonly Standing[]>;

/**
 * Where a memorandum stands at a moment. Only signatures over its very digest count; a memorandum without parties (the
 * built-in protocol) needs none.
 *
 * @param replacedFrom when a later version that both parties signed takes its place
 * @example
 * stateOf(document, digest, [{ party: 'BHR', digest }], [], now) // 'signed-by-one'
 */
export function stateOf(
  document: MemorandumDocument,
  digest: string,
  signatures: readonly StandingSignature[],
  suspensions: readonly Suspension[],
  now: Date,
  replacedFrom: Date | null = null,
): Standing {
  const parties = document.parties.map(({ code }) => code);
  const signers = new Set(signatures.filter((each) => each.digest === digest).map(({ party }) => party));
  const at = now.getTime();
  const situation: Situation = {
    needed: parties.length,
    signed: parties.filter((party) => signers.has(party)).length,
    started: at >= Date.parse(document.inForceFrom),
    ended: document.inForceUntil !== null && at >= Date.parse(document.inForceUntil),
    replaced: replacedFrom !== null && at >= replacedFrom.getTime(),
    suspended: suspensions.some(
      ({ party, from, until }) =>
        parties.includes(party) && at >= from.getTime() && (until === null || at < until.getTime()),
    ),
  };
  return (STATES.find(([, fits]) => fits(situation)) as (typeof STATES)[number])[0];
}
