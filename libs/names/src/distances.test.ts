import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDistances } from './distances.ts';
import { spellingDistance } from './spelling.ts';
import { symbolCode, symbolCount } from './symbols.ts';

const few = ['a', 'l', 'm', 'n', 'k', 'q', 'ا', 'ل', 'م', 'ق'].map(symbolCode);
const anySymbols = fc.oneof(
  fc.uint8Array({ min: 1, max: symbolCount - 1, minLength: 1, maxLength: 9 }),
  fc.array(fc.constantFrom(...few), { minLength: 1, maxLength: 9 }).map((codes) => Uint8Array.from(codes)),
);

const compare = (a: Uint8Array, b: Uint8Array): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
};
const sharedOf = (a: Uint8Array, b: Uint8Array): number => {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
  return shared;
};

describe('the distances of one part to many', () => {
  it('are those of each pair by itself; none within the limit is passed over', () => {
    const listed = fc.array(anySymbols, { minLength: 1, maxLength: 30 });
    const distances = createDistances();
    fc.assert(
      fc.property(anySymbols, listed, fc.integer({ min: 0, max: 300 }), (query, parts, limit) => {
        distances.begin(query, limit);
        let last: Uint8Array = new Uint8Array(0);
        for (const part of [...parts].sort(compare)) {
          const exact = spellingDistance(query, 0, query.length, part, 0, part.length, 60_000);
          const shared = sharedOf(last, part);
          if (distances.isBeyond(shared)) {
            expect(exact).toBeGreaterThan(limit);
            continue;
          }
          const found = distances.to(part, 0, part.length, shared);
          if (exact <= limit) expect(found).toBe(exact);
          else expect(found).toBeGreaterThan(limit);
          last = part;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
