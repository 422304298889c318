import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identity, type KnownTraveller, matchTravellers } from './matching.ts';

const who = (fields: Partial<Identity>): Identity => ({
  reference: null,
  locator: null,
  surname: null,
  givenNames: null,
  birthDate: null,
  documents: [],
  ...fields,
});
const known = (id: string, fields: Partial<Identity>): KnownTraveller => ({ id, ...who(fields) });
const passport = (number: string, issuer: string | null = 'BHR') => ({ type: 'P', number, issuer });
const noora = { surname: 'ALSHEMALI', givenNames: 'NOORA', birthDate: '1991-04-12' };

describe('matching', () => {
  it('does not join people who only share a number that restarts in each part', () => {
    const one = known('a', { ...noora, reference: '1' });
    expect(
      matchTravellers(
        [who({ surname: 'MARLOWE', givenNames: 'INES', birthDate: '1983-07-07', reference: '1' })],
        [one],
        false,
      ),
    ).toEqual([null]);
    expect(
      matchTravellers(
        [who({ surname: 'ALSHEMALI', givenNames: 'HAMAD', birthDate: '1988-01-01', reference: '1' })],
        [one],
        false,
      ),
    ).toEqual([null]);
  });

  it('does not join an infant with the parent on whose passport it travels', () => {
    const parent = known('a', { ...noora, documents: [passport('A1')] });
    expect(
      matchTravellers(
        [
          who({
            surname: 'ALSHEMALI',
            givenNames: 'SARA',
            birthDate: '2025-12-01',
            documents: [passport('A1')],
          }),
        ],
        [parent],
        false,
      ),
    ).toEqual([null]);
  });

  it('does not join two records of one message unless they are equal', () => {
    const records = [
      who({ ...noora, reference: '1' }),
      who({ ...noora, givenNames: 'MAHA', birthDate: '1999-01-01', reference: '1' }),
      who({ ...noora, reference: '1' }),
    ];
    expect(matchTravellers(records, [], false)).toEqual([null, null, '#0']);
  });

  it('does not join twins of one booking with references of their own', () => {
    const twin = known('a', { ...noora, reference: '1', locator: 'K7QW2M' });
    expect(matchTravellers([who({ ...noora, reference: '2', locator: 'K7QW2M' })], [twin], false)).toEqual([
      null,
    ]);
  });

  it('knows again by reference, by document, by locator with name and birth date', () => {
    const list = [known('a', { ...noora, reference: '1', locator: 'K7QW2M', documents: [passport('A-1')] })];
    expect(
      matchTravellers([who({ surname: 'SHEMALI', givenNames: 'NOORA', reference: '1' })], list, false),
    ).toEqual(['a']);
    expect(
      matchTravellers([who({ ...noora, reference: '7', documents: [passport('a1', null)] })], list, false),
    ).toEqual(['a']);
    expect(
      matchTravellers(
        [who({ surname: 'NOORA', givenNames: 'ALSHEMALI', birthDate: '1991-04-12', locator: 'K7QW2M' })],
        list,
        false,
      ),
    ).toEqual(['a']);
    expect(matchTravellers([who({ ...noora, documents: [passport('A1', 'SAU')] })], list, false)).toEqual([
      null,
    ]);
  });

  it('lets a change replace name, birth date and document at once', () => {
    const list = [known('a', { ...noora, reference: '1', documents: [passport('A1')] })];
    const other = who({
      surname: 'MARLOWE',
      givenNames: 'INES',
      birthDate: '1983-07-07',
      reference: '1',
      documents: [passport('B2')],
    });
    expect(matchTravellers([other], list, true)).toEqual(['a']);
  });

  it('never gives one known traveller to two different people', () => {
    const person = fc.record({
      reference: fc.constantFrom(null, '1', '2'),
      locator: fc.constantFrom(null, 'L1'),
      surname: fc.constantFrom('A', 'B', null),
      givenNames: fc.constantFrom('X', 'Y', null),
      birthDate: fc.constantFrom('1991-04-12', '1992', null),
      documents: fc.array(fc.constantFrom(passport('A1'), passport('B2')), { maxLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), fc.array(person, { maxLength: 4 }), (records, list) => {
        const matches = matchTravellers(
          records,
          list.map((one, index) => ({ ...one, id: `k${index}` })),
          false,
        );
        const key = ({ surname, givenNames, birthDate }: Identity) =>
          [[surname, givenNames].filter(Boolean).toSorted(), birthDate].join();
        for (const id of new Set(matches.filter((match) => match?.startsWith('k'))))
          expect(new Set(records.filter((_, index) => matches[index] === id).map(key)).size).toBe(1);
      }),
    );
  });
});
