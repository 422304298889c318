import type { Bilingual, PartnerQuery, Role } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { Subject, Travellers } from '../travellers/index.ts';
import type { Watchlists } from '../watchlists/index.ts';
import type { Oblivious } from './oblivious.ts';

export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

/** Party and agency on one side of a disclosure, as the memorandum names them. */
export interface Side {
  readonly party: string;
  readonly agency: string;
}

/** What a desk wants to tell the partner: the gate's intent. */
export interface Intent {
  readonly key: string;
  readonly action: string;
  readonly category: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: 'plain' | 'blind' | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly minimise?: boolean;
  readonly subject: {
    readonly minor: boolean | null;
    readonly own: boolean | null;
    readonly sensitive: boolean;
    readonly references: readonly string[];
  };
  readonly from: Side;
  readonly to: Side;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly approval: string | null;
  readonly author: string | null;
  readonly urgent?: boolean;
}

export interface Refused {
  readonly clause: string;
  readonly code: string;
  readonly text: Bilingual;
}

export type Outcome =
  | { readonly disclosed: true; readonly id: string; readonly article: string }
  | { readonly disclosed: false; readonly refusal: Refused };

export type Preview =
  | {
      readonly allowed: true;
      readonly article: string;
      readonly obligations: {
        readonly quotaPerDay: number | null;
        readonly retentionDays: number;
        readonly approvals: number;
        readonly approvalRoles: readonly string[];
      };
    }
  | { readonly allowed: false; readonly refusal: Refused };

/** The gate, as desks use it. It may let several leave in one transaction; what belongs to each comes along. */
export interface Gate {
  send(intent: Intent, after: (tx: Db, outcome: Outcome) => Promise<void>): Promise<Outcome>;
  /** Null where it was no longer wanted. */
  sendIfWanted(
    intent: Intent,
    along: {
      readonly wanted: (tx: Db) => Promise<boolean>;
      readonly after: (tx: Db, outcome: Outcome) => Promise<void>;
    },
  ): Promise<Outcome | null>;
  mayDisclose(intent: Intent): Promise<Preview>;
}

/** What came from the partner through the inbound gate, inside the transaction of its receipt. */
export interface Received {
  readonly id: string;
  readonly sender: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly category: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly article: string;
  readonly from: Side;
  readonly to: Side;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retainUntil: string;
  readonly receivedAt: string;
}

export interface LedgerEntry {
  readonly kind: 'query' | 'answer' | 'commitment' | 'audit';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  readonly objectDigest: string | null;
  readonly counterpart: string | null;
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Record<string, string>;
}

/** A person in the clear, as a plain question names one. */
export interface AskedPerson {
  readonly name: string;
  readonly birthDate: string | null;
  readonly nationality: string | null;
  readonly gender: 'M' | 'F' | 'X' | null;
  readonly documents: readonly { readonly number: string; readonly issuer: string | null }[];
}

/** A day's quota of one article for one category; null: no limit. */
export interface Allowance {
  readonly article: string;
  readonly category: 'query-blind' | 'query-plain';
  readonly perDay: number | null;
}

/** What the module needs of the layers below; each is given at composition. */
export interface QueriesDeps {
  readonly gate: Gate;
  readonly ledger: {
    append(tx: Db, entry: LedgerEntry): Promise<string>;
    pseudonym(accountId: string): string;
  };
  /** The two offices that ask and answer; null before the nodes are paired. */
  readonly sides: (db: Db) => Promise<{ readonly own: Side; readonly partner: Side } | null>;
  readonly travellers: Pick<Travellers, 'subjects' | 'rowsOf' | 'summariesOf'>;
  /** How far these disclosures have come. */
  readonly deliveries: (
    db: Db,
    disclosureIds: readonly string[],
  ) => Promise<ReadonlyMap<string, NonNullable<PartnerQuery['delivery']>>>;
  /** What the articles in force allow to be asked in a day. */
  readonly quotas: (db: Db) => Promise<readonly Allowance[]>;
  readonly watchlists: Pick<Watchlists, 'lists' | 'activeListings'>;
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: Bilingual }>>;
  /** The one screening engine: listings that this person meets, above the threshold, in these lists. */
  readonly screenOne: (person: AskedPerson, watchlistIds: readonly string[]) => Promise<readonly string[]>;
  readonly approvals: {
    open(
      tx: Db,
      asked: {
        readonly kind: 'filter-publication';
        readonly subject: string;
        readonly document: unknown;
        readonly title: Bilingual;
        readonly needed: number;
        readonly roles: readonly Role[];
        readonly excluded: readonly string[];
        readonly articles: readonly string[];
        readonly expiresAt: Date;
      },
    ): Promise<string>;
  };
  /** What officers approve when they approve this disclosure (the gate's own). */
  readonly approvalDocument: (intent: Intent) => Record<string, unknown>;
  /** The thread of blind questions; its own where none is given. */
  readonly oblivious?: Oblivious;
  /** Ask the partner about every manifest, where an article lets the node do so. */
  readonly automatic: boolean;
}

export type { Subject };
