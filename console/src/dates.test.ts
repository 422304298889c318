import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, dayOf, hijriDay, localClock, localDay, spanTo } from './dates.ts';

describe('days', () => {
  it('gives no Hijri day for a partial date', () => {
    expect(hijriDay('1968', 'ar', 'latin')).toBeNull();
    expect(hijriDay('1968-02', 'ar', 'latin')).toBeNull();
  });

  it('gives the Umm al-Qura day in the reader’s language and digits', () => {
    expect(hijriDay('2026-11-23', 'ar', 'latin')).toBe('13 جمادى الآخرة 1448');
    expect(hijriDay('2026-11-23', 'ar', 'arabic-indic')).toBe('١٣ جمادى الآخرة ١٤٤٨');
    expect(hijriDay('2026-11-23', 'en', 'latin')).toMatch(/^13 .+ 1448$/);
  });

  it('writes no letter that the console’s typeface lacks', () => {
    const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-15`);
    const letters = months.map((day) => hijriDay(day, 'en', 'latin')).join('');
    expect(letters).not.toContain('\u02bb');
    expect(hijriDay('1984-09-02', 'en', 'latin')).toBe('6 Dhu’l-Hijjah 1404');
  });

  it('never shifts a carrier’s local time', () => {
    expect([localDay('2026-11-23T23:55'), localClock('2026-11-23T23:55')]).toEqual(['2026-11-23', '23:55']);
    expect(localClock('2026-11-23')).toBe('');
  });

  it('shows an instant in UTC', () => {
    const instant = new Date('2026-11-23T02:05:59Z');
    expect([dayOf(instant, 'utc'), clockOf(instant, 'utc')]).toEqual(['2026-11-23', '02:05']);
  });
});

describe('spans', () => {
  it('splits into days, hours and minutes, ahead and past', () => {
    const now = Date.parse('2026-11-23T00:00:00Z');
    expect(spanTo(now + 2 * 3_600_000 + 5 * 60_000, now)).toEqual({
      past: false,
      days: 0,
      hours: 2,
      minutes: 5,
    });
    expect(spanTo(now - 26 * 3_600_000, now)).toEqual({ past: true, days: 1, hours: 2, minutes: 0 });
  });

  it('never loses a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), (left) => {
        const { days, hours, minutes } = spanTo(left, 0);
        expect((days * 24 + hours) * 60 + minutes).toBe(Math.floor(Math.abs(left) / 60_000));
      }),
    );
  });
});
