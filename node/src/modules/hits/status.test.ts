import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { isProblem } from '../../kernel/problem.ts';
import { person, setUp } from './testing.ts';

const officer = fc.integer({ min: 1, max: 3 }).map(person);
const flight = fc.integer({ min: 0, max: 2 });
const instruction = fc.constantFrom('deny-boarding' as const, 'detain' as const, 'monitor' as const);

/** Everything that officers, carriers, lists and the clock can do, in any order. */
const act = fc.oneof(
  fc.record({ do: fc.constant('claim' as const), flight, officer }),
  fc.record({ do: fc.constant('release' as const), flight, officer }),
  fc.record({ do: fc.constant('not-listed' as const), flight, officer }),
  fc.record({ do: fc.constant('cannot-tell' as const), flight, officer }),
  fc.record({ do: fc.constant('is-listed' as const), flight, officer, instruction }),
  fc.record({ do: fc.constant('second' as const), flight, officer, agree: fc.boolean() }),
  fc.record({ do: fc.constant('reopen' as const), flight, officer }),
  fc.record({
    do: fc.constant('propose' as const),
    flight,
    score: fc.constantFrom(0.7, 0.9),
    document: fc.nat(1),
  }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(5, 11) }),
);
/** The way to a standing decision, so that many sequences come by it. */
const denial = fc.tuple(flight, officer, officer).map(([at, one, other]) => [
  { do: 'claim' as const, flight: at, officer: one },
  { do: 'is-listed' as const, flight: at, officer: one, instruction: 'deny-boarding' as const },
  { do: 'second' as const, flight: at, officer: other, agree: true },
]);
const story = fc
  .array(fc.oneof({ weight: 4, arbitrary: act.map((one) => [one]) }, { weight: 1, arbitrary: denial }), {
    minLength: 4,
    maxLength: 14,
  })
  .map((parts) => parts.flat());
type Act = typeof story extends fc.Arbitrary<(infer One)[]> ? One : never;

describeOnEachDatabase('what a carrier may be told', (open) => {
  let database: Database;
  let refusals = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyTables(database));

  /** Does one thing; what is not allowed is refused, which is as good. */
  async function attempt(
    { hits, raise, clock }: ReturnType<typeof setUp>,
    flights: readonly { travellerId: string; hitId: string }[],
    one: Act,
  ): Promise<void> {
    if (one.do === 'wait') return clock.advance(one.minutes * 60_000);
    const { travellerId, hitId } = flights[one.flight]!;
    if (one.do === 'propose') {
      await raise(travellerId, {
        score: one.score,
        documents: [{ number: `P123456${one.document}`, issuer: 'FRA' }],
      });
      return;
    }
    const decide = (
      verdict: 'not-listed' | 'cannot-tell' | 'is-listed',
      what: 'detain' | 'monitor' | 'deny-boarding' | null,
    ) => hits.decide(one.officer, hitId, { verdict, reason: 'other', note: null, instruction: what });
    if (one.do === 'claim') await hits.claim(one.officer, hitId);
    else if (one.do === 'release') await hits.release(one.officer, hitId);
    else if (one.do === 'second') await hits.second(one.officer, hitId, { agree: one.agree, note: null });
    else if (one.do === 'reopen') await hits.reopen(one.officer, hitId, { reason: 'new facts' });
    else await decide(one.do, one.do === 'is-listed' ? one.instruction : null);
  }

  /** Whether two different people agreed to "deny boarding" for a document of this traveller, still in force. */
  async function twoPeopleSaidSo(travellerId: string): Promise<boolean> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from hit own
      join hit denied on denied.listing_id = own.listing_id
      join hit_decision d on d.hit_id = denied.id
      join standing_decision s on s.decision_id = d.id
      where own.traveller_id = ${travellerId} and d.verdict = 'is-listed' and d.instruction = 'deny-boarding'
        and d.status = 'final' and d.second_agreed and d.second_account_id is not null and d.second_account_id <> d.account_id
        and s.revoked_at is null and own.subject -> 'documentKeys' ? s.document_key`.execute(database.db);
    return rows[0]!.n > 0;
  }

  it('is "do not board" only where two different people decided it, whatever is done in whatever order', async () => {
    let denials = 0;
    await fc.assert(
      fc.asyncProperty(story, async (acts) => {
        await emptyTables(database);
        const world = setUp(database);
        const flights: { travellerId: string; hitId: string }[] = [];
        for (let at = 0; at < 3; at++) flights.push(await world.hit({ listVersion: String(at) }));
        for (const one of acts) {
          await attempt(world, flights, one).catch((error: unknown) => {
            if (!isProblem(error)) throw error;
            refusals += 1;
          });
          for (const { travellerId } of flights) {
            const { status, decisionId } = await world.statusOf(travellerId);
            const said = await twoPeopleSaidSo(travellerId);
            if (status === 'no-board') denials += 1;
            expect(status === 'no-board' ? said : true).toBe(true);
            expect(decisionId !== null).toBe(status === 'no-board');
          }
        }
      }),
      { numRuns: 40, seed: 20260301 },
    );
    // The property would hold of a node that never says it.
    expect(denials).toBeGreaterThan(20);
    expect(refusals).toBeGreaterThan(20);
  });

  it('is nothing of the sort by a row that one person made, even in the database', async () => {
    const { hit, hits, statusOf } = setUp(database);
    const { hitId, travellerId } = await hit();
    await hits.claim(person(1), hitId);
    await hits.decide(person(1), hitId, {
      verdict: 'is-listed',
      reason: 'other',
      note: null,
      instruction: 'deny-boarding',
    });
    await sql`
      insert into standing_decision (id, listing_id, document_key, hit_id, decision_id, created_at, valid_until)
      select gen_random_uuid(), hit.listing_id, 'P1234567/FRA', hit.id, d.id, now(), '2030-01-01'
      from hit join hit_decision d on d.hit_id = hit.id`.execute(database.db);
    expect(await statusOf(travellerId)).toEqual({ status: 'refer', decisionId: null });
    const same = sql`update hit_decision set second_account_id = account_id`.execute(database.db);
    await expect(same).rejects.toMatchObject({ code: '23514' });
  });

  it('asks for what is missing only where no hit waits', async () => {
    const { traveller, hit, statusOf } = setUp(database);
    expect(await statusOf(await traveller(), ['gender'])).toEqual({
      status: 'insufficient',
      decisionId: null,
    });
    expect((await statusOf((await hit()).travellerId, ['gender'])).status).toBe('refer');
    expect((await statusOf(await traveller())).status).toBe('ok');
  });
});
