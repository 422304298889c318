import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jisr-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is used elsewhere as plain JavaScript, by its package alone', () => {
  mkdirSync(join(folder, 'node_modules/@jisr'), { recursive: true });
  execFileSync(process.execPath, [
    join(root, 'scripts/pack-names.mjs'),
    join(folder, 'node_modules/@jisr/names'),
  ]);
  symlinkSync(join(root, 'node_modules/any-ascii'), join(folder, 'node_modules/any-ascii'));
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { compareNames } from '@jisr/names';
     console.log(compareNames({ name: 'MOHAMED YOUSSEF' }, { name: 'محمد يوسف' }).totalBits > 0);`,
  );
  const printed = execFileSync(process.execPath, [join(folder, 'use.mjs')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(printed.trim()).toBe('true');
}, 60_000);
