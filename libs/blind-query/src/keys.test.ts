import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey, listingKeys, type PersonFacts, questionKeys } from './index.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const asked = (person: PersonFacts, most?: number) =>
  questionKeys(person, most).map((key) => textOf(encodeKey(key)));
const listed = (person: PersonFacts) => listingKeys(person).map((key) => textOf(encodeKey(key)));
const person: PersonFacts = {
  names: ['ALSHEMALI NOORA'],
  birthDates: ['1988-05-17'],
  sex: 'F',
  nationality: 'BHR',
  documents: [{ type: 'P', number: '00 12-34o5', issuer: 'BHR' }],
};

describe('the bytes of a key', () => {
  it('are those of the agreement', () => {
    expect(asked(person)).toEqual([
      'jisr-key-v1|doc|BHR|P|001234O5',
      'jisr-key-v1|namedob|f392.tml|1988-05-17|F',
      'jisr-key-v1|nameyear|f392.tml|1988|F',
    ]);
  });

  it('are the same from Arabic and from Latin letters, in either order', () => {
    const arabic = { ...person, names: ['نورة الشمالي'] };
    expect(asked(arabic)).toEqual(asked(person));
    expect(asked({ ...person, names: ['Noora Al-Shemali'] })).toEqual(asked(person));
  });

  it('read O for 0 and I for 1 on the asking side alone', () => {
    expect(asked(person, 6)).toContain('jisr-key-v1|doc|BHR|P|00123405');
    expect(listed(person).filter((key) => key.includes('|doc|'))).toEqual(['jisr-key-v1|doc|BHR|P|001234O5']);
  });

  it('are six a person at most, and never one twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 5 }),
        fc.array(fc.constantFrom('1980', '1980-02', '1980-02-03', '1980/1984', 'x'), { maxLength: 4 }),
        fc.array(
          fc.record({
            type: fc.constantFrom('P', 'V', 'ID', null),
            number: fc.string(),
            issuer: fc.constantFrom('BHR', null),
          }),
          { maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 9 }),
        (names, birthDates, documents, most) => {
          const facts = { names, birthDates, documents, sex: null, nationality: 'USA' };
          const keys = asked(facts, most);
          expect(keys.length).toBeLessThanOrEqual(Math.min(most, 6));
          expect(new Set(keys).size).toBe(keys.length);
          for (const key of [...keys, ...listed(facts)])
            expect(key).toMatch(
              /^jisr-key-v1\|(doc\|[A-Z]{3}\|[PVI]\|[A-Z0-9]{4,24}|name(dob|year)\|[a-z0-9.]+\|\d{4}(-\d\d-\d\d)?\|[MFX])$/,
            );
        },
      ),
    );
  });
});

describe('a listing', () => {
  it('is met by its own facts, also when one side does not know the sex', () => {
    const keys = new Set(listed(person));
    expect(
      asked(person)
        .slice(0, 2)
        .every((key) => keys.has(key)),
    ).toBe(true);
    expect(asked({ ...person, sex: null }).some((key) => key.includes('namedob') && keys.has(key))).toBe(
      true,
    );
    const unknown = new Set(listed({ ...person, sex: null }));
    expect(asked(person).some((key) => key.includes('namedob') && unknown.has(key))).toBe(true);
  });

  it('with a year or a range of years is met by the whole name', () => {
    expect(listed({ ...person, birthDates: ['1986/1989'], sex: 'F' })).toContain(
      'jisr-key-v1|nameyear|f392.tml|1988|F',
    );
    expect(listed({ ...person, birthDates: ['1900/1989'] })).toEqual(['jisr-key-v1|doc|BHR|P|001234O5']);
  });

  it('takes the issuer of a document from the nationality where the list does not say', () => {
    const bare = { ...person, documents: [{ type: 'passport', number: '0012345', issuer: null }] };
    expect(listed(bare)[0]).toBe('jisr-key-v1|doc|BHR|P|0012345');
    expect(listed({ ...bare, nationality: null, birthDates: [] })).toEqual([]);
  });
});
