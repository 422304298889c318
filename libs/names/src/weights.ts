/**
 * The prices of what is not a spelling, in bits (log2 of a likelihood ratio). Set on the pairs of the evaluation
 * kit; README.md says how. One bit doubles the odds.
 */
export const bit = 256; // fixed point: all scores are integers of 1/256 bit
const price = (bits: number): number => Math.round(bits * bit);

export const weights = {
  /** One part can't carry more than this, however rare (names.md §8.3). */
  partCap: price(15),
  joinedCap: price(22),
  /** `Ben` and `ould` say where a name is from, however rare the list makes them look. */
  particleCap: price(2),
  /** Every second Arab is somebody's father: what follows Abu says who. */
  kunyaCap: price(3),
  /** A spelling that isn't letter for letter the same. */
  variant: price(0.6),
  articleDiffers: price(-0.3),
  initialMatch: price(1.8),
  joined: price(-0.7),
  truncated: price(-1),
  missing: {
    first: price(-3),
    middle: price(-1.3),
    last: price(-2.3),
    particle: price(-0.1),
    title: price(-0.3),
    kunya: price(-1),
    initial: price(-0.3),
    form: price(-0.2),
    generic: price(-0.6),
    acronym: price(-0.1),
    afterTruncation: price(-0.3),
  },
  extra: {
    name: price(-3.8),
    particle: price(-0.1),
    title: price(-0.2),
    kunya: price(-1),
    initial: price(-0.5),
    form: price(-0.3),
    generic: price(-0.9),
    acronym: price(-0.2),
  },
  /** Both sides have a part where the other has a different one. */
  conflict: price(-8),
  /** Both organisations say what they do, and it is not the same. */
  otherActivity: price(-3),
  order: { rotation: price(-0.6), other: price(-2) },
  /** Every part of both names has its partner, one of them only by a distant spelling. */
  loose: price(1),
  /** Every part of both names has its partner. */
  complete: price(3.5),
  /** … and letter for letter. */
  exact: price(4),
  /** The initials of one name are all that the other says: many names have them. */
  acronym: price(-4),
} as const;

type Prices<T> = { readonly [K in keyof T]: T[K] extends number ? number : Prices<T[K]> };
/** The prices of a whole name: those of people, or those of organisations. */
export type NamePrices = Prices<typeof weights>;

/** Words of organisations' names are left out, added and put in another order more easily than names of people. */
export const organisationWeights: NamePrices = {
  ...weights,
  missing: {
    ...weights.missing,
    first: price(-1.5),
    middle: price(-1),
    last: price(-1),
    form: price(-0.2),
    generic: price(-0.3),
  },
  extra: { ...weights.extra, name: price(-2), form: price(-0.3), generic: price(-0.5) },
  conflict: price(-6),
  otherActivity: price(-5),
  order: { rotation: price(-0.3), other: price(-1) },
  loose: price(0),
  complete: price(1),
  exact: price(0),
};

/** log2 of the least density of a part by its length: how improbable it is that a stranger has just these letters. */
export const letterModel = { base: 6, perLatin: 2.2, perArabic: 2.6, least: 10, most: 24 } as const;
