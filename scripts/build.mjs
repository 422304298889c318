// Builds Jisr into dist/: one bundle for the command line (which holds the node), one file for each worker thread, the
// migrations and the console. Packages from npm stay outside the bundles.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const quiet = process.argv.includes('--quiet');
const say = (line) => quiet || process.stderr.write(`${line}\n`);

/** Our own packages go into the bundle, everything else is loaded from node_modules. */
const bundleOwn = {
  name: 'bundle-own-packages',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@jisr/') ? null : { path, external: true },
    );
  },
};

const workers = ['node/src', 'cli/src', 'libs/names/src'].flatMap((folder) =>
  findWorkers(join(root, folder)),
);
await bundle([join(root, 'cli/src/main.ts'), ...workers]);
copyMigrations();
// What a court runs is the file as it was written, not what a bundler made of it.
cpSync(join(root, 'node/src/modules/disclosures/evidence-verifier.mjs'), join(dist, 'evidence-verifier.mjs'));
await buildConsole();
writeFileSync(join(dist, '.built'), `${Date.now()}\n`);
say('built dist/');

function findWorkers(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('-worker.ts'))
    .map((name) => join(folder, name));
}

async function bundle(entries) {
  say(`bundling ${entries.map((entry) => basename(entry)).join(', ')}`);
  const entryPoints = Object.fromEntries(
    entries.map((entry) => [entry.endsWith('cli/src/main.ts') ? 'jisr' : basename(entry, '.ts'), entry]),
  );
  await build({
    entryPoints,
    outdir: dist,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [bundleOwn],
  });
}

function copyMigrations() {
  const target = join(dist, 'migrations');
  rmSync(target, { recursive: true, force: true });
  const modules = join(root, 'node/src/modules');
  const folders = [
    ['kernel', join(root, 'node/src/kernel/db/migrations')],
    ...readdirSync(modules).map((name) => [name, join(modules, name, 'migrations')]),
  ];
  for (const [name, folder] of folders) {
    if (!existsSync(folder)) continue;
    mkdirSync(join(target, name), { recursive: true });
    cpSync(folder, join(target, name), { recursive: true });
  }
}

async function buildConsole() {
  say('building the console');
  const { build: buildPages } = await import('vite');
  await buildPages({ root: join(root, 'console'), logLevel: 'warn' });
}
