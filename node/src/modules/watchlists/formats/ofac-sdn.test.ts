import { describe, expect, it } from 'vitest';
import { parseOfacSdn } from './ofac-sdn.ts';

const E = '-0- ';
const row = (id: string, name: string, type: string, programme: string, remarks: string) =>
  `${id},"${name}",${type === '' ? E : `"${type}"`},"${programme}",${`${E},`.repeat(7)}"${remarks}"\r\n`;

describe('parseOfacSdn', () => {
  it('loses no listing by a broken row, a repeated or a nameless one', () => {
    const sdn = `${row('1', 'DOE, Jane', 'individual', 'SDGT', '')}2,"OPEN,-0- ,"X"\n${row('1', 'DOE, John', 'individual', 'X', '')}nonsense\n${row('3', 'ACME', '', 'CUBA', '')}\u001A`;
    const { listings, issues } = parseOfacSdn({ sdn, alt: '' });
    expect(listings.map((listing) => listing.reference)).toEqual(['OFAC:1', 'OFAC:2', 'OFAC:3']);
    expect(issues.map((issue) => issue.code)).toEqual([
      'ROW_DAMAGED',
      'REFERENCE_DUPLICATE',
      'ROW_UNREADABLE',
    ]);
  });

  it('says that the file of the aliases is not there', () => {
    const { issues } = parseOfacSdn({ sdn: row('1', 'DOE, Jane', 'individual', 'X', '') });
    expect(issues.map((issue) => issue.code)).toEqual(['LIST_FILES_MISSING']);
  });

  it('refuses to guess and tells side rows without a listing', () => {
    const { listings, issues, counts } = parseOfacSdn({
      sdn: row(
        '1',
        'DOE, Jane',
        'individual',
        'SDGT',
        'DOB sometime; nationality possibly Utopian; Passport issued in Oslo',
      ),
      alt: '9,1,"aka","X",-0- \n',
    });
    expect(listings[0]).toMatchObject({ birthDates: [], nationalities: [], documents: [] });
    expect(listings[0]?.remarks).toContain('DOB sometime');
    expect(issues.map((issue) => issue.code)).toEqual([
      'DATE_UNREADABLE',
      'COUNTRY_UNKNOWN',
      'DOCUMENT_UNREADABLE',
      'ROWS_WITHOUT_LISTING',
    ]);
    expect(counts).toMatchObject({ sdn: 1, alt: 1, 'alt.withoutListing': 1, 'remarks.unread': 3 });
  });

  it('reads remarks, aliases, addresses and the spilled remarks', () => {
    const remarks =
      "DOB circa 1951; alt. DOB 10 Dec 1948; POB Giza, Egypt; nationality Korea, North; citizen Burma; Gender Female; Passport A12 (Iran) issued 1999; National ID No. 77 (Syria); NIT # 800-7 (Colombia); a.k.a. 'ABU HAFS'; Linked To: AC";
    const { listings } = parseOfacSdn({
      sdn: row('5', 'DOE, Jane', 'individual', 'NPWMD] [IFSR', remarks),
      alt: '5,1,"aka","ROE, Janet",-0- \n5,2,"fka","POE, J.","weak"\n',
      add: '5,1,"1 Road","Oslo","Norway",-0- \n',
      comments: '5,"ME."\n',
    });
    expect(listings[0]).toMatchObject({
      kind: 'person',
      birthDates: ['1951', '1948-12-10'],
      birthPlaces: ['Giza, Egypt'],
      nationalities: ['PRK', 'MMR'],
      gender: 'F',
      addresses: ['1 Road, Oslo, Norway'],
      programmes: ['NPWMD', 'IFSR'],
    });
    expect(listings[0]?.names.map((name) => [name.text, name.quality])).toEqual([
      ['Jane DOE', 'primary'],
      ['Janet ROE', 'strong'],
      ['J. POE', 'weak'],
      ['ABU HAFS', 'weak'],
    ]);
    expect(listings[0]?.documents.map(({ type, number, issuer }) => [type, number, issuer])).toEqual([
      ['passport', 'A12', 'IRN'],
      ['identity-card', '77', 'SYR'],
      ['other', '800-7', 'COL'],
    ]);
    expect(listings[0]?.remarks).toContain('Linked To: ACME.');
  });
});
