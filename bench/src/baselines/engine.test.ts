import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBest } from './engine.ts';

describe('the best answers', () => {
  it('are those of a stable sort', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), fc.integer({ min: 1, max: 8 }), (scores, top) => {
        const best = createBest(top);
        for (const [position, score] of scores.entries()) best.offer(position, score);
        const sorted = scores
          .map((score, position) => [position, score] as const)
          .sort((one, other) => other[1] - one[1]);
        expect(best.kept).toEqual(sorted.slice(0, top));
      }),
    );
  });
});
