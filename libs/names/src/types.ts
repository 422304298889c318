/**
 * How good a listed name is as an identifier: the terms of the UN and OFAC lists ("Good"/"strong",
 * "Low"/"weak"), plus the original-script name.
 */
export type NameQuality = 'primary' | 'strong' | 'weak' | 'original';

/** What a listing is about. */
export type NameKind = 'person' | 'organisation' | 'vessel' | 'aircraft' | 'other';

/** Gender as printed in a travel document (ICAO Doc 9303-4: M, F, X for unspecified). */
export type NameGender = 'M' | 'F' | 'X';

/** One listing as the caller knows it: everything that the index may weigh. */
export interface NameEntry {
  /** The caller's own number, an unsigned 32-bit integer; returned in each match. */
  readonly key: number;
  readonly kind: NameKind;
  readonly names: readonly { readonly text: string; readonly quality: NameQuality }[];
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a range of years `YYYY/YYYY`. */
  readonly birthDates: readonly string[];
  /** ISO 3166-1 alpha-3 (and the ICAO extras such as `XXA`). */
  readonly nationalities: readonly string[];
  readonly gender: NameGender | null;
}

/** What is known of the traveller, party or vessel that is screened. */
export interface NameQuery {
  /** The whole name: any script, any order, `SURNAME/GIVEN` and MRZ forms with `<` included. */
  readonly name: string;
  /** Where the sender separates the fields, both are read instead of `name`. */
  readonly surname?: string;
  readonly givenNames?: string;
  readonly kind?: NameKind;
  readonly birthDate?: string | null;
  readonly nationalities?: readonly string[];
  readonly gender?: NameGender | null;
  /** True where a document number of the subject equals one of the listing's. */
  readonly documentMatch?: boolean;
}

/** Which terms are summed: the name alone, or name, birth date, nationality, gender and document. */
export type EvidenceScope = 'name' | 'all';

export interface QueryOptions {
  readonly top?: number;
  readonly minimumScore?: number;
  readonly evidence?: EvidenceScope;
}

/** A scored pair of query and listed name. */
export interface NameMatch {
  readonly key: number;
  /** Which name of the entry: its position in {@link NameEntry.names}. */
  readonly nameOrdinal: number;
  /** log2 of the likelihood ratio "same person" over "another person". */
  readonly bits: number;
  /** 0..1, strictly increasing in `bits`. */
  readonly score: number;
}

/** How a part of the query and a part of the listed name stand to each other. */
export type PartRelation =
  | 'exact'
  | 'spelling'
  | 'other-script'
  | 'joined'
  | 'initial'
  | 'particle'
  | 'truncated'
  | 'missing'
  | 'extra'
  | 'conflict';

/** One run of letters of both parts; `equal` runs are letters that stand for the same sound at no cost. */
export interface LetterRun {
  readonly query: string;
  readonly list: string;
  readonly equal: boolean;
}

export interface ExplanationPart {
  readonly queryPart: string | null;
  readonly listPart: string | null;
  readonly relation: PartRelation;
  /** The rule's code, for example `q-k` for two letters, `article`, `order`, `missing-family`. */
  readonly rule: string;
  readonly bits: number;
  readonly letters: readonly LetterRun[];
}

export type EvidenceKind = 'birth-date' | 'nationality' | 'gender' | 'document';
export type EvidenceVerdict = 'equal' | 'near' | 'differs' | 'unknown';

export interface EvidenceTerm {
  readonly kind: EvidenceKind;
  readonly verdict: EvidenceVerdict;
  /** A code, for example `same-day`, `same-year`, `day-month-swapped`. */
  readonly detail: string;
  readonly query: string | null;
  readonly list: string | null;
  readonly bits: number;
}

/** The computation behind one match: the sum of all `bits` is `totalBits`, to the last digit. */
export interface Explanation {
  readonly key: number;
  readonly nameOrdinal: number;
  readonly queryName: string;
  readonly listName: string;
  readonly parts: readonly ExplanationPart[];
  readonly evidence: readonly EvidenceTerm[];
  readonly totalBits: number;
  readonly score: number;
  /** The default alert threshold in bits, and how far this match is above (or, negative, below) it. */
  readonly threshold: number;
  readonly margin: number;
}

/** An opened index. */
export interface NameIndex {
  readonly entryCount: number;
  readonly nameCount: number;
  readonly byteLength: number;
  /** Best first; deterministic; equal scores are ordered by key. */
  query(query: NameQuery, options?: QueryOptions): NameMatch[];
  /** The computation for one listing: its best name, or the name asked for. */
  explain(
    query: NameQuery,
    key: number,
    nameOrdinal?: number,
    options?: { readonly evidence?: EvidenceScope },
  ): Explanation | null;
}
