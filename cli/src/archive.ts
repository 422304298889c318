import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { failure } from './failure.ts';

const BLOCK = 512;
const MANIFEST = 'MANIFEST.json';

interface Manifest {
  readonly jisr: string;
  readonly takenAt: string;
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
  /** Every folder, the empty ones too: a database does not start without those that it expects. */
  readonly folders: readonly string[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes a folder as one .tar.gz (POSIX ustar) with a manifest of digests. Returns how many files it holds. */
export function writeArchive(
  folder: string,
  file: string,
  about: { readonly jisr: string; readonly takenAt: string },
): number {
  const found = readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(sep).join('/'))
    .sort();
  const folders = found.filter((name) => statSync(join(folder, name)).isDirectory());
  const names = found.filter((name) => !name.endsWith('.lock') && statSync(join(folder, name)).isFile());
  const contents = names.map((name) => [name, readFileSync(join(folder, name))] as const);
  const files = Object.fromEntries(
    contents.map(([name, bytes]) => [name, { size: bytes.length, sha256: sha256(bytes) }]),
  );
  const manifest: Manifest = { ...about, files, folders };
  const none = Buffer.alloc(0);
  const entries = [
    [MANIFEST, Buffer.from(JSON.stringify(manifest, null, 2))] as const,
    ...folders.map((name) => [`${name}/`, none] as const),
    ...contents,
  ];
  const blocks = entries.flatMap(([name, bytes]) => [
    header(name, bytes.length),
    bytes,
    Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  writeFileSync(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])), { mode: 0o600 });
  return names.length;
}

/** @throws Failure `FOLDER_NOT_EMPTY` where something would be written over */
export function refuseOccupied(folder: string, force: boolean): void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !force)
    throw failure('FOLDER_NOT_EMPTY', {
      en: `${folder} is not empty. Give --force to write over it.`,
      ar: `المجلد ${folder} ليس فارغًا. استعمل --force للكتابة فوقه.`,
    });
}

/**
 * Unpacks an archive of {@link writeArchive} after checking every file against the manifest: all of it or nothing.
 *
 * @throws Failure `BACKUP_UNREADABLE`, `BACKUP_DAMAGED` (naming the file), `FOLDER_NOT_EMPTY`
 */
export function readArchive(file: string, folder: string, force: boolean): Manifest {
  refuseOccupied(folder, force);
  const entries = unpack(file);
  const described = entries.get(MANIFEST);
  if (!described) throw unreadable(file);
  const manifest = JSON.parse(described.toString()) as Manifest;
  for (const [name, { sha256: digest }] of Object.entries(manifest.files)) {
    const bytes = entries.get(name);
    if (!bytes || isOutside(folder, name) || sha256(bytes) !== digest)
      throw failure('BACKUP_DAMAGED', {
        en: `The backup is damaged at ${name}. Nothing was restored.`,
        ar: `النسخة الاحتياطية تالفة عند ${name}. لم يُستعد شيء.`,
      });
  }
  for (const name of manifest.folders) {
    if (isOutside(folder, name)) throw unreadable(file);
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }
  for (const name of Object.keys(manifest.files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name), entries.get(name)!, { mode: 0o600 });
  }
  return manifest;
}

/** A name that leads out of the folder, as only a forged archive has it. */
const isOutside = (folder: string, name: string): boolean =>
  relative(folder, join(folder, name)).startsWith('..');

const unreadable = (file: string) =>
  failure('BACKUP_UNREADABLE', {
    en: `${file} is not a backup of Jisr.`,
    ar: `الملف ${file} ليس نسخة احتياطية من جسر.`,
  });

function unpack(file: string): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let tar: Buffer;
  try {
    tar = gunzipSync(readFileSync(file));
  } catch {
    throw unreadable(file);
  }
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, size: number) =>
      tar.toString('utf8', at + from, at + from + size).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    const prefix = text(345, 155);
    entries.set(
      prefix ? `${prefix}/${text(0, 100)}` : text(0, 100),
      tar.subarray(at + BLOCK, at + BLOCK + size),
    );
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** One ustar header block (POSIX.1-1988): names up to 100 bytes, a prefix of 155 before it. */
function header(name: string, size: number): Buffer {
  const cut = name.length > 100 ? name.indexOf('/', name.length - 101) : -1;
  const block = Buffer.alloc(BLOCK);
  const put = (text: string, at: number) => block.write(text, at, 'utf8');
  put(cut < 0 ? name : name.slice(cut + 1), 0);
  const isFolder = name.endsWith('/');
  put(isFolder ? '0000700\0' : '0000600\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put(isFolder ? '5' : '0', 156);
  put('ustar\u000000', 257);
  if (cut >= 0) put(name.slice(0, cut), 345);
  put(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}
