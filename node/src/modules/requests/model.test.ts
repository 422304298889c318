import type { Listing } from '@jisr/contract';
import { SupplementField } from '@jisr/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canMove,
  chosenOf,
  isOverdue,
  LETTER_MOVES,
  REQUEST_MOVES,
  stateAfter,
  stateWithout,
  subjectOfListing,
  valuesOf,
} from './model.ts';

const listing: Listing = {
  id: '019c0000-0000-7000-8000-00000000a001',
  reference: 'SDN:1',
  kind: 'person',
  name: { text: 'KARIM VANTOUR', other: null },
  watchlist: { id: '019c0000-0000-7000-8000-00000000a002', code: 'SDN', name: { en: 'List', ar: 'قائمة' } },
  instruction: 'detain',
  names: [
    { text: 'KARIM VANTOUR', quality: 'primary', lang: 'en' },
    { text: 'كريم فانتور', quality: 'original', lang: 'ar' },
    { text: 'THE PILOT', quality: 'strong', lang: null },
    { text: 'K', quality: 'weak', lang: null },
  ],
  birthDates: ['1979/1981', '1980-02-03'],
  birthPlaces: [],
  nationalities: ['FRA', 'BHR'],
  gender: 'M',
  documents: [{ type: 'passport', number: 'L777777', issuer: 'FRA', note: 'seen once' }],
  addresses: ['12 Harbour Road'],
  programmes: [],
  legalBasis: 'Decree 7',
  originator: 'A third state',
  handling: null,
  listedOn: '2020-01-01',
  reviewOn: null,
  expiresOn: null,
  remarks: 'informant said so',
  status: 'active',
};

describe('the states', () => {
  const walks = [
    [REQUEST_MOVES, 'awaiting-approval'],
    [REQUEST_MOVES, 'received'],
    [LETTER_MOVES, 'awaiting-approval'],
  ] as const;
  it.each(walks)('keep to their table, whatever is tried', (moves, start) => {
    const table = moves as Record<string, readonly string[]>;
    const states = Object.keys(table);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 30 }), (tried) => {
        let at: string = start;
        for (const to of tried) {
          if (!canMove(table, at, to)) continue;
          expect(table[at]).toContain(to);
          at = to;
        }
        // From wherever a walk has come, an end can be reached.
        const reached = new Set([at]);
        for (const state of reached) for (const next of table[state]!) reached.add(next);
        expect([...reached].some((state) => table[state]!.length === 0)).toBe(true);
      }),
    );
  });

  it('know of every letter what it makes of its request, and no end moves on', () => {
    const kinds = ['request', 'answer', 'warning', 'outcome', 'correction', 'deletion'] as const;
    for (const kind of kinds)
      for (const decision of [null, 'supply', 'partial', 'defer', 'refuse'] as const)
        for (const to of [
          stateAfter({ kind, decision }),
          stateWithout(kind, 'us'),
          stateWithout(kind, 'partner'),
        ])
          for (const end of ['stopped', 'rejected', 'closed'] as const)
            expect(to === null || !canMove(REQUEST_MOVES, end, to)).toBe(true);
  });

  it('count as late only what is owed and due', () => {
    const dueAt = '2026-03-01T09:00:00Z';
    const after = new Date('2026-03-01T09:00:01Z');
    expect(isOverdue({ state: 'received', dueAt }, after)).toBe(true);
    expect(isOverdue({ state: 'received', dueAt }, new Date(dueAt))).toBe(false);
    expect(isOverdue({ state: 'answered', dueAt }, after)).toBe(false);
    expect(isOverdue({ state: 'sent', dueAt: null }, after)).toBe(false);
  });
});

describe('what is supplied', () => {
  it('holds of a listing what its fields say, and no remark, weak name, originator or note', () => {
    const values = valuesOf(listing);
    expect(values).toMatchObject({
      names: ['KARIM VANTOUR'],
      namesArabic: ['كريم فانتور'],
      aliases: ['THE PILOT'],
    });
    expect(values).toMatchObject({ birthDate: '1980-02-03', listedFor: 'Decree 7', sex: 'M' });
    for (const telling of ['informant', 'third state', 'seen once', '"K"'])
      expect(JSON.stringify(values)).not.toContain(telling);
    expect('birthPlace' in values).toBe(false);
  });

  it('is what was chosen and nothing else', () => {
    const values = valuesOf(listing);
    const places = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...SupplementField.options)),
        fc.dictionary(fc.constantFrom(...SupplementField.options), places),
        (fields, only) => {
          const { chosen, missing } = chosenOf(values, { fields, only });
          for (const [field, value] of Object.entries(chosen)) {
            expect(fields).toContain(field);
            const whole = values[field as SupplementField];
            if (Array.isArray(value)) for (const each of value) expect(whole).toContain(each);
            else expect(value).toEqual(whole);
          }
          expect([...Object.keys(chosen), ...missing].sort()).toEqual([...fields].sort());
        },
      ),
    );
  });

  it('counts a person as a minor while a birth date leaves a doubt', () => {
    const now = new Date('2026-03-01T00:00:00Z');
    const minor = (...birthDates: string[]) => subjectOfListing({ ...listing, birthDates }, 'BHR', now).minor;
    expect([minor(), minor('1980'), minor('2007/2009'), minor('2008'), minor('2008-02-28')]).toEqual([
      ...[null, false, true, true, false],
    ]);
    expect(subjectOfListing(listing, 'BHR', now).own).toBe(true);
    expect(subjectOfListing({ ...listing, nationalities: [] }, 'BHR', now).own).toBeNull();
  });
});
