import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScreenOptions, screen } from './screen.ts';

let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jisr-screen-'));
  writeFileSync(
    path('list.tsv'),
    'listId\tcluster\tname\tdob\tnationality\tgender\nL:1\tA\tKarim Abd al-Rahman AL-DAWSARI\t1971-03-09\tjordan\tm\nL:2\tB\tHasan Jamil QASSAB\t1960|1962\tkorea, north\t\n',
  );
  writeFileSync(path('more.tsv'), 'listId\tname\nM:1\tNorthern Star Shipping LLC\n');
  writeFileSync(
    path('queries.tsv'),
    'queryId\tquery\tdob\tnationality\nq/1\tحسن جميل القصاب\t\t\nq/2\tALDOSARI/KARIMMR\t1971-03-09\tjordan\nq/3\tNORTHERN STAR SHIPPING\t\t\nq/4\t\t\t\n',
  );
  writeFileSync(path('broken.tsv'), 'id\tname\n1\tx\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (options: Partial<ScreenOptions> = {}) => {
  const lines: string[] = [];
  await screen({
    list: [path('list.tsv'), path('more.tsv')],
    queries: path('queries.tsv'),
    top: 50,
    evidence: 'name',
    threads: 1,
    write: (line) => lines.push(line),
    ...options,
  });
  return lines.map(
    (line) => JSON.parse(line) as { queryId: string; hits: { listId: string; score: number }[] },
  );
};

describe('screening files', () => {
  it('refuses a file that is not there, in both languages', async () => {
    const failed = run({ queries: path('absent.tsv') });
    await expect(failed).rejects.toMatchObject({ code: 'SCREEN_FILE_MISSING' });
    await expect(failed).rejects.toThrow(/There is no file[\s\S]*الملف غير موجود/);
  });

  it('refuses a table without its columns, in both languages', async () => {
    const failed = run({ list: [path('broken.tsv')] });
    await expect(failed).rejects.toMatchObject({ code: 'SCREEN_COLUMN_MISSING' });
    await expect(failed).rejects.toThrow(/lacks the column listId[\s\S]*ينقص الملف/);
  });

  it('answers each query on a line, best first, over all lists', async () => {
    const answers = await run();
    expect(answers.map((answer) => [answer.queryId, answer.hits[0]?.listId])).toEqual([
      ['q/1', 'L:2'],
      ['q/2', 'L:1'],
      ['q/3', 'M:1'],
      ['q/4', undefined],
    ]);
  });

  it('uses birth date and nationality only when asked', async () => {
    const name = (await run())[1]!.hits[0]!.score;
    const all = (await run({ evidence: 'all' }))[1]!.hits[0]!.score;
    expect(all).toBeGreaterThan(name);
  });

  it('gives the same lines from threads, and tells how far it is', async () => {
    const told: number[] = [];
    expect(await run({ threads: 2, progress: (done) => told.push(done) })).toEqual(await run());
    expect(told.at(-1)).toBe(4);
  });
});
