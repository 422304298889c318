import { edifactIssues, type IssueText } from '@jisr/edifact';
import { describe, expect, it } from 'vitest';
import { travelIssues } from './index.ts';

const rows: [string, IssueText][] = [...Object.entries(edifactIssues), ...Object.entries(travelIssues)];
const placeholders = (text: string) => (text.match(/\{[a-zA-Z]+\}/g) ?? []).toSorted();

describe('the texts of all issues', () => {
  it('no code stands in two tables', () => {
    expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length);
  });
  it.each(rows)('%s says the same in both languages', (code, { en, ar }) => {
    expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)+$|^[A-Z]+$/);
    expect(en).toMatch(/^(?:[A-Z]|\{).*\.$/);
    expect(ar).toMatch(/^[\u0600-\u06ff].*\.$/);
    expect(placeholders(ar)).toEqual(placeholders(en));
  });
});
