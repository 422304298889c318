/** The partner's node and what goes to and fro: card, pairing, link, keys, alarms, outbox and inbox. */
import { z } from 'zod';
import { Bilingual, Id, Instant, Officer, PageQuery, page } from './fields.ts';

export const PairingStateName = z.enum([
  'none',
  'card-imported',
  'words-compared',
  'approved',
  'proven',
  'active',
  'suspended',
  'revoked',
]);
export const OutboxStateName = z.enum([
  'queued',
  'sent',
  'received',
  'processed',
  'refused',
  'expired',
  'cancelled',
]);
export const KeyPurpose = z.enum(['root', 'sign', 'encrypt', 'memorandum']);
export type KeyPurpose = z.infer<typeof KeyPurpose>;

/** A node card as a person reads it. */
export const CardFace = z.object({
  party: z.string(),
  name: Bilingual,
  version: z.number().int(),
  digest: z.string(),
  issuedAt: Instant,
  rootKid: z.string(),
  address: z.string(),
});
export type CardFace = z.infer<typeof CardFace>;

/** The own card, to be handed over as a file, a picture or read aloud. */
export const OwnCard = CardFace.extend({
  /** The signed card: what the file holds. */
  signed: z.string(),
  /** SVG of address and digest, to be photographed from the screen. */
  qr: z.string(),
  /** When the TLS certificate towards the peer ends; the node renews it by itself in its last thirty days. */
  certificateEndsAt: Instant,
});

/** What both sides see of a pairing: the same twelve words in two languages, and the same as numbers. */
export const PairingFingerprint = z.object({
  en: z.array(z.string()),
  ar: z.array(z.string()),
  groups: z.array(z.string()),
});

export const ExchangeKey = z.object({
  kid: z.string(),
  purpose: KeyPurpose,
  owner: z.enum(['own', 'peer']),
  standing: z.enum(['current', 'overlap', 'retired', 'revoked']),
  createdAt: Instant,
  supersededAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** Until when both keys of a change are good. */
  overlapUntil: Instant.nullable(),
  /** When its life ends if nothing changes it before; the root has no end. */
  endsAt: Instant.nullable(),
});
export type ExchangeKey = z.infer<typeof ExchangeKey>;

export const LaneState = z.object({
  lane: z.string(),
  direction: z.enum(['out', 'in']),
  seq: z.number().int(),
  waiting: z.number().int(),
  oldestAt: Instant.nullable(),
  retryAt: Instant.nullable(),
  lastError: z.string().nullable(),
});

export const AlarmKind = z.enum([
  'undelivered',
  'lane-fork',
  'id-conflict',
  'receipt-foreign',
  'card-not-by-root',
  'payload-altered',
  'clock-skew',
  'clock-unsynchronised',
  'not-let-out',
  'lane-gap',
  'key-due',
  'peer-key-revoked',
  'key-notice',
]);
export type AlarmKind = z.infer<typeof AlarmKind>;

export const ExchangeAlarm = z.object({
  id: Id,
  kind: AlarmKind,
  at: Instant,
  /** Fills the message of the kind; places and numbers, never content. */
  details: z.record(z.string(), z.string()),
  endedAt: Instant.nullable(),
});
export type ExchangeAlarm = z.infer<typeof ExchangeAlarm>;

export const LinkHealth = z.object({
  state: z.enum(['none', 'up', 'waiting', 'down', 'paused']),
  /** The node's own clock at this answer. */
  now: Instant,
  lastAttemptAt: Instant.nullable(),
  lastContactAt: Instant.nullable(),
  /** When the peer last called us. */
  heardAt: Instant.nullable(),
  /** The peer's clock minus ours, milliseconds. */
  skewMs: z.number().nullable(),
  /** What the machine says of the node's own clock; `unknown` where it cannot tell. */
  ownClock: z.enum(['synchronised', 'unsynchronised', 'unknown']),
  retryAt: Instant.nullable(),
  lastError: z.string().nullable(),
  oldestUnsentAt: Instant.nullable(),
  alarm: z.enum(['none', 'hour', 'day']),
  counts: z.array(z.object({ state: OutboxStateName, count: z.number().int() })),
  received: z.number().int(),
  lanes: z.array(LaneState),
  /** Entries of the own ledger that the peer has not witnessed; null where no ledger says. */
  unwitnessed: z.object({ entries: z.number().int(), since: Instant.nullable() }).nullable(),
});
export type LinkHealth = z.infer<typeof LinkHealth>;

export const Partner = z.object({
  own: OwnCard,
  peer: z
    .object({
      state: PairingStateName,
      card: CardFace,
      fingerprint: PairingFingerprint,
      importedAt: Instant,
      importedBy: Officer,
      comparedAt: Instant.nullable(),
      comparedBy: Officer.nullable(),
      approvalId: Id.nullable(),
      approvedAt: Instant.nullable(),
      provenAt: Instant.nullable(),
      activeAt: Instant.nullable(),
      /** Who stopped it and why: suspended, revoked, or the ceremony given up. Null while nobody has. */
      stopped: z.object({ by: Officer.nullable(), at: Instant, reason: z.string() }).nullable(),
    })
    .nullable(),
  keys: z.array(ExchangeKey),
  alarms: z.array(ExchangeAlarm),
  link: LinkHealth,
});
export type Partner = z.infer<typeof Partner>;

export const CardImport = z.object({ signed: z.string().min(20).max(131_072) });
/** The words that were heard from the other side, typed in: a click proves no comparison. */
export const WordComparison = z.object({ words: z.string().min(1).max(600) });
export const Because = z.object({ reason: z.string().min(3).max(500) });
export const KeyChange = z.object({ purpose: KeyPurpose, reason: z.string().min(3).max(500) });
/** Why a key must hold no more; the partner's officers read it too. */
export const KeyRevocation = z.object({ reason: z.string().trim().min(10).max(500) });

export const ExchangeQuery = PageQuery.extend({
  direction: z.enum(['out', 'in', 'both']).default('both'),
  state: OutboxStateName.optional(),
  lane: z.string().max(20).optional(),
  category: z.string().max(40).optional(),
  thread: Id.optional(),
  waiting: z.stringbool().optional(),
});

/** One document on its way or arrived: its head holds nothing about a person. */
export const ExchangeItem = z.object({
  id: Id,
  direction: z.enum(['out', 'in']),
  state: OutboxStateName,
  lane: z.string(),
  seq: z.number().int(),
  category: z.string(),
  action: z.string(),
  purpose: z.string(),
  articles: z.array(z.string()),
  /** Heading of the first article, in the text that both signed; null where this node does not hold that text. */
  heading: Bilingual.nullable(),
  agreement: z.object({ id: z.string(), version: z.number().int() }),
  tlp: z.string(),
  thread: Id,
  inReplyTo: Id.nullable(),
  bytes: z.number(),
  /** Put into the outbox, or received. */
  at: Instant,
  sentAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  attempts: z.number().int(),
  reason: z.object({ article: z.string(), code: z.string() }).nullable(),
});
export type ExchangeItem = z.infer<typeof ExchangeItem>;
export const ExchangePage = page(ExchangeItem);

/** Documents that answer one another, the newest exchange first. */
export const ExchangeThread = z.object({
  id: Id,
  /** What it began with, and who began it. */
  category: z.string(),
  begunBy: z.enum(['out', 'in']),
  sent: z.number().int(),
  received: z.number().int(),
  /** Of those sent, how many the peer has not receipted. */
  waiting: z.number().int(),
  startedAt: Instant,
  last: z.object({ id: Id, direction: z.enum(['out', 'in']), state: OutboxStateName, at: Instant }),
});
export type ExchangeThread = z.infer<typeof ExchangeThread>;

export const LedgerPlace = z.object({ index: z.number().int(), leafHash: z.string() });

export const ExchangeDocument = ExchangeItem.extend({
  digest: z.string(),
  head: z.record(z.string(), z.unknown()),
  jws: z.string(),
  receipt: z.object({ jws: z.string(), claims: z.record(z.string(), z.unknown()) }).nullable(),
  secondReceipt: z.object({ jws: z.string(), claims: z.record(z.string(), z.unknown()) }).nullable(),
  lastError: z.string().nullable(),
  /** The words of the clause that refused it, as both signed them. */
  clause: z.object({ heading: Bilingual, text: Bilingual }).nullable(),
  places: z.object({ own: LedgerPlace.nullable(), peer: LedgerPlace.nullable() }),
  mayCancel: z.boolean(),
  threadItems: z.array(ExchangeItem),
});
export type ExchangeDocument = z.infer<typeof ExchangeDocument>;
