import { expect, test } from 'vitest';
import { toBase64Url, utf8 } from './bytes.ts';
import { keysOf, type NodeCard, rootOf, signCard, type TrustedCard, verifyCard } from './card.ts';
import { type CardKey, currentKey, keyFor } from './keys.ts';
import { cardKey, NOW, suite, testCard, testKey } from './testing.ts';

const root = testKey('EdDSA');
const key = testKey();
const next = testKey();
const enc = testKey();
const keys = [cardKey('sign', key), cardKey('encrypt', enc)];

async function trust(card: NodeCard, before: TrustedCard | null = null): Promise<TrustedCard> {
  const verified = verifyCard(suite, await signCard(root, card), before);
  if (!verified.ok) throw new Error(verified.fault.code);
  return verified.value;
}
const first = await trust(testCard(root, keys));
const following = (more: Partial<NodeCard> = {}) =>
  testCard(root, keys, { serial: 2, previous: first.digest, issuedAt: NOW, ...more });
const codeOf = (text: string, before: TrustedCard | null) => {
  const verified = verifyCard(suite, text, before);
  return verified.ok ? null : verified.fault.code;
};

test('another root than the trusted one signs in vain', async () => {
  const thief = testKey();
  expect(codeOf(await signCard(thief, following()), first)).toBe('CARD_ROOT');
  const own = testCard(thief, keys, { serial: 2, previous: first.digest });
  expect(codeOf(await signCard(thief, own), first)).toBe('CARD_ROOT');
  const [header, claims] = (await signCard(root, following())).split('.');
  const forged = `${header}.${claims}.${toBase64Url(await thief.sign(utf8(`${header}.${claims}`)))}`;
  expect(codeOf(forged, first)).toBe('JWS_SIGNATURE');
});

test.each([
  [{ party: 'BHR' }, 'CARD_PARTY'],
  [{ serial: 3 }, 'CARD_SERIAL'],
  [{ serial: 1, previous: null }, 'CARD_SERIAL'],
  [{ previous: 'a'.repeat(64) }, 'CARD_PREVIOUS'],
  [{ issuedAt: NOW - 3600 }, 'CARD_OLDER'],
  [{ keys: [cardKey('sign', key), cardKey('sign', key), cardKey('encrypt', enc)] }, 'CARD_KEY_TWICE'],
  [{ keys: [cardKey('sign', root), cardKey('encrypt', enc)] }, 'CARD_KEY_TWICE'],
  [{ keys: [cardKey('sign', key), cardKey('memorandum', enc)] }, 'CARD_KEY_MISSING'],
  [{ keys: [cardKey('sign', key, { revokedAt: NOW }), cardKey('encrypt', enc)] }, 'CARD_KEY_MISSING'],
  [{ keys: [cardKey('encrypt', key), cardKey('sign', next), cardKey('encrypt', enc)] }, 'CARD_KEY_CHANGED'],
  [{ keys: [cardKey('sign', key, { kid: next.kid }), cardKey('encrypt', enc)] }, 'KEY_ID'],
  [{ keys: [cardKey('sign', key), cardKey('encrypt', testKey('EdDSA'))] }, 'KEY_USE'],
  [{ keys: [cardKey('sign', key, { notAfter: 1 }), cardKey('encrypt', enc)] }, 'CLAIMS_SHAPE'],
])('a next card with %o is refused', async (more, code) => {
  expect(codeOf(await signCard(root, following(more)), first)).toBe(code);
});

test('a root that is no point of its curve verifies nothing and throws nothing', async () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const;
  const off = rootOf(suite, jwk);
  const text = await signCard({ ...testKey(), kid: off.kid }, { ...testCard(root, keys), root: off });
  expect(codeOf(text, null)).toBe('JWS_SIGNATURE');
});

test('a first card that names a card before it is refused', async () => {
  expect(codeOf(await signCard(root, following({ serial: 1 })), null)).toBe('CARD_PREVIOUS');
});

test('the same card again changes nothing', async () => {
  const text = await signCard(root, testCard(root, keys));
  expect(verifyCard(suite, text, first)).toEqual({ ok: true, value: first });
});

test('keys change hands with an overlap; what the old one signed in its time is still verified', async () => {
  const second = await trust(
    following({ keys: [cardKey('sign', next, { notBefore: NOW }), cardKey('encrypt', enc)] }),
    first,
  );
  const ring = keysOf([first, second]);
  expect(currentKey(ring, 'sign', NOW + 10)?.kid).toBe(next.kid);
  expect(currentKey(ring, 'sign', NOW - 10)?.kid).toBe(key.kid);
  expect(keyFor(ring, key.kid, 'sign', NOW - 10, NOW + 10)).toMatchObject({ ok: true });
  expect(currentKey(ring, 'log', NOW)).toBeUndefined();
});

test('a revoked key stays revoked, also when a later card leaves it out or revives it', async () => {
  const revoked = cardKey('sign', key, { revokedAt: NOW }) as CardKey;
  const second = await trust(
    following({ keys: [revoked, cardKey('sign', next), cardKey('encrypt', enc)] }),
    first,
  );
  const third = { serial: 3, previous: second.digest, issuedAt: NOW + 1 };
  const revived = following({
    ...third,
    keys: [cardKey('sign', key), cardKey('sign', next), cardKey('encrypt', enc)],
  });
  expect(codeOf(await signCard(root, revived), second)).toBe('CARD_KEY_CHANGED');
  const without = await trust(
    following({ ...third, keys: [cardKey('sign', next), cardKey('encrypt', enc)] }),
    second,
  );
  expect(keyFor(keysOf([first, second, without]), key.kid, 'sign', NOW - 10, NOW + 10)).toMatchObject({
    fault: { code: 'KEY_REVOKED' },
  });
  // Left out in between, it comes back unrevoked: the ring remembers.
  expect(keysOf([second, without, first]).get(key.kid)?.revokedAt).toBe(NOW);
});

test('a new root is taken over from the old one only if it signs too', async () => {
  const heir = testKey();
  const card = { ...following(), root: { kid: heir.kid, jwk: heir.jwk } };
  expect(codeOf(await signCard(root, card), first)).toBe('CARD_NEW_ROOT_UNPROVEN');
  expect(codeOf(await signCard(root, card, testKey()), first)).toBe('CARD_NEW_ROOT_UNPROVEN');
  const both = await signCard(root, card, heir);
  const verified = verifyCard(suite, both, first);
  if (!verified.ok) throw new Error(verified.fault.code);
  const after = { ...following({ serial: 3, previous: verified.value.digest }), root: card.root };
  expect(codeOf(await signCard(root, after), verified.value)).toBe('CARD_ROOT');
  expect(codeOf(await signCard(heir, after), verified.value)).toBeNull();
  const [one, other] = [both.split('\n')[0], await signCard(heir, { ...card, issuedAt: NOW + 1 })];
  expect(codeOf(`${one}\n${other}`, first)).toBe('CARD_FORM');
  expect(codeOf(`${both}\n${one}`, first)).toBe('CARD_FORM');
  expect(codeOf(`${await signCard(root, following())}\n${other}`, first)).toBe('CARD_FORM');
});
