import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJisrCsv, writeJisrCsv } from './jisr-csv.ts';
import type { ListingDraft } from './listing-draft.ts';

describe('parseJisrCsv', () => {
  it('refuses a file without its headings', () => {
    expect(parseJisrCsv('BH-1,Jane\n').issues[0]?.code).toBe('HEADER_MISSING');
    expect(parseJisrCsv('').issues[0]?.code).toBe('HEADER_MISSING');
  });

  it('tells wrong rows with their line and reads the others', () => {
    const text =
      'reference,name,instruction,birth_dates,nationalities,colour\n,Nobody,,,,\nA,,,,,\nB,Jane Doe,shoot,soon,Utopiana,red\nB,Twice,,,,\nC,John Doe,refer,1960,BHR,\n';
    const { listings, issues } = parseJisrCsv(text);
    expect(listings.map((listing) => listing.reference)).toEqual(['B', 'C']);
    expect(listings[0]).toMatchObject({ instruction: null, birthDates: [], nationalities: [] });
    expect(listings[0]?.remarks).toContain('shoot');
    expect(issues.map((issue) => [issue.code, issue.line])).toEqual([
      ['COLUMN_UNKNOWN', 1],
      ['REFERENCE_MISSING', 2],
      ['NAME_MISSING', 3],
      ['DATE_UNREADABLE', 4],
      ['COUNTRY_UNKNOWN', 4],
      ['INSTRUCTION_UNKNOWN', 4],
      ['REFERENCE_DUPLICATE', 5],
    ]);
  });

  it('reads Arabic headings, words and digits', () => {
    const text =
      '\uFEFFالمرجع,النوع,الاسم,تواريخ الميلاد,الجنسيات,الجنس,الوثائق,التعليمة,تاريخ المراجعة\r\nBH-1,شخص,جين دو,١٩٦٠-٠٥-٠١|١٩٦١,البحرين,أنثى,جواز سفر:A١:BHR,إحالة,٢٠٢٧-٠١-٠١\r\n';
    expect(parseJisrCsv(text).issues).toEqual([]);
    expect(parseJisrCsv(text).listings[0]).toMatchObject({
      kind: 'person',
      birthDates: ['1960-05-01', '1961'],
      nationalities: ['BHR'],
      gender: 'F',
      documents: [{ type: 'passport', number: 'A1', issuer: 'BHR' }],
      instruction: 'refer',
      reviewOn: '2027-01-01',
    });
  });

  it('reads back what it writes, under either headings', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'B', '"', ',', 'د', '-', '\n'), minLength: 1, maxLength: 8 })
      .map((text) => `n${text.replace(/["\n]/g, 'x')}n`);
    const remark = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', 'د'), maxLength: 9 })
      .map((text) => `r${text}r`);
    const listing = fc.record({
      name: word,
      aliases: fc.array(word),
      remark,
      year: fc.integer({ min: 1900, max: 2020 }),
    });
    fc.assert(
      fc.property(fc.array(listing), fc.constantFrom('en' as const, 'ar' as const), (rows, headings) => {
        const drafts: ListingDraft[] = rows.map(({ name, aliases, remark: remarks, year }, at) => ({
          ...parseJisrCsv(`reference,name\nR-${at},x\n`).listings[0]!,
          names: [
            { text: name, quality: 'primary', lang: name.includes('د') ? 'ar' : null },
            ...aliases.map((text) => ({
              text,
              quality: 'strong' as const,
              lang: text.includes('د') ? 'ar' : null,
            })),
          ],
          birthDates: [`${year}`, `${year}/${year + 1}`],
          documents: [{ type: 'passport', number: `A${year}`, issuer: 'BHR', note: null }],
          remarks,
        }));
        const outcome = parseJisrCsv(writeJisrCsv(drafts, headings));
        expect(outcome.listings).toEqual(drafts);
      }),
    );
  });
});
