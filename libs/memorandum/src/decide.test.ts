import { describe, expect, it } from 'vitest';
import { cedarFaults } from './compile.ts';
import {
  compile,
  decide,
  digestOf,
  MemorandumDocument,
  PROTOCOL,
  PROTOCOL_DIGEST,
  questionOf,
  runCases,
} from './index.ts';

const law = compile({ memoranda: [{ document: PROTOCOL, digest: PROTOCOL_DIGEST, standing: 'in-force' }] });
const ask = questionOf(
  {
    action: 'notify',
    category: 'deletion-notice',
    purpose: 'protocol',
    from: { party: 'BHR', agency: 'NCB' },
    to: { party: 'USA', agency: 'CBP' },
  },
  PROTOCOL,
);

describe('the built-in protocol', () => {
  it('is a valid document whose clauses Cedar takes', () => {
    expect(MemorandumDocument.safeParse(PROTOCOL).error).toBeUndefined();
    expect(cedarFaults(PROTOCOL)).toEqual([]);
    expect(digestOf(PROTOCOL)).toBe(PROTOCOL_DIGEST);
  });
  it('passes its own cases', () => {
    expect(runCases(PROTOCOL).filter(({ passed }) => !passed)).toEqual([]);
  });
  it('names the article and its obligations', () => {
    expect(decide(law, ask)).toMatchObject({ allowed: true, article: 'PROTOCOL/P.6' });
  });
  it('names the nearest article and the failing condition in both languages', () => {
    const answer = decide(law, { ...ask, category: 'correction-notice', approvals: 0 });
    expect(answer).toMatchObject({
      allowed: false,
      clause: 'PROTOCOL/P.5',
      code: 'APPROVALS',
      text: {
        en: 'Article PROTOCOL/P.5 demands the approval of one person.',
        ar: 'المادة PROTOCOL/P.5 تشترط موافقة شخص واحد.',
      },
    });
  });
  it('lets nothing pass that no article names', () => {
    expect(decide(law, { ...ask, category: 'pnr-record', action: 'supply', approvals: 2 })).toMatchObject({
      allowed: false,
      code: 'NO_ARTICLE',
    });
  });
  it('is stopped by the floor whatever an article allows', () => {
    expect(decide(law, { ...ask, subject: { minor: false, own: false, sensitive: true } })).toMatchObject({
      allowed: false,
      set: 'floor',
      clause: 'floor/sensitive',
    });
  });
});
