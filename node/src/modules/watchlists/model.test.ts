import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  canMove,
  datesHold,
  holdOf,
  IMPORT_MOVES,
  isDay,
  isImplausibleShrink,
  PROPOSAL_MOVES,
} from './model.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the moves of imports and proposals', () => {
  it('lead nowhere from an end', () => {
    for (const end of ['applied', 'unchanged', 'failed', 'discarded'] as const)
      expect(IMPORT_MOVES[end]).toEqual([]);
    expect([...PROPOSAL_MOVES.approved, ...PROPOSAL_MOVES.rejected]).toEqual([]);
  });
  it('let only a held import be discarded', () => {
    const from = (Object.keys(IMPORT_MOVES) as (keyof typeof IMPORT_MOVES)[]).filter((state) =>
      canMove(IMPORT_MOVES, state, 'discarded'),
    );
    expect(from).toEqual(['held']);
  });
});

describe('a shrinking list', () => {
  it.each([
    [{ active: 100, withdrawn: 20, read: 80 }, false],
    [{ active: 100, withdrawn: 21, read: 79 }, true],
    [{ active: 12, withdrawn: 10, read: 2 }, false],
    [{ active: 12, withdrawn: 11, read: 1 }, true],
    [{ active: 3, withdrawn: 3, read: 0 }, true],
    [{ active: 0, withdrawn: 0, read: 0 }, false],
  ])('%o is implausible: %s', (of, expected) => {
    expect(isImplausibleShrink(of)).toBe(expected);
  });
});

describe('the days of a hand-entered listing', () => {
  const today = '2026-03-01';
  it.each([
    ['review today', { reviewOn: today, expiresOn: '2026-06-01' }],
    ['review after the expiry', { reviewOn: '2026-07-01', expiresOn: '2026-06-01' }],
    ['review on the day of the expiry', { reviewOn: '2026-06-01', expiresOn: '2026-06-01' }],
    ['longer than five years', { reviewOn: '2026-06-01', expiresOn: '2031-03-02' }],
  ])('do not hold: %s', (_, dates) => {
    expect(datesHold(dates, today)).toBe(false);
  });
  it('hold up to five years to the day', () => {
    expect(datesHold({ reviewOn: '2026-03-02', expiresOn: '2031-03-01' }, today)).toBe(true);
  });
  it('hold only in the order today, review, expiry', () => {
    fc.assert(
      fc.property(day, day, day, (now, reviewOn, expiresOn) => {
        if (datesHold({ reviewOn, expiresOn }, now))
          expect([now, reviewOn, expiresOn].sort()).toEqual([now, reviewOn, expiresOn]);
      }),
    );
  });
});

describe('days', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-02-28T00:00:00Z', '٢٠٢٦-٠١-٠١'])(
    'that do not exist are refused: %s',
    (text) => expect(isDay(text)).toBe(false),
  );
  it('are added and taken back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isDay(to)).toBe(true);
        expect(addDays(to, -days)).toBe(from);
      }),
    );
  });
});

describe('an import', () => {
  const fine = { active: 100, withdrawn: 0, changed: 0, read: 100, damage: 'none' } as const;
  it.each([
    [{}, null],
    [{ withdrawn: 20, changed: 80 }, null],
    [{ withdrawn: 21 }, { problem: null }],
    [{ read: 0 }, { problem: 'LIST_EMPTY' }],
    [{ damage: 'entries' as const, changed: 100 }, null],
    [{ damage: 'entries' as const, withdrawn: 1 }, { problem: 'LIST_DAMAGED' }],
    [{ damage: 'aliases' as const, changed: 20 }, null],
    [{ damage: 'aliases' as const, changed: 21 }, { problem: 'LIST_DAMAGED' }],
    [{ damage: 'file' as const }, { problem: 'LIST_DAMAGED' }],
  ])('with %j waits: %j', (of, hold) => expect(holdOf({ ...fine, ...of })).toEqual(hold));
});
