import { probabilityOfBits } from '@jisr/names';

/** The best hit of a query: its bits, and whether it is the person who was asked for. */
export interface BestHit {
  readonly bits: number;
  readonly right: boolean;
}

export interface Bin {
  /** Stated probabilities from this one on, below the next bin's. */
  readonly from: number;
  readonly to: number;
  readonly hits: number;
  /** Means, 0 to 1; null where the bin is empty. */
  readonly stated: number | null;
  readonly observed: number | null;
}

export interface Calibration {
  readonly population: number;
  readonly bins: readonly Bin[];
  /** The mean distance of stated from observed, weighed by the hits of the bins. */
  readonly expectedError: number;
}

const edges = [0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 1];

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The probability that the index states of a best hit beside how often it is right, where one in `population`
 * strangers is the listed one.
 * @example calibrate([{ bits: 40, right: true }], 6000).expectedError; // next to 0
 */
export function calibrate(hits: readonly BestHit[], population: number): Calibration {
  const stated = hits.map((hit) => ({ ...hit, probability: probabilityOfBits(hit.bits, population) }));
  const bins = edges.slice(0, -1).map((from, at): Bin => {
    const to = edges[at + 1]!;
    const own = stated.filter(
      ({ probability }) => probability >= from && (probability < to || (to === 1 && probability === 1)),
    );
    return {
      from,
      to,
      hits: own.length,
      stated: mean(own.map(({ probability }) => probability)),
      observed: mean(own.map(({ right }) => Number(right))),
    };
  });
  const apart = bins.reduce(
    (sum, bin) => sum + bin.hits * Math.abs((bin.stated ?? 0) - (bin.observed ?? 0)),
    0,
  );
  return { population, bins, expectedError: hits.length === 0 ? 0 : apart / hits.length };
}

/** Thresholds at which false alerts are counted, in bits. */
export const thresholds = [14, 16, 18, 20, 22, 24] as const;

/**
 * False alerts of 1,000 travellers who are not listed, at each threshold, from the bits of their best hits
 * (-Infinity where there is none).
 * @example falseAlerts([21, 3]); // [500, 500, 500, 500, 0, 0]
 */
export const falseAlerts = (best: readonly number[]): number[] =>
  thresholds.map((least) => (1000 * best.filter((bits) => bits >= least).length) / Math.max(1, best.length));
