import { CATALOGUE, type Category } from '@jisr/memorandum/vocabulary';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, objectDigestOf } from '../src/modules/disclosures/model.ts';
import { arrives, lawOf, type OpenGate, openGate } from '../src/modules/disclosures/testing.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const CATEGORIES = Object.keys(CATALOGUE) as Category[];
/** Categories that a desk of this node takes. */
const TAKEN: readonly Category[] = [
  ...(['query-plain', 'query-blind', 'hit-answer', 'filter', 'supplement-request'] as const),
  ...(['person-supplement', 'outcome-notice', 'correction-notice', 'deletion-notice'] as const),
  ...(['deletion-receipt', 'memorandum-proposal', 'memorandum-signature', 'suspension'] as const),
];
const UUID = '019c0000-0000-7000-8000-00000000d001';
const DIGEST = 'a'.repeat(64);
const ELEMENT = 'A'.repeat(43);

/** A value that each field may well have; the fields of the catalogue that are not here take any text. */
const GOOD: Readonly<Record<string, unknown>> = {
  ...{ birthDate: '1980-02-03', takenOn: '2026-01-01', expiresOn: '2030-01-01', sex: 'M', hit: true },
  ...{ reportedOn: '2026-01-01', listedSince: '2020', documentNumber: 'P1', issuer: 'BHR', of: UUID },
  ...{ confirmed: true, lifted: false, digest: DIGEST, deletedAt: '2026-01-01T00:00:00Z', copies: 1 },
  ...{ signedAt: '2026-01-01T00:00:00Z', listSize: 4, version: 1, memorandumId: 'BORDERS', party: 'BHR' },
  ...{ from: '2026-01-01T00:00:00Z', until: null, epoch: 1, validUntil: '2026-02-01T00:00:00Z' },
  ...{ blinded: [ELEMENT], evaluated: [ELEMENT], proof: 'A'.repeat(86), commitment: DIGEST, kinds: ['doc'] },
  ...{ offence: 'serious', urgency: 'ordinary', references: ['P-1'], outcome: 'declined', note: 'a note' },
  ...{ decision: 'supply', corrected: { birthDate: '1981-02-03' }, withdrawn: ['sex'], filter: 'AAAA' },
  questions: { fields: ['names'], assurances: [] },
  keys: [{ name: 'A', birthDate: null, nationality: null, gender: null, documents: [] }],
};

const text = fc.oneof(
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '\u202e',
    '',
    ' ',
    '-',
    '%',
    "'",
    '\\',
    '\\u0000',
  ),
  fc.constantFrom('0000-01-01', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30', '0001'),
  fc.constantFrom('0000-12-31T23:59:59.999999999Z', '1900-01-01', UUID, DIGEST, '9'.repeat(40), '__proto__'),
  fc.constantFrom('x'.repeat(70_000), 'م'.repeat(2_500)),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small', withCrossShrink: true },
  text,
  fc.constantFrom(-1, 0, 1, 2 ** 31, 2 ** 53 - 1, 1e308, 0.1, true, false, null),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(text, fc.integer()), { maxKeys: 3 }),
  fc.constantFrom(
    Array.from({ length: 6_000 }, () => 'x'),
    Array.from({ length: 501 }, () => ELEMENT),
    Array.from({ length: 12 }).reduce<unknown>((inner) => [inner], 1),
    Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 1),
    { text: 'a\u0000', ground: 'other', until: '0000-01-01' },
  ),
);
/** Fields of a category, some of them bent; and beside the content what only the receiver sees. */
const contents = fc.record({
  category: fc.constantFrom(...TAKEN),
  bent: fc.array(fc.tuple(fc.nat(), value), { maxLength: 3 }),
  agency: fc.oneof({ weight: 4, arbitrary: fc.constant('NCP') }, text),
  action: fc.constantFrom('ask', 'answer', 'supply', 'notify', 'publish', 'confirm'),
});

let node: TestNode;
let gate: OpenGate;
beforeAll(async () => {
  node = await openTestNode({ settings: { JISR_COUNTRY: 'USA' } });
  const { queries, requests, memoranda } = node.modules;
  const { arriving } = memoranda;
  const fieldsOf = (category: string) => CATALOGUE[category as Category]?.fields;
  // A law that allows everything: what stands between the partner and the desks is then the form alone.
  const law = lawOf({ fields: Object.fromEntries(CATEGORIES.map((each) => [each, fieldsOf(each)!])) });
  gate = openGate(node.kernel.database, law, {
    self: { party: 'USA', agency: 'NCP' },
    fieldsOf,
    desks: () => ({
      'memorandum-proposal': { take: arriving['memorandum-proposal'] },
      'memorandum-signature': { take: arriving['memorandum-signature'] },
      suspension: { take: arriving.suspension },
      ...queries.desks,
      ...requests.desks,
    }),
  });
});
afterAll(() => node.stop());

let made = 0;
type Bent = typeof contents extends fc.Arbitrary<infer Each> ? Each : never;

/** What the partner's own gate need not have seen: any bytes, sealed and signed by a key that is its own. */
function documentOf({ category, bent, agency, action }: Bent, bytes?: Uint8Array) {
  const fields = CATALOGUE[category].fields as readonly string[];
  const payload: Record<string, unknown> = Object.fromEntries(
    fields.map((field) => [field, field in GOOD ? GOOD[field] : 'text']),
  );
  // The one category whose note has members.
  if (category === 'outcome-notice') payload.note = { text: 'a note' };
  for (const [at, put] of bent) payload[fields[at % fields.length]!] = put;
  made += 1;
  const id = `019c0000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  const side = { party: 'BHR', agency };
  const subject = { minor: false, own: false, sensitive: false };
  const envelope = canonical({
    ...{ v: 1, from: side, to: { party: 'USA', agency: 'NCP' }, mode: null, subject, automatic: false },
    ...{ urgent: false, assurances: [], originator: null, originatorConsent: false, payload },
  });
  const sealed = bytes ?? Buffer.from(envelope);
  const salt = 's'.repeat(43);
  return arrives({
    sealed: { bytes: sealed, mediaType: 'application/vnd.jisr.disclosure+json', salt },
    documentDigest: objectDigestOf(salt, Buffer.from(id)),
    head: {
      ...{ id, category, action, thread: id, inReplyTo: null, purpose: 'border-security', offence: null },
      agreement: { id: 'BORDERS', version: 1, digest: 'd'.repeat(64) },
      ...{ articles: ['BORDERS/4.2'], tlp: 'amber', retainUntil: '2026-06-01T00:00:00.000Z' },
      ...{ onward: 'forbidden', answerBy: null, caveats: [], approvals: [] },
    },
  });
}

const receive = async (document: ReturnType<typeof documentOf>) => {
  const [verdict] = await node.kernel.database.transaction((tx) => gate.disclosures.receive(tx, [document]));
  return verdict!;
};

describe('whatever the partner seals', () => {
  it('is taken where it has the form of its category', async () => {
    const verdicts = new Map<string, string>();
    for (const category of CATEGORIES) {
      const { verdict, reason } = await receive(
        documentOf({ category, bent: [], agency: 'NCP', action: 'supply' }),
      );
      verdicts.set(category, reason?.code ?? verdict);
    }
    const missing = CATEGORIES.filter((category) => verdicts.get(category) === 'HANDLER_MISSING');
    expect(missing).toEqual(CATEGORIES.filter((category) => !TAKEN.includes(category)));
    expect([...verdicts].filter(([, said]) => said !== 'accepted' && said !== 'HANDLER_MISSING')).toEqual([]);
  });

  it.each<[Category, string, unknown]>([
    ['filter', 'epoch', 2 ** 31],
    ['filter', 'validUntil', ''],
    ['filter', 'validUntil', '0000-01-01T00:00:00Z'],
    ['query-plain', 'caseReference', 'a\u0000b'],
    ['supplement-request', 'justification', 'x\ud800'],
    ['person-supplement', 'names', ['a\u0000b']],
  ])('is refused where no database keeps it: %s.%s', async (category, field, put) => {
    const at = (CATALOGUE[category].fields as readonly string[]).indexOf(field);
    const document = documentOf({ category, bent: [[at, put]], agency: 'NCP', action: 'supply' });
    expect(await receive(document)).toMatchObject({ verdict: 'refused' });
  });

  // A document on which the receiver stumbles gets no receipt, and everything behind it in its lane waits.
  it('gets a verdict', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(contents, async (bent) => {
        const { verdict } = await receive(documentOf(bent));
        expect(['accepted', 'refused']).toContain(verdict);
        if (verdict === 'accepted') accepted += 1;
      }),
      { numRuns: Number(process.env.JISR_PROPERTY_RUNS ?? 300) },
    );
    expect(accepted).toBeGreaterThan(0);
  }, 240_000);

  it('gets one also when it is no envelope at all', async () => {
    const good = Buffer.from(
      documentOf({ category: 'suspension', bent: [], agency: 'NCP', action: 'supply' }).payload,
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(fc.nat({ max: good.length }), fc.uint8Array({ maxLength: 4 }))
        .map(([at, put]) => Buffer.concat([good.subarray(0, at), put, good.subarray(at + put.length)])),
      fc.constantFrom(
        ...['['.repeat(200_000), '{"a":'.repeat(100_000), '"', 'null', ''].map((each) => Buffer.from(each)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const document = documentOf(
          { category: 'suspension', bent: [], agency: 'NCP', action: 'supply' },
          given,
        );
        expect(['accepted', 'refused']).toContain((await receive(document)).verdict);
      }),
      { numRuns: 100 },
    );
  });
});
