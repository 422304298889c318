import { expect, it } from 'vitest';
import { countryName } from './countries.ts';

it('leaves an unknown code as it is', () => {
  expect(countryName('QQQ', 'en')).toBe('QQQ');
});

it('names states, and the codes that only travel documents have (ICAO 9303-3 §5)', () => {
  expect(countryName('SAU', 'ar')).toBe('المملكة العربية السعودية');
  expect(countryName('USA', 'en')).toBe('United States');
  expect(countryName('D', 'en')).toBe('Germany');
  expect(countryName('XXA', 'ar')).toBe('عديم الجنسية');
  expect(countryName('GBN', 'en')).toBe('United Kingdom');
});
