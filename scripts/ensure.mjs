// What a clean clone needs before it can run: the locked packages, and a build that is not older than its sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command of npm or Node in the project; ends this process with its code when it fails. What it prints goes to
 * standard error: standard output belongs to whoever asked, who may read it as JSON.
 */
function run(command, args) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2], shell });
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs what is locked, unless the installed packages are those of this very lock file. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Jisr needs Node.js 20.19 or later; this is ${process.versions.node}.\nيحتاج جسر إلى Node.js 20.19 أو أحدث، والإصدار الحالي ${process.versions.node}.`,
    );
    process.exit(1);
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.jisr-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.error('› installing the locked packages (npm ci)');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(mark, lock);
}

/** Builds when there is no build or a source is newer than it. */
export function ensureBuilt() {
  const mark = join(root, 'dist', '.built');
  const built = existsSync(mark) ? statSync(mark).mtimeMs : 0;
  if (built > 0 && newestSource() <= built) return;
  console.error('› building');
  run(process.execPath, [join(root, 'scripts/build.mjs'), '--quiet']);
}

function newestSource() {
  let newest = statSync(join(root, 'package-lock.json')).mtimeMs;
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else newest = Math.max(newest, statSync(path).mtimeMs);
    }
  };
  for (const folder of ['libs', 'contract', 'node', 'console', 'cli', 'demo', 'scripts'])
    visit(join(root, folder));
  return newest;
}
