import { describe, expect, it } from 'vitest';
import { runCases } from './cases.ts';
import { cedarFaults } from './compile.ts';
import { MemorandumDocument } from './document.ts';
import { DRAFTS } from './drafts/index.ts';

describe.each(DRAFTS.map((document) => ({ id: document.id, document })))('the draft $id', ({ document }) => {
  it('is a valid document, labelled illustrative', () => {
    expect(MemorandumDocument.safeParse(document).error).toBeUndefined();
    expect(document.illustrative).toBe(true);
    expect(document.articles.length).toBeGreaterThanOrEqual(8);
  });
  it('has no clause that Cedar refuses', () => expect(cedarFaults(document)).toEqual([]));
  it('passes its own cases', () => {
    const failed = runCases(document).filter(({ passed }) => !passed);
    expect(failed.map(({ test, answer }) => ({ test, answer }))).toEqual([]);
  });
  it('tests each article that a machine holds at least twice', () => {
    const untested = document.articles.filter(({ clauses, cases }) => clauses.length > 0 && cases.length < 2);
    expect(untested.map(({ number }) => number)).toEqual([]);
  });
});
