import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFormat, readList } from './detect.ts';

const HEADS = [
  '',
  '<CONSOLIDATED_LIST>',
  '{"id":"a","schema":"Person","properties":',
  'reference,name\n',
  '36,"A","aka",',
  '<a',
];

describe('readList', () => {
  it.each(['', 'hello', '<html></html>', '{"a":1}', 'a,b\n1,2\n'])('refuses %j', (text) => {
    const outcome = readList([{ name: 'x.csv', text }]);
    expect(outcome).toMatchObject({ format: null, listings: [], issues: [{ code: 'LIST_FORMAT_UNKNOWN' }] });
  });

  it('tells the four formats apart', () => {
    expect(detectFormat('x.xml', '<?xml version="1.0"?>\n<CONSOLIDATED_LIST a="b">')).toBe('un-consolidated');
    expect(detectFormat('x.json', '{"id":"p1","schema":"Person","properties":{}}')).toBe('ftm-jsonl');
    expect(detectFormat('x.csv', '\uFEFFالمرجع,الاسم\n')).toBe('jisr-csv');
    expect(detectFormat('alt.csv', '36,12,"aka","A",-0- \n')).toBe('ofac-sdn');
  });

  it('puts the files of one list together and tells a stranger', () => {
    const sdn = { name: 'sdn.csv', text: `36,"ACME",${'-0- ,'.repeat(9)}-0- \n` };
    const alt = { name: 'upload-2', text: '36,12,"aka","EMCA",-0- \n' };
    const outcome = readList([alt, sdn, { name: 'y.xml', text: '<CONSOLIDATED_LIST/>' }]);
    expect(outcome.listings[0]?.names.map((name) => name.text)).toEqual(['ACME', 'EMCA']);
    expect(outcome.issues.map((issue) => issue.code)).toEqual(['LIST_FILES_MIXED']);
  });

  it('reads or refuses any text, never throws, and speaks both languages', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        '"',
        ',',
        '\n',
        '<',
        '>',
        '&',
        '{',
        '}',
        '[',
        ']',
        ':',
        'a',
        '1',
        ' ',
        'م',
        ';',
        '\u001A',
        '/',
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...HEADS), noise, fc.constantFrom('sdn.csv', 'x'), (head, tail, name) => {
        for (const issue of readList([{ name, text: head + tail }]).issues) {
          expect(issue.message.en).not.toBe('');
          expect(issue.message.ar).toMatch(/[\u0600-\u06FF]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays linear on long hostile lists', () => {
    const texts = [
      `<CONSOLIDATED_LIST>${'<INDIVIDUAL>'.repeat(50_000)}`,
      `reference,name\n${'"a\n'.repeat(100_000)}`,
      `1,"A",${'-0- ,'.repeat(9)}"${"DOB ; a.k.a. '(".repeat(50_000)}"\n`,
      `<CONSOLIDATED_LIST><INDIVIDUAL><REFERENCE_NUMBER>A</REFERENCE_NUMBER><INDIVIDUAL_ALIAS><ALIAS_NAME>${'(a;'.repeat(50_000)}</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></CONSOLIDATED_LIST>`,
    ];
    for (const text of texts) {
      // The time that it computes, whatever else the machine does meanwhile.
      const started = process.cpuUsage();
      readList([{ name: 'x', text }]);
      expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
    }
  });
});
