import { describe, expect, it } from 'vitest';
import { documentForms, documentNumber, sameDocument } from './documents.ts';

const same = (one: string, other: string) =>
  sameDocument({ number: one, issuer: null }, { number: other, issuer: 'BHR' });

describe('documents', () => {
  it('compares numbers without what carriers print into them', () => {
    expect(documentNumber(' a 123-456<')).toBe('A123456');
    expect(documentNumber('A١٢٣۴۵')).toBe('A12345');
    expect(documentForms('<<')).toEqual([]);
    expect(documentForms('000')).toEqual(['0']);
  });

  it.each([
    ['A 123-456', 'a123456', true],
    ['0012345678', '12345678', true],
    ['L898902C3', 'L898902C36', true],
    ['L898902C3', 'L898902C37', false],
    ['A123456', 'A123457', false],
    ['12345', '123457', false],
  ])('%s and %s', (one, other, expected) => {
    expect(same(one, other)).toBe(expected);
    expect(same(other, one)).toBe(expected);
  });

  it('goes by the issuer where both state one', () => {
    const [one, other] = [
      { number: 'A123456', issuer: 'BHR' },
      { number: 'A123456', issuer: 'SAU' },
    ];
    expect(sameDocument(one, other)).toBe(false);
    expect(sameDocument(one, { ...other, issuer: null })).toBe(true);
  });
});
