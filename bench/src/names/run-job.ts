import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Job, Live, Recall, Speed } from './jobs.ts';

/** As deep as the source, so that paths relative to a module hold in both. */
const bundle = fileURLToPath(new URL('../../dist/names/job-process.mjs', import.meta.url));

/** Bundles what the jobs run, as the libraries are bundled for use: measured is what is used. */
export async function bundleJobs(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./job-process.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg'],
    logLevel: 'error',
  });
}

type ResultOf<J extends Job> = J['task'] extends 'speed'
  ? Speed
  : J['task'] extends 'live'
    ? Live
    : J['task'] extends 'recall'
      ? Recall
      : { queries: number };

/** Runs a job in a process of its own and gives its result. */
export async function runJob<J extends Job>(job: J): Promise<ResultOf<J>> {
  const flags = ['--expose-gc', '--max-old-space-size=12000'];
  const child = spawn(process.execPath, [...flags, bundle, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the job ended with ${code}: ${JSON.stringify(job)}`);
  return JSON.parse(out) as ResultOf<J>;
}

/** Runs so many at once, in order; the results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await run(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
