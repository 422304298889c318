import type { Explanation } from '@jisr/contract';
import { explanationText, type Explanation as NameExplanation } from '@jisr/names';

/** The engine's computation in the contract's words: nothing is added and nothing is rounded away. */
export function explanationOf(of: NameExplanation): Explanation {
  return {
    queryName: of.queryName,
    listedName: of.listName,
    parts: of.parts.map((part) => ({
      query: part.queryPart,
      listed: part.listPart,
      relation: part.relation,
      rule: part.rule || null,
      bits: part.bits,
      letters: part.letters.map((run) => ({ query: run.query, listed: run.list, equal: run.equal })),
    })),
    evidence: of.evidence.map((term) => ({
      kind: term.kind,
      verdict: term.verdict,
      detail: term.detail || null,
      traveller: term.query,
      listed: term.list,
      bits: term.bits,
    })),
    totalBits: of.totalBits,
    score: of.score,
    thresholdBits: of.threshold,
    sentences: { en: explanationText(of, 'en').split('\n'), ar: explanationText(of, 'ar').split('\n') },
  };
}
