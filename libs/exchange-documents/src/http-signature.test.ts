import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { expect, test } from 'vitest';
import { fromBase64, utf8 } from './bytes.ts';
import { keysOf } from './card.ts';
import { contentDigest, signMessage, verifyMessage } from './http-signature.ts';
import type { CardKey } from './keys.ts';
import { createNonces, NONCE_SECONDS } from './nonces.ts';
import { type SignedRequest, signatureBase } from './signature-base.ts';
import { readSignatureInput, readSignatures } from './signature-fields.ts';
import { cardKey, NOW, suite, testCard, testKey } from './testing.ts';

const key = testKey();
const edwards = testKey('EdDSA');
const enc = testKey();
const ring = (more: Partial<CardKey> = {}) =>
  keysOf([
    {
      card: testCard(testKey(), [
        cardKey('sign', key, more),
        cardKey('sign', edwards),
        cardKey('encrypt', enc),
      ]),
    },
  ]);
const body = utf8('{"a":1}');
const when = { created: NOW, nonce: 'nonce-nonce-nonce-1' };
const plain: SignedRequest = {
  method: 'POST',
  targetUri: 'https://exchange.east.example/x/v1/documents?a=1',
  headers: { 'content-type': 'application/json', 'idempotency-key': 'k1', host: 'somewhere.example' },
};
const sign = async (signer = key, message = plain, of: Uint8Array | null = body) => ({
  ...message,
  headers: { ...message.headers, ...(await signMessage(suite, signer, message, of, when)) },
});
const request = await sign();
const codeOf = (message: SignedRequest, of: Uint8Array | null = body, now = NOW, keys = ring()) => {
  const verified = verifyMessage(suite, message, of, keys, now);
  return verified.ok ? null : verified.fault.code;
};
const withHeaders = (headers: Record<string, string | undefined>) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
const input = request.headers['signature-input']!;
/** Another input, signed anew by the right key as it stands. */
async function resigned(changed: string): Promise<SignedRequest> {
  const [read] = readSignatureInput(changed)!;
  const base = signatureBase(request, read!.components, read!.raw);
  if ('missing' in base) throw new Error(base.missing);
  const signature = Buffer.from(await key.sign(utf8(base.text))).toString('base64');
  return withHeaders({ 'signature-input': changed, signature: `jisr=:${signature}:` });
}

test('RFC 9421 B.2.6', () => {
  const given = {
    method: 'POST',
    targetUri: 'https://example.com/foo?param=Value&Pet=dog',
    headers: {
      host: 'example.com',
      date: 'Tue, 20 Apr 2021 02:07:55 GMT',
      'content-type': 'application/json',
      'content-length': '18',
    },
  };
  const [read] = readSignatureInput(
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  )!;
  const base = signatureBase(given, read!.components, read!.raw);
  const signature = readSignatures(
    'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  )!.get('sig-b26')!;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' } as const;
  if ('missing' in base) throw new Error(base.missing);
  expect(suite.verify(jwk, utf8(base.text), fromBase64(signature)!)).toBe(true);
});

test('the base of a response quotes its request', () => {
  const [read] = readSignatureInput('jisr=("@status" "@method";req "signature";req;key="jisr");created=1')!;
  const response = {
    status: 200,
    headers: {},
    request: { ...request, headers: { signature: 'jisr=:AAAA:' } },
  };
  expect(signatureBase(response, read!.components, read!.raw)).toEqual({
    text: '"@status": 200\n"@method";req: POST\n"signature";req;key="jisr": :AAAA:\n"@signature-params": ("@status" "@method";req "signature";req;key="jisr");created=1',
  });
});

test('RFC 9530: the digest of a body', () => {
  // The value of RFC 9421 B.2 is SHA-512; this one is the SHA-256 of the same body, from RFC 9530 B.1.
  expect(contentDigest(suite, utf8('{"hello": "world"}\n'))).toBe(
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
  );
});

test.each([
  ['no input', withHeaders({ 'signature-input': undefined }), 'SIGNATURE_MISSING'],
  ['no signature', withHeaders({ signature: undefined }), 'SIGNATURE_MISSING'],
  ['unreadable input', withHeaders({ 'signature-input': 'jisr=(' }), 'SIGNATURE_FORM'],
  ['unreadable signature', withHeaders({ signature: 'jisr=x' }), 'SIGNATURE_FORM'],
  ['base64 that nobody writes', withHeaders({ signature: 'jisr=:AB==:' }), 'SIGNATURE_FORM'],
  ['another label', withHeaders({ 'signature-input': input.replace('jisr', 'sig1') }), 'SIGNATURE_LABEL'],
  ['two signatures', withHeaders({ 'signature-input': `${input}, ${input}` }), 'SIGNATURE_LABEL'],
  [
    'another target',
    { ...request, targetUri: 'https://exchange.east.example/x/v1/receipts' },
    'SIGNATURE_INVALID',
  ],
  ['another host', { ...request, targetUri: request.targetUri.replace('east', 'evil') }, 'SIGNATURE_INVALID'],
  ['another method', { ...request, method: 'PUT' }, 'SIGNATURE_COMPONENTS'],
  ['another media type', withHeaders({ 'content-type': 'text/plain' }), 'SIGNATURE_INVALID'],
  ['another idempotency key', withHeaders({ 'idempotency-key': 'k2' }), 'SIGNATURE_INVALID'],
  ['no idempotency key', withHeaders({ 'idempotency-key': undefined }), 'SIGNATURE_HEADER_MISSING'],
  ['no digest', withHeaders({ 'content-digest': undefined }), 'DIGEST_MISSING'],
  ['another digest', withHeaders({ 'content-digest': 'sha-512=:AAAA:' }), 'DIGEST_FORM'],
])('%s', (_, message, code) => expect(codeOf(message)).toBe(code));

test('a body that changed, came, or went', () => {
  expect(codeOf(request, utf8('{"a":2}'))).toBe('DIGEST_MISMATCH');
  expect(codeOf(request, null)).toBe('SIGNATURE_COMPONENTS');
});

test.each([
  ['no nonce', (text: string) => text.replace(/;nonce="[^"]*"/, ''), 'SIGNATURE_PARAMETERS'],
  ['a short nonce', (text: string) => text.replace(/nonce="[^"]*"/, 'nonce="n"'), 'SIGNATURE_PARAMETERS'],
  ['no expiry', (text: string) => text.replace(/;expires=\d+/, ''), 'SIGNATURE_PARAMETERS'],
  ['an unknown parameter', (text: string) => `${text};context="x"`, 'SIGNATURE_PARAMETERS'],
  [
    'a parameter of another kind',
    (text: string) => text.replace(/created=(\d+)/, 'created="$1"'),
    'SIGNATURE_PARAMETERS',
  ],
  ['another tag', (text: string) => text.replace('jisr-v1', 'jisr-v2'), 'SIGNATURE_TAG'],
  ['another algorithm', (text: string) => text.replace('ecdsa-p256-sha256', 'ed25519'), 'SIGNATURE_ALG'],
  ['a key of another use', (text: string) => text.replace(key.kid, enc.kid), 'KEY_USE'],
  ['an unknown key', (text: string) => text.replace(key.kid, 'nobody'), 'KEY_UNKNOWN'],
  [
    'a long life',
    (text: string) => text.replace(/expires=\d+/, `expires=${NOW + 301}`),
    'SIGNATURE_LIFETIME',
  ],
  [
    'an end before its beginning',
    (text: string) => text.replace(/expires=\d+/, `expires=${NOW - 1}`),
    'SIGNATURE_LIFETIME',
  ],
  ['less covered', (text: string) => text.replace('"@target-uri" ', ''), 'SIGNATURE_COMPONENTS'],
  ['more covered', (text: string) => text.replace('("@method"', '("@method" "host"'), 'SIGNATURE_COMPONENTS'],
])('%s, well signed', async (_, change, code) => {
  expect(codeOf(await resigned(change(input)))).toBe(code);
});

test('a component that is covered twice', async () => {
  const twice = input.replace('"content-type"', '"@method"');
  expect(codeOf(withHeaders({ 'signature-input': twice }))).toBe('SIGNATURE_COMPONENTS');
  expect(codeOf(await resigned(input.replace('("@method"', '("@method" "@method"')))).toBe(
    'SIGNATURE_COMPONENTS',
  );
});

test('clocks that differ, with the difference', () => {
  expect(codeOf(request, body, NOW + 300)).toBeNull();
  expect(codeOf(request, body, NOW - 60)).toBeNull();
  expect(verifyMessage(suite, request, body, ring(), NOW + 7200)).toMatchObject({
    fault: { code: 'SIGNATURE_STALE', detail: '-7200' },
  });
  expect(verifyMessage(suite, request, body, ring(), NOW - 7200)).toMatchObject({
    fault: { code: 'SIGNATURE_FROM_THE_FUTURE', detail: '7200' },
  });
  expect(verifyMessage(suite, request, body, ring(), NOW + 12)).toMatchObject({
    value: { skewSeconds: -12 },
  });
});

test('a key that is revoked or out of its time', () => {
  expect(codeOf(request, body, NOW, ring({ revokedAt: NOW - 1 }))).toBe('KEY_REVOKED');
  expect(codeOf(request, body, NOW, ring({ notAfter: NOW - 1 }))).toBe('KEY_EXPIRED');
  expect(codeOf(request, body, NOW, ring({ notBefore: NOW + 1 }))).toBe('KEY_NOT_YET_VALID');
});

test('a signature by Ed25519, and one without a body', async () => {
  expect(codeOf(await sign(edwards))).toBeNull();
  const get: SignedRequest = {
    method: 'GET',
    targetUri: 'https://exchange.east.example/x/v1/card',
    headers: {},
  };
  expect(codeOf(await sign(key, get, null), null)).toBeNull();
  expect(codeOf(await sign(key, get, null), new Uint8Array(0))).toBeNull();
  await expect(sign(key, { ...get, method: 'POST' }, null)).rejects.toThrow('idempotency-key');
});

test('any byte of a signed message that changes, changes the verdict', () => {
  const names = [
    'signature-input',
    'signature',
    'content-digest',
    'content-type',
    'idempotency-key',
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.nat(),
      fc.integer({ min: 0x21, max: 0x7e }),
      (name, at, char) => {
        const value = (request.headers as Record<string, string>)[name]!;
        const place = at % value.length;
        const changed = value.slice(0, place) + String.fromCharCode(char) + value.slice(place + 1);
        fc.pre(changed !== value);
        expect(codeOf(withHeaders({ [name]: changed }))).not.toBeNull();
      },
    ),
  );
});

test('a nonce is used once, by each key, for as long as its message would be taken', () => {
  const nonces = createNonces();
  const claims = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(3), fc.nat(400)), { maxLength: 100 });
  expect(nonces.claim('k', 'n', 0)).toBe(true);
  expect(nonces.claim('other', 'n', 0)).toBe(true);
  expect(nonces.claim('k', 'n', NONCE_SECONDS - 1)).toBe(false);
  fc.assert(
    fc.property(claims, (steps) => {
      const memory = createNonces();
      const last = new Map<string, number>();
      let now = 0;
      for (const [kid, nonce, pause] of steps) {
        now += pause;
        const name = `${kid}${nonce}`;
        const before = last.get(name);
        const isNew = memory.claim(kid, String(nonce), now);
        if (before !== undefined && now - before < NONCE_SECONDS) expect(isNew).toBe(false);
        if (before === undefined || now - before >= 3 * NONCE_SECONDS) expect(isNew).toBe(true);
        if (isNew) last.set(name, now);
      }
      expect(memory.size).toBeLessThanOrEqual(8);
    }),
  );
});

test('another implementation of RFC 9421 verifies what we sign, and signs what we verify', async () => {
  const publicKey = createPublicKey(key.privateKey);
  const given = {
    method: request.method,
    url: request.targetUri,
    headers: request.headers as Record<string, string>,
  };
  const verify = createVerifier(publicKey, 'ecdsa-p256-sha256');
  const keyLookup = async () => ({ id: key.kid, algs: ['ecdsa-p256-sha256' as const], verify });
  const options = { keyLookup, notAfter: new Date((NOW + 60) * 1000), tolerance: 10 ** 9 };
  expect(await httpbis.verifyMessage(options, given)).toBe(true);
  const { signature, 'signature-input': _, ...headers } = given.headers;
  const theirs = await httpbis.signMessage(
    {
      key: createSigner(key.privateKey, 'ecdsa-p256-sha256', key.kid),
      name: 'jisr',
      fields: ['@method', '@target-uri', 'content-digest', 'content-type', 'idempotency-key'],
      params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
      paramValues: {
        created: new Date(NOW * 1000),
        expires: new Date((NOW + 300) * 1000),
        nonce: when.nonce,
        tag: 'jisr-v1',
      },
    },
    { ...given, headers },
  );
  const lower = Object.fromEntries(
    Object.entries(theirs.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  expect(codeOf({ ...request, headers: lower })).toBeNull();
  expect(signature).toMatch(/^jisr=:/);
});
