import { bit } from './weights.ts';

/** Bits at which a score is one half, and the spread of the scale. */
const middle = 20;
const spread = 12;

/**
 * Bits as a score between 0 and 1: strictly increasing, never saturated (two different totals never share a
 * score), one half at 20 bits.
 * @example scoreOfBits(20); // 0.5
 */
export const scoreOfBits = (bits: number): number => {
  const x = (bits - middle) / spread;
  return 0.5 + (0.5 * x) / (1 + Math.abs(x));
};

/**
 * The bits of a score: the inverse of {@link scoreOfBits}.
 * @example bitsOfScore(0.5); // 20
 */
export const bitsOfScore = (score: number): number => {
  const y = (score - 0.5) * 2;
  return middle + (spread * y) / (1 - Math.abs(y));
};

// The parts of one name are not independent of each other, as a sum takes them to be: what it says is discounted.
// Measured on the evaluation kit (`jisr bench names`, "stated probability"): six tenths, and half a bit less.
const discount = 0.6;
const reserve = 0.5;

/**
 * The probability that subject and listing are one person, where one in `population` strangers is the listed one
 * (names.md §8.2: the prior is 1/N). Calibrated: among best hits of which it says 60 %, about 60 % are right.
 * @example probabilityOfBits(20, 6000); // 0.94
 */
export const probabilityOfBits = (bits: number, population: number): number =>
  1 / (1 + 2 ** (reserve - discount * (bits - Math.log2(Math.max(1, population)))));

/** Bits above which a hit is proposed by default; README.md gives the false alerts measured at it. */
export const defaultThresholdBits = 20;

export const toBits = (fixed: number): number => fixed / bit;
