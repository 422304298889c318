import { buildIndex } from './build.ts';
import { buildChange } from './change.ts';
import { explainMatch } from './explaining.ts';
import { viewIndex } from './layout.ts';
import { defaultThresholdBits } from './scoring.ts';
import { createSegment, lexiconOfAll, type Segment } from './search.ts';
import type { EvidenceScope, Explanation, NameEntry, NameGender, NameKind, NameQuery } from './types.ts';

/** The name that a query is compared with, and what is known of who bears it. */
export interface ComparedName {
  /** The whole name, in either script; no more than its first 400 characters are read. */
  readonly name: string;
  /** What bears the name, `person` where nothing is said; it is then read and priced as such. */
  readonly kind?: NameKind;
  /** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a range of years `YYYY/YYYY`. */
  readonly birthDates?: readonly string[];
  /** ISO 3166-1 alpha-3. */
  readonly nationalities?: readonly string[];
  readonly gender?: NameGender | null;
}

export interface CompareOptions {
  readonly evidence?: EvidenceScope;
  /** Bits from which the two are taken for one person; the default of {@link defaultThresholdBits}. */
  readonly threshold?: number;
}

const longestName = 400;

const entryOf = (listed: ComparedName): NameEntry => ({
  key: 0,
  kind: listed.kind ?? 'person',
  names: [{ text: listed.name.slice(0, longestName), quality: 'primary' }],
  birthDates: listed.birthDates ?? [],
  nationalities: listed.nationalities ?? [],
  gender: listed.gender ?? null,
});

const createComparison = () => {
  // The background of ordinary names, which is read at the first comparison: a list of nobody, changed by one name.
  let background: { readonly buffer: SharedArrayBuffer; readonly segment: Segment } | null = null;
  const open = () => {
    const buffer = buildIndex([]);
    return { buffer, segment: createSegment(viewIndex(buffer)) };
  };
  return (query: NameQuery, listed: ComparedName, options: CompareOptions): Explanation => {
    background ??= open();
    const { buffer, segment: base } = background;
    const changed = createSegment(
      viewIndex(buildChange(buffer, { removed: [], added: [entryOf(listed)] })),
      base,
    );
    const { evidence = 'name', threshold = defaultThresholdBits } = options;
    const lexicon = lexiconOfAll([base, changed]);
    // The entry of this key is always there.
    const asked = { ...query, kind: query.kind ?? listed.kind ?? 'person' };
    return explainMatch([changed], lexicon, asked, 0, undefined, evidence, threshold)!;
  };
};
const compare = createComparison();

/**
 * Compares two names with each other, without any list: the whole computation, why and why not. The first is read as a
 * query is (a carrier's `SURNAME/GIVENMR`, a machine-readable zone, the ICAO code of Arabic), the second as a listed
 * name. Strangers are drawn from the background of ordinary names alone, so the bits are those of a long list of other
 * people; the same two names give the same bits on every machine, whatever was compared before.
 *
 * @returns bits of each part and each further evidence; their sum is `totalBits`. Never fails: names that share
 * nothing are one conflict.
 * @example compareNames({ name: 'ALDOSSARY/KAREEMSAUDMR' }, { name: 'كريم سعود الدوسري' }).margin > 0; // true
 */
export const compareNames = (
  query: NameQuery,
  listed: ComparedName,
  options: CompareOptions = {},
): Explanation => compare(query, listed, options);
