import type { Bilingual, PartnerHit, Role } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { Intent, Preview, Sender, Side } from '../disclosures/index.ts';
import type { Watchlists } from '../watchlists/index.ts';

export type { Intent, Obligations, Outcome, Preview, Received, Settled, Side } from '../disclosures/index.ts';

/** The gate, as desks use it. */
export interface Gate extends Pick<Sender, 'sendIfWanted'> {
  /** What the gate would say if so many officers had approved. */
  mayDisclose(intent: Intent, supposed?: number): Promise<Preview>;
}

/** What the module needs of the layers below; each is given at composition. */
export interface RequestsDeps {
  readonly gate: Gate;
  readonly approvals: {
    open(
      tx: Db,
      asked: {
        readonly kind: 'supply';
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
    standing(
      db: Db,
      id: string,
    ): Promise<{ readonly state: string; readonly approvals: readonly unknown[] } | null>;
  };
  /** What officers approve when they approve this disclosure (the gate's own). */
  readonly approvalDocument: (intent: Intent) => Record<string, unknown>;
  /** The two offices; null before the nodes are paired. */
  readonly sides: (db: Db) => Promise<{ readonly own: Side; readonly partner: Side } | null>;
  readonly queries: {
    partnerHit(id: string): Promise<PartnerHit>;
    resolve(db: Db, reference: string): Promise<string[]>;
  };
  readonly watchlists: Pick<Watchlists, 'readListings'>;
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: Bilingual }>>;
}
