import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The packages that Jisr is compared with have a folder and a lock file of their own: who starts a node installs none
 * of them. (The path holds for the source and for the bundle in `bench/dist/names/`.)
 */
const folder = new URL('../../baselines/', import.meta.url);

/** Installs what is locked there, unless it is installed. */
export function installPackages(): void {
  const mark = new URL('node_modules/.package-lock.json', folder);
  const lock = new URL('package-lock.json', folder);
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('› installing what is compared with (npm ci --prefix bench/baselines)');
  const args = ['ci', '--prefix', fileURLToPath(folder), '--no-fund', '--no-audit', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    stdio: ['inherit', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci --prefix bench/baselines ended with ${status}`);
}

/** A module of these packages, its default export where it has one. */
export async function loadPackage<T>(name: string): Promise<T> {
  const path = createRequire(new URL('package.json', folder)).resolve(name);
  const module = (await import(pathToFileURL(path).href)) as { default?: T | { default?: T } };
  const inner = module.default as { default?: T } | undefined;
  return (inner?.default ?? inner ?? module) as T;
}

/**
 * The text folding that every baseline is given for free: any script to Latin letters, lower case, words of letters
 * and digits with one space between.
 */
export async function loadFolding(): Promise<(name: string) => string> {
  const anyAscii = await loadPackage<(text: string) => string>('any-ascii');
  return (name) =>
    anyAscii(name)
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
}
