import type { Bilingual, Officer, Role } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';

/** What goes to the partner by the built-in protocol; the gate takes it as an intent. */
export interface ProtocolIntent {
  /** Natural key: sent once, however often the job runs. */
  readonly key: string;
  readonly action: 'agree';
  readonly category: 'memorandum-proposal' | 'memorandum-signature' | 'suspension';
  readonly purpose: 'protocol';
  readonly offence: null;
  readonly tlp: 'amber';
  readonly mode: null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly subject: {
    readonly minor: false;
    readonly own: false;
    readonly sensitive: false;
    readonly references: readonly string[];
  };
  readonly from: { readonly party: string; readonly agency: string };
  readonly to: { readonly party: string; readonly agency: string };
  readonly thread: string;
  readonly inReplyTo: null;
  readonly approval: null;
  readonly author: null;
}

/** What arrives from the partner, verified by exchange and gate. */
export interface Arrived {
  readonly id: string;
  readonly sender: string;
  readonly category: string;
  readonly article: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface LedgerEntry {
  readonly kind: 'memorandum' | 'directive';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: string | null;
  readonly objectDigest: string | null;
  readonly counterpart: string | null;
  readonly actors: readonly string[];
  readonly previousReceipt: string | null;
  readonly details?: Record<string, string>;
}

export interface NewApproval {
  readonly kind: 'memorandum' | 'directive' | 'suspension';
  readonly subject: string;
  readonly document: unknown;
  readonly title: Bilingual;
  readonly needed: number;
  readonly roles: readonly Role[];
  readonly excluded: readonly string[];
  readonly articles: readonly string[];
  readonly expiresAt: Date;
}

/** How often an article was the reason of a disclosure. */
export interface ArticleUse {
  readonly article: string;
  readonly count: number;
  readonly lastAt: string | null;
}

/** What this module needs of others; each is given at composition. */
export interface MemorandaDeps {
  /** The party that this node stands for: `BHR`. */
  readonly party: string;
  readonly ledger: {
    append(tx: Db, entry: LedgerEntry): Promise<string>;
    pseudonym(accountId: string): string;
  };
  readonly approvals: { open(tx: Db, approval: NewApproval): Promise<string> };
  /** Sends by the gate; throws where the gate refuses, so that the job is tried again. */
  readonly disclose: (intent: ProtocolIntent) => Promise<void>;
  /** Signs with the node's memorandum-signing key; outside of transactions. */
  readonly sign: (bytes: Uint8Array) => Promise<{ readonly keyId: string; readonly signature: string }>;
  /** Whether this key of that party made the signature; asked in the transaction that takes it in. */
  readonly verify: (
    db: Db,
    of: {
      readonly party: string;
      readonly keyId: string;
      readonly bytes: Uint8Array;
      readonly signature: string;
    },
  ) => boolean | Promise<boolean>;
  readonly officers: (db: Db, accountIds: readonly string[]) => Promise<Map<string, Officer>>;
  /** Counted from what really left and came in. */
  readonly uses: (db: Db) => Promise<readonly ArticleUse[]>;
}
