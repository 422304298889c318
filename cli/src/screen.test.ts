import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from './main.ts';
import { faultLine } from './output.ts';
import { type ScreenOptions, screen } from './screen.ts';
import type { RowFault } from './screen-table.ts';

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

let told: RowFault[] = [];
const run = async (options: Partial<ScreenOptions> = {}) => {
  const lines: string[] = [];
  told = [];
  await screen({
    list: [path('list.tsv'), path('more.tsv')],
    queries: path('queries.tsv'),
    top: 50,
    evidence: 'name',
    threads: 1,
    write: (line) => lines.push(line),
    tell: (fault) => told.push(fault),
    ...options,
  });
  return lines.map(
    (line) => JSON.parse(line) as { queryId: string; hits: { listId: string; score: number }[] },
  );
};

describe('screening files', () => {
  it('refuses a file that is not there, in both languages', async () => {
    const failed = run({ queries: path('absent.tsv') });
    await expect(failed).rejects.toMatchObject({
      code: 'SCREEN_FILE_MISSING',
      exit: 2,
      text: {
        en: expect.stringContaining('There is no file'),
        ar: expect.stringContaining('الملف غير موجود'),
      },
    });
  });

  it('refuses a table without its columns, in both languages', async () => {
    const failed = run({ list: [path('broken.tsv')] });
    await expect(failed).rejects.toMatchObject({
      code: 'SCREEN_COLUMN_MISSING',
      exit: 2,
      text: {
        en: expect.stringContaining(':1: the header lacks the column listId'),
        ar: expect.stringContaining('ينقص'),
      },
    });
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

  it('refuses a file without a header, and one that is empty or UTF-16', async () => {
    writeFileSync(path('headless.tsv'), 'L:1\tKarim\n');
    writeFileSync(path('empty.tsv'), '');
    writeFileSync(path('wide.tsv'), Buffer.from('\ufefflistId\tname\n', 'utf16le'));
    for (const file of ['headless.tsv', 'empty.tsv', 'wide.tsv'])
      await expect(run({ list: [path(file)] })).rejects.toMatchObject({ code: 'SCREEN_COLUMN_MISSING' });
  });

  const faults = () => told.map(({ code, line, lost }) => [code, line, lost]);

  it('tells each line of a list that cannot be used, with its number, and uses all others', async () => {
    const rows = [
      'listId\tname\tdob\tnationality',
      'A\tHasan Jamil QASSAB\t\t',
      'B',
      'C\t  \t\t',
      '\tWithout Id\t\t',
      'D\tNot \xff Unicode\t\t',
      'E\tKarim AL-DAWSARI\t31/02/1980\tAtlantis\tbeyond',
      '',
      'A\tHassan QASSAB\t1960\t',
    ];
    writeFileSync(path('faulty.tsv'), Buffer.from(rows.join('\n'), 'latin1'));
    writeFileSync(path('two.tsv'), 'queryId\tquery\n1\tHassan Qassab\n2\tKarim Dosari\n');
    const answers = await run({ list: [path('faulty.tsv')], queries: path('two.tsv'), evidence: 'all' });
    expect(faults()).toEqual([
      ['SCREEN_ROW_SHORT', 3, true],
      ['SCREEN_NOT_UTF8', 6, true],
      ['SCREEN_ROW_LONG', 7, false],
      ['SCREEN_ID_EMPTY', 5, true],
      ['SCREEN_ID_AGAIN', 9, false],
      ['SCREEN_NAME_EMPTY', 4, true],
      ['SCREEN_DATE_UNKNOWN', 7, false],
      ['SCREEN_NATIONALITY_UNKNOWN', 7, false],
    ]);
    // The name that came again is another name of the same listing: found, and once.
    expect(answers.map(({ hits }) => hits.map(({ listId }) => listId))).toEqual([['A'], ['E']]);
    for (const fault of told) {
      expect(faultLine(fault, false)).toMatch(/faulty\.tsv:\d+: .*\n.*faulty\.tsv:\d+: .*[\u0600-\u06ff]/);
      expect(JSON.parse(faultLine(fault, true))).toMatchObject({ code: fault.code, line: fault.line });
    }
  });

  it('tells of queries that cannot be used; one with an empty name is answered with nothing', async () => {
    writeFileSync(
      path('odd.tsv'),
      '\ufeffdob\tquery\tqueryId\r\n1971-03-09\tKARIM DOSARI\tq1\r\n\t\tq2\r\n\tKARIM\r\n\r\n\tKARIM\tq1\r\n',
    );
    const answers = await run({ queries: path('odd.tsv') });
    expect(answers.map(({ queryId, hits }) => [queryId, hits[0]?.listId])).toEqual([
      ['q1', 'L:1'],
      ['q2', undefined],
      ['q1', 'L:1'],
    ]);
    expect(faults()).toEqual([
      ['SCREEN_ROW_SHORT', 4, true],
      ['SCREEN_ID_AGAIN', 6, false],
      ['SCREEN_NAME_EMPTY', 3, true],
    ]);
  });

  it('reads columns in any order, in both directions of script', async () => {
    writeFileSync(path('arabic.tsv'), 'name\tlistId\nحسن جميل القصاب\tAR:1\n');
    writeFileSync(path('latin.tsv'), 'query\tqueryId\nQASSAB/HASANJAMILMR\tq\n');
    const answers = await run({ list: [path('arabic.tsv')], queries: path('latin.tsv') });
    expect(answers).toMatchObject([{ queryId: 'q', hits: [{ listId: 'AR:1' }] }]);
  });

  it('keeps to the number of hits that is asked for', async () => {
    expect((await run({ top: 1 })).every(({ hits }) => hits.length <= 1)).toBe(true);
  });

  it('knows the name alone as the default, and refuses options that are none', () => {
    const command = program().commands.find((candidate) => candidate.name() === 'screen')!;
    expect(command.opts()).toMatchObject({ evidence: 'name', threads: 1 });
    const files = ['--list', 'a', '--queries', 'b'];
    for (const wrong of [
      ['--top', '0'],
      ['--top', 'x'],
      ['--threads', '1.5'],
      ['--evidence', 'most'],
    ]) {
      const told: string[] = [];
      const jisr = program().configureOutput({ writeErr: (text) => told.push(text) });
      for (const each of jisr.commands) each.exitOverride().copyInheritedSettings(jisr).exitOverride();
      expect(() => jisr.parse(['node', 'jisr', 'screen', ...files, ...wrong])).toThrow();
      expect(told.join('')).toMatch(/أمر أو خيار غير صحيح[\s\S]*USAGE/);
    }
  });
});
