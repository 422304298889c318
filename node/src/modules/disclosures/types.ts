import type { Bilingual } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { GatePass } from './pass.ts';

export type { GatePass } from './pass.ts';

export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';
export type Direction = 'out' | 'in';
export type Mode = 'plain' | 'blind';
/** How it leaves: to the partner's node, as a file that an officer takes away, or on paper. */
export type Channel = 'exchange' | 'export' | 'print';

/** Party and agency on one side of a disclosure, as the memorandum names them. */
export interface Side {
  readonly party: string;
  readonly agency: string;
}

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
  readonly originator?: string | null;
  readonly originatorConsent?: boolean;
  readonly urgent?: boolean;
}

/** What the law is asked: computed by the gate, never by a desk. */
export interface GateQuestion {
  readonly action: string;
  readonly category: string;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly direction: Direction;
  readonly from: Side;
  readonly to: Side;
  readonly subject: {
    readonly minor: boolean | null;
    readonly own: boolean | null;
    readonly sensitive: boolean;
  };
  readonly approvals: number;
  readonly mode: Mode | null;
  readonly usedToday: number;
  readonly assurances: readonly string[];
  readonly originator: string | null;
  readonly originatorConsent: boolean;
  readonly now: Date;
  /** No person asked for it. */
  readonly automatic: boolean;
  readonly urgent: boolean;
}

/** What the article demands of whoever receives. */
export interface Obligations {
  readonly retentionDays: number;
  readonly onward: 'forbidden' | 'with-consent' | 'allowed-within-purpose';
  readonly deleteOnRequest: boolean;
  readonly answerWithinHours: number | null;
  readonly approvals: number;
  /** Roles of which the approvals must come; empty: any officer who may approve. */
  readonly approvalRoles: readonly string[];
  readonly quotaPerDay: number | null;
  readonly automatic: boolean;
  /** The fields that the article allows. */
  readonly minimise: readonly string[];
  readonly caveats: readonly Bilingual[];
}

export interface MemorandumRef {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
}

export type GateAnswer =
  | {
      readonly allowed: true;
      readonly memorandum: MemorandumRef;
      readonly article: string;
      readonly allArticles: readonly string[];
      readonly policyDigest: string;
      readonly obligations: Obligations;
    }
  | {
      readonly allowed: false;
      readonly set: 'floor' | 'memorandum' | 'directive';
      readonly clause: string;
      readonly code: string;
      readonly text: Bilingual;
      readonly policyDigest: string;
    };

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

/** The head of a signed document, as the gate fills it: everything that `exchange` does not add itself. */
export interface DisclosureHead {
  readonly id: string;
  readonly category: string;
  readonly action: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly agreement: MemorandumRef;
  readonly articles: readonly string[];
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  /** ISO instant until which the receiver may hold it. */
  readonly retainUntil: string;
  readonly onward: Obligations['onward'];
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

/** A document of the partner as `exchange` hands it over: signature, place in its lane and digest are verified. */
export interface ReceivedDocument {
  readonly head: DisclosureHead;
  /** Hex SHA-256 of the signed document. */
  readonly documentDigest: string;
  /** The partner's party code. */
  readonly from: string;
  readonly to: string;
  readonly receivedAt: string;
  /** The opened content: canonical JSON of the gate's envelope (`envelope.ts`). */
  readonly payload: Uint8Array;
  readonly mediaType: string;
}

/** What the receiver's gate says; `exchange` signs it into a receipt or a refusal. */
export interface Verdict {
  readonly verdict: 'accepted' | 'refused';
  readonly reason: { readonly article: string; readonly code: string } | null;
  readonly ledgerEntry: string | null;
}

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

export type Handler = (tx: Db, received: Received) => Promise<void>;

export interface LedgerEntry {
  readonly kind:
    | 'disclosure-sent'
    | 'disclosure-received'
    | 'disclosure-refused'
    | 'refusal-sent'
    | 'deletion'
    | 'correction';
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

/** What the gate needs of the modules below; each is given at composition. */
export interface DisclosuresDeps<Sealed = unknown> {
  readonly ledger: {
    append(tx: Db, entry: LedgerEntry): Promise<string>;
    pseudonym(accountId: string): string;
  };
  /** The fields that a category may hold; undefined for an unknown one. */
  readonly fieldsOf: (category: string) => readonly string[] | undefined;
  readonly approvals: { standing(db: Db, id: string): Promise<ApprovalStanding | null> };
  readonly memoranda: { decide(db: Db, question: GateQuestion): Promise<GateAnswer> };
  readonly exchange: {
    seal(payload: Uint8Array, mediaType: string): Promise<Sealed>;
    put(tx: Db, pass: GatePass, sealed: Sealed, head: DisclosureHead): Promise<{ documentDigest: string }>;
  };
  /** Our own side, as what the node says by itself is signed. */
  readonly self: Side;
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: Bilingual }>>;
  /** Tells the owning module that what it took from these disclosures must go too, in the same transaction. */
  readonly erased: (tx: Db, receivedIds: readonly string[]) => Promise<void>;
}
