import type { LedgerKind } from '@jisr/contract';

/** What happened, as the caller of `append` says it. Nothing in it may be personal data: the peer reads it. */
export interface LedgerEntry {
  readonly kind: LedgerKind;
  /** The identifier of the thing: the same on both sides of an exchange, because reconciliation joins by it. */
  readonly subject: string;
  /** `BORDERS/4.2` */
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  /** SHA-256 in hexadecimal of salt ‖ payload digest, see `saltDigest`. */
  readonly objectDigest: string | null;
  /** The party of the peer when the entry is about what passed between the two: `USA`. */
  readonly counterpart: string | null;
  /** What `pseudonym` gave for the accounts that acted. */
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Readonly<Record<string, string>>;
}

/** The paired node, as far as the ledger must know it. */
export interface LedgerPeer {
  readonly party: string;
  /** The key of its log, whose name is the log's origin. */
  readonly logKey: string;
  /** The key with which it cosigns our checkpoints. */
  readonly witnessKey: string;
}

export interface LedgerDeps {
  /** Null before the pairing. */
  readonly peer: () => Promise<LedgerPeer | null>;
  /** Sends a body of `add-checkpoint` to the peer and gives its answer. Rejects when the peer cannot be reached. */
  readonly askPeer: (body: string) => Promise<{ readonly status: number; readonly body: string }>;
  /** Fetches a page of the peer's entries about us, after this index: what its `entriesAbout` made. */
  readonly peerEntries: (after: number) => Promise<unknown>;
  /** Everyone who may stand behind a pseudonym. */
  readonly accounts: () => Promise<
    readonly { readonly id: string; readonly name: { readonly en: string; readonly ar: string } }[]
  >;
}

/** Where an entry stands in the tree. */
export interface LedgerPlace {
  readonly index: number;
  /** Hexadecimal. */
  readonly leafHash: string;
}
