/** The agency that the answers of a benchmark pass through on both sides. */
export const AGENCY = 'NCP';

/** How the desk of a benchmark discloses: `perSecond` 0 is as fast as `atOnce` callers can. */
export interface Pace {
  readonly count: number;
  readonly atOnce: number;
  readonly perSecond: number;
}

export const PASSWORD = 'measured by the lantern';
/** Who holds the ceremony: one begins, two others approve. */
export const PEOPLE = {
  author: ['administrator', 'policy-officer'],
  second: ['policy-officer'],
  third: ['supervisor', 'policy-officer'],
} as const;

/** An order to the node, with the number under which it is answered. */
export interface Order {
  readonly number: number;
  readonly name: string;
  readonly given: unknown;
}
export interface Answered {
  readonly number: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The clock of the machine, and how far it is moved ahead. */
export interface MovedClock {
  now(): Date;
  nowIso(): string;
  advance(ms: number): void;
}
