import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPart } from './folding.ts';
import { buildIndex, openIndex } from './index.ts';
import { cutHanName } from './romanising.ts';

const people = [
  'WANG Wei',
  'OUYANG Xiu Lan',
  'Narendra SHARMA',
  'Kazi Najrul ISLAM',
  'Manmohan SINGH',
  'Vasily Shcherbakov',
  'Andrei SOKOLOV',
  'Jerzy SZCZEPANSKI',
  'Ramiro QUINTERO DE LA VEGA',
  'José María Núñez Ibáñez',
  'Haile GEBRE',
  'Nikos PAPADAKIS',
  'Omar Faris HADDAD',
];
const index = openIndex(
  buildIndex(
    people.map((text, key) => ({
      key,
      kind: 'person',
      names: [{ text, quality: 'primary' }],
      birthDates: [],
      nationalities: [],
      gender: null,
    })),
  ),
);
const best = (name: string): string | undefined => people[index.query({ name })[0]?.key ?? -1];

describe('a name in another script', () => {
  it('is folded to letters, whatever it is', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'王伟欧阳नरेन्द्रशर्माকাজীਸਿੰਘใจดีኃይሌமுருகன்aब्'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, (name) => {
        expect(foldPart(name)).toMatch(/^[a-z]*$/);
        expect(() => index.query({ name })).not.toThrow();
      }),
    );
  });

  it('is found by its Latin form', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['王伟', 'WANG Wei'],
      ['欧阳秀兰', 'OUYANG Xiu Lan'],
      ['नरेन्द्र शर्मा', 'Narendra SHARMA'],
      ['কাজী নজরুল ইসলাম', 'Kazi Najrul ISLAM'],
      ['ਮਨਮੋਹਨ ਸਿੰਘ', 'Manmohan SINGH'],
      ['ኃይሌ ገብረ', 'Haile GEBRE'],
      ['Василий Щербаков', 'Vasily Shcherbakov'],
      ['Андрей Соколов', 'Andrei SOKOLOV'],
      ['Νίκος Παπαδάκης', 'Nikos PAPADAKIS'],
    ];
    for (const [asked, listed] of cases) expect(best(asked)).toBe(listed);
  });

  it('finds a Chinese name that is listed in characters', () => {
    const listed = openIndex(
      buildIndex([
        {
          key: 1,
          kind: 'person',
          names: [{ text: '李晓明', quality: 'original' }],
          birthDates: [],
          nationalities: [],
          gender: null,
        },
        {
          key: 2,
          kind: 'organisation',
          names: [{ text: '华为技术有限公司', quality: 'original' }],
          birthDates: [],
          nationalities: [],
          gender: null,
        },
      ]),
    );
    expect(listed.query({ name: 'LI Xiaoming' })[0]?.key).toBe(1);
    expect(listed.query({ name: 'LI XIAO MING' })[0]?.key).toBe(1);
    expect(listed.query({ name: 'Huawei Technologies Co. Ltd' })[0]?.key).toBe(2);
  });

  it('is cut into surname and given names where it is Chinese', () => {
    expect(cutHanName('王伟')).toEqual(['王', '伟']);
    expect(cutHanName('欧阳秀兰')).toEqual(['欧阳', '秀兰']);
    expect(cutHanName('欧阳')).toEqual(['欧', '阳']);
    expect(cutHanName('Wang')).toEqual(['Wang']);
  });
});

describe('habits of other Latin spellings', () => {
  it('finds Slavic names by their other transliterations', () => {
    expect(best('Wassili Schtscherbakow')).toBe('Vasily Shcherbakov');
    expect(best('Vassili Chtcherbakov')).toBe('Vasily Shcherbakov');
    expect(best('Andrey Sokoloff')).toBe('Andrei SOKOLOV');
    expect(best('Jerzy Schtschepanski')).toBe('Jerzy SZCZEPANSKI');
  });

  it('finds Spanish names with one surname, without particles and accents', () => {
    expect(best('Ramiro Quintero Vega')).toBe('Ramiro QUINTERO DE LA VEGA');
    expect(best('Ramiro Quintero y de la Vega')).toBe('Ramiro QUINTERO DE LA VEGA');
    expect(best('Jose Maria Nunez')).toBe('José María Núñez Ibáñez');
    expect(best('NUNEZ IBANEZ/JOSEMARIAMR')).toBe('José María Núñez Ibáñez');
  });
});
