/** The rules of the exchange as tables and pure functions: pairing, outbox, lanes, keys, waiting, alarms. */

/** How far two nodes have come with each other. */
export type PairingState =
  | 'none'
  | 'card-imported'
  | 'words-compared'
  | 'approved'
  | 'proven'
  | 'active'
  | 'suspended'
  | 'revoked';

/** The ceremony: only a step in this table is taken. A revoked pairing begins again with a card. */
export const PAIRING_MOVES = {
  none: ['card-imported'],
  'card-imported': ['card-imported', 'words-compared', 'none'],
  'words-compared': ['approved', 'card-imported', 'none'],
  approved: ['proven', 'none'],
  proven: ['active', 'none'],
  active: ['suspended', 'revoked'],
  suspended: ['active', 'revoked'],
  revoked: ['card-imported'],
} as const satisfies Record<PairingState, readonly PairingState[]>;

/** Whether the ceremony goes from one state to another. */
export const canPair = (from: PairingState, to: PairingState): boolean =>
  (PAIRING_MOVES[from] as readonly PairingState[]).includes(to);

/** Something may be put for the peer: it goes now, or after a suspension. */
export const OPEN_PAIRING: ReadonlySet<PairingState> = new Set(['active', 'suspended']);

/** Where something sent stands. */
export type OutboxState = 'queued' | 'sent' | 'received' | 'processed' | 'refused' | 'expired' | 'cancelled';

/**
 * `expired` and `cancelled` still go out as a signed head without content: the lane has no gap, and the peer's receipt
 * says that it knows.
 */
export const OUTBOX_MOVES = {
  queued: ['sent', 'received', 'refused', 'expired', 'cancelled'],
  sent: ['queued', 'received', 'refused', 'expired'],
  received: ['processed', 'refused'],
  processed: [],
  refused: [],
  expired: ['received'],
  cancelled: [],
} as const satisfies Record<OutboxState, readonly OutboxState[]>;

/** Whether something sent goes from one state to another. */
export const canSettle = (from: OutboxState, to: OutboxState): boolean =>
  (OUTBOX_MOVES[from] as readonly OutboxState[]).includes(to);

/** The head of a lane: number and digest of its last document. */
export interface LaneHead {
  readonly seq: number;
  readonly digest: string;
}

/** Before the first document of a lane. */
export const EMPTY_LANE: LaneHead = { seq: 0, digest: '' };

/** A document's place as it says itself. */
export interface LanePlace {
  readonly seq: number;
  readonly prev: string;
  readonly digest: string;
}

/** What the receiver makes of a document's place. */
export type LaneJudgement =
  | { readonly kind: 'next' }
  | { readonly kind: 'known' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gap'; readonly expected: number }
  | { readonly kind: 'fork' };

/**
 * Judges a document by the lane that it stands in.
 *
 * @param known the digest under which the same id has already come, or undefined
 * @returns `gap` with the number that is expected; `fork` when its place is taken by another document or it follows
 *   another one than the last (the sender tells two stories); `conflict` for the same id with another content
 * @example
 * judgePlace({ seq: 4, digest: 'aa' }, { seq: 6, prev: 'cc', digest: 'dd' }, undefined) // { kind: 'gap', expected: 5 }
 */
export function judgePlace(lane: LaneHead, place: LanePlace, known: string | undefined): LaneJudgement {
  if (known !== undefined) return known === place.digest ? { kind: 'known' } : { kind: 'conflict' };
  if (place.seq > lane.seq + 1) return { kind: 'gap', expected: lane.seq + 1 };
  if (place.seq <= lane.seq || place.prev !== lane.digest) return { kind: 'fork' };
  return { kind: 'next' };
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 900_000;

/**
 * How long to leave the peer in peace after this many failures in a row: doubling from 5 s to 15 min, spread over half
 * to the whole of it.
 *
 * @param jitter in [0, 1)
 * @returns milliseconds
 * @example
 * pauseAfter(3, 0.5) // 15000
 */
export function pauseAfter(failures: number, jitter: number): number {
  const whole = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1), LONGEST_RETRY_MS);
  return Math.round(whole * (0.5 + jitter / 2));
}

/** Longest life of a document on its way, ms: 30 days. */
export const DELIVERY_MS = 30 * 86_400_000;
/** For how long two keys of one use are both good after a change, ms: 30 days. */
export const OVERLAP_MS = 30 * 86_400_000;
/** A document or message may be this much older than the receiver's clock, ms. */
export const PAST_MS = 300_000;
/** … and this much ahead of it. */
export const AHEAD_MS = 60_000;
/** For how long a nonce is remembered, ms. */
export const NONCE_MS = 900_000;

const HOUR_MS = 3_600_000;

/** How grave it is that the oldest unsent document has waited for this long: an hour, a day. */
export function waitingAlarm(oldestMs: number | null): 'none' | 'hour' | 'day' {
  if (oldestMs === null || oldestMs < HOUR_MS) return 'none';
  return oldestMs < 24 * HOUR_MS ? 'hour' : 'day';
}

/** A certificate is renewed this long before its end, ms: time to tell a peer that is away for weeks. */
const RENEW_MS = 30 * 86_400_000;
/** The last moment for a peer that could not be told, ms. */
const PROLONG_MS = 7 * 86_400_000;

/**
 * What is to be done about the certificate towards the peer. With a pairing it gets a new key: announced on a new card,
 * used once the peer has that card. Without one, or where the peer could not be told in time, the same key goes on in a
 * longer certificate: its pin stays, so nobody need know.
 *
 * @param of.leftMs until its end, ms
 * @param of.announced the next one stands on the own card
 * @param of.told everybody who must know the newest own card knows it
 * @example
 * certificateStep({ leftMs: 20 * DAY, paired: true, announced: true, told: true }) // 'take'
 */
export function certificateStep(of: {
  readonly leftMs: number;
  readonly paired: boolean;
  readonly announced: boolean;
  readonly told: boolean;
}): 'none' | 'announce' | 'take' | 'prolong' {
  if (of.announced && of.told) return 'take';
  if (of.leftMs >= RENEW_MS) return 'none';
  if (!of.paired || of.leftMs < PROLONG_MS) return 'prolong';
  return of.announced ? 'none' : 'announce';
}

/** For how long a key signs or is sealed to, if nothing changes it before, ms: 400 days. */
export const KEY_LIFE_MS = 400 * 86_400_000;

/** What a key may be used for at an instant. */
export type KeyStanding = 'current' | 'overlap' | 'retired' | 'revoked';

/** The times of a key, ISO. */
export interface KeyTimes {
  readonly supersededAt: string | null;
  readonly revokedAt: string | null;
}

/**
 * Where a key stands: `current` signs and is sealed to; `overlap` still opens and verifies what is new; `retired` and
 * `revoked` only verify what was signed before.
 *
 * @example
 * standingOf({ supersededAt: '2026-03-01T00:00:00Z', revokedAt: null }, Date.parse('2026-03-05')) // 'overlap'
 */
export function standingOf(key: KeyTimes, now: number): KeyStanding {
  if (key.revokedAt !== null && Date.parse(key.revokedAt) <= now) return 'revoked';
  if (key.supersededAt === null) return 'current';
  return now < Date.parse(key.supersededAt) + OVERLAP_MS ? 'overlap' : 'retired';
}

/** Documents of one lane keep their order; lanes do not wait for each other. */
export const LANES = [
  'protocol',
  'queries',
  'requests',
  'travel',
  'goods',
  'members',
  'cyber',
  'capacity',
] as const;
export type Lane = (typeof LANES)[number];

const LANE_OF: Readonly<Record<string, Lane>> = {
  'memorandum-proposal': 'protocol',
  'memorandum-signature': 'protocol',
  suspension: 'protocol',
  'key-notice': 'protocol',
  'query-plain': 'queries',
  'query-blind': 'queries',
  'hit-answer': 'queries',
  filter: 'queries',
  'api-record': 'travel',
  'pnr-record': 'travel',
  'travel-document': 'travel',
  'consignment-manifest': 'goods',
  'consignment-risk': 'goods',
  'examination-result': 'goods',
  'member-application': 'members',
  'member-vetting': 'members',
  'member-status': 'members',
  'cyber-indicator': 'cyber',
  'cyber-advisory': 'cyber',
  'cyber-incident': 'cyber',
  'training-record': 'capacity',
  'best-practice': 'capacity',
};

/** The lane of a category; requests, supply and the notices about them share one, so that they stay in order. */
export const laneOf = (category: string): Lane => LANE_OF[category] ?? 'requests';

const spoken = (text: string): string[] =>
  text
    .normalize('NFKC')
    // Arabic vowel signs and the stretching line are not spoken as letters.
    .replaceAll(/[\u064B-\u0652\u0640]/g, '')
    .toLowerCase()
    .split(/[\s,.;،·-]+/)
    .filter(Boolean);

/**
 * Where typed words first differ from what they should be, in whichever of the languages comes furthest.
 *
 * @returns 0 when they are the same; otherwise the number of the first word that is another one or is missing, from 1
 * @example
 * firstDifference('Moon  river', [['moon', 'lamp'], ['قمر', 'مصباح']]) // 2
 */
export function firstDifference(typed: string, lists: readonly (readonly string[])[]): number {
  const words = spoken(typed);
  let furthest = 1;
  for (const list of lists) {
    const wanted = spoken(list.join(' '));
    const length = Math.max(wanted.length, words.length);
    let at = 0;
    while (at < length && words[at] === wanted[at]) at += 1;
    if (at === length) return 0;
    furthest = Math.max(furthest, at + 1);
  }
  return furthest;
}
