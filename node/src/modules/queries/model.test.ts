import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, canMove, PARTNER_HIT_MOVES, patternsOf, QUERY_MOVES, RECEIVED_MOVES } from './model.ts';

const entry = (number: string, hits = 0) => ({ documents: [number], hits });

describe('the states', () => {
  it.each([
    ['questions', QUERY_MOVES, 'asked'],
    ['partner hits', PARTNER_HIT_MOVES, 'open'],
    ['received questions', RECEIVED_MOVES, 'waiting'],
  ] as const)('of %s: every walk ends, and from an end nothing follows', (_name, moves, start) => {
    const table = moves as Record<string, readonly string[]>;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (choices) => {
        let at: string = start;
        const seen = new Set([at]);
        for (const choice of choices) {
          const next = table[at]!;
          if (next.length === 0) break;
          const to = next[choice % next.length]!;
          expect(canMove(table, at, to)).toBe(true);
          expect(seen.has(to)).toBe(false);
          seen.add(to);
          at = to;
        }
        expect(table[at]).toEqual([]);
      }),
    );
  });
});

describe('patterns', () => {
  it('see numbers one after another, whatever their order, and not numbers apart', () => {
    const run = ['A1004', 'A1001', 'A1003', 'A1002', 'A1005'].map((number) => entry(number));
    expect(patternsOf(run)).toEqual(['sequential-documents']);
    expect(patternsOf(run.slice(1))).toEqual([]);
    expect(patternsOf(['A1000', 'B1001', 'C1002', 'D1003', 'E1004'].map((n) => entry(n)))).toEqual([]);
  });
  it('see many misses, and not cases that often hit', () => {
    const misses = Array.from({ length: 60 }, (_, i) => entry(`X${i * 1000 + 100}`));
    expect(patternsOf(misses)).toEqual(['many-misses']);
    expect(patternsOf(misses.map((one, i) => ({ ...one, hits: i % 10 === 0 ? 1 : 0 })))).toEqual([]);
  });
  it('never throw', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ documents: fc.array(fc.string()), hits: fc.nat(3) })), (entries) => {
        patternsOf(entries);
      }),
    ));
});

describe('batches', () => {
  it('hold everybody once, in order, within the limit', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 })),
        fc.integer({ min: 6, max: 20 }),
        (sizes, most) => {
          const people = sizes.map((size, n) => ({ n, keys: Array.from({ length: size }) }));
          const batches = batchesOf(people, most);
          expect(batches.flat()).toEqual(people);
          for (const batch of batches)
            expect(batch.reduce((sum, { keys }) => sum + keys.length, 0)).toBeLessThanOrEqual(most);
        },
      ),
    ));
});
