/** What a listing is about. */
export type DraftKind = 'person' | 'organisation' | 'vessel' | 'aircraft' | 'other';

/**
 * How far the publisher vouches for a name: its main form, an alias it considers reliable, one it warns about, or
 * the form in the original script.
 */
export type NameQuality = 'primary' | 'strong' | 'weak' | 'original';

/** What an officer is told to do on a confirmed hit. */
export type Instruction = 'refer' | 'detain' | 'deny-boarding' | 'inform' | 'monitor';

/** One name of a listing; `lang` is a BCP 47 language or `und-Script` tag where it is known. */
export interface DraftName {
  readonly text: string;
  readonly quality: NameQuality;
  readonly lang: string | null;
}

/** One document of a listing; `issuer` is ISO 3166 alpha-3 (or an ICAO 9303 code), `note` the publisher's words. */
export interface DraftDocument {
  readonly type: 'passport' | 'identity-card' | 'visa' | 'other';
  readonly number: string;
  readonly issuer: string | null;
  readonly note: string | null;
}

/**
 * One listing as a publisher's file states it, before it is stored: the one shape that every format is read into.
 * Nothing is guessed: what has no field of its own is kept, in the publisher's words, in `remarks`.
 *
 * @example
 * const { listings } = parseUnConsolidated(xml);
 * listings[0]?.reference; // 'UN:CDi.001'
 */
export interface ListingDraft {
  /** The publisher's stable reference, e.g. `OFAC:2674`, `UN:QDi.001`; unique in the file. */
  readonly reference: string;
  readonly kind: DraftKind;
  /** The primary name first; never empty. */
  readonly names: readonly DraftName[];
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or the range `YYYY/YYYY`. */
  readonly birthDates: readonly string[];
  readonly birthPlaces: readonly string[];
  /** ISO 3166-1 alpha-3, or an ICAO 9303 part 3 code where the list means one. */
  readonly nationalities: readonly string[];
  readonly gender: 'M' | 'F' | 'X' | null;
  readonly documents: readonly DraftDocument[];
  readonly addresses: readonly string[];
  /** The publisher's programmes: the legal basis in its own terms. */
  readonly programmes: readonly string[];
  /** `YYYY-MM-DD`, as are the two other dates. */
  readonly listedOn: string | null;
  readonly legalBasis: string | null;
  readonly instruction: Instruction | null;
  readonly originator: string | null;
  readonly handling: string | null;
  readonly reviewOn: string | null;
  readonly expiresOn: string | null;
  readonly remarks: string | null;
}

/**
 * What could not be read: single entries, whose listings seem to be gone; a file with the aliases of all; or a file from
 * some place on, whose rest nobody knows.
 */
export type Damage = 'none' | 'entries' | 'aliases' | 'file';

/** Something in the file that a list manager should know; `line` is counted from 1. */
export interface ParseIssue {
  readonly code: string;
  readonly severity: 'error' | 'warn' | 'info';
  readonly line: number | null;
  readonly reference: string | null;
  readonly raw: string | null;
  readonly message: { readonly en: string; readonly ar: string };
}

/** All that a file held: its listings, what was wrong with it, and its records counted by kind. */
export interface ParseOutcome {
  readonly listings: ListingDraft[];
  readonly issues: readonly ParseIssue[];
  /** Records seen in the file by kind of record, so that nothing is lost silently. */
  readonly counts: Record<string, number>;
}
