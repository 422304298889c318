// Makes dist/names-package: libs/names by itself, as plain JavaScript with its types, to be published or taken elsewhere.
// Run: node scripts/pack-names.mjs [folder]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'libs/names');
const target = process.argv[2] ?? join(root, 'dist/names-package');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--project', join(source, 'tsconfig.package.json')],
    ...['--outDir', join(target, 'lib')],
  ],
  { stdio: 'inherit' },
);
const own = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
writeFileSync(
  join(target, 'package.json'),
  `${JSON.stringify(
    {
      ...own,
      engines: { node: '>=20.19' },
      exports: { types: './lib/index.d.ts', default: './lib/index.js' },
      files: ['lib', 'README.md', 'ERRORS.md', 'LICENSE'],
    },
    null,
    2,
  )}\n`,
);
for (const name of ['README.md', 'ERRORS.md']) cpSync(join(source, name), join(target, name));
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
