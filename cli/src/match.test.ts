import { describe, expect, it } from 'vitest';
import { languageOf, type MatchOptions, match } from './match.ts';

const run = (name: string, other: string, options: MatchOptions = {}, json = false) => {
  const told: { human: string; machine: unknown }[] = [];
  const out = {
    json,
    result: (human: string, machine: unknown) => void told.push({ human, machine }),
    note: () => undefined,
    progress: () => undefined,
  };
  return { exit: match(name, other, options, out), ...told[0]! };
};

describe('jisr match', () => {
  it('refuses what cannot be compared, in both languages', () => {
    for (const [name, options, code] of [
      ['', {}, 'REQUEST_INVALID'],
      ['a'.repeat(10_000), {}, 'REQUEST_INVALID'],
      ['Karim', { birth: 'yesterday' }, 'REQUEST_INVALID'],
      ['Karim', { gender: 'man' }, 'REQUEST_INVALID'],
      ['Karim', { population: 'many' }, 'REQUEST_INVALID'],
      ['🙂', {}, 'MATCH_NAME_UNREADABLE'],
    ] as const)
      try {
        run(name, 'Karim', options);
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({
          code,
          exit: 2,
          text: { ar: expect.stringMatching(/[\u0600-\u06ff]/) },
        });
      }
  });

  it('prints why, the probability and what would turn it, in the language asked for', () => {
    const en = run('Hasan Qassab', 'حسن جميل القصاب', { lang: 'en', population: '6000' });
    expect(en.human).toMatch(
      /in the other script[\s\S]*below the threshold[\s\S]*6000 people[\s\S]*With an equal date of birth/,
    );
    const ar = run('Hasan Qassab', 'حسن جميل القصاب', { lang: 'ar' });
    expect(ar.human).toMatch(/دون الحد[\s\S]*لو تساوى تاريخا الميلاد/);
    expect(ar.human.replaceAll(/«[^»]*»/g, '')).not.toMatch(/[A-Za-z]/);
  });

  it('weighs what is known of both, and gives the record to programs', () => {
    const facts = { birth: '1980-01-02', listedBirth: '1980', nationality: 'lbn', listedNationality: 'LBN' };
    const { machine } = run('Hasan Qassab', 'حسن جميل القصاب', facts, true);
    expect(machine).toMatchObject({
      population: 10_000,
      explanation: { evidence: [{ detail: 'same-year' }, { detail: 'shared' }, {}, {}] },
      turning: { turns: expect.any(Array) },
    });
  });

  it('speaks the language of the terminal', () => {
    expect(languageOf(undefined, { LANG: 'ar_BH.UTF-8' })).toBe('ar');
    expect(languageOf(undefined, { LC_ALL: 'en_GB', LANG: 'ar_BH' })).toBe('en');
    expect(languageOf('ar', { LANG: 'C' })).toBe('ar');
    expect(languageOf(undefined, {})).toBe('en');
  });
});
