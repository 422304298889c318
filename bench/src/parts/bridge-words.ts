/** The agency that the answers of a benchmark pass through on both sides. */
export const AGENCY = 'NCP';

/** How the desk of a benchmark discloses: `perSecond` 0 is as fast as `atOnce` callers can. */
export interface Pace {
  readonly count: number;
  readonly atOnce: number;
  readonly perSecond: number;
}
