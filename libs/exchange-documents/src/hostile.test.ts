import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBatch, readReceipts, writeBatch } from './bundle.ts';
import { utf8 } from './bytes.ts';
import { keysOf, signCard, verifyCard } from './card.ts';
import { openDisclosure, signDisclosure } from './disclosure.ts';
import type { Checked } from './fault.ts';
import { FAULTS } from './fault-texts.ts';
import { signMessage, verifyMessage } from './http-signature.ts';
import { openPayload, sealPayload } from './payload.ts';
import { openReceipt, signReceipt } from './receipt.ts';
import { readStrictJson } from './strict-json.ts';
import { cardKey, NOW, suite, testCard, testDisclosure, testKey } from './testing.ts';

const root = testKey();
const key = testKey();
const enc = testKey();
const card = testCard(root, [cardKey('sign', key), cardKey('encrypt', enc)]);
const expected = { keys: keysOf([{ card }]), issuer: 'USA', audience: 'BHR', receivedAt: NOW };
const salt = new Uint8Array(32);
const sealed = await sealPayload(suite, utf8('{"a":1}'), { salt, key: enc, mediaType: 'application/json' });
const disclosure = await signDisclosure(key, testDisclosure({ payload: sealed.claim }));
const receipt = await signReceipt(key, {
  v: 1,
  of: testDisclosure().id,
  digest: 'a'.repeat(64),
  iss: 'USA',
  aud: 'BHR',
  iat: NOW,
  receivedAt: NOW,
  verdict: 'refused',
  log: null,
  reason: { set: 'memorandum', clause: 'BORDERS/4.2', code: 'PURPOSE', text: { en: 'No.', ar: 'لا.' } },
});
const signedCard = await signCard(root, card);
const batch = Buffer.from(
  writeBatch({ v: 1, bundles: [{ disclosure, payload: sealed.parts[0]! }], receipts: [receipt] }),
).toString();
const message = { method: 'PUT', targetUri: 'https://a.example/x', headers: { 'content-type': 'a/b' } };
const headers = await signMessage(suite, key, message, utf8('a'), { created: NOW, nonce: 'n'.repeat(22) });

/** Every reader of what a peer sends, as a function of a text; with a text that it takes. */
const readers: Record<
  string,
  { good: string; read: (text: string) => Checked<unknown> | Promise<Checked<unknown>> }
> = {
  card: { good: signedCard, read: (text) => verifyCard(suite, text, null) },
  disclosure: { good: disclosure, read: (text) => openDisclosure(suite, text, expected) },
  receipt: { good: receipt, read: (text) => openReceipt(suite, text, expected, null) },
  batch: { good: batch, read: (text) => readBatch(utf8(text)) },
  receipts: { good: `{"v":1,"receipts":["${receipt}"]}`, read: (text) => readReceipts(utf8(text)) },
  json: { good: batch, read: (text) => readStrictJson(utf8(text), 64_000_000) },
  payload: {
    good: sealed.parts[0]!,
    read: (text) => {
      const parts = [{ digest: Buffer.from(suite.sha256(utf8(text))).toString('hex'), bytes: text.length }];
      return openPayload(suite, { ...sealed.claim, parts }, [text], () => enc.privateKey);
    },
  },
  'signature-input': {
    good: headers['signature-input'],
    read: (text) => verify({ ...headers, 'signature-input': text }),
  },
  signature: { good: headers.signature, read: (text) => verify({ ...headers, signature: text }) },
  'content-digest': {
    good: headers['content-digest']!,
    read: (text) => verify({ ...headers, 'content-digest': text }),
  },
};
const verify = (more: Record<string, string>) =>
  verifyMessage(
    suite,
    { ...message, headers: { ...message.headers, ...more } },
    utf8('a'),
    expected.keys,
    NOW,
  );

const settle = (result: Checked<unknown>) => {
  if (result.ok) return;
  expect(FAULTS).toHaveProperty(result.fault.code);
  // What is said of a fault is ours, never a page of the peer's.
  expect(`${result.fault.at}${result.fault.detail ?? ''}`.length).toBeLessThan(300);
};

const names = Object.keys(readers);

test.each(names)('%s: the good one is taken', async (name) => {
  const { good, read } = readers[name]!;
  expect(await read(good)).toMatchObject({ ok: true });
});

/** Cut, doubled, replaced and moved pieces of a good text, or no text at all. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(40) }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), length: fc.nat(400) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    text: fc.string({ unit: 'binary', maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    text: fc.constantFrom('"', '{', '}', '.', ',', ':', '=', '(', ';', '\\', '\n', '"v":1,'),
  }),
);
function apply(text: string, step: typeof change extends fc.Arbitrary<infer T> ? T : never): string {
  const at = text.length === 0 ? 0 : step.at % text.length;
  if (step.kind === 'put') return text.slice(0, at) + step.text + text.slice(at + step.text.length);
  const piece = text.slice(at, at + step.length);
  return step.kind === 'cut'
    ? text.slice(0, at) + text.slice(at + step.length)
    : text.slice(0, at) + piece + text.slice(at);
}

test.each(names)('%s: nothing that arrives makes it fall over', async (name) => {
  const { good, read } = readers[name]!;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (steps) => {
      settle(await read(steps.reduce(apply, good)));
    }),
    { numRuns: 150 },
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => settle(await read(text))),
    { numRuns: 50 },
  );
});

const MEGABYTE = 1_000_000;
const fill = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);
const hostile = [
  ...[
    '[',
    '{"a":',
    '"',
    '\\',
    '"\\',
    '\\"',
    '{"a":1,',
    ' ',
    '.',
    'A',
    '=',
    ',',
    ';',
    '(',
    '("a" ',
    '"a"',
    'jisr=(',
    '\n',
    '\ud800',
    '[],',
    '{},',
  ].map(fill),
  `[${fill('{},')}{}]`,
  `{"v":1,"bundles":[${fill('{},')}{}],"receipts":[]}`,
  `{"v":1,"bundles":[],"receipts":[${fill('"",')}""]}`,
  `{${Array.from({ length: 60_000 }, (_, at) => `"member${at}":1`).join(',')}}`,
  `{"v":1,${Array.from({ length: 60_000 }, (_, at) => `"\\u006d${at}":1`).join(',')}}`,
  `jisr=(${fill('"@method" ')});created=1`,
  `jisr=()${fill(';a=1')}`,
  `jisr=();a="${fill('\\"')}"`,
  `jisr=:${fill('A')}:`,
  `sha-256=:${fill('A')}:`,
  `${fill('A')}.${fill('A')}.${fill('A')}`,
  `eyJhbGciOiJFUzI1NiJ9.${fill('.')}`,
];

test.each(names)(
  '%s: a megabyte of malice costs no more than a megabyte of anything',
  async (name) => {
    const { read } = readers[name]!;
    suite.spent.verified = 0;
    for (const text of hostile) {
      const before = process.cpuUsage();
      settle(await read(text));
      const spent = process.cpuUsage(before);
      // Linear work is some milliseconds; a quadratic step over a megabyte would be minutes.
      expect((spent.user + spent.system) / 1e6).toBeLessThan(5);
    }
    // None of it was worth asking for a signature.
    expect(suite.spent.verified).toBe(0);
  },
  120_000,
);

test('each fault has its words in both languages', () => {
  for (const [code, { en, ar }] of Object.entries(FAULTS)) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z0-9]+)+$/);
    expect(en).toMatch(/\.$/);
    expect(ar).toMatch(/[\u0600-\u06ff].*\.$/);
  }
});
