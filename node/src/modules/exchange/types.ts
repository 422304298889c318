import type { Bilingual } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';

/** Traffic light of what is sent (TLP 2.0). */
export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

/** Party and agency on one side, as the memorandum names them. */
export interface Side {
  readonly party: string;
  readonly agency: string;
}

/** What the gate says of a disclosure: everything of the signed document that the exchange does not add itself. */
export interface DisclosureHead {
  /** UUIDv7 of the disclosure; the document has the same. */
  readonly id: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly agreement: {
    readonly id: string;
    readonly version: number;
    readonly digest: string;
    readonly policyDigest: string;
  };
  /** `BORDERS/4.2`, the one that decides first. */
  readonly articles: readonly string[];
  readonly action: string;
  readonly category: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: 'plain' | 'blind' | null;
  readonly from: Side;
  readonly to: Side;
  readonly subject: {
    readonly minor: boolean | null;
    readonly own: boolean | null;
    readonly sensitive: boolean;
  };
  /** ISO instant until which the receiver may hold it. */
  readonly retainUntil: string;
  readonly onward: 'forbidden' | 'with-consent' | 'allowed-within-purpose';
  readonly deleteOnRequest: boolean;
  readonly approvals: readonly HeadApproval[];
  /** SHA-256 over salt and payload digest, hex; the salt travels inside the encryption. */
  readonly objectDigest: string;
}

/** One officer's approval, by pseudonym. */
export interface HeadApproval {
  readonly officer: string;
  readonly at: string;
  readonly method: string;
  readonly keyThumbprint: string;
}

/** An encrypted payload, ready to be put. Made outside of the transaction, which it would hold up. */
export interface Sealed {
  /** Length of the plain bytes. */
  readonly bytes: number;
  readonly mediaType: string;
  /** Compact JWE: one up to 1 MiB of payload, otherwise one for each 8 MiB; with the hex SHA-256 of its text. */
  readonly parts: readonly SealedPart[];
}

/** One JWE of a payload. */
export interface SealedPart {
  readonly digest: string;
  readonly jwe: string;
}

/** A document of the partner: signature, place in its lane and digests verified. */
export interface ReceivedDocument extends DisclosureHead {
  /** Hex SHA-256 of the signed document. */
  readonly documentDigest: string;
  /** Party code of the partner. */
  readonly sender: string;
}

/** What the receiver's gate says; the exchange signs it into a receipt. */
export type Verdict =
  | { readonly verdict: 'accepted'; readonly ledgerEntry: string }
  | {
      readonly verdict: 'refused';
      /** The article or paragraph that stopped it. */
      readonly clause: string;
      readonly code: string;
      readonly text: Bilingual;
      readonly ledgerEntry: string;
    };

/** Why something was refused: the article, a stable code and nothing about a person. */
export interface Reason {
  readonly clause: string;
  readonly code: string;
}

/** What became of something that was sent, told to the gate in the transaction that records it. */
export interface Settlement {
  readonly id: string;
  readonly documentDigest: string;
  readonly state: 'received' | 'processed' | 'refused' | 'expired' | 'cancelled';
  readonly reason: Reason | null;
  /** The receipt, verbatim; null where the peer has not spoken. */
  readonly receipt: string | null;
  readonly at: string;
}

/** What the exchange writes into the ledger. */
export interface ExchangeEntry {
  readonly kind: 'receipt-sent' | 'receipt-received' | 'refusal-sent' | 'refusal-received' | 'peer' | 'key';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  readonly objectDigest: string | null;
  readonly counterpart: string | null;
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Record<string, string>;
}

/** What the exchange needs of the layers below, and tells those above. */
export interface ExchangeDeps {
  readonly ledger: {
    append(tx: Db, entry: ExchangeEntry): Promise<string>;
    sequence(): Promise<void>;
    placeOf(
      db: Db,
      entryIds: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly index: number; readonly leafHash: string }>>;
    pseudonym(accountId: string): string;
  };
  /** True once for a pass that the gate made for this disclosure: nothing else is put into the outbox. */
  readonly takePass: (pass: unknown, disclosureId: string) => boolean;
  /** The receiver's gate. */
  readonly received: (tx: Db, document: ReceivedDocument, payload: Uint8Array) => Promise<Verdict>;
  /** What became of what was sent. */
  readonly settled: (tx: Db, settlements: readonly Settlement[]) => Promise<void>;
}
