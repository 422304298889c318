import { describe, expect, it } from 'vitest';
import { fixedClock, systemClock } from './clock.ts';

describe('a fixed clock', () => {
  it('refuses what is not an instant', () => {
    expect(() => fixedClock('yesterday')).toThrow(RangeError);
  });

  it('stands until it is moved, and gives no handle on its own time', () => {
    const clock = fixedClock('2026-03-01T11:00:00+03:00');
    expect(clock.nowIso()).toBe('2026-03-01T08:00:00.000Z');
    clock.now().setFullYear(1999);
    clock.advance(60_500);
    expect(clock.nowIso()).toBe('2026-03-01T08:01:00.500Z');
  });
});

describe('the system clock', () => {
  it('says the same time in both forms', () => {
    const before = systemClock.now().getTime();
    const said = new Date(systemClock.nowIso()).getTime();
    expect(said).toBeGreaterThanOrEqual(before);
    expect(said).toBeLessThanOrEqual(Date.now());
  });
});
