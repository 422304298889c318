import { mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isProblem, problem } from '../../kernel/problem.ts';
import type { SourceFile } from './list-reader-messages.ts';

/** One stretch of a saved text: writing a long text at once would hold up everybody else. */
const SLICE = 1024 * 1024;

/** The files of imports that are under way, in the node's data folder. */
export interface SourceFiles {
  /** Keeps the texts of a request until the import has ended, so that a restart loses nothing. */
  save(importId: string, files: readonly { name: string; text: string }[]): Promise<void>;
  /** Where the saved texts lie, in order. */
  saved(importId: string, names: readonly string[]): SourceFile[];
  /** Where the fetched files of a list are to be put, in order. */
  fetched(importId: string, urls: readonly URL[]): Promise<SourceFile[]>;
  /** Files in the list folder. @throws Problem `LIST_PATH_INVALID` for anything outside of it or not there */
  within(paths: readonly string[]): Promise<SourceFile[]>;
  /** Throws away what was saved for an import. */
  remove(importId: string): Promise<void>;
}

/**
 * @example
 * const files = createSourceFiles({ dataDir, listFolder });
 * await files.within(['ofac/sdn.csv']);
 */
export function createSourceFiles(config: { dataDir: string; listFolder: string }): SourceFiles {
  const folderOf = (importId: string) => join(config.dataDir, 'imports', importId);

  return {
    save: async (importId, files) => {
      await mkdir(folderOf(importId), { recursive: true, mode: 0o700 });
      for (const [number, { text }] of files.entries())
        await writeText(join(folderOf(importId), String(number)), text);
    },
    saved: (importId, names) =>
      names.map((name, number) => ({ name, path: join(folderOf(importId), String(number)) })),
    fetched: async (importId, urls) => {
      await mkdir(folderOf(importId), { recursive: true, mode: 0o700 });
      return urls.map((url, number) => ({
        name: basename(url.pathname) || url.href,
        path: join(folderOf(importId), `fetched-${number}`),
      }));
    },
    within: async (paths) => {
      const files: SourceFile[] = [];
      for (const path of paths) files.push(await fileWithin(config.listFolder, path));
      return files;
    },
    remove: (importId) => rm(folderOf(importId), { recursive: true, force: true }),
  };
}

/** Symbolic links are resolved before the comparison: a link in the folder must not lead out of it. */
async function fileWithin(listFolder: string, path: string): Promise<SourceFile> {
  try {
    const folder = await realpath(listFolder);
    const file = await realpath(resolve(folder, path));
    const inside = relative(folder, file);
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
      throw problem('LIST_PATH_INVALID');
    if (!(await stat(file)).isFile()) throw problem('LIST_PATH_INVALID');
    return { name: basename(path), path: file };
  } catch (error) {
    if (isProblem(error)) throw error;
    // Not there, not readable, not a path: the same to the caller.
    throw problem('LIST_PATH_INVALID');
  }
}

async function writeText(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    for (let start = 0; start < text.length; ) {
      let end = Math.min(start + SLICE, text.length);
      // Never between the two halves of a surrogate pair.
      if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
      await file.appendFile(text.slice(start, end));
      start = end;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
