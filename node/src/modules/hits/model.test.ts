import { HitState, Instruction, Verdict } from '@jisr/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerOf,
  canBeCleared,
  canMove,
  covers,
  documentKeyOf,
  effectiveState,
  isSerious,
  MOVES,
  nameKeyOf,
  severityOf,
  stateAfter,
} from './model.ts';

const states = fc.constantFrom(...HitState.options);
const now = new Date('2026-03-01T08:00:00Z');

describe('what a carrier may be told', () => {
  it('is never "do not board" without a standing decision of humans, whatever the hits are', () => {
    fc.assert(
      fc.property(fc.array(states), fc.array(fc.string()), (hits, missing) => {
        expect(answerOf({ standingDecision: null, states: hits, missing })).not.toBe('no-board');
      }),
    );
  });

  it('refers while any hit is not cleared, and asks for data only where no hit waits', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 1 }), fc.array(fc.string()), (hits, missing) => {
        const open = hits.some((state) => state !== 'cleared');
        expect(answerOf({ standingDecision: null, states: hits, missing })).toBe(
          open ? 'refer' : missing.length > 0 ? 'insufficient' : 'ok',
        );
      }),
    );
  });
});

describe('the state machine of a hit', () => {
  it('reaches a decision only from a claim, or from a proposal that waits', () => {
    for (const from of HitState.options) {
      for (const to of ['cleared', 'confirmed', 'undetermined', 'awaiting-second'] as const) {
        if (canMove(from, to)) expect(['claimed', 'awaiting-second']).toContain(from);
      }
    }
    expect(MOVES['awaiting-second']).toEqual(['confirmed', 'open']);
  });

  it('never confirms a serious instruction at once', () => {
    for (const verdict of Verdict.options) {
      for (const instruction of [...Instruction.options, null]) {
        if (isSerious(instruction)) expect(stateAfter(verdict, instruction)).not.toBe('confirmed');
      }
    }
    expect(stateAfter('is-listed', 'deny-boarding')).toBe('awaiting-second');
    expect(stateAfter('is-listed', 'refer')).toBe('confirmed');
    expect(stateAfter('not-listed', null)).toBe('cleared');
  });

  it('opens a claim that ran out, to the millisecond', () => {
    expect(effectiveState('claimed', '2026-03-01T08:00:00.000Z', now)).toBe('open');
    expect(effectiveState('claimed', '2026-03-01T08:00:00.001Z', now)).toBe('claimed');
    expect(effectiveState('claimed', null, now)).toBe('open');
    expect(effectiveState('confirmed', null, now)).toBe('confirmed');
  });
});

describe('a clearance', () => {
  const cleared = {
    nameKey: nameKeyOf('Noora ALSHEMALI'),
    birthDate: '1991-04-12',
    documentKey: 'A1234567/BHR',
    basis: 'name',
  };
  const same = {
    nameKey: nameKeyOf('ALSHEMALI Noora'),
    birthDate: '1991-04-12',
    documentKey: 'A1234567/BHR',
  };

  it('covers the same person on another day, in any order of the names', () => {
    expect(covers(cleared, same, 'name')).toBe(true);
    expect(covers(cleared, { ...same, documentKey: 'B7654321/BHR' }, 'name')).toBe(true);
    expect(covers(cleared, { ...same, birthDate: null }, 'name')).toBe(true);
  });

  it('does not cover another birth date, another name, or a name alone', () => {
    expect(covers(cleared, { ...same, birthDate: '1991-04-13' }, 'name')).toBe(false);
    expect(covers(cleared, { ...same, nameKey: nameKeyOf('Noora ALHASHEMI') }, 'name')).toBe(false);
    expect(
      covers(
        { ...cleared, birthDate: null, documentKey: null },
        { ...same, birthDate: null, documentKey: null },
        'name',
      ),
    ).toBe(false);
    expect(canBeCleared({ nameKey: 'x', birthDate: '1991', documentKey: null })).toBe(false);
  });

  it('does not cover a listed document that the officer had not seen', () => {
    expect(covers(cleared, same, 'document')).toBe(false);
    expect(covers({ ...cleared, basis: 'name-and-document' }, same, 'document')).toBe(true);
    expect(
      covers({ ...cleared, basis: 'document' }, { ...same, documentKey: 'B7654321/BHR' }, 'document'),
    ).toBe(false);
  });
});

describe('keys', () => {
  it('are the same for the same document however it is printed', () => {
    expect(documentKeyOf({ number: 'a 123-4567<', issuer: 'BHR' })).toBe('A1234567/BHR');
    expect(documentKeyOf({ number: '<<', issuer: 'BHR' })).toBeNull();
  });

  it('are the same for a name in any order and case', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z]{1,8}$/), { minLength: 1 }), (parts) => {
        expect(nameKeyOf([...parts].reverse().join(' ').toUpperCase())).toBe(
          nameKeyOf(parts.join(' ').toLowerCase()),
        );
      }),
    );
  });
});

describe('severity', () => {
  it('puts an equal document and a serious instruction first', () => {
    expect(severityOf('deny-boarding', 0.95, 'name')).toBe(1);
    expect(severityOf('deny-boarding', 0.6, 'name')).toBe(2);
    expect(severityOf('refer', 0.6, 'document')).toBe(1);
    expect(severityOf('inform', 0.95, 'name')).toBe(3);
  });
});
