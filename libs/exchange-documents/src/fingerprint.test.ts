import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { FINGERPRINT_WORDS } from './fingerprint-words.ts';

const a = { digest: 'a'.repeat(64) };
const b = { digest: 'b'.repeat(64) };

test('both sides see the same, and another pair gives another fingerprint', async () => {
  const seen = await fingerprint(a, b);
  expect(await fingerprint(b, a)).toEqual(seen);
  expect(seen.en).toHaveLength(12);
  expect(seen.ar).toHaveLength(12);
  expect(await fingerprint(a, { digest: 'c'.repeat(64) })).not.toEqual(seen);
});

test('the words and the numbers say the same bits', async () => {
  const { en, groups } = await fingerprint(a, b);
  const bits = en.map((word) => FINGERPRINT_WORDS.findIndex(([one]) => one === word));
  const binary = (numbers: number[], width: number) =>
    numbers.map((number) => number.toString(2).padStart(width, '0')).join('');
  expect(binary(groups.map(Number), 12)).toBe(binary(bits, 8));
});

test('a fingerprint stays what it is: the order of the words is part of the protocol', async () => {
  expect(await fingerprint(a, b)).toMatchInlineSnapshot(`
    {
      "ar": [
        "نجمة",
        "سفينة",
        "خيمة",
        "صندوق",
        "سلم",
        "زيتون",
        "مطر",
        "سوق",
        "غبار",
        "غصن",
        "فلفل",
        "خيمة",
      ],
      "en": [
        "star",
        "ship",
        "tent",
        "box",
        "ladder",
        "olive",
        "rain",
        "market",
        "dust",
        "branch",
        "pepper",
        "tent",
      ],
      "groups": [
        "0043",
        "0432",
        "3471",
        "2640",
        "0090",
        "1826",
        "0853",
        "3248",
      ],
    }
  `);
});

test('256 words that nobody mistakes for one another, in both languages', async () => {
  expect(FINGERPRINT_WORDS).toHaveLength(256);
  // What an eye passes over in Arabic: hamza, ta marbuta, alif maqsura.
  const plain = (word: string) => word.replaceAll(/[أإآ]/g, 'ا').replaceAll('ة', 'ه').replaceAll('ى', 'ي');
  expect(new Set(FINGERPRINT_WORDS.map(([en]) => en)).size).toBe(256);
  expect(new Set(FINGERPRINT_WORDS.map(([, ar]) => plain(ar))).size).toBe(256);
  fc.assert(
    fc.property(fc.constantFrom(...FINGERPRINT_WORDS), ([en, ar]) => {
      expect(en).toMatch(/^[a-z]{3,12}$/);
      expect(ar).toMatch(/^[ء-ي]{2,10}$/);
    }),
  );
});
