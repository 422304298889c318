import type { TurningPoints } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { readTurning } from './turning.ts';

const turn = (flips: boolean): TurningPoints['turns'][number] => ({
  code: 'birth-date-equal',
  query: null,
  listed: null,
  bits: 12.5,
  totalBits: 25,
  flips,
});
const weight = { of: 'part', code: 'same-letters', query: 'ALI', listed: 'Ali', bits: 5 } as const;
const turning = (of: Partial<TurningPoints>, en: readonly string[]): TurningPoints => ({
  marginBits: -7.5,
  strongestFor: null,
  strongestAgainst: null,
  turns: [],
  sentences: { en: [...en], ar: en.map((text) => `ع ${text}`) },
  ...of,
});

describe('readTurning', () => {
  it('has nothing of an empty record', () =>
    expect(readTurning(turning({}, []), 'en')).toEqual({ strongest: [], changes: [], nothing: null }));

  it('gives each change its sentence, with one strongest term or two', () => {
    const one = turning({ strongestFor: weight, turns: [turn(true)] }, ['margin', 'for', 'birth']);
    expect(readTurning(one, 'en')).toEqual({
      strongest: ['for'],
      changes: [{ text: 'birth', flips: true }],
      nothing: null,
    });
    const two = turning({ strongestFor: weight, strongestAgainst: weight, turns: [turn(false)] }, [
      'margin',
      'for',
      'against',
      'birth',
      'nothing',
    ]);
    expect(readTurning(two, 'ar')).toEqual({
      strongest: ['ع for', 'ع against'],
      changes: [{ text: 'ع birth', flips: false }],
      nothing: 'ع nothing',
    });
  });
});
