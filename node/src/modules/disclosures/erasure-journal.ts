import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const PAGE = 1_000;

/** Which contents were erased, kept beside the database: a restored backup does not know. Identifiers only. */
export interface Erasures {
  write(ids: readonly string[]): Promise<void>;
  /** All of them, in pages. */
  read(): Promise<string[][]>;
}

/**
 * The journal as a file of one identifier a line. It lies in the data folder and belongs to no backup of the database.
 *
 * @example
 * createJournal(join(config.dataDir, 'erased-disclosures.txt'))
 */
export function createJournal(file: string): Erasures {
  return {
    async write(ids) {
      if (ids.length === 0) return;
      await mkdir(dirname(file), { recursive: true });
      await appendFile(file, ids.map((id) => `${id}\n`).join(''), { mode: 0o600, flush: true });
    },
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      // The last line may be cut off by a crash: then its transaction had not committed either.
      const ids = [...new Set(text.split('\n').filter((line) => /^[0-9a-f-]{36}$/.test(line)))];
      return Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, at) =>
        ids.slice(at * PAGE, (at + 1) * PAGE),
      );
    },
  };
}
