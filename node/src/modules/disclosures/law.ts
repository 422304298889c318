import type { Bilingual } from '@jisr/contract';

export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';
export type Direction = 'out' | 'in';
export type Mode = 'plain' | 'blind';
/** Party and agency on one side of a disclosure, as the memorandum names them. */
export interface Side {
  readonly party: string;
  readonly agency: string;
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

export interface Allowed {
  readonly allowed: true;
  readonly memorandum: MemorandumRef;
  readonly article: string;
  readonly allArticles: readonly string[];
  readonly policyDigest: string;
  readonly obligations: Obligations;
}
export type GateAnswer =
  | Allowed
  | {
      readonly allowed: false;
      readonly set: 'floor' | 'memorandum' | 'directive';
      readonly clause: string;
      readonly code: string;
      readonly text: Bilingual;
      readonly policyDigest: string;
    };
