import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildIndex, openIndex } from './index.ts';

const kit = new URL('../../../../shared/bench-names/', import.meta.url);
const rows = (file: string): string[][] =>
  readFileSync(new URL(file, kit), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

describe.skipIf(!existsSync(kit))('the evaluation kit (needs ../shared/bench-names)', () => {
  it('keeps what was reached: right person first, and few false alerts at the default threshold', () => {
    const list = rows('list.tsv');
    const index = openIndex(
      buildIndex(
        list.map((row, key) => ({
          key,
          kind: 'person',
          names: [{ text: row[3]!, quality: 'primary' }],
          birthDates: [],
          nationalities: [],
          gender: null,
        })),
      ),
    );
    const queries = rows('queries.tsv').filter((_, i) => i % 8 === 0);
    const answers = queries.map((row) => ({ row, match: index.query({ name: row[2]! }, { top: 1 })[0] }));
    const strangers = answers.filter(({ row }) => row[1]!.startsWith('neg_'));
    const known = answers.filter(({ row }) => row[3] !== '' && row[7] === '1');
    const first = known.filter(({ row, match }) => match !== undefined && list[match.key]![1] === row[3]);
    const found = first.filter(({ match }) => match!.score > 0.5);
    const alerts = strangers.filter(({ match }) => match !== undefined && match.score > 0.5);
    expect(first.length / known.length).toBeGreaterThan(0.93);
    expect(found.length / known.length).toBeGreaterThan(0.78);
    expect(alerts.length / strangers.length).toBeLessThan(0.004);
  });
});
