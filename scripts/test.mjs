// `npm test`: installs what is locked, then types, lint, house rules and every test. The last line counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const folder = mkdtempSync(join(tmpdir(), 'jisr-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const skippedNames = [];

const checks = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  [
    'dependency direction',
    bin('depcruise'),
    [
      '--config',
      '.dependency-cruiser.cjs',
      'libs',
      'contract',
      'node',
      'console',
      'cli',
      'demo',
      'bench',
      'e2e',
    ],
  ],
  ['nothing unused', bin('knip'), []],
  ['house rules', process.execPath, ['scripts/house.mjs']],
];
const onlyUnit = process.argv.includes('--unit');
// Together: most of them keep one processor busy.
if (!onlyUnit) await Promise.all(checks.map(([name, command, args]) => check(name, command, args)));
suite('unit tests', ['--config', 'vitest.config.ts']);
if (!onlyUnit) {
  ensureBuilt();
  console.log('== browser journeys');
  suite('browser journeys', ['--config', 'e2e/vitest.config.ts']);
}
rmSync(folder, { recursive: true, force: true });
if (skippedNames.length > 0)
  console.log(`skipped:\n${[...new Set(skippedNames)].map((name) => `  ${name}`).join('\n')}`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

async function check(name, command, args) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
  const status = await new Promise((resolve) => {
    child.once('error', (error) => said.push(Buffer.from(String(error))));
    child.once('close', resolve);
  });
  const good = status === 0;
  total[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? '✓' : '✗'} ${name} (${Math.round(performance.now() - started)} ms)`);
  if (!good) console.log(Buffer.concat(said).toString());
}

function suite(name, args) {
  const report = join(folder, `${total.passed}-${total.failed}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(bin('vitest'), ['run', ...args, ...reporters], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (!existsSync(report)) {
    total.failed += 1;
    console.log(`✗ ${name}: the run gave no report`);
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests;
  total.skipped += result.numPendingTests + result.numTodoTests;
  // A file that could not be loaded counts no test of its own, but it is a failure.
  if (status !== 0 && result.numFailedTests === 0) total.failed += Math.max(1, result.numFailedTestSuites);
  for (const file of result.testResults) {
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped')
        skippedNames.push(test.ancestorTitles[0] ?? test.title);
  }
}
