import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalOrder, scriptTag, tidyName, unpackNames } from './name-texts.ts';
import { parsePartialDate } from './partial-dates.ts';

describe('parsePartialDate', () => {
  it.each([
    '',
    '30-35 years old',
    '24/06/1402 (Hijri Calendar)',
    '31 Feb 1960',
    '2026-13',
    '1402',
    '1980 to 1970',
  ])('guesses nothing from %j', (text) => expect(parsePartialDate(text)).toBeNull());

  it.each([
    ['10 Dec 1948', '1948-12-10', true],
    ['Nov. 1973 ', '1973-11', true],
    ['August 1961', '1961-08', true],
    ['1946.', '1946', true],
    ['circa Mar 1961', '1961-03', false],
    ['circa 1979-1982', '1979/1982', false],
    ['1929 to 1930', '1929/1930', true],
    ['01 Sep 1960 to 29 Sep 1960', '1960-09', false],
    ['Between Aug. and Sep. 1977', '1977', false],
    ['01 Jan 1953 to 31 Dec 1954', '1953/1954', false],
    ['١٩٧٣-٠٤-٠١', '1973-04-01', true],
  ])('reads %j', (text, value, exact) => expect(parsePartialDate(text)).toEqual({ value, exact }));
});

describe('unpackNames', () => {
  it.each([
    ['Azim Adhajani; Azim Agha-Jani', ['Azim Adhajani', 'Azim Agha-Jani'], false],
    ['M. Sabet b) M. Karimi; J. Karimi', ['M. Sabet', 'M. Karimi', 'J. Karimi'], false],
    ['El Harrachi (الحراشي)', ['El Harrachi', 'الحراشي'], false],
    ['حسن غول (Hassan Ghul; Hassan Gul)', ['حسن غول', 'Hassan Ghul', 'Hassan Gul'], false],
    ['Abubakar (original script: Абубакар)', ['Abubakar', 'Абубакар'], false],
    ['Falah Foundation (FIF)', ['Falah Foundation', 'FIF'], false],
    ['Leader (Hong Kong) Trading Limited', ['Leader (Hong Kong) Trading Limited'], false],
    ['EL PARA (COMBAT NAME)', ['EL PARA'], true],
    ['K. Khairkhwa, born in Kandahar on 01 Jan.1967', ['K. Khairkhwa'], true],
  ])('takes apart %j', (text, names, leftOver) => expect(unpackNames(text)).toEqual({ names, leftOver }));

  it('keeps every letter outside remarks, whatever the brackets', () => {
    // Not one of a–h: ` a) ` counts names and belongs to none of them.
    const text = fc.string({ unit: fc.constantFrom('m', 'ب', '(', ')', ';', ' '), maxLength: 30 });
    const letters = (from: string) => [...new Set(from.replace(/[^mب]/g, ''))].sort().join('');
    fc.assert(
      fc.property(text, (raw) => {
        expect(letters(unpackNames(raw).names.join(' '))).toBe(letters(raw));
      }),
    );
  });
});

describe('names', () => {
  it('puts a person in natural order', () => {
    expect(naturalOrder('ZAYDAN, Muhammad')).toBe('Muhammad ZAYDAN');
    expect(naturalOrder('DELOS REYES, Feliciano Semborio, Jr.')).toBe('Feliciano Semborio DELOS REYES Jr.');
    expect(naturalOrder('SANTOSO')).toBe('SANTOSO');
    expect(naturalOrder('Santos, III')).toBe('Santos, III');
  });

  it('tells scripts apart and tidies', () => {
    expect(scriptTag('حسن غول')).toBe('ar');
    expect(scriptTag('حاجی گلاب گل')).toBe('und-Arab');
    expect(scriptTag('Амир')).toBe('und-Cyrl');
    expect(scriptTag('José')).toBeNull();
    expect(tidyName(' "HASSAN,  Sheikh" ')).toBe('HASSAN, Sheikh');
  });
});
