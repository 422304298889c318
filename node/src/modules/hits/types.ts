import type {
  CrossingSummary,
  DisplayName,
  Explanation,
  HitSummary,
  Listing,
  PartnerHitMark,
  TravellerDetail,
  TravellerRow,
} from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';

/** A pair that the engine proposes, with all that the hit must keep of it. */
export interface Proposed {
  readonly travellerId: string;
  readonly crossing: CrossingSummary;
  readonly subject: {
    readonly name: DisplayName;
    readonly fullName: string;
    readonly birthDate: string | null;
    readonly nationality: string | null;
    readonly documents: readonly {
      readonly type: string | null;
      readonly number: string;
      readonly issuer: string | null;
      readonly expiry: string | null;
    }[];
  };
  readonly listing: Listing;
  readonly score: number;
  readonly basis: HitSummary['basis'];
  readonly explanation: Explanation;
  readonly engineVersion: string;
  readonly listVersion: string;
  readonly messageId: string | null;
  readonly segment: number | null;
}

/** What the module needs of the layers below and tells the layers above. */
export interface HitsDeps {
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: { en: string; ar: string } }>>;
  readonly travellers: {
    rowsOf(db: Db, travellerIds: readonly string[]): Promise<TravellerRow[]>;
    summariesOf(db: Db, crossingIds: readonly string[]): Promise<CrossingSummary[]>;
    companionsOf(db: Db, travellerId: string): Promise<TravellerDetail['companions']>;
    personOf(db: Db, travellerId: string): Promise<Pick<TravellerDetail, 'documents' | 'birthPlace'> | null>;
  };
  /** What the partner reported of these travellers. */
  readonly partnerHitsOf: (
    db: Db,
    travellerIds: readonly string[],
  ) => Promise<ReadonlyMap<string, PartnerHitMark>>;
  readonly watchlists: { readListings(db: Db, listingIds: readonly string[]): Promise<Listing[]> };
  /** What the carrier may be told of these travellers has changed. */
  statusChanged(tx: Db, travellerIds: readonly string[]): Promise<void>;
  /** A clearance ended: those whom it spared are screened again after the commit. */
  screenAgain(tx: Db, travellerIds: readonly string[]): Promise<void>;
}
