import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backgroundParts } from './background.ts';
import { assemble, readEntries } from './build.ts';
import {
  type ComparedName,
  compareNames,
  defaultThresholdBits,
  type NameQuery,
  openIndex,
  turningPoints,
  turningText,
} from './index.ts';

const names = [
  'Karim Abd al-Rahman AL-DAWSARI',
  'ALDOSSARY/KAREEMABDURRAHMANMR',
  'كريم عبد الرحمن الدوسري',
  'Olena Viktorivna TKACHUK',
  'Zzyqx Wrrgh',
  'Mohammed Ali',
  'J. Qassab',
  'عَلِيّ بن ابي طالب',
];
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."abdhklmnrsuxyABX </-'.اعبدمحكرن"), maxLength: 60 }),
  fc.constantFrom(...names),
);

/** The same through an index of that one entry, built whole with the background's frequencies alone: the slow way. */
const throughIndex = (query: NameQuery, listed: ComparedName) => {
  const { rows, vocabulary } = readEntries([
    {
      key: 0,
      kind: 'person',
      names: [{ text: listed.name, quality: 'primary' }],
      birthDates: listed.birthDates ?? [],
      nationalities: listed.nationalities ?? [],
      gender: listed.gender ?? null,
    },
  ]);
  const known = backgroundParts.map((part) => [vocabulary.add(part.symbols, 0), part.share] as const);
  const finished = vocabulary.done();
  const shares = new Float32Array(finished.counts.length);
  for (const [part, share] of known) shares[finished.placeOf[part]!] = share;
  const none = new Uint32Array(0);
  const buffer = assemble(rows, finished, shares, { removedKeys: none, changeOf: none });
  return openIndex(buffer).explain(query, 0, undefined, { evidence: 'all' });
};

const sum = (terms: readonly { readonly bits: number }[]): number =>
  terms.reduce((total, { bits }) => total + bits, 0);

describe('two names that cannot be compared', () => {
  it('have an answer all the same: empty, blank, signs, hidden marks, ten thousand letters', () => {
    const hostile = ['', '   ', '\u0000', '\u202eKarim', '🙂🙂', '<<<<', '////', 'a'.repeat(10_000)];
    for (const one of hostile)
      for (const other of [...hostile, 'Karim']) {
        const explanation = compareNames({ name: one }, { name: other });
        expect(Number.isFinite(explanation.totalBits)).toBe(true);
        expect(turningText(turningPoints(explanation), 'ar')).not.toContain('undefined');
      }
  });

  it('do not read on beyond 400 letters of either', () => {
    const long = 'Karim '.repeat(2_000);
    expect(compareNames({ name: long }, { name: long }).parts.length).toBeLessThan(400);
  });
});

describe('comparing any two names', () => {
  it('says what an index of the one entry says, to the last letter, whatever was compared before', () => {
    fc.assert(
      fc.property(anyName, anyName, fc.constantFrom('1971-03-09', '1971', ''), (one, other, birth) => {
        const query = { name: one, birthDate: birth, nationalities: ['JOR'], gender: 'M' as const };
        const listed = {
          name: other,
          birthDates: ['1971-09-03'],
          nationalities: ['KWT'],
          gender: 'M' as const,
        };
        expect(compareNames(query, listed, { evidence: 'all' })).toEqual(throughIndex(query, listed));
      }),
      { numRuns: 60 },
    );
  });

  it('lists terms that add up to the total', () => {
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        const { parts, evidence, totalBits } = compareNames(
          { name: one, birthDate: '1980' },
          { name: other, birthDates: ['1980-02-01'] },
          { evidence: 'all' },
        );
        expect(sum(parts) + sum(evidence)).toBe(totalBits);
      }),
    );
  });
});

describe('comparing two names', () => {
  it('finds one name in two scripts, and says why', () => {
    const { margin, parts } = compareNames({ name: names[1]! }, { name: names[2]! });
    expect(margin).toBeGreaterThan(0);
    expect(parts.map((part) => part.relation)).toContain('other-script');
  });

  it('says why not: another name, a part that is missing', () => {
    const conflict = compareNames({ name: 'Hasan Qassab' }, { name: 'Husayn Qassab' });
    expect(conflict.parts.map((part) => part.relation)).toContain('conflict');
    const missing = compareNames({ name: 'Hasan Qassab' }, { name: 'Hasan Jamil Qassab' });
    expect(missing.parts.map((part) => part.relation)).toContain('missing');
  });

  it('weighs the facts only where asked, against the threshold asked for', () => {
    const query = { name: 'Hasan Qassab', birthDate: '1980-01-02' };
    const listed = { name: 'Hassan Kassab', birthDates: ['1980-01-02'] };
    const name = compareNames(query, listed);
    const all = compareNames(query, listed, { evidence: 'all', threshold: 30 });
    expect(name).toMatchObject({ evidence: [], threshold: defaultThresholdBits });
    expect(all.totalBits - name.totalBits).toBe(12.5);
    expect(all.margin).toBe(all.totalBits - 30);
  });

  it('is what the README shows', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const code =
      /```ts\nimport \{ compareNames, turningPoints, turningText \} from '@jisr\/names';\n([\s\S]+?)```/.exec(
        readme,
      )![1]!;
    const run = new Function('compareNames', 'turningPoints', 'turningText', code);
    const { explanation, points, lines } = run(compareNames, turningPoints, turningText);
    expect(explanation.totalBits).toBeLessThan(defaultThresholdBits);
    expect(points.turns.some((turn: { code: string; flips: boolean }) => turn.flips)).toBe(true);
    expect(lines[0]).toMatch(/^The total is .* below the threshold/);
  });
});

describe('what a decision hangs on', () => {
  const below = turningPoints(compareNames({ name: 'Hasan Qassab' }, { name: 'Hassan Jamil Kassab' }));
  const above = turningPoints(
    compareNames(
      { name: names[0]!, birthDate: '1971-03-09' },
      { name: names[2]!, birthDates: ['1971-03-09'] },
      { evidence: 'all' },
    ),
  );

  it('is arithmetic: each change leads to the total that it names, and flips only across the threshold', () => {
    fc.assert(
      fc.property(anyName, anyName, fc.integer({ min: -20, max: 60 }), (one, other, threshold) => {
        const explanation = compareNames({ name: one }, { name: other }, { threshold });
        const points = turningPoints(explanation);
        expect(points.above).toBe(explanation.totalBits >= threshold);
        for (const turn of points.turns) {
          expect(turn.totalBits).toBe(explanation.totalBits + turn.bits);
          expect(turn.flips).toBe(turn.totalBits >= threshold !== points.above);
          expect(Math.sign(turn.bits)).toBe(points.above ? -1 : 1);
        }
      }),
    );
  });

  it('names what would raise a sum below the threshold', () => {
    expect(below.above).toBe(false);
    expect(below.turns.find((turn) => turn.code === 'birth-date-equal')).toMatchObject({
      bits: 12.5,
      flips: true,
    });
    expect(below.turns.some((turn) => turn.code.endsWith('-differs'))).toBe(false);
    expect(below.strongestAgainst).toMatchObject({ of: 'part', list: 'Jamil' });
  });

  it('names what would lower a sum above it', () => {
    expect(above.above).toBe(true);
    expect(above.turns.find((turn) => turn.code === 'birth-date-differs')?.bits).toBe(-18.5);
    expect(above.turns.some((turn) => turn.code.endsWith('-equal'))).toBe(false);
    expect(above.strongestFor).toMatchObject({ of: 'birth-date', code: 'same-day', bits: 12.5 });
  });

  it('is told in both languages, line by line, with no code left', () => {
    const nothing = turningPoints(compareNames({ name: 'Zzyqx' }, { name: 'علي' }, { threshold: 90 }));
    for (const points of [below, above, nothing]) {
      const [en, ar] = [turningText(points, 'en'), turningText(points, 'ar')];
      expect(en).not.toMatch(/undefined|null|\b[a-z]+-[a-z]+-[a-z]+/);
      expect(ar.replaceAll(/«[^»]*»/g, '')).not.toMatch(/[A-Za-z]/);
      expect(en.split('\n')).toHaveLength(ar.split('\n').length);
    }
    expect(turningText(below, 'en')).toContain('With an equal date of birth the total would be');
    expect(turningText(nothing, 'en').split('\n').at(-1)).toContain('No single change');
  });
});
