import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

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
 * Starts a worker thread from wherever its code is. Node 20 runs no TypeScript, so a worker started from source first
 * registers tsx; a built one needs nothing.
 *
 * @example
 * const worker = startWorker('screening-worker', import.meta.url, { workerData: { index } });
 */
export function startWorker(name: string, sourceUrl: string, options: WorkerOptions = {}): Worker {
  const url = workerUrl(name, sourceUrl);
  if (!runsFromSource(sourceUrl)) return new Worker(url, options);
  // `execArgv: ['--import', 'tsx']` is not enough: Node 20 does not run those hooks for a worker's own entry file. The
  // path is found by require because the test runner's module loader offers no import.meta.resolve, and named to the
  // file because require would give the CommonJS form, which cannot register.
  const api = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(sourceUrl).resolve('tsx/package.json')),
  );
  const entry = `import(${JSON.stringify(api.href)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(url.href)}); })`;
  return new Worker(entry, { execArgv: [], ...options, eval: true });
}
