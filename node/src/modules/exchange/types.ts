import type { Bilingual, Officer, Role } from '@jisr/contract';
import type { SealedPayload } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { CardParts } from './keys.ts';

/** Traffic light of what is sent (TLP 2.0). */
export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

/** What the gate says of a disclosure: everything of the signed document that the exchange does not add itself. */
export interface DisclosureHead {
  /** UUIDv7 of the disclosure; the document has the same. */
  readonly id: string;
  readonly category: string;
  readonly action: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  /** Memorandum, version, and the digest that both sides signed. */
  readonly agreement: { readonly id: string; readonly version: number; readonly digest: string };
  /** `BORDERS/4.2`, the one that decides first. */
  readonly articles: readonly string[];
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  /** ISO instant until which the receiver may hold it. */
  readonly retainUntil: string;
  readonly onward: 'forbidden' | 'with-consent' | 'allowed-within-purpose';
  readonly answerBy: string | null;
  readonly caveats: readonly Bilingual[];
  readonly approvals: readonly HeadApproval[];
}

/** One officer's approval, by pseudonym. */
export interface HeadApproval {
  readonly officer: string;
  readonly at: string;
  readonly method: 'passkey' | 'password-totp';
  readonly keyThumbprint: string | null;
}

/** An encrypted payload, ready to be put. Made outside of the transaction, which it would hold up. */
export type Sealed = SealedPayload;

/** A document of the partner: signature, place in its lane and digests are verified, its content is opened. */
export interface ReceivedDocument {
  readonly head: DisclosureHead;
  /** Hex SHA-256 of the signed document. */
  readonly documentDigest: string;
  /** Party code of the partner. */
  readonly from: string;
  readonly to: string;
  readonly receivedAt: string;
  /** SHA-256(salt ‖ SHA-256(payload)), hex, as the signed document says and the exchange has checked. */
  readonly objectDigest: string;
  /** base64url */
  readonly salt: string;
  readonly payload: Uint8Array;
  readonly mediaType: string;
}

/** Why something was refused: the article or paragraph, a stable code, and nothing about a person. */
export interface Reason {
  readonly article: string;
  readonly code: string;
}

/** What the receiver's gate says; the exchange signs it into a receipt. */
export interface Verdict {
  readonly verdict: 'accepted' | 'refused';
  readonly reason: Reason | null;
  readonly ledgerEntry: string | null;
}

/** What became of something that was sent, told to the gate in the transaction that records it. */
export interface Settlement {
  readonly id: string;
  readonly state: 'received' | 'processed' | 'refused' | 'expired' | 'cancelled';
  readonly reason: Reason | null;
  readonly at: string;
}

/** What the exchange writes into the ledger. */
export interface ExchangeEntry {
  readonly kind:
    | 'receipt-sent'
    | 'receipt-received'
    | 'refusal-sent'
    | 'refusal-received'
    | 'disclosure-refused'
    | 'peer'
    | 'key';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  readonly objectDigest: string | null;
  readonly counterpart: string | null;
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Record<string, string>;
}

/** One question to the peer's node. */
export interface PeerRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With its query: `/x/v1/outbox?after=…`. */
  readonly path: string;
  readonly body?: Uint8Array;
  readonly type?: string;
  /** Idempotency key of a POST. */
  readonly key?: string;
}

/** What came back, its signature verified by the peer's keys. */
export interface PeerAnswer {
  readonly status: number;
  readonly body: Uint8Array;
  /** The peer's clock minus ours, milliseconds; null where it did not say. */
  readonly skewMs: number | null;
}

/** The only way to the peer. Rejects when the peer cannot be reached or does not answer as itself. */
export interface PeerTransport {
  ask(request: PeerRequest): Promise<PeerAnswer>;
}

/** What is put before officers. */
export interface NewApproval {
  readonly kind: 'pairing' | 'key-change' | 'key-revocation';
  readonly subject: string;
  readonly document: unknown;
  readonly title: Bilingual;
  readonly needed: number;
  readonly roles: readonly Role[];
  readonly excluded: readonly string[];
  readonly articles: readonly string[];
  readonly expiresAt: Date;
}

/** The certificate towards the peer: the two ends of the network hold it, the exchange knows when it must change. */
export interface CertificateKeeper {
  /** ISO instant. */
  endsAt(): string;
  /** A next one is made, and `cardParts` names both. */
  announced(): boolean;
  /** Makes the next one; like the two below, gives the pin of the one that it is about. */
  announce(): Promise<string>;
  /** Uses the next one for the connections to come, on both ends. */
  take(): Promise<string>;
  /** A later end for the key in use. */
  prolong(): Promise<string>;
}

/** Why one of our keys holds no more, for the peer's officers; the card itself has come before. */
export interface KeyNotice {
  readonly party: string;
  /** One for each key. */
  readonly thread: string;
  readonly keyId: string;
  readonly reason: string;
  /** ISO instant. */
  readonly validFrom: string;
  /** The newest signed card. */
  readonly card: string;
}

/** What the exchange needs of the layers below, and tells those above. */
export interface ExchangeDeps {
  readonly ledger: {
    append(tx: Db, entry: ExchangeEntry): Promise<string>;
    /** Several in their order, in one statement. */
    appendAll(tx: Db, entries: readonly ExchangeEntry[]): Promise<readonly string[]>;
    sequence(): Promise<void>;
    placeOf(
      db: Db,
      entryIds: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly index: number; readonly leafHash: string }>>;
    pseudonym(accountId: string): string;
  };
  readonly approvals: {
    /** Puts something before officers; its id. */
    open(tx: Db, approval: NewApproval): Promise<string>;
  };
  /** Names of officers, for the partner page. */
  readonly officers: (db: Db, accountIds: readonly string[]) => Promise<Map<string, Officer>>;
  /** The words of an article as they stood in the text with this digest; null where this node does not hold it. */
  readonly articleText: (
    db: Db,
    reference: string,
    digest: string,
  ) => Promise<{ readonly heading: Bilingual; readonly text: Bilingual } | null>;
  readonly certificate: CertificateKeeper;
  /** The tail of the own ledger that the peer has not witnessed. */
  readonly unwitnessed: () => Promise<{ entries: number; since: string | null } | null>;
  /** What the own card says besides the exchange's keys; asked at the start and after changes. */
  readonly cardParts: () => Promise<CardParts>;
  /** True once for a pass that the gate made for this disclosure. */
  readonly takePass: (pass: unknown, disclosureId: string) => boolean;
  /**
   * Of these, the disclosures that the gate has let out as these very documents (hex SHA-256 of the signed text): nothing
   * else is sent, whoever wrote it into the outbox.
   */
  readonly mayLeave: (
    db: Db,
    documents: readonly { readonly id: string; readonly digest: string }[],
  ) => Promise<ReadonlySet<string>>;
  /** In the gate's register too, these documents have another signature now: digest before and after. */
  readonly resigned: (
    tx: Db,
    documents: readonly { readonly id: string; readonly before: string; readonly digest: string }[],
  ) => Promise<void>;
  /** Tells the peer of a revoked key, through the gate; the same notice again is the same disclosure. */
  readonly tellKey: (notice: KeyNotice) => Promise<void>;
  /** The receiver's gate: its verdicts, in the order of the documents. */
  readonly received: (tx: Db, documents: readonly ReceivedDocument[]) => Promise<readonly Verdict[]>;
  /** What became of what was sent. */
  readonly settled: (tx: Db, settlements: readonly Settlement[]) => Promise<void>;
}
