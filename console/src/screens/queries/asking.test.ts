import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuestion, isAway, quotaLeft, START } from './asking.ts';

const TRAVELLER = '019c0000-0000-7000-8000-000000000001';

describe('a question', () => {
  it('names what is missing', () => {
    expect(checkQuestion(TRAVELLER, START)).toEqual({
      faults: ['caseReference', 'justification'],
      body: null,
    });
    const half = { ...START, caseReference: 'CASE 12', justification: 'too short' };
    expect(checkQuestion(TRAVELLER, half).faults).toEqual(['justification']);
  });

  it('is whole with a case and a reason', () => {
    const entry = {
      ...START,
      caseReference: ' CASE 12 ',
      justification: 'Named in an inquiry.',
      urgent: true,
    };
    expect(checkQuestion(TRAVELLER, entry).body).toMatchObject({
      caseReference: 'CASE 12',
      mode: 'blind',
      urgency: 'urgent',
    });
  });
});

describe('what is left of a quota', () => {
  it('is never below nothing, and nothing is said where there is no limit', () => {
    expect(quotaLeft({ quotaPerDay: null, usedToday: 5 })).toBeNull();
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (quotaPerDay, usedToday) => {
        const left = quotaLeft({ quotaPerDay, usedToday }) ?? -1;
        return (
          left >= 0 && left <= quotaPerDay && (usedToday > quotaPerDay || left + usedToday === quotaPerDay)
        );
      }),
    );
  });
});

describe('a partner who is away', () => {
  const asked = { state: 'asked', delivery: 'queued', askedAt: '2026-03-01T08:00:00Z' } as const;
  const at = (clock: string) => Date.parse(`2026-03-01T${clock}Z`);

  it('is told by a question that still waits here after a minute, and by no other', () => {
    expect(isAway(asked, at('08:00:59'))).toBe(false);
    expect(isAway(asked, at('08:01:00'))).toBe(true);
    expect(isAway({ ...asked, delivery: 'received' }, at('09:00:00'))).toBe(false);
    expect(isAway({ ...asked, state: 'answered' }, at('09:00:00'))).toBe(false);
  });
});
