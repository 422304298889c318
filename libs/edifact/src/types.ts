/** How grave an issue is: `error` data lost, `warn` data doubtful, `info` repaired without loss. */
export type Severity = 'error' | 'warn' | 'info';

/** The same sentence in both first languages. */
export interface BilingualText {
  readonly en: string;
  readonly ar: string;
}

/**
 * Something that was repaired, doubted or could not be understood. The reader never throws on content:
 * it records an issue and goes on.
 */
export interface Issue {
  readonly code: string;
  readonly severity: Severity;
  /** Index of the segment inside its message, UNH = 0; `null` when the issue is not about one segment of a message. */
  readonly segment: number | null;
  readonly tag: string | null;
  /** Byte offset in the input as it was received. */
  readonly offset: number | null;
  /** Path of the field in the result, e.g. `travellers[0].birthDate`. */
  readonly path: string | null;
  /** What stood there. */
  readonly raw: string | null;
  readonly message: BilingualText;
}

/** What could not be read at all, and where. */
export interface Refusal {
  readonly code: string;
  readonly offset: number;
  readonly message: BilingualText;
}

/** The service characters of ISO 9735 (UNA). An empty `release` means that none is in use. */
export interface Separators {
  readonly component: string;
  readonly element: string;
  readonly decimal: string;
  readonly release: string;
  readonly terminator: string;
}

/** One segment. `raw` is unfolded, trimmed and without its terminator; split it with `elementsOf`. */
export interface Segment {
  /** Upper-case tag. */
  readonly tag: string;
  readonly raw: string;
  /** Byte offset of the segment in the input as it was received. */
  readonly offset: number;
  /** False for a last segment that the end of the input cut off. */
  readonly complete: boolean;
}

/** A party of UNB or UNG: identification and its qualifier. */
export interface Party {
  readonly id: string;
  readonly qualifier: string | null;
}

/** UNG: the functional group in which a message stands. */
export interface Group {
  readonly type: string;
  readonly sender: Party | null;
  readonly recipient: Party | null;
  readonly preparedAt: string | null;
  readonly reference: string;
  readonly agency: string;
  /** e.g. `['D', '05B']` */
  readonly version: readonly string[];
}

/** S010: place of a message in a series of parts. */
export interface SeriesPart {
  readonly part: number;
  readonly last: boolean;
  /** `C`, `F` or empty, as sent. */
  readonly flag: string;
}

/** One message, UNH to UNT. */
export interface EdifactMessage {
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly association: string;
  readonly reference: string;
  readonly commonAccessReference: string | null;
  readonly series: SeriesPart | null;
  readonly group: Group | null;
  /** From UNH to UNT inclusive; index 0 is UNH (or the first segment, where UNH is missing). */
  readonly segments: readonly Segment[];
  /** Byte range of UNH+1 to UNT-1 in the input. */
  readonly body: { readonly start: number; readonly end: number };
  /** The input ended before UNT. */
  readonly truncated: boolean;
  readonly issues: readonly Issue[];
}

/** One interchange, UNB to UNZ. */
export interface Interchange {
  readonly separators: Separators;
  /** A UNA segment was sent. */
  readonly serviceString: boolean;
  readonly syntax: { readonly id: string; readonly version: string };
  readonly sender: Party | null;
  readonly recipient: Party | null;
  /** UNB date and time, local to the sender, `YYYY-MM-DDTHH:MM` (or `YYYY-MM-DD` where the time is absent). */
  readonly preparedAt: string | null;
  readonly reference: string | null;
  readonly applicationReference: string | null;
  readonly test: boolean;
  readonly messages: readonly EdifactMessage[];
  readonly issues: readonly Issue[];
  readonly range: { readonly start: number; readonly end: number };
}

/** Everything found in one input. */
export interface EdifactResult {
  readonly interchanges: readonly Interchange[];
  /** Repairs that concern the input as a whole. */
  readonly issues: readonly Issue[];
  readonly refusals: readonly Refusal[];
}
