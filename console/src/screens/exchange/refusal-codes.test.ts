import { expect, it } from 'vitest';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import { isKnownCode, KNOWN_CODES } from './refusal-codes.ts';

it('has words in both languages for every code of the law, and shows any other code as it is', () => {
  for (const words of [ar, en] as Record<string, string>[])
    for (const code of KNOWN_CODES) expect(words[`code.${code}`], code).toMatch(/\S/);
  expect(isKnownCode('QUOTA')).toBe(true);
  expect(isKnownCode('toString')).toBe(false);
});
