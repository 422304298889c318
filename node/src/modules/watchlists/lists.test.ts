import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import type { ListingForScreening } from './index.ts';
import { csv, emptyTables, LIST, NOORA, type Setting, setUp, upTo } from './testing.ts';

const NONE = '019c0000-0000-7000-8000-00000000ffff';
const ROWS = [
  'reference,kind,name,original_name,documents,review_on,expires_on,instruction,legal_basis',
  'N:1,person,Ḥusayn Al-Dīn,حُسين الدين,passport:A-12 34:BHR,2026-03-20,2027-01-01,detain,Warrant 1',
  'N:2,organisation,Gulf Star Shipping,,,,,,',
  'N:3,person,أحمد فاطمة,,,,2026-03-10,,',
  'N:4,person,Omar Haddad,,,2026-12-01,2027-01-01,,',
  '',
].join('\n');

describeOnEachDatabase('lists', (open) => {
  let database: Database;
  let on: Setting;
  let list: string;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    on = setUp(database);
    list = (await on.watchlists.createWatchlist(LIST, NOORA.accountId)).id;
  });
  const found = async (query: { q?: string; kind?: 'person' | 'organisation'; due?: boolean }) =>
    (await on.watchlists.listListings(list, { limit: 10, ...query })).items.map((item) => item.reference);

  it('are not made twice, nor with an address that cannot be fetched', async () => {
    await expect(on.watchlists.createWatchlist(LIST, null)).rejects.toMatchObject({
      code: 'LIST_CODE_TAKEN',
    });
    const strange = { ...LIST, code: 'FILE', sourceUrl: 'file:///etc/passwd' };
    await expect(on.watchlists.createWatchlist(strange, null)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });

  it('are made only where they are missing when they are to be there', async () => {
    const ensure = (code: string) =>
      database.transaction((tx) =>
        on.watchlists.ensureWatchlist(tx, { ...LIST, code, owner: 'Other' }, null),
      );
    expect(await ensure('NAT')).toBe(list);
    expect(await ensure('NEW')).not.toBe(list);
    const all = await on.watchlists.listWatchlists();
    expect(all.items.map(({ code, owner }) => [code, owner])).toEqual([
      ['NAT', 'Ministry of Interior'],
      ['NEW', 'Other'],
    ]);
    expect(await on.watchlists.lists(database.db)).toMatchObject([
      { code: 'NAT', version: null, active: 0, instruction: 'refer', legalBasis: 'Decree 7' },
      { code: 'NEW' },
    ]);
  });

  it('that do not exist have no listings', async () => {
    await expect(on.watchlists.listListings(NONE, { limit: 10 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(on.watchlists.readListing(NONE)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(on.watchlists.listImports(NONE, { limit: 10 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('are searched', () => {
    beforeEach(async () => {
      expect(await on.importText(list, ROWS)).toMatchObject({ status: 'applied', read: 4 });
    });
    it.each([
      ['husayn', ['N:1']],
      ['DIN hüsayn', ['N:1']],
      ['حسين', ['N:1']],
      ['احمد فاطمه', ['N:3']],
      ['a1234', ['N:1']],
      ['A 12-34', ['N:1']],
      ['N:2 gulf', ['N:2']],
      ['star gulf', ['N:2']],
      ['zzz', []],
      ['100%', []],
      ['%', ['N:1', 'N:2', 'N:3', 'N:4']],
    ])('for %s', async (q, references) => {
      expect(await found({ q })).toEqual(references);
    });
    it('for a kind, and for what is due', async () => {
      expect(await found({ kind: 'organisation' })).toEqual(['N:2']);
      expect(await found({ due: true })).toEqual(['N:1', 'N:3']);
      expect(await found({ due: true, q: 'ahmad' })).toEqual(['N:3']);
      expect(await found({ due: true, q: 'quorthon' })).toEqual([]);
    });
    it('and count what wants a review or ends soon', async () => {
      expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({
        active: 4,
        people: 3,
        dueForReview: 1,
        expiringSoon: 1,
      });
    });
    it('and give a listing with what it inherits from its list', async () => {
      const { items } = await on.watchlists.listListings(list, { limit: 10 });
      const [own, inherited, arabic] = await on.watchlists.readListings(
        database.db,
        [0, 1, 2].map((n) => items[n]!.id),
      );
      expect(own).toMatchObject({ instruction: 'detain', legalBasis: 'Warrant 1', handling: 'OFFICIAL' });
      expect(own?.name.other).toEqual({ text: 'حُسين الدين', lang: 'ar', source: 'supplied' });
      expect(inherited).toMatchObject({ instruction: 'refer', legalBasis: 'Decree 7' });
      expect(inherited?.name.other?.source).toBe('generated');
      expect(arabic?.name.text).toBe('أحمد فاطمة');
      const turned = [NONE, items[2]!.id, items[0]!.id];
      const read = await on.watchlists.readListings(database.db, turned);
      expect(read.map((listing) => listing.reference)).toEqual(['N:3', 'N:1']);
    });
    it('and are given to screening by seq', async () => {
      const batch: ListingForScreening[] = [];
      for await (const part of on.watchlists.activeListings(database.db, list)) batch.push(...part);
      expect(batch).toHaveLength(4);
      expect(batch[0]).toMatchObject({
        watchlistId: list,
        status: 'active',
        kind: 'person',
        documents: [{ type: 'passport', issuer: 'BHR' }],
      });
      const seqs = batch.map((listing) => listing.seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(await on.watchlists.listingsBySeq(database.db, [...seqs].reverse())).toEqual(batch);
      expect(await on.watchlists.listingsBySeq(database.db, [2_000_000_000])).toEqual([]);
    });
  });

  it('are read in pages, each listing once, also far apart', async () => {
    await on.importText(list, csv(upTo(5)));
    await sql`select setval(pg_get_serial_sequence('listing', 'seq'), 100000)`.execute(database.db);
    await on.importText(list, csv(upTo(9)));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await on.watchlists.listListings(list, { limit: 2, ...(after ? { after } : {}) });
      expect(page.total).toBe(9);
      seen.push(...page.items.map((item) => item.reference));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(upTo(9).map((n) => `NAT:${n}`));
    expect(await found({ q: 'number9' })).toEqual(['NAT:9']);
    const bad = on.watchlists.listListings(list, { limit: 2, after: 'LTE' });
    await expect(bad).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('find a listing that is written in one script by the name that is shown in the other', async () => {
    await on.importText(list, 'reference,name\nNAT:1,محمد خالد الزهراني\nNAT:2,Muhammad ZAYDAN\n');
    const found = async (q: string) =>
      (await on.watchlists.listListings(list, { q, limit: 5 })).items.map(({ reference }) => reference);
    expect(await found('zahrani')).toEqual(['NAT:1']);
    expect(await found('الزهراني')).toEqual(['NAT:1']);
    expect(await found('زيدان')).toEqual(['NAT:2']);
    expect(await found('zaydan')).toEqual(['NAT:2']);
  });

  describe('by the clock', () => {
    it('lose what has expired, the day after its last day', async () => {
      await on.importText(list, csv(upTo(3), { 2: 'NAT:2,person,Person Number2,1970-01-01,2026-03-03' }));
      const day = 86_400_000;
      await on.watchlists.schedule();
      await on.jobs.drain();
      on.clock.advance(2 * day);
      await on.jobs.drain();
      expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({ active: 3, version: '1' });
      on.clock.advance(day);
      await on.jobs.drain();
      expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({ active: 2, version: '2' });
      expect(on.changes[1]?.changedListingIds).toHaveLength(1);
      expect(
        await on.importText(
          list,
          csv([1, 2, 3, 4], { 2: 'NAT:2,person,Person Number2,1970-01-01,2026-03-03' }),
        ),
      ).toMatchObject({ added: 1, unchanged: 3 });
      expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({ active: 3, people: 3 });
    });
    it('say that a listing has expired from midnight on, before any job has run', async () => {
      await on.importText(list, csv([1], { 1: 'NAT:1,person,Person Number1,1970-01-01,2026-03-01' }));
      const id = (await on.watchlists.listListings(list, { limit: 1 })).items[0]!.id;
      on.clock.advance(16 * 3_600_000 - 1);
      expect((await on.watchlists.readListing(id)).status).toBe('active');
      on.clock.advance(1);
      expect((await on.watchlists.readListing(id)).status).toBe('expired');
    });
    it('have one daily job, at midnight UTC', async () => {
      await on.watchlists.schedule();
      await on.watchlists.schedule();
      await on.jobs.drain();
      await on.watchlists.expireListings();
      const { rows } = await sql<{ at: string }>`
        select run_at as at from job where kind = 'watchlists.daily' and state = 'waiting'`.execute(
        database.db,
      );
      expect(rows).toEqual([{ at: '2026-03-02T00:00:00.000Z' }]);
    });
    it('take in nothing that has expired already', async () => {
      const rows = csv(upTo(2), { 2: 'NAT:2,person,Person Number2,1970-01-01,2026-02-01' });
      expect(await on.importText(list, rows)).toMatchObject({ status: 'applied', added: 2 });
      expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({ active: 1, people: 1 });
    });
  });
});
