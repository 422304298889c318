import { describe, expect, it } from 'vitest';
import { BORDERS } from './drafts/borders.data.ts';
import { compare, type MemorandumDocument, sayChange } from './index.ts';

const pause = () => new Promise<void>((resume) => setImmediate(resume));
const amended = (change: (document: MemorandumDocument) => void): MemorandumDocument => {
  const copy = structuredClone(BORDERS) as MemorandumDocument;
  change(copy);
  return copy;
};
const clauseOf = (document: MemorandumDocument, number: string, at = 0) =>
  document.articles.find((article) => article.number === number)!.clauses[at]!;

describe('the analysis of an amendment', () => {
  it('says nothing of an identical text', async () => {
    const analysis = await compare(BORDERS, BORDERS, pause);
    expect(analysis.changes).toEqual([]);
    expect(analysis.dead).toEqual([]);
    expect(analysis.untested).toEqual([]);
    expect(analysis.cells).toBeGreaterThan(100_000);
  });
  it('finds what is newly allowed, what is withdrawn and what has other terms, and says it in both languages', async () => {
    const text = amended((document) => {
      Object.assign(clauseOf(document, '4.2', 1), {
        purposes: ['counter-terrorism', 'organised-crime', 'border-security'],
      });
      Object.assign(clauseOf(document, '3.1'), { tlp: 'green' });
      Object.assign(clauseOf(document, '7'), { retentionDays: 30 });
    });
    const { changes } = await compare(BORDERS, text, pause);
    const found = changes.map(({ kind, article, fromParty, category }) =>
      [kind, article, fromParty, category].join(' '),
    );
    expect(found.sort()).toEqual([
      'allowed BORDERS/4.2b BHR photograph',
      'allowed BORDERS/4.2b USA photograph',
      'changed BORDERS/7 BHR outcome-notice',
      'changed BORDERS/7 USA outcome-notice',
      'withdrawn BORDERS/3.1 BHR query-plain',
      'withdrawn BORDERS/3.1 USA query-plain',
    ]);
    const [allowed] = changes;
    expect(allowed).toMatchObject({
      purposes: ['border-security'],
      offence: 'serious',
      tlp: 'amber',
      approvals: 2,
    });
    expect(allowed!.cells[0]).toMatchObject({ purpose: 'border-security', approvals: 2 });
    expect(sayChange(allowed!)).toEqual({
      en: 'Newly allowed under BORDERS/4.2b: from BHR to USA, supply “Photograph” for security of borders; from serious offence (three years or more) on; up to TLP:AMBER; with the approval of two people.',
      ar: 'يُسمح حديثًا بموجب BORDERS/4.2b: من BHR إلى USA، التزويد: «صورة شخصية» لغرض أمن الحدود؛ ابتداءً من جريمة خطيرة (عقوبتها ثلاث سنوات فأكثر)؛ حتى TLP:AMBER؛ بموافقة شخصين.',
    });
    expect(sayChange(changes.find(({ kind }) => kind === 'changed')!).en).toContain(
      'days of retention: 30 instead of 1095',
    );
  });
  it('finds clauses that never speak, that overlap, and that nobody tests', async () => {
    const text = amended((document) => {
      const queries = document.articles.find(({ number }) => number === '3.1')!;
      const twin = { ...structuredClone(clauseOf(document, '3.1')), letter: 'b', retentionDays: 400 };
      Object.assign(queries.clauses[0]!, { letter: 'a' });
      queries.clauses.push(twin);
      queries.cases.length = 0;
    });
    const { dead, overlaps, untested } = await compare(null, text, pause);
    expect(dead).toEqual(['BORDERS/3.1b']);
    expect(overlaps).toEqual([['BORDERS/3.1a', 'BORDERS/3.1b']]);
    expect(untested).toEqual(['3.1']);
  });
  it('shows a longer term as newly allowed in the added years alone', async () => {
    const { changes } = await compare(
      BORDERS,
      amended((document) => Object.assign(document, { inForceUntil: '2033-01-01T00:00:00Z' })),
      pause,
    );
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['allowed']));
    expect(new Set(changes.flatMap(({ cells }) => cells.map((cell) => cell.at)))).toEqual(
      new Set(['2031-01-01T00:00:00.000Z']),
    );
  });
});
