import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExhaustive } from './exhaustive.ts';
import { buildIndex, type NameEntry, openIndex } from './index.ts';

const given = 'Karim Kareem Hasan Hussein Olena Yusuf Youssef Ramiro Said Saeed Jamil حسن كريم يوسف'.split(
  ' ',
);
const family =
  'Aldawsari Dosari Qassab Kassab Tkachuk Quintero Hinai Alhinai Balushi Haddad الدوسري قصاب'.split(' ');
const anyName = fc
  .tuple(
    fc.constantFrom(...given),
    fc.option(fc.constantFrom(...given), { nil: '' }),
    fc.constantFrom(...family),
  )
  .map((words) => words.join(' ').replace('  ', ' '));

const entry = (text: string, key: number): NameEntry => ({
  key,
  kind: 'person',
  names: [{ text, quality: 'primary' }],
  birthDates: [],
  nationalities: [],
  gender: null,
});

describe('the search, measured against the scorer over every name', () => {
  it('misses nobody above the threshold, and gives the same bits', () => {
    const lists = fc.array(anyName, { minLength: 1, maxLength: 60 });
    // Where every part is compared, a few more spellings make a part commoner: a fraction of a bit.
    const fraction = 0.5;
    fc.assert(
      fc.property(lists, anyName, (names, asked) => {
        const buffer = buildIndex(names.map(entry));
        const exact = createExhaustive(buffer)({ name: asked }, 20 - fraction);
        const found = new Map(
          openIndex(buffer)
            .query({ name: asked }, { top: 60 })
            .map(({ key, bits }) => [key, bits]),
        );
        for (const [key, bits] of exact)
          if (bits >= 20) expect(Math.abs((found.get(key) ?? 0) - bits)).toBeLessThan(fraction);
        for (const [key, bits] of found) if (bits >= 20) expect(exact.has(key)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('answers with a minimum as without it, less what is below', () => {
    const facts = fc.record({
      birthDate: fc.constantFrom(null, '1971-03-09', '1971'),
      gender: fc.constantFrom(null, 'M' as const),
      documentMatch: fc.boolean(),
      nationalities: fc.constantFrom([], ['JOR']),
    });
    const minimum = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.5, -1, 2));
    const lists = fc.array(anyName, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lists, anyName, facts, minimum, (names, name, known, minimumScore) => {
        const index = openIndex(
          buildIndex(
            names.map((text, key) => ({
              ...entry(text, key),
              birthDates: ['1971-03-09'],
              nationalities: ['JOR'],
              gender: 'M' as const,
            })),
          ),
        );
        for (const evidence of ['name', 'all'] as const) {
          const all = index.query({ name, ...known }, { evidence });
          expect(index.query({ name, ...known }, { evidence, minimumScore })).toEqual(
            all.filter((match) => match.score >= minimumScore),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
