import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPart } from './folding.ts';
import { decodeIcaoArabic } from './icao-arabic.ts';
import { readGivenParts, readParts } from './parts.ts';
import { symbolNames } from './symbols.ts';

const spell = (name: string): string[] =>
  readParts(name).map((part) => [...part.symbols].map((code) => symbolNames[code]).join('.'));
const letters = (name: string): string[] => readParts(name).map((part) => part.letters);

describe('reading the parts of a name', () => {
  it('never fails, whatever the string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        for (const part of readParts(name)) expect(part.symbols.length).toBeLessThanOrEqual(240);
      }),
    );
  });

  it('returns no part for a name without letters', () => {
    for (const name of ['', '   ', '<<<', '-', '/', '\u200f', "''"]) expect(readParts(name)).toEqual([]);
  });

  it('makes abd + X, X + allah and X + al-din one part', () => {
    expect(letters('Abd al-Rahman Nasr Allah')).toEqual(letters('ABDURRAHMAN NASRALLAH'));
    expect(letters('Nur al-Din')).toEqual(letters('Nureddin'));
    expect(letters('عبد الرحمن نور الدين')).toEqual(letters('عبدالرحمن نورالدين'));
    expect(readParts('عبد الله')).toHaveLength(1);
  });

  it('keeps the article as a flag of its part, assimilated or not', () => {
    for (const name of ['Al-Rashid', 'ar-Rashid', 'AL RASHID', 'الراشد']) {
      const [part, ...rest] = readParts(name);
      expect(rest).toEqual([]);
      expect(part?.article).toBe(true);
    }
  });

  it('tags particles, kunyas and titles instead of deleting them', () => {
    expect(readParts('Dr Umar bin Khalid Abu Salih').map((part) => part.role)).toEqual([
      'title',
      'name',
      'particle',
      'name',
      'kunya',
      'name',
    ]);
  });

  it('splits the title that a carrier glued to the given names', () => {
    expect(readGivenParts('KARIMFADILMR').map((part) => part.letters)).toEqual(['karimfadil', 'mr']);
    expect(readGivenParts('AMR').map((part) => part.letters)).toEqual(['amr']);
  });

  it('sees two names written together by their capitals', () => {
    expect(letters('KarimReza')).toEqual(['karim', 'reza']);
    expect(letters('McDonald')).toHaveLength(1);
  });
});

describe('folding', () => {
  it('removes case, diacritics, tatweel and direction marks', () => {
    expect(foldPart('Élodie')).toBe('elodie');
    expect(foldPart('مـحـمّـد\u200f')).toBe('محمد');
    expect(foldPart('Ōşī')).toBe('oshi');
  });

  it('unites the look-alikes of the Arabic keyboards', () => {
    expect(foldPart('أحمد')).toBe(foldPart('احمد'));
    expect(foldPart('کریم')).toBe(foldPart('كريم'));
    expect(foldPart('ﻛﺮﻳﻢ')).toBe(foldPart('كريم'));
  });

  it('romanises other alphabets', () => {
    expect(foldPart('Юрий')).toBe('yuriy');
    expect(foldPart('김')).toBe('gim');
    expect(foldPart('さとう')).toBe('satou');
    expect(foldPart('Νίκος')).toBe('nikos');
  });

  it('keeps letters that it has no rule for', () => {
    expect(spell('ᚠᚢ')[0]).toMatch(/^#/);
    expect(spell('ᚠᚢ')).not.toEqual(spell('ᚠᚦ'));
  });
});

describe('the ICAO Arabic code (Doc 9303-3 §6)', () => {
  it('says null where the name is Latin', () => {
    for (const name of ['ALEXANDER<MAX', 'FELIX', 'KARIM', 'Mxhmd', '', 'XAVIER<COX'])
      expect(decodeIcaoArabic(name)).toBeNull();
  });

  it('decodes back to Arabic letters', () => {
    expect(decodeIcaoArabic('MXHMD')).toBe('محمد');
    expect(decodeIcaoArabic('XAEXHMD')).toBe('أحمد');
    expect(decodeIcaoArabic('FAXTTMXAH')).toBe('فاطمة');
    expect(decodeIcaoArabic('EBD<ALRXHMN')).toBe('عبد الرحمن');
    expect(decodeIcaoArabic('XAAL<XKHLYFXAH')).toBe('آل خليفة');
  });
});
