import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headOf, receiptOf } from './claims.ts';
import { momentsOf } from './moments.ts';

const receipt = (verdict: string, iat: number) => ({
  jws: 'a.b.c',
  claims: { verdict, iss: 'USA', iat, log: { origin: 'usa.jisr/log', index: 7 } },
});
const sent = { direction: 'out', at: '2026-03-01T08:00:00Z', sentAt: '2026-03-01T08:00:01Z' } as const;

describe('the moments of a document', () => {
  it('are only those that are known', () => {
    const waits = { ...sent, sentAt: null, receipt: null, secondReceipt: null };
    expect(momentsOf(waits)).toEqual([{ name: 'out.put', at: '2026-03-01T08:00:00Z' }]);
  });

  it('take the verdict and the time of each receipt', () => {
    const all = momentsOf({
      ...sent,
      receipt: receipt('accepted', 0),
      secondReceipt: receipt('rejected', 60),
    });
    expect(all.map(({ name }) => name)).toEqual(['out.put', 'out.sent', 'out.accepted', 'out.rejected']);
    expect(all.slice(2).map(({ at }) => at)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:01:00.000Z',
    ]);
  });

  it('leave out a receipt whose form is not known', () => {
    const strange = { jws: 'a.b.c', claims: { verdict: 'pondered' } };
    expect(momentsOf({ ...sent, receipt: strange, secondReceipt: null })).toHaveLength(2);
  });
});

describe('claims', () => {
  it('of any form are shown as far as they are known, and never stop a screen', () => {
    const names = ['offence', 'retainUntil', 'onward', 'answerBy', 'caveats', 'approvals', 'verdict', 'iat'];
    const claims = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
    fc.assert(
      fc.property(claims, (each) => {
        expect(Array.isArray(headOf(each).approvals)).toBe(true);
        expect(receiptOf(each)?.iss ?? null).toBeNull();
      }),
    );
  });
});
