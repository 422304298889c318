import type { Explanation } from '@jisr/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedStretches, nameVerdict, readExplanation, sumOf } from './explained.ts';

type Part = Explanation['parts'][number];
const part = (over: Partial<Part>): Part => ({
  query: 'MOHAMED',
  listed: 'محمد',
  relation: 'other-script',
  rule: null,
  bits: 4,
  letters: [],
  ...over,
});

const explanation = (over: Partial<Explanation>): Explanation => ({
  queryName: 'MOHAMED ALHARBI',
  listedName: 'محمد الحربي',
  parts: [
    part({}),
    part({ query: null, listed: null, rule: 'order-differs', relation: 'particle', bits: -1 }),
  ],
  evidence: [
    { kind: 'birth-date', verdict: 'equal', detail: 'same-day', traveller: '1968', listed: '1968', bits: 9 },
  ],
  totalBits: 12,
  score: 0.9,
  thresholdBits: 8,
  sentences: {
    en: [
      '“MOHAMED” is “محمد” in the other script. (+4.0 bits)',
      'Another order. (-1.0 bits)',
      'Date of birth: the same day (+9.0 bits)',
      'Total 12 bits.',
    ],
    ar: [],
  },
  ...over,
});

describe('readExplanation', () => {
  it('leaves the reason empty where the engine said none', () => {
    const read = readExplanation(explanation({}), 'ar');
    expect(read.pairs[0]?.why).toBeNull();
    expect(read.evidence.get('birth-date')?.why).toBeNull();
  });
  it('gives each weight its own sentence without the weight', () => {
    const read = readExplanation(explanation({}), 'en');
    expect(read.pairs.map((each) => each.why)).toEqual(['“MOHAMED” is “محمد” in the other script.']);
    expect(read.whole.map((each) => each.why)).toEqual(['Another order.']);
    expect(read.evidence.get('birth-date')?.why).toBe('the same day');
    expect(read.nameBits).toBe(3);
  });
});

describe('nameVerdict', () => {
  it('knows nothing of no parts', () => expect(nameVerdict([])).toBe('unknown'));
  it('says differs where the name speaks against', () =>
    expect(nameVerdict([part({ relation: 'conflict', bits: -6 })])).toBe('differs'));
  it('says equal only when every pair is exact', () => {
    expect(nameVerdict([part({ relation: 'exact' })])).toBe('equal');
    expect(nameVerdict([part({ relation: 'exact' }), part({})])).toBe('near');
  });
});

describe('markedStretches', () => {
  const run = (query: string, listed: string) => ({ query, listed, equal: query === listed });
  const letters = [run('k', 'q'), run('asab', 'asab')];

  it('finds nothing where the letters are not those of the text', () => {
    expect(markedStretches('Qassab', [], 'listed')).toBeNull();
    expect(markedStretches('Omar', letters, 'listed')).toBeNull();
  });

  it('marks what differs, whatever the case, doubled letters, articles and accents', () => {
    const of = (text: string) =>
      markedStretches(text, letters, 'listed')?.map((stretch) => [stretch.text, stretch.differing]);
    expect(of('QASAB')).toEqual([
      ['Q', true],
      ['ASAB', false],
    ]);
    expect(of('Al-Qassab')).toEqual([
      ['Al-', false],
      ['Q', true],
      ['assab', false],
    ]);
  });

  it('does not mark what the other script does not write', () => {
    const runs = [run('h', 'ح'), { query: 'a', listed: '', equal: false }].map((each, at) => ({
      ...each,
      equal: at === 0,
    }));
    expect(markedStretches('HA', runs, 'query', true)).toEqual([{ text: 'HA', differing: false }]);
    expect(markedStretches('HA', runs, 'query')).toHaveLength(2);
  });

  it('loses no sign of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, some) => {
        const stretches = markedStretches(text, [{ query: some, listed: some, equal: false }], 'query');
        if (stretches) expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
      }),
    );
  });
});

describe('sumOf', () => {
  it('gives each part of the name a step of its own where asked, with the same ends', () => {
    const of = explanation({ parts: [part({ bits: 7 }), part({ bits: -2 })], totalBits: 5, evidence: [] });
    const [name, parts] = [sumOf(of), sumOf(of, true)];
    expect(name.steps.filter((step) => step.key === 'name').map((step) => step.bits)).toEqual([5]);
    const ofParts = parts.steps.filter((step) => step.part !== null);
    expect(ofParts.map((step) => step.bits)).toEqual([7, -2]);
    expect(ofParts[1]!.from).toBe(ofParts[0]!.to);
    expect(parts.total).toBe(parts.steps.at(-1)!.to);
  });

  it('keeps every end on the axis, whatever the weights', () => {
    const bits = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 6 }), bits, bits, (weights, evidenceBits, thresholdBits) => {
        const total = weights.reduce((sum, each) => sum + each, evidenceBits);
        const sum = sumOf(
          explanation({
            parts: weights.map((each) => part({ bits: each })),
            evidence: [
              {
                kind: 'gender',
                verdict: 'equal',
                detail: null,
                traveller: 'M',
                listed: 'M',
                bits: evidenceBits,
              },
            ],
            totalBits: total,
            thresholdBits,
          }),
        );
        for (const end of [sum.threshold, sum.total, ...sum.steps.flatMap((step) => [step.from, step.to])]) {
          expect(end).toBeGreaterThanOrEqual(-1e-9);
          expect(end).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
