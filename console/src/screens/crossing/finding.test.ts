import type { TravellerRow } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { fits } from './finding.ts';

const row = {
  name: { text: 'IBRAHIM ALZAYANI', other: { text: 'إبراهيم الزياني', lang: 'ar', source: 'generated' } },
  document: { type: 'P', number: 'N70073289', issuer: 'BHR', expiry: null },
  seat: '14C',
  locator: 'FWZ7Q7',
  nationality: 'BHR',
} as unknown as TravellerRow;

describe('finding somebody on a crossing', () => {
  it.each(['ibrahim zayani', 'ابراهيم', 'إِبراهيم', 'الزيانى', '١٤c', 'n٧٠٠٧', 'fwz7q7'])(
    'finds by %s',
    (typed) => expect(fits(row, typed)).toBe(true),
  );

  it('wants every word', () => expect(fits(row, 'ibrahim 15A')).toBe(false));
});
