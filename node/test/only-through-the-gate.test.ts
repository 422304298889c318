import { createHash } from 'node:crypto';
import { openPayload, readBatch } from '@jisr/exchange-documents';
import { CATALOGUE, type Category } from '@jisr/memorandum/vocabulary';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../src/modules/disclosures/index.ts';
import { makePass } from '../src/modules/disclosures/pass.ts';
import type { DisclosureHead, Sealed, WireRequest } from '../src/modules/exchange/index.ts';
import { BORDERS, intentOf, OPENING_MS, openSignedPair, type SignedPair } from './signed-pair.ts';

let pair: SignedPair;
/** Every batch of documents that went from Bahrain to America. */
const batches: WireRequest[] = [];

beforeAll(async () => {
  pair = await openSignedPair();
  pair.link.tamper((request) => {
    if (request.targetUri === 'https://usa.exchange.example/x/v1/documents') batches.push(request);
    return request;
  });
}, OPENING_MS);
afterAll(() => pair.stop());

const exchange = () => pair.bahrain.modules.bridge.exchange;
const gate = () => pair.bahrain.modules.disclosures;
const run = async <Row>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await query.execute(pair.bahrain.kernel.database.db)).rows as Row[];
const within = <Result>(work: Parameters<typeof pair.bahrain.kernel.database.transaction<Result>>[0]) =>
  pair.bahrain.kernel.database.transaction(work);

/** A disclosure that the gate let out and that has not left yet. */
async function disclosed(): Promise<string> {
  const outcome = await gate().send(intentOf(pair.home));
  if (!outcome.disclosed) throw new Error(outcome.refusal.code);
  return outcome.id;
}
/** What a desk could put together by itself. */
async function ownDocument(): Promise<{ sealed: Sealed; head: DisclosureHead }> {
  const secret = Buffer.from(JSON.stringify({ names: ['KHALID'] }));
  const [sealed] = await exchange().seal([{ content: secret, salt: 's'.repeat(43) }], 'application/json');
  const id = pair.bahrain.kernel.ids.uuid();
  const head: DisclosureHead = {
    ...{ id, category: 'person-supplement', action: 'supply', thread: id, inReplyTo: null },
    agreement: { id: 'BORDERS', version: 1, digest: 'd'.repeat(64) },
    ...{ articles: ['BORDERS/4.2a'], purpose: 'border-security', offence: null, tlp: 'amber' },
    ...{
      retainUntil: '2026-06-01T00:00:00.000Z',
      onward: 'forbidden',
      answerBy: null,
      caveats: [],
      approvals: [],
    },
  };
  return { sealed: sealed!, head };
}
const waiting = async () => (await run<{ id: string }>(sql`select id from exchange_outbox`)).length;
/** Nothing was put, and the next lawful disclosure leaves as if nothing had been tried. */
async function nothingLeft(work: () => Promise<unknown>): Promise<void> {
  const [before, sent] = [await waiting(), batches.length];
  await work();
  expect(await waiting()).toBe(before);
  await pair.settle();
  expect(batches).toHaveLength(sent);
}
const refusedBy = (code: string) => expect.objectContaining({ code });

describe('nothing leaves but through the gate', () => {
  it.each<[string, (of: { sealed: Sealed; head: DisclosureHead }) => unknown]>([
    ['no pass', () => undefined],
    ['a pass that was written by hand', ({ head }) => ({ disclosureId: head.id })],
    ['a pass that was copied', ({ head }) => ({ ...makePass(head.id) })],
    ['a pass that was parsed', ({ head }) => JSON.parse(JSON.stringify(makePass(head.id)))],
    ['a pass for another disclosure', () => makePass('019c0000-0000-7000-8000-00000000aaaa')],
  ])('not with %s', async (_what, passOf) => {
    const { sealed, head } = await ownDocument();
    await nothingLeft(() =>
      expect(
        within((tx) => exchange().put(tx, [{ pass: passOf({ sealed, head }), sealed, head }])),
      ).rejects.toEqual(refusedBy('EXCHANGE_PASS_MISSING')),
    );
  });

  it('not with a pass that was used', async () => {
    const { sealed, head } = await ownDocument();
    const twice = async (tx: Parameters<Parameters<typeof within>[0]>[0]) => {
      const pass = makePass(head.id);
      await exchange().put(tx, [{ pass, sealed, head }]);
      await exchange().put(tx, [{ pass, sealed, head }]);
    };
    await nothingLeft(() => expect(within(twice)).rejects.toEqual(refusedBy('EXCHANGE_PASS_MISSING')));
  });

  it('not by a desk that seals by itself and comes by a good pass: the database knows no such disclosure', async () => {
    const { sealed, head } = await ownDocument();
    await nothingLeft(() =>
      expect(
        within((tx) => exchange().put(tx, [{ pass: makePass(head.id), sealed, head }])),
      ).rejects.toMatchObject({
        code: '23503',
        constraint: 'exchange_outbox_disclosed',
      }),
    );
  });

  it('not by something that looks as if the gate had prepared it', async () => {
    const prepared = await gate().prepare(intentOf(pair.home));
    for (const forged of [{ intent: prepared.intent }, { ...prepared }, structuredClone(prepared)])
      await nothingLeft(() =>
        expect(within((tx) => gate().disclose(tx, forged))).rejects.toThrow(
          'only what the gate itself prepared',
        ),
      );
  });

  it('not by a change of the intent after it was examined', async () => {
    const intent = intentOf(pair.home);
    const prepared = await gate().prepare(intent);
    Object.assign(intent.payload, { note: 'and more' });
    await within((tx) => gate().disclose(tx, prepared));
    await pair.settle();
    expect(await contentsOf(batches.at(-1)!)).not.toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ note: 'and more' }) }),
    );
  });

  describe('whoever writes into the database', () => {
    const copied = (id: string, changes: { id?: string; digest?: string; jws?: string }) => sql`
      insert into exchange_outbox (id, lane, seq, digest, head, jws, bytes, inline, queued_at, expires_at)
      select ${changes.id ?? pair.bahrain.kernel.ids.uuid()}, lane, seq + 1, ${changes.digest ?? sql`digest`}, head,
        ${changes.jws ?? sql`jws`}, bytes, inline, queued_at, expires_at from exchange_outbox where id = ${id}`;
    const constraint = { code: '23503', constraint: 'exchange_outbox_disclosed' };

    it('finds no way past its own constraint', async () => {
      const id = await disclosed();
      await pair.settle();
      const [sent] = await run<{ id: string }>(
        sql`select id from disclosure where channel = 'exchange' limit 1`,
      );
      await nothingLeft(async () => {
        await expect(run(copied(id, {}))).rejects.toMatchObject(constraint);
        await expect(
          run(sql`update exchange_outbox set digest = ${'a'.repeat(64)} where id = ${id}`),
        ).rejects.toMatchObject(constraint);
        await expect(
          run(sql`update disclosure set document_digest = ${'a'.repeat(64)} where id = ${id}`),
        ).rejects.toMatchObject(constraint);
        await expect(run(sql`delete from disclosure where id = ${sent!.id}`)).rejects.toMatchObject({
          code: '23503',
        });
      });
    });

    it('and takes the constraint away, is stopped before the connection is opened, with an alarm', async () => {
      const id = await disclosed();
      const [row] = await run<{ jws: string; digest: string }>(
        sql`select jws, digest from exchange_outbox where id = ${id}`,
      );
      await run(sql`alter table exchange_outbox drop constraint exchange_outbox_disclosed`);
      const other = `${row!.jws.slice(0, -4)}AAAA`;
      const digest = createHash('sha256').update(other).digest('hex');
      const bends = [
        // Another text beside the digest that the register knows, and another text with its own digest.
        sql`update exchange_outbox set jws = ${other} where id = ${id}`,
        sql`update exchange_outbox set jws = ${other}, digest = ${digest} where id = ${id}`,
        // A disclosure of the register that is said to be another document.
        sql`update disclosure set document_digest = ${digest} where id = ${id}`,
      ];
      for (const bend of bends) {
        await run(bend);
        await nothingLeft(async () => {
          await exchange().retryNow();
          await pair.settle();
        });
        const { alarms } = await exchange().read.partner();
        expect(alarms.map(({ kind }) => kind)).toContain('not-let-out');
        await run(
          sql`update exchange_outbox set jws = ${row!.jws}, digest = ${row!.digest} where id = ${id}`,
        );
        await run(sql`update disclosure set document_digest = ${row!.digest} where id = ${id}`);
      }
      // A row that no disclosure stands for at all.
      const stranger = pair.bahrain.kernel.ids.uuid();
      await run(copied(id, { id: stranger }));
      await exchange().retryNow();
      await pair.settle();
      const [state] = await run<{ error: string }>(
        sql`select last_error as error from exchange_lane where direction = 'out' and lane = 'queries'`,
      );
      expect(state!.error).toContain('is not in the register of the gate');
      await run(sql`delete from exchange_outbox where id = ${stranger}`);
      await run(sql`
        alter table exchange_outbox add constraint exchange_outbox_disclosed foreign key (id, digest)
        references disclosure (id, document_digest) deferrable initially deferred`);
      await exchange().retryNow();
      await pair.settle();
      const [end] = await run<{ delivery: string }>(sql`select delivery from disclosure where id = ${id}`);
      expect(end!.delivery).toBe('received');
    });
  });

  it('and then no field that the article does not list, whatever a desk asks for', async () => {
    let all = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 8, maxLength: 8 }), async (wishes) => {
        batches.length = 0;
        let left = 0;
        for (const changes of wishes)
          if ((await gate().send(intentOf(pair.home, changes))).disclosed) left += 1;
        all += left;
        await pair.settle();
        const contents = (await Promise.all(batches.map(contentsOf))).flat();
        expect(contents.filter(({ articles }) => articles[0]!.startsWith('BORDERS/'))).toHaveLength(left);
        for (const { articles, category, payload } of contents) {
          const allowed = listedIn(articles[0]!, category);
          expect(Object.keys(payload).filter((field) => !allowed.includes(field))).toEqual([]);
        }
      }),
      { numRuns: Number(process.env.JISR_PROPERTY_RUNS ?? 5) },
    );
    expect(all).toBeGreaterThan(0);
  });
});

/** What a desk might ask: any field of the catalogue and others, minimised or not, under any article that may fit. */
const CATEGORIES = ['query-plain', 'travel-document', 'hit-answer', 'filter', 'person-supplement'] as const;
const FIELDS = [...new Set(CATEGORIES.flatMap((category) => CATALOGUE[category].fields))];
const VALUES: Readonly<Record<string, unknown>> = {
  hit: true,
  birthDate: '1980-02-03',
  issuer: 'BHR',
  documentNumber: 'P1',
  expiresOn: '2030-01-01',
  reportedOn: '2026-01-01',
  listedSince: '2020',
  sex: 'M',
  evaluated: ['x'],
  listSize: 1,
};
const wish: fc.Arbitrary<Partial<Intent>> = fc
  .record({
    category: fc.constantFrom<Category>(...CATEGORIES),
    fields: fc.subarray([...FIELDS, 'religion', '__proto__', 'photograph'], { minLength: 1 }),
    own: fc.boolean(),
    minimise: fc.boolean(),
    tlp: fc.constantFrom('green' as const, 'amber' as const),
    mode: fc.constantFrom('plain' as const, 'blind' as const, null),
  })
  .map(({ category, fields, own, minimise, tlp, mode }) => ({
    category,
    action: ACTION[category] ?? 'supply',
    minimise,
    tlp: category === 'travel-document' ? 'green' : tlp,
    mode: category === 'query-plain' ? 'plain' : mode,
    // Half of the wishes keep to the catalogue, so that something leaves.
    payload: Object.fromEntries(
      fields
        .filter((field) => !own || (CATALOGUE[category].fields as readonly string[]).includes(field))
        .map((field) => [field, VALUES[field] ?? 'x']),
    ),
  }));
const ACTION: Readonly<Record<string, string>> = {
  'query-plain': 'ask',
  'travel-document': 'notify',
  'hit-answer': 'answer',
  filter: 'publish',
};

/** The fields that this clause of the signed memorandum lists for a category. */
function listedIn(reference: string, category: string): readonly string[] {
  if (reference.startsWith('PROTOCOL/')) return CATALOGUE[category as Category].fields;
  const [, number, letter] = /^BORDERS\/([\d.]+)([a-z])?$/.exec(reference) ?? [];
  const article = BORDERS.articles.find((each) => each.number === number);
  return (article?.clauses ?? []).flatMap((clause) =>
    clause.effect === 'permit' && clause.letter === (letter ?? null)
      ? clause.categories.filter((each) => each.category === category).flatMap(({ fields }) => fields)
      : [],
  );
}

interface Content {
  readonly category: string;
  readonly articles: readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a batch of the wire holds once America's key has opened it. */
async function contentsOf({ body }: WireRequest): Promise<Content[]> {
  const batch = readBatch(body!);
  if (!batch.ok) throw new Error(batch.fault.code);
  const suite = {
    sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
    verify: () => true,
  };
  const { openingKey } = pair.america.modules.bridge.exchange.keys;
  return Promise.all(
    batch.value.bundles.map(async ({ disclosure, payload }) => {
      const claims = JSON.parse(Buffer.from(disclosure.split('.')[1]!, 'base64url').toString('utf8'));
      const opened = await openPayload(suite, claims.payload, [payload!], openingKey);
      if (!opened.ok) throw new Error(opened.fault.code);
      const envelope = JSON.parse(Buffer.from(opened.value.payload).toString('utf8'));
      return { category: claims.category, articles: claims.articles, payload: envelope.payload };
    }),
  );
}
