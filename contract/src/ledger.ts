/** The ledger: entries in a Merkle tree, signed and witnessed heads, and what two ledgers say of each other. */
import { z } from 'zod';
import { Id, Instant, Officer, PageQuery, page } from './fields.ts';

/** What an entry may be about. */
export const LedgerKind = z.enum([
  'disclosure-sent',
  'disclosure-received',
  'disclosure-refused',
  'receipt-sent',
  'receipt-received',
  'refusal-sent',
  'refusal-received',
  'query',
  'answer',
  'commitment',
  'audit',
  'memorandum',
  'directive',
  'peer',
  'key',
  'approval',
  'override',
  'deletion',
  'correction',
]);
export type LedgerKind = z.infer<typeof LedgerKind>;

const Index = z.number().int().min(0).describe('place in the tree, from 0');
const Size = z.number().int().min(0).describe('entries of a tree');
const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256, hexadecimal');

export const LedgerRow = z.object({
  index: Index,
  id: Id,
  kind: LedgerKind,
  subject: z.string(),
  counterpart: z.string().nullable(),
  articles: z.array(z.string()),
  at: Instant,
});
export type LedgerRow = z.infer<typeof LedgerRow>;
export const LedgerPage = page(LedgerRow);

export const LedgerQuery = PageQuery.extend({
  kind: LedgerKind.optional(),
  subject: z.string().max(200).optional(),
  article: z.string().max(60).optional(),
  counterpart: z.string().max(10).optional(),
});

export const LedgerEntryDetail = LedgerRow.extend({
  leafHash: Digest,
  /** The exact text whose UTF-8 bytes are the entry. */
  body: z.string(),
  /** Whether the salt of the object digest is still held: without it the digest says nothing about any payload. */
  salted: z.boolean(),
});
export type LedgerEntryDetail = z.infer<typeof LedgerEntryDetail>;

/** Who stands behind the pseudonyms of an entry; null for one that no account of this node has. */
export const LedgerActors = z.object({
  items: z.array(z.object({ pseudonym: z.string(), officer: Officer.nullable() })),
});

export const LedgerCosignature = z.object({ witness: z.string(), at: Instant });

export const LedgerState = z.object({
  origin: z.string(),
  /** Entries in the tree, and those that wait for it. */
  size: Size,
  pending: z.number().int(),
  keys: z.object({ log: z.string(), witness: z.string() }),
  peer: z.object({ party: z.string(), logKey: z.string(), witnessKey: z.string() }).nullable(),
  checkpoint: z
    .object({
      size: Size,
      root: Digest,
      at: Instant,
      note: z.string(),
      cosignatures: z.array(LedgerCosignature),
    })
    .nullable(),
  /** Entries that no witness has seen, and since when. */
  unwitnessed: z.object({ entries: z.number().int(), since: Instant.nullable() }),
  /** What this node has cosigned of the peer's log. */
  seen: z.object({ origin: z.string(), size: Size, at: Instant }).nullable(),
  evidence: z.array(
    z.object({
      id: Id,
      origin: z.string(),
      kind: z.enum(['fork', 'unproved']),
      size: Size,
      at: Instant,
      note: z.string(),
      beforeNote: z.string().nullable(),
    }),
  ),
});
export type LedgerState = z.infer<typeof LedgerState>;

/** What the walk over the whole ledger can find; each with its exact place. */
export const LedgerFaultCode = z.enum([
  'entry-changed',
  'entry-columns-changed',
  'leaf-hash-changed',
  'entry-missing',
  'entry-beyond-head',
  'tile-changed',
  'tile-missing',
  'checkpoint-changed',
  'checkpoint-forked',
  'checkpoint-beyond-head',
  'cosignature-bad',
  'witness-changed',
]);
export type LedgerFaultCode = z.infer<typeof LedgerFaultCode>;

export const LedgerFault = z.object({
  code: LedgerFaultCode,
  /** `entry 7`, `tile/1/000[3]`, `checkpoint 12` */
  place: z.string(),
  index: Index.nullable(),
});
export type LedgerFault = z.infer<typeof LedgerFault>;

export const LedgerVerification = z.object({
  intact: z.boolean(),
  entries: Size,
  tiles: z.number().int(),
  checkpoints: z.number().int(),
  cosignatures: z.number().int(),
  root: Digest,
  faults: z.array(LedgerFault),
  /** False when more was found than is listed. */
  complete: z.boolean(),
  at: Instant,
  tookMs: z.number().int(),
});
export type LedgerVerification = z.infer<typeof LedgerVerification>;

export const ReconciliationRow = z.object({
  problem: z.enum(['sent-not-received', 'received-not-sent', 'digest-mismatch', 'unproved']),
  subject: z.string(),
  kind: LedgerKind,
  /** In whose ledger the entry stands that has no counterpart; both for a mismatch. */
  side: z.enum(['own', 'peer', 'both']),
  own: Index.nullable(),
  peer: Index.nullable(),
  ownDigest: z.string().nullable(),
  peerDigest: z.string().nullable(),
  at: Instant.nullable(),
});
export type ReconciliationRow = z.infer<typeof ReconciliationRow>;

export const Reconciliation = z.object({
  id: Id,
  at: Instant,
  peer: z.string(),
  ownSize: Size,
  peerSize: Size,
  compared: z.number().int(),
  matched: z.number().int(),
  /** Sent so lately that the other side need not have it yet. */
  inFlight: z.number().int(),
  problems: z.number().int(),
  rows: z.array(ReconciliationRow),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
export const ReconciliationList = z.object({ items: z.array(Reconciliation) });

/** A page of the entries about the asking peer, each provable under the checkpoint that stands beside them. */
export const PeerLedgerPage = z.object({
  checkpoint: z.string().max(100_000),
  entries: z
    .array(
      z.object({ index: Index, body: z.string().max(100_000), proof: z.array(z.string().max(60)).max(63) }),
    )
    .max(1000),
  /** Ask again after this index; null at the end. */
  next: Index.nullable(),
});
export type PeerLedgerPage = z.infer<typeof PeerLedgerPage>;
