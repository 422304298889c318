/** How long something may wait for the partner before people are told. */
const HOUR_MS = 3_600_000;

/**
 * How late the oldest that waits is.
 *
 * @param oldestAt when it was put into the outbox, ISO; null while nothing waits
 * @param now ms since 1970
 * @example
 * lateness('2026-03-01T08:00:00Z', Date.parse('2026-03-01T09:30:00Z')) // 'hour'
 */
export function lateness(oldestAt: string | null, now: number): 'none' | 'hour' | 'day' {
  if (oldestAt === null) return 'none';
  const age = now - Date.parse(oldestAt);
  return age > 24 * HOUR_MS ? 'day' : age > HOUR_MS ? 'hour' : 'none';
}
