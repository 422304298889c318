import { expect, test } from 'vitest';
import { keysOf, signCard, verifyCard } from './card.ts';
import { openDisclosure, signDisclosure } from './disclosure.ts';
import { signMessage, verifyMessage } from './http-signature.ts';
import { openPayload, sealPayload } from './payload.ts';
import { openReceipt, signReceipt } from './receipt.ts';
import { cardKey, NOW, suite, testCard, testDisclosure, testKey } from './testing.ts';

const root = testKey();
const key = testKey();
const enc = testKey();
const keys = keysOf([{ card: testCard(root, [cardKey('sign', key), cardKey('encrypt', enc)]) }]);
const expected = { keys, issuer: 'USA', audience: 'BHR', receivedAt: NOW };

test('a card, a disclosure, its payload and its receipt go over and come back', async () => {
  const text = await signCard(root, testCard(root, [cardKey('sign', key), cardKey('encrypt', enc)]));
  expect(verifyCard(suite, text, null)).toMatchObject({ ok: true });

  const payload = new TextEncoder().encode('{"a":1}');
  const sealed = await sealPayload(suite, payload, {
    salt: new Uint8Array(32).fill(7),
    key: enc,
    mediaType: 'application/json',
  });
  const token = await signDisclosure(key, testDisclosure({ payload: sealed.claim }));
  const opened = openDisclosure(suite, token, expected);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const inside = await openPayload(suite, opened.value.claims.payload, sealed.parts, () => enc.privateKey);
  expect(inside.ok && new TextDecoder().decode(inside.value.payload)).toBe('{"a":1}');

  const sent = { id: opened.value.claims.id, digest: opened.value.digest };
  const receipt = await signReceipt(key, {
    v: 1,
    of: sent.id,
    digest: sent.digest,
    iss: 'USA',
    aud: 'BHR',
    iat: NOW,
    receivedAt: NOW,
    verdict: 'accepted',
    reason: null,
    log: null,
  });
  expect(openReceipt(suite, receipt, expected, sent)).toMatchObject({ ok: true });
});

test('a request and its response are verified', async () => {
  const body = new TextEncoder().encode('{}');
  const request = {
    method: 'POST',
    targetUri: 'https://east.example/x/v1/documents',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'a' },
  };
  const when = { created: NOW, nonce: 'n'.repeat(22) };
  const added = await signMessage(suite, key, request, body, when);
  const signed = { ...request, headers: { ...request.headers, ...added } };
  expect(verifyMessage(suite, signed, body, keys, NOW)).toMatchObject({
    ok: true,
    value: { skewSeconds: 0 },
  });
  const response = { status: 200, headers: { 'content-type': 'application/json' }, request: signed };
  const back = await signMessage(suite, key, response, body, when);
  const answered = { ...response, headers: { ...response.headers, ...back } };
  expect(verifyMessage(suite, answered, body, keys, NOW)).toMatchObject({ ok: true });
});
