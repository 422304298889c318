import fc from 'fast-check';
import { CompactEncrypt } from 'jose';
import { expect, test } from 'vitest';
import { utf8 } from './bytes.ts';
import { openPayload, type SealedPayload, sealPayload } from './payload.ts';
import { digestOf } from './suite.ts';
import { suite, testKey } from './testing.ts';

const enc = testKey();
const other = testKey();
const salt = new Uint8Array(32).fill(3);
const seal = (bytes: Uint8Array, more = {}) =>
  sealPayload(suite, bytes, { salt, key: enc, mediaType: 'application/json', ...more });
const open = ({ claim, parts }: SealedPayload, key = enc) =>
  openPayload(suite, claim, parts, (kid) => (kid === key.kid ? key.privateKey : undefined));
const codeOf = async (sealed: SealedPayload, key = enc) => {
  const opened = await open(sealed, key);
  return opened.ok ? null : opened.fault.code;
};
/** The head that would be signed over other parts. */
const resigned = (sealed: SealedPayload, parts: string[]): SealedPayload => ({
  parts,
  claim: {
    ...sealed.claim,
    parts: parts.map((part) => ({ digest: digestOf(suite, part), bytes: part.length })),
  },
});

test('altered, cut, swapped, missing: not what was signed', async () => {
  const sealed = await seal(new Uint8Array(100), { chunkBytes: 40 });
  expect(sealed.parts).toHaveLength(3);
  const [a, b, c] = sealed.parts as [string, string, string];
  const with_ = (...parts: string[]) => codeOf({ ...sealed, parts });
  expect(await with_(a, `${b.slice(0, -1)}${b.endsWith('A') ? 'B' : 'A'}`, c)).toBe('PAYLOAD_ALTERED');
  expect(await with_(a, b.slice(0, -4), c)).toBe('PAYLOAD_ALTERED');
  expect(await with_(b, a, c)).toBe('PAYLOAD_ALTERED');
  expect(await with_(a, b)).toBe('PAYLOAD_PART_MISSING');
  expect(await with_(a, b, c, c)).toBe('PAYLOAD_PART_MISSING');
});

test('sealed for another key: told apart from altered', async () => {
  const sealed = await seal(utf8('{}'));
  expect(await codeOf(sealed, other)).toBe('PAYLOAD_KEY_UNKNOWN');
  // The head names our key, but the sender sealed for another one.
  const foreign = await seal(utf8('{}'), { key: { kid: enc.kid, jwk: other.jwk } });
  expect(await codeOf(foreign)).toBe('PAYLOAD_UNOPENABLE');
  const named = await seal(utf8('{}'), { key: other });
  expect(await codeOf({ ...named, claim: { ...named.claim, kid: enc.kid } })).toBe('PAYLOAD_KEY_UNKNOWN');
});

test('a head that lies about what is inside', async () => {
  const sealed = await seal(utf8('{"a":1}'));
  expect(await codeOf({ ...sealed, claim: { ...sealed.claim, bytes: 8 } })).toBe('PAYLOAD_LENGTH');
  const another = await seal(utf8('{"a":2}'));
  expect(await codeOf(resigned(sealed, [...another.parts]))).toBe('PAYLOAD_DIGEST');
});

test('a part with another header is refused before a key is used', async () => {
  const sealed = await seal(utf8('{}'));
  const under = async (header: object) =>
    codeOf(
      resigned(sealed, [
        await new CompactEncrypt(new Uint8Array(34))
          .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...header })
          .encrypt(enc.jwk),
      ]),
    );
  expect(await under({})).toBe('PAYLOAD_FORM');
  expect(await under({ kid: enc.kid, cty: 'x' })).toBe('PAYLOAD_FORM');
  expect(await under({ kid: enc.kid, enc: 'A128GCM' })).toBe('PAYLOAD_FORM');
  expect(await under({ kid: enc.kid, alg: 'ECDH-ES+A128KW' })).toBe('PAYLOAD_FORM');
  expect(await codeOf(resigned(sealed, ['x'.repeat(50)]))).toBe('PAYLOAD_FORM');
  const [, ...rest] = sealed.parts[0]!.split('.');
  const header = btoa(JSON.stringify({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: enc.kid, epk: {} }));
  expect(await codeOf(resigned(sealed, [[header.replaceAll('=', ''), ...rest].join('.')]))).toBe(
    'PAYLOAD_FORM',
  );
});

test('the digest of a payload cannot be guessed without its salt', async () => {
  const one = await seal(utf8('A123'));
  const same = await seal(utf8('A123'), { salt: new Uint8Array(32).fill(4) });
  expect(one.claim.digest).not.toBe(same.claim.digest);
  expect(one.claim.digest).not.toBe(digestOf(suite, 'A123'));
  await expect(seal(utf8('A123'), { salt: new Uint8Array(8) })).rejects.toThrow(RangeError);
});

test('whatever is sealed comes out, in as many parts as it needs', async () => {
  const size = fc.nat(300);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), size, async (bytes, chunk) => {
      const sealed = await seal(bytes, { chunkBytes: chunk + 2 });
      expect(sealed.parts).toHaveLength(Math.max(1, Math.ceil(bytes.length / (chunk + 2))));
      const opened = await open(sealed);
      expect(opened.ok && [...opened.value.payload]).toEqual([...bytes]);
    }),
    { numRuns: 30 },
  );
});
