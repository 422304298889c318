import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnswer, writeAnswer } from '../src/modules/exchange/answer.ts';
import type { PeerRequest } from '../src/modules/exchange/types.ts';
import { bodyOf, readBody } from '../src/modules/ledger/model.ts';
import { openTestPair, type TestPair } from './two-nodes.ts';

let pair: TestPair;
beforeAll(async () => {
  pair = await openTestPair();
});
afterAll(() => pair.stop());

const DIGEST = 'a'.repeat(64);
const UUID = '0195a3c2-1111-7abc-8def-0123456789ab';
const good = {
  challenge: JSON.stringify({
    ...{ v: 1, sealed: 'a.b.c.d.e' },
    claim: {
      ...{ digest: DIGEST, bytes: 32, mediaType: 'application/vnd.jisr.challenge', enc: 'A256GCM' },
      ...{ kid: 'k'.repeat(43), place: 'inline', parts: [{ digest: DIGEST, bytes: 9 }] },
    },
  }),
  documents: '{"v":1,"bundles":[{"disclosure":"a.b.c","payload":null}],"receipts":["a.b.c"]}',
  card: '{"v":1,"cards":["a.b.c"]}',
  receipts: '{"v":1,"receipts":["a.b.c"]}',
  checkpoint: `old 0\n\nbhr.jisr/log/exchange\n1\n${'A'.repeat(43)}=\n\n— bhr.jisr/log/exchange ${'A'.repeat(92)}\n`,
  answer: Buffer.from(
    writeAnswer({
      ...{ v: 1, receipts: ['a.b.c'], gaps: [{ lane: 'queries', expected: 2 }], knows: 1, card: 1 },
      faults: [{ at: 0, code: 'LANE_FORK', place: 'queries/1' }],
    }),
  ).toString(),
};

/** A part of an address: numbers, names and what is neither. */
const part = fc.oneof(
  fc.constantFrom(
    DIGEST,
    UUID,
    '0',
    '1',
    '-1',
    '1e9',
    '0x10',
    '9'.repeat(30),
    'NaN',
    '',
    '.',
    '..',
    '%00',
    '%ff',
  ),
  fc.constantFrom('a'.repeat(199), UUID.toUpperCase(), `${DIGEST}0`, '1.5', '%F0%9F%9A%A2', "'", 'null'),
  fc.string({ maxLength: 8 }).map(encodeURIComponent),
);
/** A text that would be taken but for a piece that was cut, doubled or put in. */
const bent = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(20),
      fc.constantFrom('', '"', '{', '}', '[', '\u0000', '\n\n', 'null', '1e999'),
    )
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
const body = fc
  .oneof(
    fc.constantFrom(...Object.values(good)),
    fc.constantFrom(...Object.values(good)).chain(bent),
    fc.constantFrom(
      '['.repeat(50_000),
      '{"v":'.repeat(50_000),
      `[${'{},'.repeat(50_000)}{}]`,
      'null',
      '"',
      '',
    ),
    fc.constantFrom(`{"v":1,"bundles":[],"receipts":[${'"a",'.repeat(1_200)}"a"]}`, 'a.'.repeat(100_000)),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((text): Uint8Array => Buffer.from(text));
const posted = ['challenge', 'documents', 'receipts', 'card'].map((route) => `/x/v1/${route}`);
const request: fc.Arbitrary<PeerRequest> = fc.oneof(
  fc.record({
    method: fc.constant('POST' as const),
    path: fc.constantFrom(...posted, '/x/v1/add-checkpoint'),
    body,
  }),
  fc.record({
    method: fc.constant('PUT' as const),
    path: fc.tuple(part, part).map(([digest, n]) => `/x/v1/chunks/${digest}/${n}`),
    body,
  }),
  fc.record({
    method: fc.constant('GET' as const),
    path: fc.oneof(
      fc.tuple(part, part).map(([id, n]) => `/x/v1/chunks/${id}/${n}`),
      part.map((after) => `/x/v1/card?after=${after}`),
      fc.tuple(part, part).map(([about, after]) => `/x/v1/ledger/entries?about=${about}&after=${after}`),
      fc.constantFrom('/x/v1/outbox', '/x/v1/checkpoint', '/x/v1/health', '/x/v1/nothing'),
    ),
  }),
);

describe('a peer that signs whatever it likes', () => {
  it('is answered, by a signed answer or a refusal with a code, and nothing fails inside', async () => {
    const { exchange } = pair.bahrain.modules.bridge;
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const answer = await exchange.askAny(asked).catch((error: Error) => error);
        // What no route is for is refused before anybody looks who asks, and that answer is not signed.
        const status =
          answer instanceof Error ? Number(/HTTP (\d{3})/.exec(answer.message)?.[1]) : answer.status;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: Number(process.env.JISR_PROPERTY_RUNS ?? 300) },
    );
    // Some were good enough to be looked into.
    expect(statuses.get(200)).toBeGreaterThan(10);
    expect((await exchange.read.partner()).peer?.state).toBe('active');
  }, 240_000);
});

it('an entry of a ledger that is none is read as none, and never thrown at', () => {
  const entry = { kind: 'disclosure-sent', subject: UUID, articles: ['BORDERS/4.2'], actors: [] } as const;
  const digests = { policyDigest: null, objectDigest: DIGEST, counterpart: 'BHR', previousReceipt: null };
  const text = bodyOf(UUID, '2026-03-01T08:00:00.000Z', { ...entry, ...digests });
  expect(readBody(text)).toMatchObject({ subject: UUID });
  expect(readBody(text.replace('BORDERS', '\\u0000'))).toBeNull();
  fc.assert(
    fc.property(fc.oneof(bent(text), fc.string({ unit: 'binary' }), fc.json()), (given) => {
      const read = readBody(given);
      expect(read === null || typeof read.subject === 'string').toBe(true);
    }),
    { numRuns: 500 },
  );
  for (const piece of ['[', '{"a":', '\\', '"', '\\u0000', 'x'])
    expect(readBody(piece.repeat(100_000 / piece.length))).toBeNull();
});

it('an answer that is none is read as none, and never thrown at', () => {
  expect(readAnswer(Buffer.from(good.answer))).toMatchObject({ knows: 1 });
  fc.assert(
    fc.property(fc.oneof(bent(good.answer), fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const read = readAnswer(Buffer.from(text));
      expect(read === null || read.v === 1).toBe(true);
    }),
    { numRuns: 500 },
  );
});
