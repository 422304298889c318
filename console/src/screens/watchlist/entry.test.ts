import { describe, expect, it } from 'vitest';
import { blankEntry, type EntryDraft, readEntry } from './entry.ts';

const TODAY = '2026-11-24';
const good: EntryDraft = {
  ...blankEntry(),
  names: [
    { key: 0, text: ' سالم القحطاني ', quality: 'original' },
    { key: 1, text: 'SALEM ALQAHTANI', quality: 'primary' },
    { key: 2, text: '  ', quality: 'weak' },
  ],
  birthDates: '١٩٨٤-٠٢-١١، 1985/1987',
  nationalities: 'sau',
  documents: 'a20123456 sau',
  legalBasis: 'Warrant 4411',
  instruction: 'detain',
  originator: 'Public Prosecution',
  reviewOn: '2027-01-01',
  expiresOn: '2027-06-01',
  reason: 'New warrant',
};

describe('readEntry', () => {
  it('refuses a blank form and says which fields', () => {
    const { entry, faults } = readEntry(blankEntry(), null, TODAY);
    expect(entry).toBeNull();
    for (const field of [
      'names',
      'legalBasis',
      'instruction',
      'originator',
      'reviewOn',
      'expiresOn',
      'reason',
    ])
      expect([...faults]).toContain(field);
  });
  it('refuses a review in the past and an expiry before the review', () => {
    expect([...readEntry({ ...good, reviewOn: '2026-01-01' }, null, TODAY).faults]).toEqual(['reviewOn']);
    expect([...readEntry({ ...good, expiresOn: '2026-12-31' }, null, TODAY).faults]).toEqual(['expiresOn']);
  });
  it('refuses a day that no calendar has', () =>
    expect([...readEntry({ ...good, birthDates: '1984-2-11' }, null, TODAY).faults]).toEqual(['birthDates']));
  it('reads digits of any set, drops empty names and tags Arabic ones', () => {
    const { entry } = readEntry(good, null, TODAY);
    expect(entry?.birthDates).toEqual(['1984-02-11', '1985/1987']);
    expect(entry?.names).toEqual([
      { text: 'سالم القحطاني', quality: 'original', lang: 'ar' },
      { text: 'SALEM ALQAHTANI', quality: 'primary', lang: null },
    ]);
    expect(entry?.documents).toEqual([{ type: 'passport', number: 'A20123456', issuer: 'SAU', note: null }]);
  });
});
