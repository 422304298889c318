import { expect, it } from 'vitest';
import { latinDigits } from './digits.ts';

it('reads Arabic-Indic and Persian digits as Latin ones and leaves the rest', () => {
  expect(latinDigits('A١٢٣')).toBe('A123');
  expect(latinDigits('۰۹٠٩')).toBe('0909');
  expect(latinDigits('نورة 7')).toBe('نورة 7');
});
