import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as names from './index.ts';

/** The examples in the documentation of functions: each is run, and gives what stands behind it. */

const folder = new URL('.', import.meta.url);
const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\* @example (.+); \/\/ (.+)\n/g)].map(
      ([, code, value]) => ({ file, code: code!, value: value! }),
    ),
  );

const buffer = names.buildIndex([
  {
    key: 7,
    kind: 'person',
    names: [{ text: 'Karim Aldawsari', quality: 'primary' }],
    birthDates: [],
    nationalities: [],
    gender: null,
  },
]);
const explanation = names.openIndex(buffer).explain({ name: 'ALDOSSARY/KAREEMMR' }, 7);
const given = { ...names, buffer, explanation };

const run = (code: string): unknown =>
  new Function('given', `const { ${Object.keys(given).join(', ')} } = given; return ${code};`)(given);

describe('the example of each function', () => {
  it.each(examples)('$file: $code', ({ code, value }) => {
    const expected: unknown = run(value);
    if (typeof expected === 'number') {
      const digits = (/\.(\d+)$/.exec(value)?.[1] ?? '').length;
      expect(run(code)).toBeCloseTo(expected, digits);
    } else expect(run(code)).toEqual(expected);
  });

  it('is there for every function that the library gives', () => {
    const functions = Object.entries(names)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name);
    const without = functions.filter((name) => !examples.some(({ code }) => code.includes(`${name}(`)));
    expect(without).toEqual([]);
  });
});
