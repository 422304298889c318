/**
 * The only source of time in the node: everything else is given a {@link Clock}, so that every test is repeatable.
 *
 * @example
 * const clock = systemClock;
 * clock.nowIso(); // '2026-03-01T08:15:00.000Z'
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** The present instant as ISO 8601 in UTC with milliseconds: the form in which the database gives times back. */
  nowIso(): string;
}

/** A clock that stands still until it is told to move. */
export interface FixedClock extends Clock {
  /** Moves the clock by this many milliseconds; a negative number moves it back. */
  advance(ms: number): void;
}

/**
 * The machine's clock.
 *
 * @example
 * createIds(systemClock).uuid();
 */
export const systemClock: Clock = {
  now: () => new Date(),
  nowIso: () => new Date().toISOString(),
};

/**
 * A clock for tests and for the synthetic world.
 *
 * @param iso the instant at which it stands, ISO 8601
 * @throws RangeError when `iso` is not an instant
 * @example
 * const clock = fixedClock('2026-03-01T08:00:00Z');
 * clock.advance(60_000);
 * clock.nowIso(); // '2026-03-01T08:01:00.000Z'
 */
export function fixedClock(iso: string): FixedClock {
  let instant = new Date(iso).getTime();
  if (Number.isNaN(instant)) throw new RangeError(`not an ISO 8601 instant: ${iso}`);
  return {
    now: () => new Date(instant),
    nowIso: () => new Date(instant).toISOString(),
    advance: (ms) => {
      instant += ms;
    },
  };
}
