import type { ListingEntry } from '@jisr/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { emptyTables, LIST, NOORA, SALEM, type Setting, setUp, TODAY } from './testing.ts';

const NONE = '019c0000-0000-7000-8000-00000000ffff';
const ENTRY: ListingEntry = {
  kind: 'person',
  names: [
    { text: 'Amal Nasser', quality: 'primary', lang: null },
    { text: 'أمل ناصر', quality: 'original', lang: 'ar' },
  ],
  birthDates: ['1970'],
  birthPlaces: ['Muharraq'],
  nationalities: ['BHR'],
  gender: 'F',
  documents: [{ type: 'passport', number: 'A-12 34', issuer: 'BHR', note: null }],
  legalBasis: 'Warrant 12',
  instruction: 'detain',
  originator: 'Public prosecution',
  handling: null,
  reviewOn: '2026-09-01',
  expiresOn: '2027-03-01',
  remarks: null,
};

describeOnEachDatabase('proposals', (open) => {
  let database: Database;
  let on: Setting;
  let list: string;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    on = setUp(database);
    list = (await on.watchlists.createWatchlist({ ...LIST, format: 'manual' }, NOORA.accountId)).id;
  });
  const add = (entry: ListingEntry = ENTRY) =>
    on.watchlists.propose(list, { kind: 'add', listingId: null, entry, reason: 'new warrant' }, NOORA);
  const decide = (id: string, approve: boolean, actor = SALEM) =>
    on.watchlists.decideProposal(id, { approve, note: 'seen' }, actor);
  const added = async () => (await decide((await add()).id, true)).listing!.id;
  const listings = () => on.watchlists.listListings(list, { limit: 10 });

  describe('are refused', () => {
    it('for a list that its publisher keeps', async () => {
      const other = await on.watchlists.createWatchlist({ ...LIST, code: 'PUB' }, null);
      const proposal = { kind: 'add', listingId: null, entry: ENTRY, reason: 'why' } as const;
      await expect(on.watchlists.propose(other.id, proposal, NOORA)).rejects.toMatchObject({
        code: 'LIST_READ_ONLY',
      });
      await expect(on.watchlists.propose(NONE, proposal, NOORA)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
    it.each([
      ['a review in the past', { reviewOn: TODAY }],
      ['an expiry before the review', { expiresOn: '2026-08-01' }],
      ['an expiry beyond five years', { expiresOn: '2031-03-02' }],
    ])('with %s', async (_, dates) => {
      await expect(add({ ...ENTRY, ...dates })).rejects.toMatchObject({ code: 'LISTING_DATES_INVALID' });
    });
    it.each([
      { kind: 'add', listingId: NONE, entry: ENTRY },
      { kind: 'add', listingId: null, entry: null },
      { kind: 'change', listingId: null, entry: ENTRY },
      { kind: 'change', listingId: NONE, entry: null },
      { kind: 'withdraw', listingId: NONE, entry: ENTRY },
      { kind: 'withdraw', listingId: null, entry: null },
    ] as const)('when their parts do not belong together: $kind', async (parts) => {
      const proposal = { ...parts, reason: 'why' };
      await expect(on.watchlists.propose(list, proposal, NOORA)).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      });
    });
    it('for a listing that is not there, withdrawn, or of another list', async () => {
      const withdraw = (listingId: string, of = list) =>
        on.watchlists.propose(of, { kind: 'withdraw', listingId, entry: null, reason: 'why' }, NOORA);
      const id = await added();
      const other = await on.watchlists.createWatchlist({ ...LIST, code: 'TWO', format: 'manual' }, null);
      await expect(withdraw(NONE)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(withdraw(id, other.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const twice = [await withdraw(id), await withdraw(id)];
      await decide(twice[0]!.id, true);
      await expect(decide(twice[1]!.id, true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(withdraw(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await decide(twice[1]!.id, false)).status).toBe('rejected');
    });
    it('when the proposer decides', async () => {
      const { id } = await add();
      await expect(decide(id, true, NOORA)).rejects.toMatchObject({ code: 'PROPOSAL_OWN' });
      await expect(decide(id, false, NOORA)).rejects.toMatchObject({ code: 'PROPOSAL_OWN' });
      expect((await listings()).items).toEqual([]);
    });
    it('when they are decided already, or not there', async () => {
      const { id } = await add();
      await decide(id, false);
      await expect(decide(id, true)).rejects.toMatchObject({ code: 'PROPOSAL_NOT_PENDING' });
      await expect(decide(NONE, true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
    it('when the listing was changed after they were made; they can be rejected', async () => {
      const id = await added();
      const change = (instruction: ListingEntry['instruction']) =>
        on.watchlists.propose(
          list,
          { kind: 'change', listingId: id, entry: { ...ENTRY, instruction }, reason: 'new facts' },
          NOORA,
        );
      const [first, second] = [await change('refer'), await change('monitor')];
      on.clock.advance(60_000);
      await decide(second.id, true);
      await expect(decide(first.id, true)).rejects.toMatchObject({ code: 'PROPOSAL_OUTDATED' });
      expect((await on.watchlists.readListing(id)).instruction).toBe('monitor');
      expect((await decide(first.id, false)).status).toBe('rejected');
      on.clock.advance(60_000);
      expect((await decide((await change('refer')).id, true)).status).toBe('approved');
    });
    it('when they have waited beyond their own review', async () => {
      const { id } = await add();
      on.clock.advance(200 * 86_400_000);
      await expect(decide(id, true)).rejects.toMatchObject({ code: 'LISTING_DATES_INVALID' });
    });
  });

  it('change nothing while they wait, nor when they are rejected', async () => {
    const { id } = await add();
    expect((await listings()).items).toEqual([]);
    expect(await decide(id, false)).toMatchObject({
      status: 'rejected',
      listing: null,
      proposedBy: { id: NOORA.accountId },
      decidedBy: { id: SALEM.accountId },
      note: 'seen',
    });
    expect((await listings()).items).toEqual([]);
    expect(on.changes).toEqual([]);
  });

  it('add a listing that screening hears of at once', async () => {
    const approved = await decide((await add()).id, true);
    expect(approved).toMatchObject({
      status: 'approved',
      listing: { reference: 'NAT:1', instruction: 'detain' },
    });
    const id = approved.listing!.id;
    expect(on.changes).toEqual([{ watchlistId: list, version: '1', changedListingIds: [id] }]);
    expect(await on.watchlists.readListing(id)).toMatchObject({
      name: { text: 'Amal Nasser', other: { text: 'أمل ناصر', lang: 'ar', source: 'supplied' } },
      legalBasis: 'Warrant 12',
      handling: 'OFFICIAL',
      reviewOn: '2026-09-01',
      expiresOn: '2027-03-01',
      listedOn: TODAY,
      status: 'active',
    });
  });

  it('leave nothing behind when screening cannot follow', async () => {
    const { id } = await add();
    on.screening.fail = true;
    await expect(decide(id, true)).rejects.toThrow('screening could not follow');
    on.screening.fail = false;
    expect((await listings()).items).toEqual([]);
    expect((await decide(id, true)).status).toBe('approved');
  });

  it('change, withdraw and renew a listing under the same id', async () => {
    const id = await added();
    const change = async (entry: ListingEntry) => {
      const proposal = { kind: 'change', listingId: id, entry, reason: 'new facts' } as const;
      return decide((await on.watchlists.propose(list, proposal, NOORA)).id, true);
    };
    await change({ ...ENTRY, instruction: 'refer', birthDates: ['1970-05-01'] });
    expect(await on.watchlists.readListing(id)).toMatchObject({
      reference: 'NAT:1',
      instruction: 'refer',
      birthDates: ['1970-05-01'],
    });
    on.clock.advance(400 * 86_400_000);
    await on.watchlists.expireListings();
    expect((await on.watchlists.readListing(id)).status).toBe('expired');
    await change({ ...ENTRY, reviewOn: '2027-09-01', expiresOn: '2028-03-01' });
    expect((await on.watchlists.readListing(id)).status).toBe('active');
    const withdrawal = { kind: 'withdraw', listingId: id, entry: null, reason: 'served' } as const;
    await decide((await on.watchlists.propose(list, withdrawal, NOORA)).id, true);
    expect((await on.watchlists.readListing(id)).status).toBe('withdrawn');
    expect((await on.watchlists.listWatchlists()).items[0]).toMatchObject({
      active: 0,
      people: 0,
      version: '5',
    });
  });

  it('are listed in pages: the pending ones, or all', async () => {
    const made = [await add(), await add(), await add()];
    await decide(made[1]!.id, false);
    const pending = await on.watchlists.listProposals({ status: 'pending', limit: 10 });
    expect(pending.items.map((item) => item.id)).toEqual([made[2]!.id, made[0]!.id]);
    const first = await on.watchlists.listProposals({ status: 'all', limit: 2 });
    const second = await on.watchlists.listProposals({ status: 'all', limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(
      made.map(({ id }) => id).reverse(),
    );
    expect(second.next).toBeNull();
  });
});
