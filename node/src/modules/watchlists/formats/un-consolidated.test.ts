import { describe, expect, it } from 'vitest';
import { parseUnConsolidated } from './un-consolidated.ts';

const list = (body: string) =>
  `<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS>${body}</INDIVIDUALS></CONSOLIDATED_LIST>`;
const person = (reference: string, body = '') =>
  `<INDIVIDUAL><FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>DOE</SECOND_NAME><REFERENCE_NUMBER>${reference}</REFERENCE_NUMBER>${body}</INDIVIDUAL>`;
const codes = (xml: string) => parseUnConsolidated(xml).issues.map((issue) => issue.code);

describe('parseUnConsolidated', () => {
  it('refuses a document type, with its entities', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${list(person('XXi.001', '<COMMENTS1>&b;</COMMENTS1>'))}`;
    expect(parseUnConsolidated(bomb).listings).toEqual([]);
    expect(codes(bomb)).toContain('LIST_XML_DTD_REFUSED');
  });

  it('bounds nesting and tells broken XML, keeping what is whole', () => {
    expect(codes('<a>'.repeat(100_000))).toContain('LIST_XML_TOO_DEEP');
    const cut = list(person('XXi.001') + person('XXi.002')).slice(0, -60);
    expect(parseUnConsolidated(cut).listings.map((listing) => listing.reference)).toContain('UN:XXi.001');
    expect(codes(cut)).toContain('LIST_XML_MALFORMED');
    expect(codes(list(person('', '')))).toContain('REFERENCE_MISSING');
    expect(codes(list(person('A') + person('A')))).toContain('REFERENCE_DUPLICATE');
  });

  it('reads dates of every type', () => {
    const birth = (body: string) => `<INDIVIDUAL_DATE_OF_BIRTH>${body}</INDIVIDUAL_DATE_OF_BIRTH>`;
    const body = [
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1979-03-03</DATE>',
      '<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR>',
      '<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR><NOTE>Approximately</NOTE>',
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>',
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>',
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri Calendar)</NOTE>',
      '<TYPE_OF_DATE/>',
    ];
    const { listings, issues } = parseUnConsolidated(list(person('A', body.map(birth).join(''))));
    expect(listings[0]?.birthDates).toEqual(['1979-03-03', '1960', '1955/1958', '1958-09', '1973-11']);
    expect(listings[0]?.remarks).toContain('Hijri');
    expect(issues.map((issue) => issue.code)).toEqual(['DATE_UNREADABLE']);
  });

  it('reads names, documents, places and nationality', () => {
    const body = `<NAME_ORIGINAL_SCRIPT>جين دو</NAME_ORIGINAL_SCRIPT><GENDER>Female</GENDER><LISTED_ON>2012-12-31</LISTED_ON>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE><NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>na</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Roe, Janet; J.R.</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Jeanne (جان)</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Afghan passport number OA29</NUMBER><ISSUING_COUNTRY>Afghanistan</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>I5824</NUMBER><COUNTRY_OF_ISSUE>Egypt</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT/><INDIVIDUAL_ADDRESS><CITY>Oslo</CITY><COUNTRY>Norway</COUNTRY><NOTE>in 2016</NOTE></INDIVIDUAL_ADDRESS>`;
    const listing = parseUnConsolidated(list(person('A', body))).listings[0];
    expect(listing?.names).toEqual([
      { text: 'JANE DOE', quality: 'primary', lang: null },
      { text: 'جين دو', quality: 'original', lang: 'ar' },
      { text: 'Janet Roe', quality: 'weak', lang: null },
      { text: 'J.R.', quality: 'weak', lang: null },
      { text: 'Jeanne', quality: 'strong', lang: null },
      { text: 'جان', quality: 'original', lang: 'ar' },
    ]);
    expect(listing).toMatchObject({
      gender: 'F',
      nationalities: ['IRN'],
      listedOn: '2012-12-31',
      programmes: ['DRC'],
    });
    expect(listing?.addresses).toEqual(['Oslo, Norway (in 2016)']);
    expect(listing?.documents[0]).toMatchObject({ type: 'passport', number: 'OA29', issuer: 'AFG' });
    // Handed out by an embassy: no other country issued it.
    expect(listing?.documents[1]).toMatchObject({ number: 'I5824', issuer: null });
  });
});
