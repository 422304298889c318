import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId, Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Where the code of a worker is: beside its caller in the source, beside the main bundle in a build (the build makes
 * every `*-worker.ts` an entry of its own, `<name>.js`).
 *
 * @param name file name without its ending
 * @param sourceUrl the caller's `import.meta.url`
 * @example
 * workerUrl('pglite-worker', import.meta.url);
 */
export function workerUrl(name: string, sourceUrl: string): URL {
  return new URL(`./${name}${runsFromSource(sourceUrl) ? '.ts' : '.js'}`, sourceUrl);
}

/**
 * True when the code at this URL is TypeScript source (tests, development) and not a built bundle.
 *
 * @example
 * runsFromSource(import.meta.url);
 */
export function runsFromSource(sourceUrl: string): boolean {
  return new URL(sourceUrl).pathname.endsWith('.ts');
}

/**
 * Starts a worker thread from wherever its code is. Node 20 runs no TypeScript, so a worker in the source is made into one
 * file first, as the build makes it; a built one needs nothing.
 *
 * @example
 * const worker = startWorker('screening-worker', import.meta.url, { workerData: { index } });
 */
export function startWorker(name: string, sourceUrl: string, options: WorkerOptions = {}): Worker {
  const url = workerUrl(name, sourceUrl);
  if (!runsFromSource(sourceUrl)) return new Worker(url, options);
  let file = bundled.get(url.href);
  if (file === undefined) {
    file = bundleOf(url, sourceUrl);
    bundled.set(url.href, file);
  }
  return new Worker(file, { execArgv: [], ...options });
}

/** What this process has made of its sources: they are bundled once, and threads are started often. */
const bundled = new Map<string, string>();

/**
 * One bundle is loaded in a third of the time that a loader for TypeScript needs for the same files in every new thread.
 * Its name tells its content, so that processes that make it at once do not disturb each other.
 */
function bundleOf(url: URL, sourceUrl: string): string {
  const require = createRequire(sourceUrl);
  // Found at run time: a build has no bundler and needs none.
  const esbuild: typeof import('esbuild') = require('esbuild');
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The engine lies beside its own code and is looked for there.
    external: ['@electric-sql/pglite'],
    write: false,
    logLevel: 'silent',
  });
  const { contents, hash } = outputFiles[0]!;
  const folder = join(dirname(require.resolve('esbuild/package.json')), '../.cache/jisr-workers');
  const file = join(folder, `${basename(url.pathname, '.ts')}-${hash.replace(/[^a-zA-Z0-9]/g, '_')}.mjs`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const own = `${file}.${process.pid}.${threadId}`;
  writeFileSync(own, contents);
  renameSync(own, file);
  return file;
}
