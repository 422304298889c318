import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '@jisr/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { createLog } from '../../kernel/log.ts';
import { problem } from '../../kernel/problem.ts';
import { createDropFolder } from './drop-folder.ts';
import { type FileSystem, safeName } from './take-file.ts';
import type { Post } from './types.ts';

const nodeFiles: FileSystem = { lstat, mkdir, readdir, readFile, rename, rm, writeFile };

describe('the drop folder', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'jisr-drop-'));
    for (const name of ['in', 'done', 'refused', 'answers']) mkdirSync(join(root, name));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function folderOn(files: FileSystem = nodeFiles) {
    const clock = fixedClock('2026-03-01T11:41:00.000Z');
    const lines: string[] = [];
    const posts: Post[] = [];
    const accept = async (post: Post): Promise<Receipt> => {
      const text = Buffer.from(post.bytes).toString();
      if (text === 'bad') throw problem('MESSAGE_UNREADABLE', { detail: 'ENVELOPE_MISSING @ 0' });
      if (text === 'down') throw new Error('database');
      posts.push(post);
      return { id: '1', digest: '', receivedAt: '', replayed: false, messages: [], refusals: [] };
    };
    const kernel = {
      config: readConfig({ JISR_DROP_FOLDER: root }),
      clock,
      log: createLog({ logLevel: 'debug' }, (line) => lines.push(line)),
    };
    const folder = createDropFolder(kernel, { accept }, files);
    const settle = async () => {
      await folder.scan();
      clock.advance(2_000);
      await folder.scan();
    };
    return { folder, clock, lines, posts, settle };
  }
  const put = (name: string, text: string) => writeFileSync(join(root, 'in', name), text);
  const listOf = (name: string) => readdirSync(join(root, name));

  it('puts the reason in both languages in the place of what is refused', async () => {
    const { settle } = folderOn();
    put('x.edi', 'bad');
    await settle();
    expect(listOf('in')).toEqual([]);
    expect(listOf('refused')).toEqual(['x.edi.json']);
    const reason = JSON.parse(readFileSync(join(root, 'refused', 'x.edi.json'), 'utf8'));
    expect(reason).toMatchObject({
      code: 'MESSAGE_UNREADABLE',
      text: { en: expect.stringContaining('ENVELOPE_MISSING'), ar: expect.stringContaining('الحجر') },
    });
  });

  it('leaves a file where it is while the node cannot store it, and says so once', async () => {
    const { settle, lines } = folderOn();
    put('x.edi', 'down');
    await settle();
    await settle();
    expect(listOf('in')).toEqual(['x.edi']);
    expect(lines.filter((line) => line.includes('folder.failed'))).toHaveLength(1);
  });

  it('reports an unreadable folder once, and again after it had come back', async () => {
    const { folder, lines } = folderOn();
    rmSync(join(root, 'in'), { recursive: true });
    for (let time = 0; time < 3; time += 1) await folder.scan();
    expect(lines.filter((line) => line.includes('folder.failed'))).toHaveLength(1);
    mkdirSync(join(root, 'in'));
    await folder.scan();
    rmSync(join(root, 'in'), { recursive: true });
    await folder.scan();
    expect(lines.filter((line) => line.includes('folder.failed'))).toHaveLength(2);
  });

  it('never opens a file that still grows, a hidden one, or a link', async () => {
    const { folder, clock, posts } = folderOn();
    put('growing.edi', 'a');
    put('.hidden', 'a');
    put('sending.edi.part', 'a');
    symlinkSync('/etc/hostname', join(root, 'in', 'link.edi'));
    for (let time = 1; time < 5; time += 1) {
      await folder.scan();
      clock.advance(1_500);
      put('growing.edi', 'a'.repeat(time + 1));
    }
    expect(posts).toEqual([]);
    expect(folder.waiting()).toBe(1);
    await folder.scan();
    clock.advance(2_000);
    await folder.scan();
    expect(posts).toHaveLength(1);
    expect(listOf('in').toSorted()).toEqual(['.hidden', 'link.edi', 'sending.edi.part']);
  });

  it('takes what stands still, names the carrier by its folder, and never overwrites', async () => {
    const { settle, posts } = folderOn();
    mkdirSync(join(root, 'in', 'qj'));
    mkdirSync(join(root, 'in', 'not a carrier'));
    writeFileSync(join(root, 'in', 'qj', 'x.edi'), 'of QJ');
    writeFileSync(join(root, 'in', 'not a carrier', 'y.edi'), 'of nobody');
    put('x.edi', 'of all');
    await settle();
    expect(posts.map(({ carrier, channel, fileName }) => [carrier, channel, fileName])).toEqual([
      ['QJ', 'folder', 'x.edi'],
      [null, 'folder', 'x.edi'],
    ]);
    expect(listOf('done').toSorted()).toEqual(['2-x.edi', 'x.edi']);
    expect(existsSync(join(root, 'in', 'not a carrier', 'y.edi'))).toBe(true);
  });

  it('takes a file again and moves it when the node died at any step', async () => {
    for (const step of ['readFile', 'writeFile', 'rm'] as const) {
      const dying = folderOn({
        ...nodeFiles,
        [step]: () => Promise.reject(new Error('killed')),
      } as FileSystem);
      put('good.edi', 'good');
      put('refused.edi', 'bad');
      await dying.settle();
      const restarted = folderOn();
      await restarted.settle();
      expect(listOf('in')).toEqual([]);
      expect(listOf('done')).toEqual(['good.edi']);
      expect(listOf('refused')).toEqual(['refused.edi.json']);
      for (const name of [
        ...listOf('done').map((file) => `done/${file}`),
        ...listOf('refused').map((file) => `refused/${file}`),
      ])
        rmSync(join(root, name));
    }
  });

  it('keeps no byte of what was sent: it may be what no copy may hold', async () => {
    const { settle } = folderOn();
    put('x.edi', 'FTX+SSR+++WCHR ZQMARK');
    put('y.edi', 'bad');
    await settle();
    expect(JSON.parse(readFileSync(join(root, 'done', 'x.edi'), 'utf8'))).toMatchObject({ receipt: '1' });
    for (const place of ['in', 'done', 'refused'])
      for (const name of listOf(place))
        expect(readFileSync(join(root, place, name), 'utf8')).not.toContain('ZQMARK');
  });

  it('moves what is too large to be read, and has its reason beside it', async () => {
    const { settle } = folderOn();
    put('x.edi', 'a'.repeat(16 * 1024 * 1024 + 1));
    await settle();
    expect(listOf('refused')).toEqual(['x.edi', 'x.edi.json']);
    expect(listOf('in')).toEqual([]);
  });

  it('starts where nothing is, polls, and stops', async () => {
    rmSync(root, { recursive: true });
    const { folder, posts } = folderOn();
    await folder.start();
    await folder.stop();
    expect(readdirSync(root).toSorted()).toEqual(['answers', 'done', 'in', 'refused']);
    expect(posts).toEqual([]);
    chmodSync(root, 0o700);
  });

  it('makes a sender’s file name harmless', () => {
    expect(safeName('../../etc/passwd')).toBe('etc_passwd');
    expect(safeName('QJ\u202e412 ?\u0000.edi')).toBe('QJ412_.edi');
    expect(safeName('...')).toBe('message');
    expect(safeName('قائمة.edi')).toBe('قائمة.edi');
  });
});
