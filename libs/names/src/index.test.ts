import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsOfScore,
  buildIndex,
  type NameEntry,
  type NameQuery,
  openIndex,
  probabilityOfBits,
  scoreOfBits,
} from './index.ts';

const entry = (key: number, names: readonly string[], facts: Partial<NameEntry> = {}): NameEntry => ({
  key,
  kind: 'person',
  names: names.map((text) => ({ text, quality: 'primary' })),
  birthDates: [],
  nationalities: [],
  gender: null,
  ...facts,
});

const people = [
  entry(11, ['Karim Abd al-Rahman AL-DAWSARI', 'كريم عبد الرحمن الدوسري'], {
    birthDates: ['1971-03-09'],
    nationalities: ['JOR'],
    gender: 'M',
  }),
  entry(12, ['Hasan Jamil QASSAB']),
  entry(13, ['Olena Viktorivna TKACHUK'], { gender: 'F', birthDates: ['1980'] }),
  entry(14, ['Ramiro Esteban QUINTERO VALDES']),
  entry(15, ['Northern Star Shipping LLC'], { kind: 'organisation' }),
  entry(16, ['Yusuf bin Salim AL-HINAI']),
];
const buffer = buildIndex(people);
const index = openIndex(buffer);
const best = (name: string): number | undefined => index.query({ name })[0]?.key;
const bitsOf = (name: string, key: number): number =>
  index.query({ name }).find((match) => match.key === key)?.bits ?? -100;

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."abdhklmnrsuxyABX </-'.اعبدمحكرن"), maxLength: 60 }),
  fc.constantFrom(...people.flatMap((person) => person.names.map((name) => name.text))),
);

describe('an index that cannot be opened', () => {
  it('refuses what is not an index, another version, and a cut file', () => {
    expect(() => openIndex(new ArrayBuffer(8))).toThrow('NAMES_INDEX_INVALID');
    expect(() => openIndex(new ArrayBuffer(4096))).toThrow('NAMES_INDEX_INVALID');
    const other = new SharedArrayBuffer(buffer.byteLength);
    new Uint8Array(other).set(new Uint8Array(buffer));
    new Uint32Array(other)[1] = 999;
    expect(() => openIndex(other)).toThrow('NAMES_INDEX_VERSION');
    expect(() => openIndex(new Uint8Array(buffer).slice(0, 4096).buffer)).toThrow('NAMES_INDEX_INVALID');
  });

  it('holds no entries and answers nothing', () => {
    const empty = openIndex(buildIndex([]));
    expect(empty.query({ name: 'Karim' })).toEqual([]);
    expect(empty.explain({ name: 'Karim' }, 1)).toBeNull();
  });
});

describe('any query', () => {
  it('neither fails nor depends on what was asked before', () => {
    fc.assert(
      fc.property(anyName, anyName, (name, other) => {
        const first = index.query({ name }, { evidence: 'all' });
        index.query({ name: other });
        expect(index.query({ name }, { evidence: 'all' })).toEqual(first);
      }),
    );
  });

  it('is answered best first, with scores between 0 and 1', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const matches = index.query({ name });
        for (const [i, match] of matches.entries()) {
          expect(match.score).toBeGreaterThan(0);
          expect(match.score).toBeLessThan(1);
          if (i > 0) expect(match.bits).toBeLessThanOrEqual(matches[i - 1]!.bits);
        }
      }),
    );
  });

  it('has an explanation whose bits sum to the match, to the last digit', () => {
    const query = fc.record({
      name: anyName,
      birthDate: fc.constantFrom(null, '1971-03-09', '1971', '1971-09-03', 'x'),
      gender: fc.constantFrom(null, 'M' as const, 'F' as const),
    });
    fc.assert(
      fc.property(query, fc.constantFrom('name' as const, 'all' as const), (asked: NameQuery, evidence) => {
        for (const match of index.query(asked, { evidence })) {
          const explanation = index.explain(asked, match.key, match.nameOrdinal, { evidence })!;
          const sum = [...explanation.parts, ...explanation.evidence].reduce(
            (total, part) => total + part.bits,
            0,
          );
          expect(explanation.totalBits).toBe(match.bits);
          expect(sum).toBe(match.bits);
          expect(explanation.score).toBe(match.score);
        }
      }),
    );
  });

  it('does not see case, diacritics or the separators of a machine-readable zone', () => {
    const names = fc.constantFrom(...people.map((person) => person.names[0]!.text));
    fc.assert(
      fc.property(names, (name) => {
        const expected = index.query({ name })[0]!;
        for (const form of [
          name.toLowerCase(),
          name.toUpperCase(),
          name.replaceAll(' ', '<'),
          name.replaceAll('a', 'á'),
        ])
          expect(index.query({ name: form })[0]).toEqual(expected);
      }),
    );
  });

  it('finds each person by any order of the parts', () => {
    for (const person of people) {
      const words = person.names[0]!.text.split(' ');
      expect(best([...words].reverse().join(' '))).toBe(person.key);
      expect(best([...words.slice(-1), ...words.slice(0, -1)].join(' '))).toBe(person.key);
    }
  });

  it('scores about the same with query and list exchanged', () => {
    for (const [a, b] of [
      ['Kareem Dousari', 'Karim Al-Dawsari'],
      ['حسن جميل قصاب', 'Hassan Djamil Kassab'],
    ] as const) {
      const forward = openIndex(buildIndex([entry(1, [a])])).query({ name: b })[0]!.bits;
      const backward = openIndex(buildIndex([entry(1, [b])])).query({ name: a })[0]!.bits;
      expect(Math.abs(forward - backward)).toBeLessThan(6);
    }
  });
});

describe('a saved index', () => {
  it('gives the same answers after it was written and read', () => {
    const copy = new Uint8Array(buffer).slice().buffer;
    const reopened = openIndex(copy);
    for (const name of ['كريم الدوسري', 'HASSAN DJAMIL KASSAB', 'Tkachuk Elena'])
      expect(reopened.query({ name })).toEqual(index.query({ name }));
  });

  it('is the same to the byte when built again', () => {
    expect(new Uint8Array(buildIndex(people))).toEqual(new Uint8Array(buffer));
  });
});

describe('what travellers’ names look like', () => {
  it('finds Arabic by Latin, Latin by Arabic, and the ICAO code', () => {
    expect(best('يوسف بن سالم الهنائي')).toBe(16);
    expect(best('حسن جميل القصاب')).toBe(12);
    expect(best('Kareem Abdurrahman Dosary')).toBe(11);
    expect(best('KRYM<EBD<ALRXHMN<ALDWSRY')).toBe(11);
  });

  it('finds the strings of airlines, glued and with a title', () => {
    expect(best('ALDAWSARI/KARIMABDALRAHMANMR')).toBe(11);
    expect(best('QUINTEROVALDES/RAMIROESTEBAN')).toBe(14);
    expect(index.query({ name: '', surname: 'ALHINAI', givenNames: 'YUSUFSALIMMR' })[0]?.key).toBe(16);
  });

  it('finds names cut at the end of a field', () => {
    expect(best('QUINTERO VALDES RAMI')).toBe(14);
  });

  it('finds two names written together, also where the list has other people with the compound', () => {
    const listed = [
      'Ali Reza Tabrizi',
      'Alireza Mohammadi',
      'محمد رضا الموسوي',
      'Ahmad Al-Abd',
      'Muhammad Jamil',
    ];
    const opened = openIndex(buildIndex(listed.map((name, key) => entry(key, [name]))));
    const bits = (name: string, key: number): number => opened.explain({ name }, key)!.totalBits;
    expect(bits('Alireza Tabrizi', 0)).toBeGreaterThan(bits('Hamid Reza Tabrizi', 0) + 10);
    expect(bits('Alireza Mohammadi', 1)).toBeGreaterThan(bits('Ali Reza Mohammadi', 1) - 1);
    expect(bits('محمدرضا الموسوي', 2)).toBeGreaterThan(20);
    // What is a name by itself is not cut.
    expect(opened.explain({ name: 'Muhammed Jamil' }, 4)!.parts[0]!.queryPart).toBe('Muhammed');
  });

  it('takes a final ya with and without its dots for the same', () => {
    const opened = openIndex(buildIndex([entry(1, ['Essa Moradi']), entry(2, ['Ali Karimi'])]));
    const bits = (name: string): number => opened.explain({ name }, 1)!.totalBits;
    expect(Math.abs(bits('عیسی مرادی') - bits('عيسى مرادى'))).toBeLessThan(2);
    expect(bits('عیسی مرادی')).toBeGreaterThan(20);
    expect(opened.query({ name: 'على كريمى' })[0]?.key).toBe(2);
  });

  it('finds a name with and without the article that is written together with it', () => {
    const filler = Array.from({ length: 8 }, (_, i) =>
      entry(100 + i, [`${['Omar', 'Nasir', 'Layla', 'Huda'][i % 4]!} Hamad`]),
    );
    const opened = openIndex(
      buildIndex([entry(1, ['Salim ALHAMAD']), entry(2, ['Mahfouz Al-Walid']), ...filler]),
    );
    // Hamad is so common here that no slips of it are looked for.
    expect(opened.query({ name: 'Salim Hamad' })[0]?.key).toBe(1);
    expect(opened.explain({ name: 'Mahfouz Elvalid' }, 2)!.totalBits).toBeGreaterThan(20);
  });

  it('finds other alphabets', () => {
    expect(best('Олена Ткачук')).toBe(13);
  });

  it('returns only the kind that was asked for', () => {
    expect(
      index.query({ name: 'Northern Star Shipping', kind: 'person' }).map((match) => match.key),
    ).not.toContain(15);
    expect(index.query({ name: 'Northern Star Shipping', kind: 'organisation' })[0]?.key).toBe(15);
  });

  it('gives each name of an entry its own score: a short alias is not better than the full name', () => {
    const two = openIndex(buildIndex([entry(1, ['Karim Abd al-Rahman AL-DAWSARI', 'KARIM'])]));
    expect(two.query({ name: 'Karim Abdulrahman Aldawsari' })[0]).toMatchObject({ key: 1, nameOrdinal: 0 });
    const other = openIndex(buildIndex([entry(1, ['Karim Faris HADDAD']), entry(2, ['Karim'])]));
    expect(other.query({ name: 'Karim Faris Haddad' })[0]?.key).toBe(1);
  });

  it('orders equal matches by key', () => {
    const twins = openIndex(buildIndex([entry(9, ['Hasan QASSAB']), entry(3, ['Hasan QASSAB'])]));
    expect(twins.query({ name: 'Hasan Qassab' }).map((match) => match.key)).toEqual([3, 9]);
  });
});

describe('minimal pairs: other names, however alike (names.md §3)', () => {
  const cases: readonly (readonly [listed: string, variant: string, other: string])[] = [
    ['Hasan QASSAB', 'Hassane Kassab', 'Husayn Qassab'],
    ['Kamil DARWISH', 'Kamel Darwich', 'Kamal Darwish'],
    ['Rashid BALUSHI', 'Rasheed Balushi', 'Rashad Balushi'],
    ['Said MAZRUI', 'Saeed Mazroui', 'Saud Mazrui'],
    ['Khalid NAJJAR', 'Khaled Najjar', 'Khalil Najjar'],
    ['Ahmad SHUKRI', 'Ahmed Choukri', 'Mahmud Shukri'],
    ['Umar FARHAN', 'Omar Farhan', 'Ammar Farhan'],
    ['Jamil HADDAD', 'Djamil Haddad', 'Jamal Haddad'],
    ['Abd al-Rahman ZAKI', 'Abdurrahman Zaki', 'Abd al-Rahim Zaki'],
    ['محمود نجار', 'Mahmoud Najjar', 'محمد نجار'],
  ];
  it.each(cases)('%s: %s ranks above %s', (listed, variant, other) => {
    const one = openIndex(buildIndex([entry(1, [listed])]));
    const bits = (name: string): number => one.query({ name })[0]?.bits ?? -100;
    expect(bits(variant)).toBeGreaterThan(bits(other) + 3);
  });
});

describe('evidence beyond the name', () => {
  const asked: NameQuery = { name: 'Karim Aldawsari' };
  const bitsWith = (facts: Partial<NameQuery>): number =>
    index.query({ ...asked, ...facts }, { evidence: 'all' }).find((match) => match.key === 11)!.bits;

  it('is not used unless it is asked for', () => {
    const without = index.query({ ...asked, birthDate: '1999-01-01', gender: 'F' })[0]!.bits;
    expect(without).toBe(bitsOf('Karim Aldawsari', 11));
  });

  it('raises for the same day, less for a swapped one, and lowers for another', () => {
    const none = bitsWith({});
    expect(bitsWith({ birthDate: '1971-03-09' })).toBeGreaterThan(bitsWith({ birthDate: '1971-09-03' }));
    expect(bitsWith({ birthDate: '1971-09-03' })).toBeGreaterThan(bitsWith({ birthDate: '1971' }));
    expect(bitsWith({ birthDate: '1971' })).toBeGreaterThan(none);
    expect(bitsWith({ birthDate: '1950-01-01' })).toBeLessThan(none);
    expect(bitsWith({ birthDate: 'unreadable' })).toBe(none);
  });

  it('weighs nationality, gender and a document', () => {
    const none = bitsWith({});
    expect(bitsWith({ nationalities: ['JOR'] })).toBeGreaterThan(none);
    expect(bitsWith({ nationalities: ['FRA'] })).toBeLessThan(none);
    expect(bitsWith({ gender: 'F' })).toBeLessThan(none);
    expect(bitsWith({ documentMatch: true })).toBeGreaterThan(none + 50);
  });
});

describe('scores', () => {
  it('grow with bits, without a ceiling, and can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_600, max: 100_000 }), (fixed) => {
        expect(scoreOfBits((fixed + 1) / 256)).toBeGreaterThan(scoreOfBits(fixed / 256));
        expect(bitsOfScore(scoreOfBits(fixed / 256))).toBeCloseTo(fixed / 256, 3);
      }),
    );
  });

  it('become probabilities by the size of the population', () => {
    expect(probabilityOfBits(20, 6000)).toBeCloseTo(0.94, 2);
    expect(probabilityOfBits(10, 1024)).toBeLessThan(0.5);
    expect(probabilityOfBits(30, 1024)).toBeGreaterThan(0.999);
    // Twice the population asks for one bit more.
    expect(probabilityOfBits(21, 2048)).toBeCloseTo(probabilityOfBits(20, 1024), 12);
  });
});
