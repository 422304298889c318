import type { Bilingual } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { DisclosureHead, HeadApproval } from '../exchange/index.ts';
import type { EvidenceCard, Ledgered } from './evidence.ts';
import type { GateAnswer, GateQuestion, MemorandumRef, Mode, Obligations, Side, Tlp } from './law.ts';
import type { GatePass } from './pass.ts';

export type { DisclosureHead, HeadApproval, ReceivedDocument, Verdict } from '../exchange/index.ts';
export type * from './law.ts';
export type { GatePass } from './pass.ts';

/** How it leaves: to the partner's node, as a file that an officer takes away, or on paper. */
export type Channel = 'exchange' | 'export' | 'print';

/** What is known of the person behind a disclosure; null where the desk cannot say, and then the law decides as for the worse. */
export interface IntentSubject {
  readonly minor: boolean | null;
  /** Own citizen. */
  readonly own: boolean | null;
  readonly sensitive: boolean;
  /** References under which the person is later found: `traveller:<id>`, `document:BHR:P:1234567`. Kept as keyed digests. */
  readonly references: readonly string[];
}

/** What a desk wants to tell the partner. Everything that can be computed from it, the gate computes itself. */
export interface Intent {
  /** Natural key: the same key with the same content is one disclosure, with other content an error. */
  readonly key: string;
  readonly channel?: Channel;
  readonly action: string;
  readonly category: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: Mode | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** True: fields that the article does not list are left out; otherwise they refuse the whole. */
  readonly minimise?: boolean;
  readonly subject: IntentSubject;
  readonly from: Side;
  readonly to: Side;
  readonly thread: string;
  readonly inReplyTo: string | null;
  /** The approval of this very content (see `approvalDocument`); null where nobody was asked. */
  readonly approval: string | null;
  /** The officer who wrote it; null: the node itself. */
  readonly author: string | null;
  readonly assurances?: readonly string[];
  /** The party that the information first came from, where it is not our own; for what the partner sent, see `source`. */
  readonly originator?: string | null;
  /** The received disclosure that is passed on: its sender and its rule for passing on are read from it. */
  readonly source?: string | null;
  /** The received notice by which its sender consents (`outcome-notice` with `outcome: 'onward-consent'` of the source). */
  readonly consent?: string | null;
  readonly urgent?: boolean;
}

/** Why nothing left, or nothing was taken in. `law` says which set spoke; `gate` is the gate's own check. */
export interface Refusal {
  readonly id: string;
  readonly law: 'floor' | 'memorandum' | 'directive' | 'gate';
  /** The article or paragraph, as `BORDERS/4.2`, `floor/minor`, `gate/fields`. */
  readonly clause: string;
  readonly code: string;
  readonly text: Bilingual;
}

/** What the gate says to a desk. An expected refusal is a value and never an exception. */
export type Outcome =
  | { readonly disclosed: true; readonly id: string; readonly article: string; readonly repeated: boolean }
  | { readonly disclosed: false; readonly refusal: Refusal };

/** What the gate would say now; nothing is written. */
export type Preview =
  | {
      readonly allowed: true;
      readonly article: string;
      readonly memorandum: MemorandumRef;
      readonly obligations: Obligations;
      readonly redactions: readonly string[];
    }
  | { readonly allowed: false; readonly refusal: Omit<Refusal, 'id'> };

/** What became of something that was sent. */
export interface Settled {
  readonly id: string;
  readonly state: 'received' | 'processed' | 'refused' | 'expired' | 'cancelled';
  readonly reason: { readonly article: string; readonly code: string } | null;
  readonly at: string;
}

/** What the handler of a category is given, inside the transaction of the receipt. */
export interface Received {
  readonly id: string;
  readonly sender: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly category: string;
  readonly action: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: Mode | null;
  readonly article: string;
  readonly from: Side;
  readonly to: Side;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly obligations: Obligations;
  readonly retainUntil: string;
  readonly receivedAt: string;
}

/** What a desk does with what it takes. It runs inside the receipt's transaction: what takes long is a job. */
export interface Desk {
  /** Says what is wrong with a content that the limits let through, or null. Names fields, never values. */
  readonly fault?: (payload: Readonly<Record<string, unknown>>) => string | null;
  readonly take: (tx: Db, received: Received) => Promise<void>;
}
export type Desks = Readonly<Record<string, Desk>>;

export interface LedgerEntry {
  readonly kind:
    | 'disclosure-sent'
    | 'disclosure-received'
    | 'disclosure-refused'
    | 'refusal-sent'
    | 'deletion'
    | 'correction'
    | 'audit';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  readonly objectDigest: string | null;
  readonly counterpart: string | null;
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Record<string, string>;
}

/** How an approval stands, and of what exactly it is one. */
export interface ApprovalStanding {
  readonly state: string;
  /** Whose approval was asked. */
  readonly roles: readonly string[];
  /** What the officers saw and approved. */
  readonly document: unknown;
  /** Those that count now. */
  readonly approvals: readonly HeadApproval[];
}

/** A document of the exchange as it was signed. */
export interface SignedDocument {
  readonly disclosure: string;
  readonly receipts: readonly string[];
  /** Where the partner ledgered what it took from us; null for anything else. */
  readonly peerIndex: number | null;
}

/** The law at a moment. */
export type Decide = (question: GateQuestion) => GateAnswer;

/** What the gate needs of the modules below; each is given at composition. */
export interface DisclosuresDeps<Sealed = unknown> {
  readonly ledger: {
    append(tx: Db, entry: LedgerEntry): Promise<string>;
    /** Several in one statement; returns their identifiers in this order. */
    appendAll(tx: Db, entries: readonly LedgerEntry[]): Promise<readonly string[]>;
    pseudonym(accountId: string): string;
    /** The exact text of an entry and its proof file. */
    evidenceOf(db: Db, entryId: string): Promise<Ledgered | null>;
    /** The same of the partner's ledger, at this place; null while it cannot be asked. */
    peerEvidence(index: number): Promise<Ledgered | null>;
    placeOf(db: Db, entryIds: readonly string[]): Promise<ReadonlyMap<string, { readonly index: number }>>;
  };
  /** The fields that a category may hold; undefined for an unknown one. */
  readonly fieldsOf: (category: string) => readonly string[] | undefined;
  readonly approvals: { standing(db: Db, id: string): Promise<ApprovalStanding | null> };
  readonly memoranda: {
    /** The law as it is now: what it answers to a question. */
    deciding(db: Db, now: Date): Promise<Decide>;
    /** The words of an article in the text with this digest; null for one that is not known here. */
    articleText(
      db: Db,
      article: string,
      digest: string,
    ): Promise<{ heading: Bilingual; text: Bilingual } | null>;
    /** The text with this digest as it is signed, and who signed it. */
    signedText(db: Db, digest: string): Promise<{ bytes: Uint8Array; signatures: readonly object[] } | null>;
  };
  readonly exchange: {
    /** Encrypts contents for the partner, in this order; `salt` (32 bytes, base64url) goes in front of the content. */
    seal(
      contents: readonly { readonly content: Uint8Array; readonly salt: string }[],
      mediaType: string,
    ): Promise<readonly Sealed[]>;
    /** The salted digest that the sealed content's document will carry. */
    objectDigest(sealed: Sealed): string;
    /** Into the outbox, in this order; returns the digest of each signed document by its disclosure. */
    put(
      tx: Db,
      documents: readonly {
        readonly pass: GatePass;
        readonly sealed: Sealed;
        readonly head: DisclosureHead;
      }[],
    ): Promise<ReadonlyMap<string, string>>;
  };
  /** What was signed, for evidence. */
  readonly signed: {
    /** The signed document of a disclosure in either direction with its receipts; null for none. */
    documentOf(db: Db, id: string): Promise<SignedDocument | null>;
    /** The cards of both nodes, the oldest first. */
    cards(db: Db): Promise<readonly EvidenceCard[]>;
  };
  /** Our own side in what the node says by itself, as receipts of deletion. */
  readonly self: Side;
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: Bilingual }>>;
  /** Who takes what. Looked up at each arrival, so that modules above can be wired later. */
  readonly desks: () => Desks;
  /** Tells the desks that what they took from these disclosures must go too, in the same transaction. */
  readonly erased: (tx: Db, received: readonly { id: string; category: string }[]) => Promise<void>;
  /** Tells the desks that a content was corrected by its sender. */
  readonly corrected: (tx: Db, received: Received) => Promise<void>;
}
