import { describe, expect, it } from 'vitest';
import { countTies, groupOf, groupsOf, isBelow, overallOf, type Scored } from './scores.ts';

const line = (group: string, fpr01: number) => ({ group, n: 10, r1: 0.9, r10: 1, fpr1: 0.8, fpr01 });
const scored: Scored = {
  groups: [
    line('alias_ar', 0.3),
    line('alias_ar rel=1', 0.5),
    line('c_typo', 0.7),
    line('MACRO (mean of groups, rel!=0)', 0.6),
  ],
  thresholds: { p1: 0.5 },
  hardneg: { n: 0, auc: null },
};

describe('what the scorer wrote', () => {
  it('is refused without a mean', () => {
    expect(() => overallOf({ ...scored, groups: [] })).toThrow('no mean');
  });

  it('is read by group: those that can be found, where the kit tells them apart', () => {
    expect(groupsOf(scored)).toEqual(['alias_ar', 'c_typo']);
    expect(groupOf(scored, 'alias_ar')?.fpr01).toBe(0.5);
    expect(groupOf(scored, 'c_typo')?.fpr01).toBe(0.7);
    expect(groupOf(scored, 'c_mrz')).toBeNull();
    expect(overallOf(scored).fpr01).toBe(0.6);
  });

  it('is marked where another engine is above, not where it is equal or gives no figure', () => {
    expect(isBelow(0.5, [0.6, null])).toBe(true);
    expect(isBelow(0.5, [0.5, null])).toBe(false);
    expect(isBelow(null, [0.6])).toBe(false);
  });
});

describe('ties', () => {
  const answer = (...scores: [string, number][]) => ({
    queryId: 'q',
    hits: scores.map(([listId, score]) => ({ listId, score })),
  });
  const personOf = (listId: string) => listId.slice(-1);

  it('are equal scores of the first two hits; two listings of one person are one person', () => {
    const answers = [
      answer(),
      answer(['UN:a', 1]),
      answer(['UN:a', 0.9], ['UN:b', 0.8]),
      answer(['UN:a', 0.9], ['OFAC:a', 0.9]),
      answer(['UN:a', 0.4], ['OFAC:a', 0.4], ['UN:b', 0.4]),
    ];
    expect(countTies(answers, 0.5, personOf)).toEqual({ queries: 5, first: 0.4, people: 0.2, alerts: 0 });
    expect(countTies(answers, 0.3, personOf).alerts).toBe(0.25);
    expect(countTies([], 0.5, personOf)).toEqual({ queries: 0, first: 0, people: 0, alerts: 0 });
  });
});
