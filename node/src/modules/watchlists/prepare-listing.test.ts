import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListingDraft } from './formats/listing-draft.ts';
import { checkDraft, digestOf, rowOf, storable } from './prepare-listing.ts';

const draft: ListingDraft = {
  reference: 'NAT:1',
  kind: 'person',
  names: [{ text: 'Amal Nasser', quality: 'primary', lang: null }],
  birthDates: ['1970'],
  birthPlaces: [],
  nationalities: ['BHR'],
  gender: 'F',
  documents: [{ type: 'passport', number: 'A-1', issuer: 'BHR', note: null }],
  addresses: [],
  programmes: [],
  listedOn: null,
  legalBasis: null,
  instruction: null,
  originator: null,
  handling: null,
  reviewOn: null,
  expiresOn: null,
  remarks: null,
};

describe('a draft', () => {
  it.each(['', '\u0000', 'x'.repeat(201)])('without a usable reference is refused', (reference) => {
    const checked = checkDraft({ ...draft, reference });
    expect(checked.draft).toBeNull();
    expect(checked.issues.map((issue) => issue.code)).toEqual(['REFERENCE_INVALID']);
  });
  it('with a day that does not exist is taken without it, and says so', () => {
    const checked = checkDraft({ ...draft, expiresOn: '2026-02-30', reviewOn: '2026-02-28' });
    expect(checked.draft).toMatchObject({ expiresOn: null, reviewOn: '2026-02-28' });
    expect(checked.issues.map((issue) => issue.code)).toEqual(['DATE_INVALID']);
  });
  it('becomes a row that any JSON reader and PostgreSQL can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = rowOf({ ...draft, remarks: `${text}\u0000\ud800` }).data.remarks ?? '';
        expect(kept).not.toContain('\u0000');
        expect(kept).not.toMatch(/\p{Surrogate}/u);
      }),
    );
    expect(storable(draft)).toEqual(draft);
  });
});

describe('the digest', () => {
  it('does not depend on the order of the members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = (of: unknown): unknown => {
          if (Array.isArray(of)) return of.map(turned);
          if (typeof of !== 'object' || of === null) return of;
          return Object.fromEntries(
            Object.entries(of)
              .reverse()
              .map(([name, member]) => [name, turned(member)]),
          );
        };
        expect(digestOf(turned(value))).toBe(digestOf(value));
      }),
    );
  });
  it('depends on everything that a listing says', () => {
    const { digest } = rowOf(draft);
    expect(rowOf({ ...draft, remarks: '' }).digest).not.toBe(digest);
    expect(rowOf({ ...draft, birthDates: ['1970', '1971'] }).digest).not.toBe(digest);
    expect(rowOf({ ...draft }).digest).toBe(digest);
  });
});
