import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchPatterns, searchTextOf } from './fold-text.ts';

describe('folding', () => {
  it.each([
    ['Ḥusayn AL-Dīn', 'husayn al din'],
    ["O'Brien,  José", 'o brien jose'],
    ['أَحْمَد', 'احمد'],
    ['إيمان آل ثاني', 'ايمان ال ثاني'],
    ['فاطمة', 'فاطمه'],
    ['مصطفى', 'مصطفي'],
    ['محمّــد', 'محمد'],
    ['علی کریم', 'علي كريم'],
    ['٢٠٢٦ ۱۲', '2026 12'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
  it('changes nothing the second time, and leaves nothing that LIKE takes for a wildcard', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded).not.toMatch(/[%_\\|]/);
      }),
    );
  });
});

describe('the search text', () => {
  it('holds reference, names in both scripts, and document numbers without separators', () => {
    expect(searchTextOf('NAT:7', ['Amal Nasser', 'أمل ناصر'], ['A-12 34'])).toBe(
      'nat 7|amal nasser|امل ناصر|a1234',
    );
  });
  it('is found by each of its names, whatever the case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-zأ-ي]{1,12}( [A-Za-zأ-ي]{1,12}){0,3}$/), (name) => {
        const text = searchTextOf('X:1', [name], []);
        const patterns = searchPatterns(name.toUpperCase());
        const contains = (pattern: string) => text.includes(pattern.slice(1, -1));
        expect(patterns === null || patterns.words.every(contains)).toBe(true);
      }),
    );
  });
  it('is not asked for nothing', () => {
    expect(searchPatterns(' %_- ')).toBeNull();
  });
});
