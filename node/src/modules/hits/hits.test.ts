import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { codeOf, DENY, DUNNO, HUDA, IS, kinds, LISTING, NOORA, NOT, OTHER, SALEM, setUp } from './testing.ts';

const LEASE = 10 * 60_000;

describeOnEachDatabase('hits', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyTables(database));

  describe('are raised', () => {
    it('once for each pair, however often and from wherever it is proposed', async () => {
      const { traveller, raise, told, hits } = setUp(database);
      const id = await traveller();
      const raised = await Promise.all(Array.from({ length: 8 }, () => raise(id)));
      expect(raised.flat()).toHaveLength(1);
      expect(await raise(id)).toEqual([]);
      expect(told).toEqual([id]);
      expect(kinds(await hits.read(raised.flat()[0]!))).toEqual(['raised']);
    });

    it('once also within one batch, and apart for another listing', async () => {
      const { traveller, proposed, crossingOf, hits } = setUp(database);
      const id = await traveller();
      const pair = proposed(id, await crossingOf(id), {});
      const other = proposed(id, await crossingOf(id), { listing: { id: OTHER } });
      const raised = await database.transaction((tx) => hits.raise(tx, [pair, pair, other]));
      expect(raised).toHaveLength(2);
      expect((await hits.read(raised[0]!)).otherHits.map((one) => one.listing.id)).toHaveLength(1);
    });

    it('not at all when the transaction fails', async () => {
      const { traveller, proposed, crossingOf, hits } = setUp(database);
      const id = await traveller();
      const pair = proposed(id, await crossingOf(id), {});
      const failed = database.transaction(async (tx) => {
        await hits.raise(tx, [pair]);
        throw new Error('later');
      });
      await expect(failed).rejects.toThrow('later');
      expect(await hits.hitsOf(database.db, [id])).toEqual(new Map());
    });

    it('anew in score when the evidence changes, and say so once', async () => {
      const { hit, raise, hits } = setUp(database);
      const { travellerId, hitId } = await hit({ score: 0.7 });
      await raise(travellerId, { score: 0.7, listVersion: '2' });
      await raise(travellerId, { score: 0.95, basis: 'name-and-document' });
      const after = await hits.read(hitId);
      expect(kinds(after)).toEqual(['raised', 'rescored']);
      expect(after).toMatchObject({ score: 0.95, basis: 'name-and-document', severity: 1, state: 'open' });
    });

    it('with the times of their flight, as those change', async () => {
      const { hit, hits, flights, crossingOf } = setUp(database);
      const { travellerId, hitId } = await hit();
      const crossingId = await crossingOf(travellerId);
      const later = { ...flights.get(crossingId)!, departureAt: '2026-03-02T10:00:00.000Z' };
      flights.set(crossingId, later);
      await database.transaction((tx) => hits.crossingChanged(tx, crossingId));
      expect((await hits.read(hitId)).crossing.departureAt).toBe('2026-03-02T10:00:00.000Z');
    });
  });

  describe('are claimed', () => {
    it('by one of two officers at once; the other is told by whom', async () => {
      const { hit, hits } = setUp(database);
      for (let round = 0; round < 5; round++) {
        const { hitId } = await hit();
        const claims = await Promise.all([
          codeOf(hits.claim(NOORA, hitId)),
          codeOf(hits.claim(SALEM, hitId)),
          codeOf(hits.claim(HUDA, hitId)),
        ]);
        expect(claims.toSorted()).toEqual(['HIT_ALREADY_CLAIMED', 'HIT_ALREADY_CLAIMED', 'done']);
      }
      const { hitId } = await hit();
      await hits.claim(NOORA, hitId);
      await expect(hits.claim(SALEM, hitId)).rejects.toMatchObject({
        params: { officer: 'Officer 1 / ضابط 1' },
      });
    });

    it('for ten minutes, longer when renewed, and by anyone afterwards', async () => {
      const { hit, hits, clock } = setUp(database);
      const { hitId } = await hit();
      await hits.claim(NOORA, hitId);
      clock.advance(LEASE - 1);
      expect(await codeOf(hits.claim(SALEM, hitId))).toBe('HIT_ALREADY_CLAIMED');
      expect((await hits.claim(NOORA, hitId)).claim?.until).toBe('2026-03-01T08:19:59.999Z');
      clock.advance(LEASE - 1);
      expect(await codeOf(hits.claim(SALEM, hitId))).toBe('HIT_ALREADY_CLAIMED');
      clock.advance(1);
      expect((await hits.read(hitId)).state).toBe('open');
      const taken = await hits.claim(SALEM, hitId);
      expect(taken.claim?.officer.id).toBe(SALEM.accountId);
      // Renewing is not worth a line.
      expect(kinds(taken)).toEqual(['raised', 'claimed', 'claimed']);
    });

    it('and given back by their holder alone', async () => {
      const { hit, hits } = setUp(database);
      const { hitId } = await hit();
      expect(await codeOf(hits.release(NOORA, hitId))).toBe('HIT_NOT_CLAIMED');
      await hits.claim(NOORA, hitId);
      expect(await codeOf(hits.release(SALEM, hitId))).toBe('HIT_NOT_CLAIMED');
      expect(await hits.release(NOORA, hitId)).toMatchObject({ state: 'open', claim: null });
      expect(await codeOf(hits.claim(SALEM, OTHER))).toBe('NOT_FOUND');
    });
  });

  describe('are decided', () => {
    it('by nobody who has not claimed them, or whose claim ran out', async () => {
      const { hit, hits, clock } = setUp(database);
      const { hitId } = await hit();
      expect(await codeOf(hits.decide(NOORA, hitId, NOT))).toBe('HIT_NOT_CLAIMED');
      await hits.claim(NOORA, hitId);
      expect(await codeOf(hits.decide(SALEM, hitId, NOT))).toBe('HIT_NOT_CLAIMED');
      clock.advance(LEASE);
      expect(await codeOf(hits.decide(NOORA, hitId, NOT))).toBe('HIT_NOT_CLAIMED');
    });

    it('with an instruction where the person is the listed one, and once', async () => {
      const { hit, hits } = setUp(database);
      const { hitId } = await hit();
      await hits.claim(NOORA, hitId);
      expect(await codeOf(hits.decide(NOORA, hitId, { ...IS, instruction: null }))).toBe(
        'HIT_INSTRUCTION_REQUIRED',
      );
      const both = await Promise.all([
        codeOf(hits.decide(NOORA, hitId, NOT)),
        codeOf(hits.decide(NOORA, hitId, NOT)),
      ]);
      expect(both.toSorted()).toEqual(['HIT_ALREADY_DECIDED', 'done']);
      expect(await codeOf(hits.claim(NOORA, hitId))).toBe('HIT_ALREADY_DECIDED');
    });

    it('at once by one person where no liberty is at stake', async () => {
      const { hit, hits, told } = setUp(database);
      const { hitId, travellerId } = await hit();
      await hits.claim(NOORA, hitId);
      const after = await hits.decide(NOORA, hitId, { ...IS, instruction: 'monitor', note: 'seen before' });
      expect(after).toMatchObject({
        state: 'confirmed',
        verdict: 'is-listed',
        decision: { instruction: 'monitor', note: 'seen before', second: null, by: { id: NOORA.accountId } },
      });
      expect(told).toEqual([travellerId, travellerId]);
    });

    it('by two people where it is: the second is another one', async () => {
      const { hit, hits, statusOf } = setUp(database);
      const { hitId, travellerId } = await hit();
      expect(await codeOf(hits.second(SALEM, hitId, { agree: true, note: null }))).toBe('HIT_MOVE_INVALID');
      await hits.claim(NOORA, hitId);
      expect(await hits.decide(NOORA, hitId, DENY)).toMatchObject({ state: 'awaiting-second' });
      expect((await statusOf(travellerId)).status).toBe('refer');
      for (const agree of [true, false])
        expect(await codeOf(hits.second(NOORA, hitId, { agree, note: null }))).toBe('HIT_SECOND_SAME_PERSON');
      expect(await codeOf(hits.claim(SALEM, hitId))).toBe('HIT_MOVE_INVALID');
      const seconds = await Promise.all(
        [SALEM, HUDA].map((actor) => codeOf(hits.second(actor, hitId, { agree: true, note: 'yes' }))),
      );
      expect(seconds.toSorted()).toEqual(['HIT_MOVE_INVALID', 'done']);
      const after = await hits.read(hitId);
      expect(after).toMatchObject({ state: 'confirmed', decision: { second: { agreed: true } } });
      expect(kinds(after)).toEqual(['raised', 'claimed', 'proposed', 'second-agreed']);
    });

    it('anew after the second person disagreed, and the page says so until then', async () => {
      const { hit, hits, statusOf } = setUp(database);
      const { hitId, travellerId } = await hit();
      await hits.claim(NOORA, hitId);
      await hits.decide(NOORA, hitId, DENY);
      const refused = await hits.second(SALEM, hitId, { agree: false, note: 'another face' });
      expect(refused).toMatchObject({
        state: 'open',
        verdict: null,
        decision: { second: { agreed: false, note: 'another face', by: { id: SALEM.accountId } } },
      });
      expect((await statusOf(travellerId)).status).toBe('refer');
      await hits.claim(SALEM, hitId);
      expect(await hits.decide(SALEM, hitId, NOT)).toMatchObject({
        state: 'cleared',
        decision: { verdict: 'not-listed', second: null },
      });
    });

    it('as undetermined without an end: the reason is shown until somebody looks again', async () => {
      const { hit, hits, statusOf } = setUp(database);
      const { hitId, travellerId } = await hit();
      await hits.claim(NOORA, hitId);
      expect(await hits.decide(NOORA, hitId, DUNNO)).toMatchObject({
        state: 'undetermined',
        verdict: 'cannot-tell',
        decision: { verdict: 'cannot-tell', reason: 'insufficient-information' },
        clearance: null,
      });
      expect((await statusOf(travellerId)).status).toBe('refer');
      expect(await hits.claim(SALEM, hitId)).toMatchObject({
        state: 'claimed',
        decision: null,
        verdict: null,
      });
      expect(await hits.decide(SALEM, hitId, DUNNO)).toMatchObject({ state: 'undetermined' });
      await hits.claim(SALEM, hitId);
      expect(await hits.decide(SALEM, hitId, NOT)).toMatchObject({ state: 'cleared' });
    });

    it('on the evidence that was seen: what came meanwhile is looked at first', async () => {
      const { hit, hits, raise } = setUp(database);
      const { hitId, travellerId } = await hit({ score: 0.7 });
      const { revision } = await hits.claim(NOORA, hitId);
      await raise(travellerId, { score: 0.7, listVersion: '2' });
      expect((await hits.read(hitId)).revision).toBe(revision);
      await raise(travellerId, { score: 0.7, birthDate: '1981-02-03' });
      expect(await codeOf(hits.decide(NOORA, hitId, { ...NOT, revision }))).toBe('HIT_CHANGED');
      const seen = (await hits.read(hitId)).revision;
      await hits.decide(NOORA, hitId, { ...DENY, revision: seen });
      await raise(travellerId, { score: 0.9, birthDate: '1981-02-03' });
      const agree = { agree: true, note: null } as const;
      expect(await codeOf(hits.second(SALEM, hitId, { ...agree, revision: seen }))).toBe('HIT_CHANGED');
      const now = await hits.read(hitId);
      await hits.second(SALEM, hitId, { ...agree, revision: now.revision });
    });

    it('and stay explicable by what was seen, whatever the score is later', async () => {
      const { hit, hits, raise } = setUp(database);
      const { hitId, travellerId } = await hit({ score: 0.7 });
      const before = await hits.claim(NOORA, hitId);
      await hits.decide(NOORA, hitId, NOT);
      await raise(travellerId, { score: 0.95, listVersion: '2' });
      expect(await hits.read(hitId)).toMatchObject({
        score: 0.95,
        decision: { evidence: { score: 0.7, listVersion: '1', explanation: before.explanation } },
      });
    });

    it('and opened again with a reason, from a decision alone', async () => {
      const { hit, hits, told } = setUp(database);
      const { hitId, travellerId } = await hit();
      expect(await codeOf(hits.reopen(SALEM, hitId, { reason: 'new facts' }))).toBe('HIT_MOVE_INVALID');
      await hits.claim(NOORA, hitId);
      await hits.decide(NOORA, hitId, NOT);
      const after = await hits.reopen(SALEM, hitId, { reason: 'new facts' });
      expect(after).toMatchObject({ state: 'open', verdict: null, decision: null, clearance: null });
      expect(after.history.at(-1)).toMatchObject({ kind: 'reopened', params: { reason: 'new facts' } });
      expect(told).toEqual([travellerId, travellerId, travellerId]);
      expect(await codeOf(hits.reopen(SALEM, hitId, { reason: 'new facts' }))).toBe('HIT_MOVE_INVALID');
    });

    it('and noted upon in any state', async () => {
      const { hit, hits } = setUp(database);
      const { hitId } = await hit();
      const after = await hits.note(HUDA, hitId, 'called the post');
      expect(after.history.at(-1)).toMatchObject({
        kind: 'noted',
        officer: { id: HUDA.accountId },
        params: { text: 'called the post' },
      });
      expect(await codeOf(hits.note(HUDA, OTHER, 'x'))).toBe('NOT_FOUND');
    });
  });

  describe('are referred', () => {
    const TO = { post: 'BAH', note: null } as const;
    async function confirmed(instruction: 'refer' | 'monitor' = 'refer') {
      const world = setUp(database);
      const { hitId } = await world.hit();
      await world.hits.claim(NOORA, hitId);
      await world.hits.decide(NOORA, hitId, { ...IS, instruction });
      return { ...world, hitId };
    }

    it('after a decision alone', async () => {
      const { hit, hits } = setUp(database);
      const { refer } = hits.referrals;
      const { hitId } = await hit();
      const tried = () => codeOf(refer(NOORA, hitId, { ...TO, instruction: 'refer' }));
      expect(await tried()).toBe('REFERRAL_NOT_DECIDED');
      await hits.claim(NOORA, hitId);
      expect(await tried()).toBe('REFERRAL_NOT_DECIDED');
      await hits.decide(NOORA, hitId, DENY);
      expect(await tried()).toBe('REFERRAL_NOT_DECIDED');
      await hits.second(SALEM, hitId, { agree: true, note: null });
      expect(await tried()).toBe('done');
      await hits.reopen(SALEM, hitId, { reason: 'mistaken' });
      expect(await tried()).toBe('REFERRAL_NOT_DECIDED');
      await hits.claim(NOORA, hitId);
      await hits.decide(NOORA, hitId, DUNNO);
      expect(await tried()).toBe('done');
      await hits.claim(NOORA, hitId);
      await hits.decide(NOORA, hitId, NOT);
      expect(await tried()).toBe('REFERRAL_NOT_DECIDED');
    });

    it('with what takes liberty away only after two people said just that', async () => {
      const { hits, hitId, hit } = await confirmed();
      const { refer } = hits.referrals;
      expect(await codeOf(refer(NOORA, hitId, { ...TO, instruction: 'detain' }))).toBe(
        'REFERRAL_NOT_DECIDED',
      );
      const serious = await hit();
      await hits.claim(NOORA, serious.hitId);
      await hits.decide(NOORA, serious.hitId, { ...IS, instruction: 'detain' });
      await hits.second(SALEM, serious.hitId, { agree: true, note: null });
      expect(await codeOf(refer(NOORA, serious.hitId, { ...TO, instruction: 'detain' }))).toBe('done');
    });

    it('and acknowledged once', async () => {
      const { hits, hitId } = await confirmed();
      const { refer, acknowledge } = hits.referrals;
      const { id } = await refer(NOORA, hitId, { ...TO, instruction: 'refer', note: 'blue coat' });
      const twice = await Promise.all(
        [SALEM, HUDA].map((actor) => codeOf(acknowledge(actor, id, { outcome: 'interviewed' }))),
      );
      expect(twice.toSorted()).toEqual(['REFERRAL_DONE', 'done']);
      expect(await codeOf(acknowledge(SALEM, hitId, { outcome: null }))).toBe('NOT_FOUND');
      const after = await hits.read(hitId);
      expect(after.referrals).toMatchObject([{ post: 'BAH', note: 'blue coat', outcome: 'interviewed' }]);
      expect(kinds(after).slice(-2)).toEqual(['referred', 'acknowledged']);
    });

    it('and acknowledged at the post that was asked, or by a supervisor', async () => {
      const { hits, hitId } = await confirmed();
      const { refer, acknowledge } = hits.referrals;
      const guard = (post: string | null) => ({ ...HUDA, roles: ['border-officer' as const], post });
      const ask = async () => (await refer(NOORA, hitId, { ...TO, instruction: 'refer' })).id;
      const tried = async (actor: typeof HUDA) => codeOf(acknowledge(actor, await ask(), { outcome: null }));
      expect(await tried(guard('DMM'))).toBe('REFERRAL_OTHER_POST');
      expect(await tried(guard('BAH'))).toBe('done');
      expect(await tried({ ...SALEM, post: 'DMM' })).toBe('done');
    });

    it('and recalled when the decision no longer holds, so that nobody acts on it', async () => {
      const { hits, hit, raise } = await confirmed();
      const { refer, acknowledge, list } = hits.referrals;
      const sent = async (decide: (hitId: string) => Promise<unknown>) => {
        const { hitId, travellerId } = await hit();
        await hits.claim(NOORA, hitId);
        await decide(hitId);
        return { hitId, travellerId, id: (await refer(NOORA, hitId, { ...TO, instruction: 'refer' })).id };
      };
      const is = (hitId: string) => hits.decide(NOORA, hitId, { ...IS, instruction: 'refer' });
      const reopened = await sent(is);
      await hits.reopen(SALEM, reopened.hitId, { reason: 'mistaken' });
      const standing = await sent(is);
      await raise(standing.travellerId, { score: 0.8 });
      const cleared = await sent((hitId) => hits.decide(NOORA, hitId, DUNNO));
      await hits.claim(NOORA, cleared.hitId);
      await hits.decide(NOORA, cleared.hitId, NOT);
      for (const { id, hitId } of [reopened, cleared]) {
        expect(await codeOf(acknowledge(SALEM, id, { outcome: null }))).toBe('REFERRAL_RECALLED');
        const after = await hits.read(hitId);
        expect(after.referrals[0]?.recalledAt).not.toBeNull();
        expect(kinds(after)).toContain('recalled');
      }
      const waiting = await list(NOORA, { limit: 10, waiting: true });
      expect(waiting.items.map(({ id }) => id)).toEqual([standing.id]);
    });

    it('in the list of their post, the waiting ones first', async () => {
      const { hits, hitId } = await confirmed();
      const { refer, acknowledge, list } = hits.referrals;
      const made: { id: string }[] = [];
      for (const post of ['BAH', 'BAH', 'DMM'])
        made.push(await refer(NOORA, hitId, { post, instruction: 'refer', note: null }));
      await acknowledge(SALEM, made[1]!.id, { outcome: null });
      const guard = { ...HUDA, roles: ['border-officer' as const], post: 'BAH' };
      const ids = async (...query: Parameters<typeof list>) =>
        (await list(...query)).items.map(({ id }) => made.findIndex((one) => one.id === id));
      expect(await ids(guard, { limit: 10 })).toEqual([0, 1]);
      expect(await ids(guard, { limit: 10, waiting: true })).toEqual([0]);
      expect(await ids(guard, { limit: 10, post: 'DMM' })).toEqual([2]);
      expect(await ids(NOORA, { limit: 10 })).toEqual([2, 0, 1]);
      const first = await list(NOORA, { limit: 2 });
      expect(await ids(NOORA, { limit: 2, after: first.next! })).toEqual([1]);
    });
  });

  describe('in the queue', () => {
    it('stand in each view that they belong to, and in no other', async () => {
      const { hit, hits, clock } = setUp(database);
      const names = new Map<string, string>();
      const add = async (name: string, hours: number) => {
        const { hitId } = await hit({}, hours);
        names.set(hitId, name);
        return hitId;
      };
      await add('soon', 1);
      await hits.claim(NOORA, await add('lapsed', 30));
      clock.advance(LEASE);
      await hits.claim(NOORA, await add('mine', 8));
      await hits.claim(SALEM, await add('theirs', 9));
      for (const [name, entry] of [
        ['second', DENY],
        ['undetermined', DUNNO],
        ['cleared', NOT],
      ] as const) {
        const id = await add(name, 10);
        await hits.claim(NOORA, id);
        await hits.decide(NOORA, id, entry);
      }
      const view = async (of: 'open' | 'mine' | 'unclaimed' | 'second' | 'departing' | 'decided' | 'all') =>
        (await hits.list(NOORA, { view: of, limit: 50 })).items.map(({ id }) => names.get(id)).sort();
      expect(await view('open')).toEqual(['lapsed', 'mine', 'second', 'soon', 'theirs', 'undetermined']);
      expect(await view('mine')).toEqual(['mine']);
      expect(await view('unclaimed')).toEqual(['lapsed', 'soon']);
      expect(await view('second')).toEqual(['second']);
      expect(await view('departing')).toEqual(['soon']);
      expect(await view('decided')).toEqual(['cleared']);
      expect(await view('all')).toHaveLength(7);
      expect(await hits.hitTotals(database.db)).toEqual({
        openHits: { 1: 6, 2: 0, 3: 0 },
        oldestUnclaimedAt: '2026-03-01T08:00:00.000Z',
        awaitingSecond: 1,
        departingSoonWithHits: 1,
      });
    });

    it('come by severity, then by departure, then by score', async () => {
      const { hit, hits } = setUp(database);
      const a = await hit({ score: 0.6 }, 1);
      const b = await hit({ score: 0.95 }, 9);
      const c = await hit({ score: 0.97 }, 9);
      const d = await hit({ score: 0.95 }, 3);
      const e = await hit({ instruction: 'inform', score: 0.99 }, 1);
      const { items } = await hits.list(NOORA, { view: 'open', limit: 50 });
      expect(items.map(({ id }) => id)).toEqual([d, c, b, a, e].map(({ hitId }) => hitId));
    });

    it('are found by name in either script, flight, document and reference; all words must be there', async () => {
      const { hit, hits } = setUp(database);
      const { hitId } = await hit({ documents: [{ number: 'X4711', issuer: 'FRA' }] });
      await hit({ name: 'SOMEBODY Else', listing: { id: OTHER, names: [] } });
      const found = async (q: string) =>
        (await hits.list(NOORA, { view: 'open', limit: 50, q })).items.map(({ id }) => id);
      for (const q of ['vantour', '  KARIM   Vantóur ', 'qj401', 'x4711', 'karim lhr'])
        expect([q, await found(q)]).toEqual([q, [hitId]]);
      expect(await found('karim nobody')).toEqual([]);
      expect(await found('nat:1')).toHaveLength(2);
      expect(await found("'; drop table hit; --")).toEqual([]);
      expect(await found('%')).toEqual([]);
    });

    it('are filtered, counted and paged without a gap', async () => {
      const { hit, hits, crossingOf } = setUp(database);
      const ids = [];
      for (let at = 0; at < 7; at++) ids.push(await hit({}, at + 1));
      const other = await hit({ instruction: 'inform', listing: { id: OTHER } }, 3);
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await hits.list(NOORA, { view: 'open', limit: 3, after });
        expect(page.total).toBe(8);
        seen.push(...page.items.map(({ id }) => id));
        if (page.next === null) break;
        after = page.next;
      }
      expect(seen).toEqual([...ids.map(({ hitId }) => hitId), other.hitId]);
      const only = async (filter: object) =>
        (await hits.list(NOORA, { view: 'open', limit: 50, ...filter })).items.map(({ id }) => id);
      expect(await only({ severity: 3 })).toEqual([other.hitId]);
      expect(await only({ crossing: await crossingOf(ids[2]!.travellerId) })).toEqual([ids[2]!.hitId]);
      expect(await only({ watchlist: LISTING.watchlist.id })).toHaveLength(8);
      expect(await only({ watchlist: OTHER })).toEqual([]);
    });

    it('refuse a cursor that was not theirs', async () => {
      const { hits } = setUp(database);
      const cursor = (text: string) => Buffer.from(text).toString('base64url');
      for (const after of ['x', cursor('[-1]'), cursor('[1e99]'), cursor('["a"]'), cursor('[1,2]')])
        expect(await codeOf(hits.list(NOORA, { view: 'open', limit: 3, after }))).toBe('REQUEST_INVALID');
    });
  });
});
