import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { emptyTables } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { codeOf, DENY, kinds, LISTING, NOORA, NOT, OTHER, SALEM, setUp } from './testing.ts';

describeOnEachDatabase('what was decided of a hit', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(() => emptyTables(database));

  describe('cleared', () => {
    const DOCUMENT = [{ number: 'L777777', issuer: 'FRA' }];
    async function cleared(pair: Parameters<ReturnType<typeof setUp>['hit']>[0] = {}) {
      const world = setUp(database);
      const first = await world.hit(pair);
      await world.hits.claim(NOORA, first.hitId);
      const after = await world.hits.decide(NOORA, first.hitId, NOT);
      return { ...world, first, after };
    }

    it('do not come back on the next flight, and say whom the clearance spared', async () => {
      const { hit, first, hits, after, statusOf, raise } = await cleared();
      expect(after.clearance?.number).toMatch(/^J-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
      const next = await hit({ name: 'Karim VANTOUR', listVersion: '2' });
      expect(next.hitId).toBeUndefined();
      expect((await statusOf(next.travellerId)).status).toBe('ok');
      await raise(next.travellerId, { listVersion: '3' });
      const events = (await hits.read(first.hitId)).history.filter(({ kind }) => kind === 'suppressed');
      expect(events).toHaveLength(1);
      expect(events[0]!.params).toMatchObject({
        number: after.clearance!.number,
        flight: 'QJ402',
        traveller: next.travellerId,
      });
    });

    it('come back for another birth date, another name, another listing', async () => {
      const { hit } = await cleared();
      expect((await hit({ birthDate: '1980-02-04' })).hitId).toBeDefined();
      expect((await hit({ name: 'VANTOUR Karima' })).hitId).toBeDefined();
      expect((await hit({ listing: { id: OTHER } })).hitId).toBeDefined();
      expect((await hit()).hitId).toBeUndefined();
    });

    it('come back when the listing learns the birth date, unless it was seen when clearing', async () => {
      const { hit, hits, first, raise } = await cleared();
      const learned = { birthDateAgrees: true, listVersion: '2' };
      expect((await hit(learned)).hitId).toBeDefined();
      await raise(first.travellerId, learned);
      expect((await hits.read(first.hitId)).state).toBe('open');
      await hits.claim(NOORA, first.hitId);
      await hits.decide(NOORA, first.hitId, NOT);
      await raise(first.travellerId, learned);
      expect((await hits.read(first.hitId)).state).toBe('cleared');
      expect((await hit(learned)).hitId).toBeUndefined();
    });

    it('come back for a listed document that was not seen when clearing', async () => {
      const { hit } = await cleared();
      expect((await hit({ basis: 'name-and-document', documents: DOCUMENT })).hitId).toBeDefined();
    });

    it('with a listed document in view do not come back for it, but for another one', async () => {
      const listing = {
        documents: [
          { type: 'passport', number: 'L777777', issuer: 'FRA', note: null },
          { type: 'passport', number: 'M888888', issuer: null, note: null },
        ],
      };
      const passport = { number: 'P1234567', issuer: 'FRA' };
      const pair = { basis: 'document' as const, listing };
      const { hit } = await cleared({ ...pair, documents: [passport, ...DOCUMENT] });
      expect((await hit({ ...pair, documents: [...DOCUMENT, passport] })).hitId).toBeUndefined();
      const another = [passport, ...DOCUMENT, { number: 'M-888888', issuer: 'FRA' }];
      expect((await hit({ ...pair, documents: another })).hitId).toBeDefined();
    });

    it('come back when the clearance has run out', async () => {
      const { hit, clock } = await cleared();
      clock.advance(730 * 86_400_000);
      expect((await hit()).hitId).toBeUndefined();
      clock.advance(86_400_000);
      expect((await hit()).hitId).toBeDefined();
    });

    it('give no clearance where nothing but a name is known', async () => {
      const { after, hit } = await cleared({ birthDate: null, documents: [] });
      expect(after).toMatchObject({ state: 'cleared', clearance: null });
      expect((await hit({ birthDate: null, documents: [] })).hitId).toBeDefined();
    });

    it('end their clearance when reopened, and those whom it spared are screened again', async () => {
      const { hit, hits, first, again, raise } = await cleared();
      const next = await hit();
      await hits.reopen(SALEM, first.hitId, { reason: 'a new photograph' });
      expect(again).toEqual([next.travellerId]);
      expect(await raise(next.travellerId)).toHaveLength(1);
      await hits.claim(NOORA, first.hitId);
      const cleared2 = await hits.decide(NOORA, first.hitId, NOT);
      const third = await hit();
      expect(third.hitId).toBeUndefined();
      const spared = (await hits.read(first.hitId)).history.filter(({ kind }) => kind === 'suppressed');
      expect(spared.map(({ params }) => params.number)).toContain(cleared2.clearance!.number);
    });

    it('open again when the traveller is no longer who was cleared, and can be decided again', async () => {
      for (const change of [
        { birthDate: '1980-02-04' },
        { name: 'VANTOUR Karl' },
        { basis: 'name-and-document' as const, documents: DOCUMENT },
      ]) {
        await emptyTables(database);
        const { raise, first, hits, told, statusOf } = await cleared();
        told.length = 0;
        await raise(first.travellerId, change);
        const after = await hits.read(first.hitId);
        expect(after).toMatchObject({ state: 'open', decision: null, clearance: null });
        expect(told).toEqual([first.travellerId]);
        expect((await statusOf(first.travellerId)).status).toBe('refer');
        await hits.claim(SALEM, first.hitId);
        expect(await codeOf(hits.decide(SALEM, first.hitId, NOT))).toBe('done');
      }
    });

    it('stay cleared when only the score or the list’s version changed', async () => {
      const { raise, first, hits } = await cleared();
      await raise(first.travellerId, { score: 0.95, listVersion: '2' });
      expect(await hits.read(first.hitId)).toMatchObject({ state: 'cleared', score: 0.95 });
    });
  });

  describe('refused boarding', () => {
    async function denied(pair: Parameters<ReturnType<typeof setUp>['hit']>[0] = {}) {
      const world = setUp(database);
      const first = await world.hit(pair);
      await world.hits.claim(NOORA, first.hitId);
      await world.hits.decide(NOORA, first.hitId, DENY);
      await world.hits.second(SALEM, first.hitId, { agree: true, note: null });
      return { ...world, first };
    }

    it('are told to the carrier, also on the next flight with the same document, and only then', async () => {
      const { first, hit, statusOf } = await denied();
      expect(await statusOf(first.travellerId)).toMatchObject({
        status: 'no-board',
        decisionId: expect.any(String),
      });
      const same = await hit({ documents: [{ number: 'P-123 4567', issuer: 'FRA' }] });
      expect((await statusOf(same.travellerId)).status).toBe('no-board');
      for (const other of [
        { documents: [{ number: 'P7654321', issuer: 'FRA' }] },
        { documents: [{ number: 'P1234567', issuer: 'BHR' }] },
        { documents: [] },
        { listing: { id: OTHER } },
      ]) {
        const { travellerId } = await hit(other);
        expect(await statusOf(travellerId)).toEqual({ status: 'refer', decisionId: null });
      }
    });

    it('are no longer once reopened, run out, or cleared on the later flight', async () => {
      const { first, hit, hits, statusOf, clock } = await denied();
      const next = await hit();
      await hits.claim(NOORA, next.hitId);
      await hits.decide(NOORA, next.hitId, NOT);
      expect((await statusOf(next.travellerId)).status).toBe('ok');
      expect((await statusOf(first.travellerId)).status).toBe('no-board');
      clock.advance(365 * 86_400_000);
      expect((await statusOf(first.travellerId)).status).toBe('no-board');
      clock.advance(86_400_000);
      expect((await statusOf(first.travellerId)).status).toBe('refer');
      await emptyTables(database);
      const again = await denied();
      await again.hits.reopen(SALEM, again.first.hitId, { reason: 'mistaken' });
      expect(await again.statusOf(again.first.travellerId)).toEqual({ status: 'refer', decisionId: null });
    });

    it('are no longer once the listing has left its list, and again when it returns', async () => {
      const { hits, told, listings, statusOf, first } = await denied();
      const { travellerId, hitId } = first;
      const { watchlist } = LISTING;
      const change = (status: 'active' | 'withdrawn' | 'expired') => {
        listings.set(LISTING.id, { ...LISTING, status });
        return database.transaction((tx) => hits.listChanged(tx, watchlist.id));
      };
      expect((await statusOf(travellerId)).status).toBe('no-board');
      told.length = 0;
      await change('withdrawn');
      await change('withdrawn');
      expect(told).toEqual([travellerId]);
      expect((await statusOf(travellerId)).status).toBe('refer');
      await change('active');
      expect((await statusOf(travellerId)).status).toBe('no-board');
      await change('expired');
      expect(kinds(await hits.read(hitId)).slice(-3)).toEqual(Array(3).fill('listing-changed'));
    });

    it('were seen by both people: what changes in between is decided anew', async () => {
      const seen = { documents: [{ number: 'P1234567', issuer: 'FRA' }] };
      const changes = [
        { ...seen, birthDate: '1981-02-03' },
        { ...seen, name: 'VANTOUR Karima' },
        { documents: [...seen.documents, { number: 'X9', issuer: 'FRA' }] },
      ];
      for (const change of changes) {
        const { hit, hits, raise } = setUp(database);
        const { hitId, travellerId } = await hit(seen);
        await hits.claim(NOORA, hitId);
        await hits.decide(NOORA, hitId, DENY);
        await raise(travellerId, { ...seen, score: 0.7 });
        expect((await hits.read(hitId)).state).toBe('awaiting-second');
        await raise(travellerId, change);
        expect(await codeOf(hits.second(SALEM, hitId, { agree: true, note: null }))).toBe('HIT_MOVE_INVALID');
        expect(await hits.read(hitId)).toMatchObject({ state: 'open', verdict: null, decision: null });
      }
    });

    it('need a document: without one the carrier is told to refer', async () => {
      const { first, statusOf } = await denied({ documents: [] });
      expect((await statusOf(first.travellerId)).status).toBe('refer');
    });
  });
});
