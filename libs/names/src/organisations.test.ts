import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, defaultThresholdBits, explanationText, type NameKind, openIndex } from './index.ts';
import { readListed, readOrganisation } from './organisations.ts';

const listOf = (names: readonly string[], kind: NameKind = 'organisation') =>
  openIndex(
    buildIndex(
      names.map((text, key) => ({
        key,
        kind,
        names: [{ text, quality: 'primary' }],
        birthDates: [],
        nationalities: [],
        gender: null,
      })),
    ),
  );
const bitsBetween = (listed: string, name: string, kind: NameKind = 'organisation'): number =>
  listOf([listed], kind).query({ name })[0]?.bits ?? -100;
const shapes = (name: string): string[] =>
  readOrganisation(name).parts.map(({ role, text }) => `${role} ${text}`);

describe('what users of other engines complain about', () => {
  it('does not take a woman for a company of her given name', () => {
    expect(bitsBetween('EMMA LLC', 'emma daniels')).toBeLessThan(defaultThresholdBits - 8);
    expect(bitsBetween('Emma Daniels', 'EMMA LLC', 'person')).toBeLessThan(defaultThresholdBits - 8);
  });

  it('keeps the number that is all of a name', () => {
    expect(shapes('73205 CORP.')).toEqual(['name 73205', 'form CORP']);
    const whole = bitsBetween('73205 CORP.', '73205 Corporation');
    expect(whole).toBeGreaterThan(10);
    for (const other of ['73206 CORP.', '7320 CORP.', '73250 CORP.', 'CORP.', 'Corporation Ltd'])
      expect(bitsBetween('73205 CORP.', other)).toBeLessThan(whole - 10);
  });

  it('reads separated initials as one word, which does not match anything', () => {
    expect(shapes('R. K. L. Trading L.L.C.')).toEqual(shapes('RKL Trading LLC'));
    expect(bitsBetween('Ramez Khoury Lines', 'R. K. L. Ltd')).toBeLessThan(defaultThresholdBits);
    expect(bitsBetween('Rabih Karam', 'R. K. L. Trading')).toBeLessThan(0);
    expect(bitsBetween('R. K. L. Trading L.L.C.', 'RKL TRADING')).toBeGreaterThan(10);
  });
});

describe('reading the name of an organisation', () => {
  it('never fails, and leaves out nothing that has a letter or a digit', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'Ltd',
        'شركة',
        'S. A.',
        'للتجارة',
        '(QNRW)',
        '&',
        '有限公司',
        '٣٩',
        'Bank',
        'و',
        'Al',
        'G7',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const name = words.join(' ');
        for (const part of readOrganisation(name).parts) expect(part.symbols.length).toBeLessThanOrEqual(241);
        for (const kind of ['person', 'organisation', 'other'] as const)
          expect(readListed(name, kind).length).toBeGreaterThan(0);
      }),
    );
    expect(shapes('Zafira & Sons Trading Co. (ZST) W.L.L.')).toEqual([
      'name Zafira',
      'particle and',
      'generic Sons',
      'generic Trading',
      'form Co',
      'form WLL',
      'acronym ZST',
    ]);
  });

  it('knows the legal forms of many countries, however they are dotted', () => {
    for (const form of [
      'Ltd',
      'L.L.C.',
      'GmbH',
      'S.A.R.L.',
      'S. A.',
      'OOO',
      'Sdn Bhd',
      'FZCO',
      'W.L.L.',
      'B.S.C. (c)',
      'ذ.م.م',
      'ش.م.ل',
      'S. de R.L. de C.V.',
      'Limited Liability Company',
      'ООО',
      '有限公司',
    ])
      expect(readOrganisation(`Zafira ${form}`).parts.map((part) => part.role)).toEqual(['name', 'form']);
  });

  it('reads the words of an Arabic name with what is written together with them', () => {
    expect(shapes('شركة زفيرة للتجارة والنقل ذ.م.م')).toEqual([
      'form شركة',
      'name زفيرة',
      'generic للتجارة',
      'generic والنقل',
      'form ذمم',
    ]);
  });

  it('leaves the names of people to the rules for people', () => {
    for (const name of [
      'Karim al-Masri',
      'General Hamid',
      'Jihad Salim',
      'María Gold',
      'حسن خيري',
      'Le Thi Sa',
    ])
      expect(readOrganisation(name).certainty).not.toBe('sure');
    const traveller = listOf(['Karim Zafira Trading'], 'person');
    expect(traveller.query({ name: 'Karim Zafira Trading', kind: 'person' })[0]?.key).toBe(0);
    expect(readListed('Karim Bank (ABCD)', 'person')).toHaveLength(1);
  });
});

describe('one organisation, written in two ways', () => {
  const pairs: readonly (readonly [listed: string, query: string])[] = [
    ['Zafiratel Shipping Company Ltd', 'ZAFIRATEL SHIPPING CO. LIMITED'],
    ['Zafiratel Shipping Company Ltd', 'Zafiratel Shipping'],
    ['Zafiratel Shipping Company Ltd', 'شركة زفيراتل للشحن'],
    ['مصرف الزمردة الدولي', 'Al Zumurruda International Bank'],
    ['OOO Kvarzotekh', 'Limited Liability Company Kvarzotekh'],
    ['ООО Кварцотех', 'KVARTSOTEKH LLC'],
    ['Zafiratel Oil & Gas', 'ZAFIRATEL OIL AND GAS FZE'],
    ['Fondation Zafiratel Tasmari', 'Zafiratel Tasmari Foundation'],
    ['QUARZOTEK TRADING (QZT)', 'Quarzotek Trading'],
  ];
  it.each(pairs)('%s: %s', (listed, query) => {
    const bits = bitsBetween(listed, query);
    expect(bits).toBeGreaterThan(9);
    expect(bits).toBeGreaterThan(
      bitsBetween(listed, query.replace(/[QK]v?u?ar\w+|Z[au]\w+|ز\p{L}+|الز\p{L}+/giu, 'Bolimar')) + 10,
    );
  });

  it('weighs another activity and another country against it', () => {
    const same = bitsBetween('Zafira Shipping Ltd', 'Zafira Shipping');
    expect(bitsBetween('Zafira Shipping Ltd', 'Zafira Pharmaceuticals')).toBeLessThan(same - 5);
    expect(bitsBetween('Bank of Jordan', 'Bank of Oman')).toBeLessThan(
      bitsBetween('Bank of Jordan', 'بنك الأردن') - 5,
    );
    expect(bitsBetween('Zafira Shipping Ltd', 'Zafira Shipping GmbH')).toBeGreaterThan(same - 2);
  });

  it('gives common words little', () => {
    expect(bitsBetween('Golden Star General Trading LLC', 'Blue Moon General Trading LLC')).toBeLessThan(8);
  });
});

describe('acronyms', () => {
  const listed = 'Quiet Northern Reindeer Wardens Association';

  it('meet the words that they are made of, on either side, below the threshold', () => {
    for (const [list, query] of [
      [listed, 'QNRWA'],
      ['QNRWA', listed],
      [`${listed} (QNRWA)`, 'QNRWA'],
    ] as const) {
      const bits = bitsBetween(list, query);
      expect(bits).toBeGreaterThan(5);
      expect(bits).toBeLessThan(defaultThresholdBits);
    }
  });

  it('are not evidence where both sides have none written', () => {
    expect(bitsBetween(listed, 'Quick Narrow River Waders Association')).toBeLessThan(0);
  });

  it('are not made of the names of people', () => {
    expect(listOf(['QNR'], 'other').query({ name: 'Qasim Nabil Rahim' })).toEqual([]);
    expect(readListed('Qasim Nabil Rahim Wahid', 'person')).toHaveLength(1);
  });
});

describe('the explanation of an organisation', () => {
  const names = [
    'مصرف الزمردة الدولي',
    'Zafira Shipping Company Ltd (ZSC)',
    'Quiet Northern Reindeer Wardens Association',
    '73205 CORP.',
    'QNRWA',
  ];
  const asked = [
    'Zumurruda International Bank',
    'شركة زفيرة للشحن',
    'ZSC',
    'QNRWA',
    'Zafira Pharma GmbH',
    '73205 Inc',
    'Quiet Northern Reindeer Wardens Association',
    'emma daniels',
    '华为有限公司',
  ];

  it('is the computation: its bits sum to the match, in both languages without a code', () => {
    const kinds = fc.constantFrom<NameKind>('organisation', 'other');
    const name = fc.oneof(fc.constantFrom(...names, ...asked), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(
        kinds,
        name,
        fc.constantFrom(undefined, 'organisation' as const),
        (listKind, query, kind) => {
          const index = listOf(names, listKind);
          const question = { name: query, ...(kind === undefined ? {} : { kind }) };
          for (const match of index.query(question)) {
            const explanation = index.explain(question, match.key, match.nameOrdinal)!;
            expect(explanation.totalBits).toBe(match.bits);
            expect(explanation.parts.reduce((sum, part) => sum + part.bits, 0)).toBe(match.bits);
            expect(explanationText(explanation, 'en')).not.toMatch(
              /undefined|same-|other-activity|acronym-of/,
            );
            const arabic = explanationText(explanation, 'ar').replaceAll(/«[^»]*»/g, '');
            expect(arabic).not.toMatch(/[A-Za-z]/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says which words mean the same, and what an acronym stands for', () => {
    const rules = (listed: string, name: string): string[] =>
      listOf([listed])
        .explain({ name }, 0)!
        .parts.map((part) => part.rule);
    expect(rules('مصرف الزمردة', 'Zumurruda Bank')).toContain('same-meaning');
    expect(rules('Zafira GmbH', 'Zafira Ltd')).toContain('same-form');
    expect(rules('Zafira Shipping', 'Zafira Pharmaceuticals')).toContain('other-activity');
    expect(rules('Quiet Northern Reindeer Wardens', 'QNRW')).toEqual([
      'acronym-of-listed',
      'whole-name-acronym',
    ]);
    expect(rules('QNRW', 'Quiet Northern Reindeer Wardens Association')).not.toContain('acronym-of-listed');
    expect(rules('QNRWA', 'Quiet Northern Reindeer Wardens Association')).toEqual([
      'acronym-of-query',
      'whole-name-acronym',
    ]);
  });
});
