import type { ApprovalKind, ApprovalState, Bilingual, Proof, ProofMethod, Role } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { ProofEvidence } from '../identity/index.ts';
import type { Person } from './model.ts';

/** What a module puts before officers. */
export interface NewApproval {
  readonly kind: ApprovalKind;
  /** Identifier (UUID) of the thing that is approved. */
  readonly subject: string;
  /** Exactly what is shown and signed; a JSON value. */
  readonly document: unknown;
  /** Signed too, so it is text and no message key. Names no person: lists show it without a line in the access log. */
  readonly title: Bilingual;
  /** How many distinct people must approve. */
  readonly needed: number;
  /** Any one of these roles is needed. */
  readonly roles: readonly Role[];
  /** Accounts of the authors: they may withdraw and never approve. */
  readonly excluded: readonly string[];
  readonly articles: readonly string[];
  readonly expiresAt: Date;
}

/** One counted voice, as ledgers and memoranda may see it: without a name. */
export interface CountedApproval {
  readonly officer: string;
  readonly at: string;
  readonly method: ProofMethod;
  readonly keyThumbprint: string | null;
}

export interface Standing {
  readonly state: ApprovalState;
  /** Whose approval was asked. */
  readonly roles: readonly Role[];
  /** What the officers saw. */
  readonly document: unknown;
  /** Those that count now; of a closed approval, those that closed it. */
  readonly approvals: readonly CountedApproval[];
}

/** What a handler is given when an approval has ended. */
export interface Approval extends Standing {
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly subject: string;
  /** SHA-256, hex, of what was signed. */
  readonly digest: string;
  readonly articles: readonly string[];
  /** The reason that was given for a refusal or withdrawal. */
  readonly reason: string | null;
  /** Accounts of those who approved (`approved`) or of the one who refused or withdrew (`refused`). */
  readonly accounts: readonly string[];
}

/** What follows from an approval, in the transaction that ends it. */
export interface ApprovalHandler {
  approved(tx: Db, approval: Approval): Promise<void>;
  /** Refused, withdrawn or expired: `approval.state` says which. */
  refused(tx: Db, approval: Approval): Promise<void>;
}

/** What the ledger is told of an approval or a break-glass. */
export interface LedgerNote {
  readonly kind: 'approval' | 'override';
  readonly subject: string;
  readonly articles: readonly string[];
  readonly policyDigest: null;
  readonly objectDigest: string | null;
  readonly counterpart: null;
  readonly actors: readonly string[];
  readonly previousReceipt: null;
  readonly details: Record<string, string>;
}

export interface ApprovalsDeps {
  /** Accounts as they are now, those that are gone left out. */
  readonly people: (db: Db, accountIds: readonly string[]) => Promise<Map<string, Person>>;
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: Bilingual }>>;
  readonly proofs: {
    prove(accountId: string, digest: string, proof: Proof): Promise<ProofEvidence>;
    verify(accountId: string, digest: string, evidence: ProofEvidence): Promise<boolean>;
  };
  readonly ledger: {
    append(tx: Db, note: LedgerNote): Promise<string>;
    pseudonym(accountId: string): string;
  };
  /** Tells everyone who holds one of the roles at their next look at the console. */
  readonly notifyRoles: (
    tx: Db,
    roles: readonly Role[],
    kind: 'break-glass',
    params: Record<string, string>,
  ) => Promise<void>;
  /** Looked up when an approval ends, so that modules above can be wired later. */
  readonly handlers: () => Partial<Record<ApprovalKind, ApprovalHandler>>;
}
