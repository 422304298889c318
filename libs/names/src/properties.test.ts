import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, compareNames, type NameQuery, openIndex } from './index.ts';
import { readParts } from './parts.ts';
import { partDistance } from './spelling.ts';

/** What holds of every name, not of chosen ones: generated from parts of both scripts. */

const latinGiven =
  'Karim Yousef Salman Layla Huda Mireille Dario Anneliese Tomasz Ngozi Mohammed Abdulrahman'.split(' ');
const latinFamily = 'Dosari Benchekroun Karakaya Petrosyan Oyelaran Quispe Lindqvist Haddad Zubayri'.split(
  ' ',
);
const arabicGiven = 'كريم يوسف سلمان ليلى هدى محمد عبدالرحمن إبراهيم فاطمة'.split(' ');
const arabicFamily = 'الدوسري الزبيري الحداد القحطاني البلوشي السالمي'.split(' ');

const nameOf = (given: readonly string[], family: readonly string[]) =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...given), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...family),
    )
    .map(([first, last]) => [...first, last].join(' '));
const latinName = nameOf(latinGiven, latinFamily);
const arabicName = nameOf(arabicGiven, arabicFamily);
const anyName = fc.oneof(latinName, arabicName);

const bitsBetween = (query: string, listed: string): number =>
  compareNames({ name: query }, { name: listed }).totalBits;

const runs = { numRuns: 100 };

describe('spelling distances', () => {
  const letters = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 14 }),
    fc.string({ unit: fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'), minLength: 1, maxLength: 14 }),
  );
  const symbols = letters.map((text) => readParts(text)[0]?.symbols ?? new Uint8Array(0));

  it('are the same both ways, nothing between equals and something between others', () => {
    fc.assert(
      fc.property(symbols, symbols, (a, b) => {
        expect(partDistance(a, b)).toBe(partDistance(b, a));
        expect(partDistance(a, a)).toBe(0);
        if (a.join() !== b.join()) expect(partDistance(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('two names', () => {
  it('are about as alike the other way round', () => {
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        fc.pre(readParts(a).length === readParts(b).length);
        const [forth, back] = [bitsBetween(a, b), bitsBetween(b, a)];
        fc.pre(forth > 0 && back > 0);
        // What a stranger would have written is asked of the one name or of the other: their rarity differs, most
        // of all between the scripts, whose backgrounds are two.
        const across = /[a-z]/.test(a) !== /[a-z]/.test(b);
        expect(Math.abs(forth - back)).toBeLessThan((across ? 6 : 2.5) * readParts(a).length);
      }),
      runs,
    );
  });

  it('have the same bits each time, and most of all with themselves', () => {
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        expect(bitsBetween(a, b)).toBe(bitsBetween(a, b));
        expect(bitsBetween(a, a)).toBeGreaterThanOrEqual(bitsBetween(b, a));
      }),
      runs,
    );
  });

  it('do not depend on case, on accents, on harakat, tatweel or the seats of hamza', () => {
    // ö and š are letters of their own, written oe and sh; these are not.
    const accents = (text: string): string =>
      text.replaceAll('a', 'á').replaceAll('o', 'ó').replaceAll('e', 'ê').replaceAll('u', 'ū');
    fc.assert(
      fc.property(latinName, latinName, (a, b) => {
        const bits = bitsBetween(a, b);
        expect(bitsBetween(a.toUpperCase(), b)).toBe(bits);
        expect(bitsBetween(a.toLowerCase(), b)).toBe(bits);
        expect(bitsBetween(accents(a), b)).toBe(bits);
        expect(bitsBetween(a, accents(b))).toBe(bits);
      }),
      runs,
    );
    const adorned = (text: string): string =>
      text
        .replaceAll('م', 'مُ')
        .replaceAll('س', 'سّ')
        .replaceAll('ح', 'حـ')
        .replace(/^ا/u, 'أ')
        .replaceAll('إ', 'ا');
    fc.assert(
      fc.property(arabicName, arabicName, (a, b) => {
        expect(bitsBetween(adorned(a), b)).toBe(bitsBetween(a, b));
        expect(bitsBetween(a.normalize('NFD'), b)).toBe(bitsBetween(a, b));
      }),
      runs,
    );
  });

  it('lose little by another order of the parts', () => {
    const shuffled = latinName.chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc
          .shuffledSubarray(name.split(' '), { minLength: name.split(' ').length })
          .map((parts) => parts.join(' ')),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([name, other]) => {
        const lost = bitsBetween(name, name) - bitsBetween(other, name);
        expect(lost).toBeGreaterThanOrEqual(0);
        // At most a step for each descent of the order.
        expect(lost).toBeLessThanOrEqual(2 * (name.split(' ').length - 1));
      }),
      runs,
    );
  });

  it('lose little by particles, articles and titles, and gain nothing', () => {
    const decorated: readonly ((parts: readonly string[]) => string)[] = [
      ([first, ...rest]) => [first, 'bin', ...rest].join(' '),
      ([first, ...rest]) => [first, 'Al', ...rest].join(' '),
      (parts) => `Mr ${parts.join(' ')}`,
      (parts) => `Dr. ${parts.join(' ')}`,
    ];
    fc.assert(
      fc.property(latinName, fc.constantFrom(...decorated), (name, decorate) => {
        const lost = bitsBetween(name, name) - bitsBetween(decorate(name.split(' ')), name);
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it('become less alike with each part that is another name', () => {
    fc.assert(
      fc.property(latinName, fc.constantFrom('Wolfgang', 'Xiadani', 'Thorbjorg'), (name, stranger) => {
        const parts = name.split(' ');
        const changed = [...parts.slice(0, -1), stranger].join(' ');
        expect(bitsBetween(changed, name)).toBeLessThan(bitsBetween(name, name) - 8);
      }),
      runs,
    );
  });
});

describe('a search', () => {
  const people = Array.from({ length: 60 }, (_, key) => ({
    key,
    kind: 'person' as const,
    names: [
      {
        text: `${latinGiven[key % latinGiven.length]} ${latinFamily[(key * 5) % latinFamily.length]} ${latinFamily[(key * 7 + 1) % latinFamily.length]}`,
        quality: 'primary' as const,
      },
    ],
    birthDates: [`19${50 + (key % 40)}-0${1 + (key % 9)}-1${key % 10}`],
    nationalities: ['BHR'],
    gender: null,
  }));
  const index = openIndex(buildIndex(people));
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme-composite', maxLength: 100 }),
    fc.constantFrom(
      '\u0000',
      '\u202e\u202d',
      '/',
      '<<<',
      '-'.repeat(5000),
      'عبد',
      'bin',
      'Mr',
      '.',
      '\ud800',
      '🛂',
    ),
    fc.tuple(latinName, fc.string({ maxLength: 20 })).map(([name, tail]) => name + tail),
  );

  it('answers whatever it is asked, within its numbers', () => {
    const asked = fc.record({
      name: hostile,
      surname: fc.option(hostile, { nil: undefined }),
      givenNames: fc.option(hostile, { nil: undefined }),
      birthDate: fc.option(fc.oneof(fc.constant('1971-13-45'), fc.string({ maxLength: 12 })), { nil: null }),
      nationalities: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(asked, fc.integer({ min: 0, max: 30 }), (query, top) => {
        const matches = index.query(query as NameQuery, { top, evidence: 'all' });
        expect(matches.length).toBeLessThanOrEqual(top);
        for (const { score, bits } of matches) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          expect(Number.isFinite(bits)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answers in whatever order it is asked, and beside other listings', () => {
    fc.assert(
      fc.property(fc.array(latinName, { minLength: 2, maxLength: 6 }), (names) => {
        const forth = names.map((name) => index.query({ name }));
        const back = [...names].reverse().map((name) => index.query({ name }));
        expect([...back].reverse()).toEqual(forth);
      }),
      runs,
    );
  });
});
