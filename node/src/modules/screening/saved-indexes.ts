import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openIndex } from '@jisr/names';
import { z } from 'zod';
import type { Logger } from '../../kernel/log.ts';
import type { Segment } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';

/** The index of a whole list, as the list was at one point of its life. */
export interface BaseIndex extends Segment {
  readonly edition: number;
  readonly entries: number;
  readonly names: number;
}

const Side = z.object({
  version: z.string(),
  edition: z.number(),
  entries: z.number(),
  names: z.number(),
  digest: z.string(),
  documents: z.array(z.object({ key: z.number(), number: z.string(), issuer: z.string().nullable() })),
});

/** Keeps one index of each list beside the database, so that a start reads it instead of building it. */
export function createSavedIndexes(folder: string, log: Logger) {
  const fileOf = (list: string): string => join(folder, `${list}.${ENGINE_VERSION}`);

  function save({ list, buffer, version, edition, entries, names, documents }: BaseIndex): void {
    mkdirSync(folder, { recursive: true });
    const file = fileOf(list);
    const bytes = new Uint8Array(buffer);
    const side = { version, edition, entries, names, digest: digestOf(bytes), documents };
    writeFileSync(`${file}.json`, JSON.stringify(side));
    // The index last and by rename: where the digest of the one is that of the other, both are whole.
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, `${file}.idx`);
    for (const name of readdirSync(folder)) {
      const other = name.startsWith(`${list}.`) && !join(folder, name).startsWith(`${file}.`);
      if (other) rmSync(join(folder, name), { force: true });
    }
  }

  /** Null where there is none, or where it is not what was written: it is built anew then. */
  function read(list: string): BaseIndex | null {
    const file = fileOf(list);
    if (!existsSync(`${file}.idx`)) return null;
    try {
      const { digest, ...side } = Side.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
      const bytes = readFileSync(`${file}.idx`);
      if (digest !== digestOf(bytes)) throw new RangeError('the saved index is not what was written');
      const buffer = new SharedArrayBuffer(bytes.byteLength);
      new Uint8Array(buffer).set(bytes);
      // Of another version of the library: better refused here than in every thread.
      openIndex(buffer);
      return { list, buffer, ...side };
    } catch (error) {
      log.warn({ event: 'screening.snapshot-refused', err: error }, 'a saved index is built anew');
      return null;
    }
  }

  return { save, read };
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
