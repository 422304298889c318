import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readConfig, startNode } from '@jisr/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArchive, writeArchive } from './archive.ts';

const about = { jisr: '0.1.0', takenAt: '2026-03-01T08:00:00.000Z' };
let folder = '';
const at = (...parts: string[]): string => join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jisr-archive-'));
  mkdirSync(at('node', 'keys'), { recursive: true });
  writeFileSync(at('node', 'keys', 'node.key'), 'secret');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a backup', () => {
  it('is refused when it is none', () => {
    writeFileSync(at('other.tar.gz'), 'no archive');
    expect(() => readArchive(at('other.tar.gz'), at('restored'), false)).toThrow(/not a backup/);
    expect(existsSync(at('restored'))).toBe(false);
  });

  it('restores nothing when one byte of a file differs', () => {
    writeArchive(at('node'), at('b.tar.gz'), about);
    const tar = gunzipSync(readFileSync(at('b.tar.gz')));
    tar[tar.indexOf('secret')] = 0x53;
    writeFileSync(at('b.tar.gz'), gzipSync(tar));
    expect(() => readArchive(at('b.tar.gz'), at('restored'), false)).toThrow(/keys\/node.key/);
    expect(existsSync(at('restored'))).toBe(false);
  });

  it('does not write over a folder that holds something, unless told to', () => {
    writeArchive(at('node'), at('b.tar.gz'), about);
    mkdirSync(at('restored'));
    writeFileSync(at('restored', 'mine'), 'kept');
    expect(() => readArchive(at('b.tar.gz'), at('restored'), false)).toThrow(/not empty/);
    readArchive(at('b.tar.gz'), at('restored'), true);
    expect(readFileSync(at('restored', 'keys', 'node.key'), 'utf8')).toBe('secret');
  });

  it('keeps empty folders, long names and files of every length', () => {
    const long = join('drop', 'done', ...Array.from({ length: 4 }, () => 'a'.repeat(30)));
    mkdirSync(at('node', long), { recursive: true });
    mkdirSync(at('node', 'drop', 'in'));
    for (const size of [0, 1, 511, 512, 513, 70_000])
      writeFileSync(at('node', long, `f${size}`), Buffer.alloc(size, size % 251));
    writeArchive(at('node'), at('b.tar.gz'), about);
    readArchive(at('b.tar.gz'), at('restored'), false);
    expect(existsSync(at('restored', 'drop', 'in'))).toBe(true);
    for (const size of [0, 1, 511, 512, 513, 70_000])
      expect(readFileSync(at('restored', long, `f${size}`)).equals(Buffer.alloc(size, size % 251))).toBe(
        true,
      );
  });

  it('can be listed by any tar', () => {
    writeArchive(at('node'), at('b.tar.gz'), about);
    const names = execFileSync('tar', ['-tzf', at('b.tar.gz')], { encoding: 'utf8' });
    expect(names.trim().split('\n')).toEqual(['MANIFEST.json', 'keys/', 'keys/node.key']);
  });

  it('brings back a node that starts and knows what it knew', async () => {
    const config = (data: string) =>
      readConfig({ JISR_DATA_DIR: at(data), JISR_PORT: '0', JISR_LOG_LEVEL: 'silent' });
    const first = await startNode({ config: config('first') });
    await first.modules.identity.carriers.create({ code: 'QJ', name: { en: 'Shoreline', ar: 'الساحل' } });
    await first.stop();
    writeArchive(at('first'), at('b.tar.gz'), about);
    readArchive(at('b.tar.gz'), at('second'), false);
    const second = await startNode({ config: config('second') });
    const carriers = await second.modules.identity.carriers.list();
    await second.stop();
    expect(carriers.map((carrier) => carrier.code)).toEqual(['QJ']);
  }, 60_000);
});
