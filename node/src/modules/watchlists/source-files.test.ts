import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSourceFiles } from './source-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'jisr-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const listFolder = join(folder, 'lists');
mkdirSync(join(listFolder, 'sub'), { recursive: true });
mkdirSync(join(folder, 'lists-beside'));
writeFileSync(join(folder, 'secret'), 'secret');
writeFileSync(join(folder, 'lists-beside', 'x'), 'x');
writeFileSync(join(listFolder, 'sub', 'a.csv'), 'a');
writeFileSync(join(listFolder, '..dots'), 'd');
symlinkSync(join(folder, 'secret'), join(listFolder, 'link'));
symlinkSync(folder, join(listFolder, 'up'));
const files = createSourceFiles({ dataDir: folder, listFolder });

describe('files of the list folder', () => {
  it.each([
    '../secret',
    'sub/../../secret',
    join(folder, 'secret'),
    'link',
    'up/secret',
    '../lists-beside/x',
    'none.csv',
    'sub',
    '.',
    '',
    '..',
    'a\u0000b',
  ])('are refused outside of it or where there is none: %j', async (path) => {
    await expect(files.within([path])).rejects.toMatchObject({ code: 'LIST_PATH_INVALID' });
  });
  it('are found inside of it', async () => {
    const found = await files.within(['sub/a.csv', '..dots']);
    expect(found.map((file) => file.name)).toEqual(['a.csv', '..dots']);
    expect(readFileSync(found[0]!.path, 'utf8')).toBe('a');
  });
});

describe('texts of a request', () => {
  it('are kept letter for letter, also where a slice would cut a letter in two', async () => {
    const text = `${'a'.repeat(1024 * 1024 - 1)}😀ب${'é'.repeat(10)}`;
    await files.save('one', [
      { name: '../../x', text },
      { name: 'y', text: '' },
    ]);
    const [first, second] = files.saved('one', ['../../x', 'y']);
    expect(readFileSync(first!.path, 'utf8')).toBe(text);
    expect(first!.path.startsWith(folder)).toBe(true);
    expect(readFileSync(second!.path, 'utf8')).toBe('');
    await files.remove('one');
    await files.remove('one');
    expect(() => readFileSync(first!.path)).toThrow();
  });
});
