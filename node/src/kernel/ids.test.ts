import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedClock } from './clock.ts';
import { createIds, seededRandom, testIds } from './ids.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('are version 7, all different and always greater, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 1, maxLength: 200 }),
        (steps) => {
          const clock = fixedClock('2026-03-01T08:00:00Z');
          const ids = createIds(clock);
          const made = steps.map((step) => {
            clock.advance(step);
            return ids.uuid();
          });
          expect(made.every((id) => UUID_V7.test(id))).toBe(true);
          expect(made).toEqual([...new Set(made)].sort());
        },
      ),
    );
  });

  it('stay in order for 100,000 within one millisecond', () => {
    const ids = createIds(fixedClock('2026-03-01T08:00:00Z'));
    let last = '';
    for (let i = 0; i < 100_000; i++) {
      const id = ids.uuid();
      if (id <= last) throw new Error(`${id} follows ${last}`);
      last = id;
    }
  });

  it('carry the time of the clock in their first 48 bits (RFC 9562 §5.7)', () => {
    const clock = fixedClock('2026-03-01T08:00:00.123Z');
    const time = Number.parseInt(createIds(clock).uuid().replaceAll('-', '').slice(0, 12), 16);
    expect(new Date(time).toISOString()).toBe(clock.nowIso());
  });

  it('give tokens of the length asked for', () => {
    const token = createIds(fixedClock('2026-03-01T08:00:00Z')).token(32);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('are the same for the same test seed only', () => {
    const three = (seed: string) => {
      const ids = testIds(seed);
      return [ids.uuid(), ids.uuid(), ids.token(8)];
    };
    expect(three('one')).toEqual(three('one'));
    expect(three('one')).not.toEqual(three('two'));
  });
});

describe('seeded numbers', () => {
  it('are repeatable, within [0, 1) and spread', () => {
    const numbers = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 1_000 }, random);
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    expect(numbers(7).every((value) => value >= 0 && value < 1)).toBe(true);
    expect(numbers(7).reduce((sum, value) => sum + value) / 1_000).toBeCloseTo(0.5, 1);
  });
});
