import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildChange, buildIndex, type NameEntry, openIndex } from './index.ts';

const entry = (key: number, ...names: string[]): NameEntry => ({
  key,
  kind: 'person',
  names: names.map((text) => ({ text, quality: 'primary' })),
  birthDates: [],
  nationalities: [],
  gender: null,
});
const given = ['Karim', 'Yusuf', 'Salman', 'Layla', 'Huda', 'Anton', 'Mireille', 'Dario', 'سلمان', 'ليلى'];
const family = [
  'Aldawsari',
  'Benchekroun',
  'Karakaya',
  'Petrosyan',
  'Oyelaran',
  'Quispe',
  'الدوسري',
  'بن شقرون',
];
const nameOf = (n: number): string =>
  `${given[n % given.length]} ${given[(n * 7 + 3) % given.length]} ${family[(n * 5 + Math.floor(n / 9)) % family.length]}`;
const list = Array.from({ length: 400 }, (_, key) => entry(key, nameOf(key)));
const base = buildIndex(list);
const answers = (index: ReturnType<typeof openIndex>, name: string) =>
  index.query({ name }, { top: 50 }).map(({ key, bits }) => [key, bits] as const);

describe('a change of a list', () => {
  it('is refused beside another index than its own', () => {
    const change = buildChange(base, { removed: [1], added: [] });
    expect(() => openIndex(buildIndex(list.slice(1)), change)).toThrow('NAMES_CHANGE_FOREIGN');
    expect(() => openIndex(base, base)).toThrow('NAMES_CHANGE_FOREIGN');
    expect(() => buildChange(new ArrayBuffer(8), { removed: [], added: [] })).toThrow('NAMES_INDEX_INVALID');
  });

  it('hides what was removed and shows what was added, at once', () => {
    const index = openIndex(
      base,
      buildChange(base, { removed: [3, 99_999], added: [entry(1000, 'Zbigniew Wojciechowski')] }),
    );
    expect(index.query({ name: nameOf(3) }).map(({ key }) => key)).not.toContain(3);
    expect(index.explain({ name: nameOf(3) }, 3)).toBeNull();
    const [best] = index.query({ name: 'Zbigniew Wojciechowsky' });
    expect(best?.key).toBe(1000);
    const explained = index.explain({ name: 'Zbigniew Wojciechowsky' }, 1000);
    expect(explained?.totalBits).toBe(best?.bits);
    expect([index.entryCount, index.nameCount]).toEqual([400, 400]);
    expect(openIndex(base).query({ name: 'Zbigniew Wojciechowski' })[0]?.key).not.toBe(1000);
  });

  it('takes an added listing in the place of the one with its key', () => {
    const index = openIndex(
      base,
      buildChange(base, { removed: [], added: [entry(7, 'Ferdinand Oberhauser')] }),
    );
    expect(index.query({ name: 'Ferdinand Oberhauser' })[0]?.key).toBe(7);
    expect(index.query({ name: nameOf(7) }, { top: 50 }).map(({ key }) => key)).not.toContain(7);
    expect(index.explain({ name: 'x' }, 7)?.listName).toBe('Ferdinand Oberhauser');
    expect([index.entryCount, index.nameCount]).toEqual([400, 400]);
  });

  it('cuts run-together names by the parts that only the change has', () => {
    const index = openIndex(
      base,
      buildChange(base, { removed: [], added: [entry(2000, 'Gudmundur Thorvaldsson')] }),
    );
    expect(index.query({ name: 'THORVALDSSON/GUDMUNDURKARIMMR' })[0]?.key).toBe(2000);
  });

  it('gives a listing the bits that it had in the index, whichever were removed and added again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(list.length - 1), { minLength: 1, maxLength: 40 }),
        fc.nat(list.length - 1),
        (moved, asked) => {
          const change = buildChange(base, { removed: moved, added: moved.map((key) => list[key]!) });
          expect(answers(openIndex(base, change), nameOf(asked))).toEqual(
            answers(openIndex(base), nameOf(asked)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same to the byte when built again', () => {
    const make = () =>
      new Uint8Array(buildChange(base, { removed: [5, 2], added: [entry(3000, 'Ana Quispe')] }));
    expect(make()).toEqual(make());
  });
});
