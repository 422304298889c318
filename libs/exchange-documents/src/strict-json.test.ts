import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './bytes.ts';
import { readStrictJson } from './strict-json.ts';

const read = (text: string) => readStrictJson(utf8(text), 1_000_000);
const codeOf = (text: string) => {
  const result = read(text);
  return result.ok ? null : result.fault.code;
};

test.each([
  ['{"a":1,"a":2}', 'JSON_DUPLICATE_MEMBER'],
  ['{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_MEMBER'],
  ['{"x":[{"b":1,"c":{"b":2},"b":3}]}', 'JSON_DUPLICATE_MEMBER'],
  ['{"__proto__":{}}', 'JSON_FORBIDDEN_TEXT'],
  ['{"\\u005f_proto__":{}}', 'JSON_FORBIDDEN_TEXT'],
  ['["\\u0000"]', 'JSON_FORBIDDEN_TEXT'],
  ['["\\ud800"]', 'JSON_FORBIDDEN_TEXT'],
  ['['.repeat(33) + ']'.repeat(33), 'JSON_TOO_DEEP'],
  [`[${'1,'.repeat(50_001)}1]`, 'JSON_TOO_LARGE'],
  [`[${'{},'.repeat(25_001)}1]`, 'JSON_TOO_LARGE'],
  ['{"a":1', 'JSON_INVALID'],
  ['{"a":1}x', 'JSON_INVALID'],
  ['\ufeff{}', 'JSON_INVALID'],
  ['', 'JSON_INVALID'],
  ['{"a":"\\', 'JSON_INVALID'],
])('%.40s is refused', (text, code) => expect(codeOf(text)).toBe(code));

test('a size over the limit and bytes that are no UTF-8 are refused', () => {
  expect(readStrictJson(utf8('"abc"'), 4)).toMatchObject({ fault: { code: 'JSON_TOO_LARGE' } });
  expect(readStrictJson(new Uint8Array([0x22, 0xff, 0x22]), 4)).toMatchObject({
    fault: { code: 'JSON_NOT_UTF8' },
  });
});

test('a value that equals a member’s name is no second member', () => {
  expect(read('{"a":"a","b":["a","b"],"c":{"a":"\\"a\\":"}}')).toMatchObject({ ok: true });
});

test('whatever JSON.parse and JSON.stringify agree on is read the same', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const result = read(text);
      if (result.ok) expect(result.value).toEqual(JSON.parse(text));
      else expect(['JSON_FORBIDDEN_TEXT', 'JSON_DUPLICATE_MEMBER']).toContain(result.fault.code);
    }),
  );
});

test('a member that is written twice anywhere is found', () => {
  const name = fc
    .string({ maxLength: 8 })
    .filter((text) => !/[\0\p{Surrogate}]/u.test(text) && text !== '__proto__');
  fc.assert(
    fc.property(name, fc.nat(20), fc.nat(5), (key, others, depth) => {
      const quoted = JSON.stringify(key);
      const between = Array.from(
        { length: others },
        (_, at) => `"${key.length}-${at}-other": {"a":[]},`,
      ).join(' ');
      const text = `${'{"in":'.repeat(depth)}{${quoted} : 1, ${between} ${quoted}:2}${'}'.repeat(depth)}`;
      expect(codeOf(text)).toBe('JSON_DUPLICATE_MEMBER');
    }),
  );
});
