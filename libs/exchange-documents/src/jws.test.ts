import { CompactSign, compactVerify } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { toBase64Url, utf8 } from './bytes.ts';
import { keysOf } from './card.ts';
import { openDisclosure, signDisclosure } from './disclosure.ts';
import type { CardKey } from './keys.ts';
import { signReceipt } from './receipt.ts';
import { thumbprint } from './suite.ts';
import { cardKey, NOW, suite, testCard, testDisclosure, testKey } from './testing.ts';

const root = testKey();
const key = testKey();
const edwards = testKey('EdDSA');
const enc = testKey();
const ring = (more: Partial<CardKey> = {}) =>
  keysOf([
    { card: testCard(root, [cardKey('sign', key, more), cardKey('sign', edwards), cardKey('encrypt', enc)]) },
  ]);
const open = (token: string, more: Partial<Parameters<typeof openDisclosure>[2]> = {}) =>
  openDisclosure(suite, token, { keys: ring(), issuer: 'USA', audience: 'BHR', receivedAt: NOW, ...more });
const codeOf = (token: string, more = {}) => {
  const opened = open(token, more);
  return opened.ok ? null : opened.fault.code;
};

let token: string;
beforeAll(async () => {
  token = await signDisclosure(key, testDisclosure());
});

/** The same claims under another header, signed by the right key. */
async function under(header: string): Promise<string> {
  const input = `${toBase64Url(utf8(header))}.${token.split('.')[1]}`;
  return `${input}.${toBase64Url(await key.sign(utf8(input)))}`;
}
const typ = '"typ":"jisr-disclosure+jwt"';

test.each([
  [() => `{"alg":"none","kid":"${key.kid}",${typ}}`, 'JWS_ALG_NONE'],
  [() => `{"alg":"NONE","kid":"${key.kid}",${typ}}`, 'JWS_ALG_NONE'],
  [() => `{"alg":"HS256","kid":"${key.kid}",${typ}}`, 'JWS_ALG'],
  [() => `{"alg":"EdDSA","kid":"${key.kid}",${typ}}`, 'JWS_ALG'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"crit":["exp"]}`, 'JWS_CRIT'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"b64":false,"crit":["b64"]}`, 'JWS_CRIT'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"jku":"https://x.example"}`, 'JWS_KEY_IN_HEADER'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"x5u":"https://x.example"}`, 'JWS_KEY_IN_HEADER'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"jwk":{}}`, 'JWS_KEY_IN_HEADER'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"x5c":[]}`, 'JWS_KEY_IN_HEADER'],
  [() => `{"alg":"ES256","kid":"${key.kid}",${typ},"cty":"x"}`, 'JWS_HEADER_MEMBER'],
  [() => `{"alg":"ES256","kid":"${key.kid}","kid":"${edwards.kid}",${typ}}`, 'JSON_DUPLICATE_MEMBER'],
  [() => `{"alg":"ES256","kid":"${key.kid}","typ":"jisr-receipt+jwt"}`, 'JWS_TYP'],
  [() => `{"alg":"ES256","kid":"${key.kid}"}`, 'JWS_TYP'],
  [() => `{"alg":"ES256","kid":"nobody",${typ}}`, 'KEY_UNKNOWN'],
  [() => `{"alg":"ES256","kid":"${root.kid}",${typ}}`, 'KEY_UNKNOWN'],
  [() => `{"alg":"ES256","kid":"${enc.kid}",${typ}}`, 'KEY_USE'],
  [() => `{"alg":"EdDSA","kid":"${edwards.kid}",${typ}}`, 'JWS_SIGNATURE'],
  [() => `{"kid":"${key.kid}",${typ}}`, 'JWS_HEADER'],
  [() => `{"alg":"ES256","kid":7,${typ}}`, 'JWS_HEADER'],
  [() => '[]', 'JWS_HEADER'],
  [() => '{', 'JWS_HEADER'],
])('a header %# is refused', async (header, code) => {
  expect(codeOf(await under(header()))).toBe(code);
});

test('a text that is no compact JWS is refused by its form', () => {
  const [header, payload, signature] = token.split('.');
  for (const text of [
    '',
    '.',
    '..',
    'a.b',
    token.slice(0, -1),
    `${token}.x`,
    `${token}=`,
    ` ${token}`,
    `${header}.${payload}`,
  ])
    expect(codeOf(text)).toMatch(/^JWS_(FORM|HEADER|SIGNATURE)$/);
  expect(codeOf(`${header}.${payload}.`)).toBe('JWS_SIGNATURE');
  expect(codeOf(`${header}.${payload}+.${signature}`)).toBe('JWS_FORM');
  expect(codeOf(`${token}${'A'.repeat(70_000)}`)).toBe('JWS_TOO_LARGE');
});

test('a document of another type does not pass for a disclosure', async () => {
  const receipt = await signReceipt(key, {
    v: 1,
    of: testDisclosure().id,
    digest: 'a'.repeat(64),
    iss: 'USA',
    aud: 'BHR',
    iat: NOW,
    receivedAt: NOW,
    verdict: 'accepted',
    reason: null,
    log: null,
  });
  expect(codeOf(receipt)).toBe('JWS_TYP');
});

test('a key outside of its time, or revoked, is refused', () => {
  const codeWith = (more: Partial<CardKey>) => codeOf(token, { keys: ring(more) });
  expect(codeWith({ notBefore: NOW + 3600 })).toBe('KEY_NOT_YET_VALID');
  expect(codeWith({ notAfter: NOW - 3600 })).toBe('KEY_EXPIRED');
  expect(codeWith({ revokedAt: NOW - 3600 })).toBe('KEY_REVOKED');
  // Received before the revocation, it stays good: an auditor opens it with the time of its receipt.
  expect(codeWith({ revokedAt: NOW + 3600 })).toBeNull();
});

test.each([
  [{ iss: 'BHR' }, 'DOCUMENT_ISSUER'],
  [{ aud: 'USA' }, 'DOCUMENT_AUDIENCE'],
  [{ iat: NOW + 61 }, 'DOCUMENT_FROM_THE_FUTURE'],
  [{ exp: NOW - 1 }, 'DOCUMENT_EXPIRED'],
])('claims %o are refused', async (claims, code) => {
  expect(codeOf(await signDisclosure(key, testDisclosure(claims)))).toBe(code);
});

test('what is not in the agreed shape is refused with its place', async () => {
  const sign = async (claims: object) => {
    const input = `${token.split('.')[0]}.${toBase64Url(utf8(JSON.stringify(claims)))}`;
    return open(`${input}.${toBase64Url(await key.sign(utf8(input)))}`);
  };
  const claims = testDisclosure();
  const at = (place: string) => ({ fault: { code: 'CLAIMS_SHAPE', at: place } });
  expect(await sign({ ...claims, extra: 1 })).toMatchObject(at('extra'));
  expect(await sign({ ...claims, seq: 0 })).toMatchObject(at('seq'));
  expect(await sign({ ...claims, seq: 1.5 })).toMatchObject(at('seq'));
  expect(await sign({ ...claims, seq: 2 })).toMatchObject(at('prev'));
  expect(await sign({ ...claims, prev: 'a'.repeat(64) })).toMatchObject(at('prev'));
  expect(await sign({ ...claims, articles: [] })).toMatchObject(at('articles'));
  expect(await sign({ ...claims, agreement: { ...claims.agreement, digest: 'A' } })).toMatchObject(
    at('agreement.digest'),
  );
  expect(await sign({ ...claims, payload: { ...claims.payload, zip: 'DEF' } })).toMatchObject(
    at('payload.zip'),
  );
  expect(await sign([])).toMatchObject(at(''));
});

test('jose verifies what we sign, and we open what jose signs', async () => {
  for (const signer of [key, edwards]) {
    const ours = await signDisclosure(signer, testDisclosure());
    expect((await compactVerify(ours, signer.jwk)).protectedHeader.kid).toBe(signer.kid);
    const theirs = await new CompactSign(utf8(JSON.stringify(testDisclosure())))
      .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: 'jisr-disclosure+jwt' })
      .sign(signer.privateKey);
    expect(codeOf(theirs)).toBeNull();
  }
});

test('a thumbprint is that of RFC 8037 A.3', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
  expect(thumbprint(suite, jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});
