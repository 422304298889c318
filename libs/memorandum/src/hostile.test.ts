import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BORDERS } from './drafts/borders.data.ts';
import { digestOf, prove, readDirective, readMemorandum } from './index.ts';
import { strictJson } from './strict-json.ts';

const text = JSON.stringify(BORDERS);
const codesOf = (bytes: string | Uint8Array): readonly string[] => {
  const read = readMemorandum(bytes);
  return 'faults' in read ? read.faults.map(({ code }) => code) : [];
};
const changed = (change: (document: typeof BORDERS) => void): string => {
  const copy = structuredClone(BORDERS);
  change(copy);
  return JSON.stringify(copy);
};

describe('a hostile document', () => {
  it('is refused with a code: deep, long, doubled, reaching, broken, not UTF-8', () => {
    expect(codesOf('['.repeat(100_000))).toEqual(['DOCUMENT_TOO_DEEP']);
    expect(codesOf('"'.padEnd(600_000, 'x'))).toEqual(['DOCUMENT_TOO_LARGE']);
    expect(codesOf(`[${'"",'.repeat(70_000)}""]`)).toEqual(['DOCUMENT_TOO_LARGE']);
    expect(codesOf('{"id":"BORDERS","id":"GOODS"}')).toEqual(['DOCUMENT_MEMBER_TWICE']);
    expect(codesOf('{"id":"BORDERS","\\u0069d":"GOODS"}')).toEqual(['DOCUMENT_MEMBER_TWICE']);
    expect(codesOf('{"__proto__":{}}')).toEqual(['DOCUMENT_MEMBER_REFUSED']);
    expect(codesOf('{"\\u005f_proto__":{}}')).toEqual(['DOCUMENT_MEMBER_REFUSED']);
    expect(codesOf('{"id":')).toEqual(['DOCUMENT_NOT_JSON']);
    expect(codesOf(new Uint8Array([0xff, 0xfe, 0x7b]))).toEqual(['DOCUMENT_NOT_UTF8']);
    expect(codesOf('null')).toEqual(['VALUE']);
  });
  it('names the place of a typo and the closed list', () => {
    const read = readMemorandum(
      text
        .replace('"action":"ask"', '"action":"asks"')
        .replace('"purposes":["border-security"', '"purposes":["border-securty"'),
    );
    expect('faults' in read && read.faults.map(({ code, place }) => `${code} ${place}`)).toContain(
      'VALUE_UNKNOWN articles[2].clauses[0].purposes[0]',
    );
    const field = readMemorandum(
      changed(({ articles }) =>
        (articles[5]!.clauses[0] as { categories: { fields: string[] }[] }).categories[0]!.fields.push(
          'religion',
        ),
      ),
    );
    expect('faults' in field && field.faults[0]).toMatchObject({ code: 'FIELD_UNKNOWN' });
  });
  it('cannot hide text that turns its direction', () => {
    expect(codesOf(changed((document) => Object.assign(document.title, { en: 'For \u202Edna' })))).toEqual([
      'VALUE',
    ]);
  });
  it('is refused where its meaning is broken', () => {
    expect(codesOf(changed(({ articles }) => articles.push(structuredClone(articles[0]!))))).toEqual([
      'NUMBER_TWICE',
    ]);
    expect(
      codesOf(
        changed(({ articles }) =>
          Object.assign(articles[2]!.clauses[0]!.directions![0]!.from, { agencies: ['FBI'] }),
        ),
      ),
    ).toContain('AGENCY_UNKNOWN');
    expect(
      codesOf(
        changed(({ articles }) =>
          Object.assign(articles[2]!.clauses[0]!, { purposes: ['trusted-traveller', 'capacity-building'] }),
        ),
      ),
    ).toContain('NOT_COMPETENT');
    expect(
      codesOf(changed((document) => Object.assign(document, { inForceUntil: '2020-01-01T00:00:00Z' }))),
    ).toEqual(['DATES']);
    expect(codesOf(changed((document) => Object.assign(document, { id: 'PROTOCOL' })))).toEqual([
      'PROTOCOL_FIXED',
    ]);
  });
  it('is proved clause by clause and case by case', async () => {
    const pause = () => new Promise<void>((resume) => setImmediate(resume));
    expect(await prove(BORDERS, pause)).toEqual([]);
    const other = JSON.parse(
      changed(({ articles }) => Object.assign(articles[2]!.clauses[0]!, { quotaPerDay: 501 })),
    );
    expect(await prove(other, pause)).toMatchObject([{ code: 'CASE_FAILS', place: 'BORDERS/3.1' }]);
  });
  it('reads a good one to the same digest whatever its spacing and order', () => {
    const turned = Object.fromEntries(Object.entries(BORDERS).reverse());
    for (const each of [text, JSON.stringify(turned, null, 2)])
      expect(readMemorandum(new TextEncoder().encode(each))).toMatchObject({ digest: digestOf(BORDERS) });
  });
  it('never throws and says yes to nothing that was made up', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 300 }), fc.json(), fc.uint8Array({ maxLength: 200 })),
        (bytes) => {
          expect(codesOf(bytes).length).toBeGreaterThan(0);
          expect('faults' in readDirective(bytes)).toBe(true);
        },
      ),
    );
  });
  it('never throws on a good one with a piece cut, doubled or replaced', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(60), fc.string({ maxLength: 10 }), (at, length, piece) => {
        const broken = text.slice(0, at) + piece + text.slice(at + length);
        const read = readMemorandum(broken);
        if ('document' in read) expect(read.digest === digestOf(BORDERS) || broken !== text).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
  it('parses as JSON does wherever it accepts', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        const read = strictJson(json);
        if ('value' in read) expect(read.value).toEqual(JSON.parse(json));
      }),
    );
  });
});
