import { describe, expect, it } from 'vitest';
import { lateness } from './lateness.ts';

const at = Date.parse('2026-03-01T08:00:00Z');
const after = (hours: number) => lateness('2026-03-01T08:00:00Z', at + hours * 3_600_000);

describe('lateness', () => {
  it('is none while nothing waits, or for no longer than an hour', () => {
    expect(lateness(null, at)).toBe('none');
    expect([after(-1), after(0), after(1)]).toEqual(['none', 'none', 'none']);
  });

  it('tells of an hour, then of a day', () => {
    expect([after(1.01), after(24), after(24.01)]).toEqual(['hour', 'hour', 'day']);
  });
});
