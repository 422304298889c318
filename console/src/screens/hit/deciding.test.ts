import { ReasonCode, Verdict } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { checkDecision, REASONS } from './deciding.ts';

describe('checkDecision', () => {
  it('refuses a decision without a reason', () =>
    expect(checkDecision({ verdict: 'not-listed', reason: '', instruction: null, note: '' }).faults).toEqual([
      'reason',
    ]));
  it('refuses a reason that speaks for another verdict', () =>
    expect(
      checkDecision({ verdict: 'not-listed', reason: 'documents-agree', instruction: null, note: '' }).faults,
    ).toEqual(['reason']));
  it('refuses "is the listed person" without an instruction', () =>
    expect(
      checkDecision({ verdict: 'is-listed', reason: 'documents-agree', instruction: null, note: '' }).faults,
    ).toEqual(['instruction']));
  it('wants words for another reason and for what takes liberty away', () => {
    const other = { verdict: 'cannot-tell', reason: 'other', instruction: null, note: ' x ' } as const;
    expect(checkDecision(other).faults).toEqual(['note']);
    const detain = {
      verdict: 'is-listed',
      reason: 'documents-agree',
      instruction: 'detain',
      note: '',
    } as const;
    expect(checkDecision(detain).faults).toEqual(['note']);
    expect(checkDecision({ ...detain, note: 'The same passport.' }).body?.instruction).toBe('detain');
  });
  it('drops the instruction when the traveller is not the listed person', () =>
    expect(
      checkDecision({ verdict: 'not-listed', reason: 'name-differs', instruction: 'detain', note: '' }).body,
    ).toEqual({ verdict: 'not-listed', reason: 'name-differs', instruction: null, note: null }));
});

describe('REASONS', () => {
  it('offers every reason code somewhere', () => {
    const offered = new Set<string>(Verdict.options.flatMap((verdict) => [...REASONS[verdict]]));
    expect(ReasonCode.options.filter((code) => !offered.has(code))).toEqual([]);
  });
});
