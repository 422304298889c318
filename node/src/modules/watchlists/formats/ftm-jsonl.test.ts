import { describe, expect, it } from 'vitest';
import { parseFtmJsonl } from './ftm-jsonl.ts';

const lines = (...entities: unknown[]) => entities.map((entity) => JSON.stringify(entity)).join('\n');

describe('parseFtmJsonl', () => {
  it('reads the lines around a broken one, and counts what it does not list', () => {
    const person = { id: 'p1', schema: 'Person', properties: { name: ['Jane Doe'] } };
    const text = `{"id":\n${lines(person, { id: 'o', schema: 'Ownership', properties: {} }, person, { id: 'n', schema: 'Person', properties: {} }, [1])}`;
    const { listings, issues, counts } = parseFtmJsonl(text);
    expect(listings.map((listing) => listing.reference)).toEqual(['FTM:p1']);
    expect(issues.map((issue) => issue.code).sort()).toEqual([
      'LINE_NOT_JSON',
      'LINE_NOT_JSON',
      'NAME_MISSING',
      'REFERENCE_DUPLICATE',
      'SCHEMA_NOT_LISTED',
    ]);
    expect(counts).toEqual({ Person: 3, Ownership: 1 });
  });

  const properties = {
    name: ['جين دو', 'Jane Doe'],
    alias: ['Janet Roe'],
    weakAlias: ['JR'],
    birthDate: ['1960-05'],
    nationality: ['bh', 'xyz'],
    country: ['de'],
    gender: ['female'],
    topics: ['sanction'],
  };
  const passport = { id: 'd1', schema: 'Passport', properties: { number: ['A1'], country: ['bh'] } };

  it('joins documents through their holder, and from the nested form', () => {
    const held = { ...passport, properties: { ...passport.properties, holder: ['p1'] } };
    const flat = parseFtmJsonl(lines({ id: 'p1', schema: 'Person', properties }, held)).listings[0];
    const nested = { ...properties, passportEntities: [passport] };
    expect(parseFtmJsonl(lines({ id: 'p1', schema: 'Person', properties: nested })).listings[0]).toEqual(
      flat,
    );
    expect(flat).toMatchObject({ gender: 'F', birthDates: ['1960-05'], nationalities: ['BHR'] });
    expect(flat?.documents).toEqual([{ type: 'passport', number: 'A1', issuer: 'BHR', note: null }]);
    expect(flat?.names.map((name) => [name.text, name.quality])).toEqual([
      ['Jane Doe', 'primary'],
      ['جين دو', 'original'],
      ['Janet Roe', 'strong'],
      ['JR', 'weak'],
    ]);
    expect(flat?.remarks).toContain('country: de');
  });

  it('takes years and numbers that are written as numbers, and a name of nobody knows what for neither kind', () => {
    const line = (schema: string, properties: object) => JSON.stringify({ id: 'x', schema, properties });
    const person = parseFtmJsonl(
      line('Person', { name: ['Jane Doe', null, true], birthDate: [1970, {}], idNumber: 12345678 }),
    );
    expect(person.listings[0]).toMatchObject({
      names: [{ text: 'Jane Doe' }],
      birthDates: ['1970'],
      documents: [{ number: '12345678' }],
    });
    expect(parseFtmJsonl(line('LegalEntity', { name: ['J. Doe'] })).listings[0]?.kind).toBe('other');
  });
});
