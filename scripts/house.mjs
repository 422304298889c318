// The house rules that no other tool checks. Each finding is one line: file:line rule.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { roadFindings } from './house-roads.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE_LINES = 300;
const FUNCTION_LINES = 40;
const findings = [];
const find = (file, line, rule) => findings.push(`${file}:${line} ${rule}`);

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file && existsSync(join(root, file)));
const read = (file) => readFileSync(join(root, file), 'utf8');
const isCode = (file) => /\.(ts|tsx|mjs|cjs)$/.test(file);
/** `testing.ts` is what the tests of a folder share. */
const isTest = (file) => /(\.(test|e2e)\.tsx?|\/testing\.ts)$/.test(file) || file.startsWith('node/test/');
/** Where parts are put together there is one long list and no logic. */
const isComposition = (file) => file === 'node/src/modules.ts';
const isData = (file) => /(\.data|-table|-texts|-words)\.ts$/.test(file);

for (const file of files) {
  checkName(file);
  if (!isCode(file) && !/\.(md|sql|json|css|html|yml)$/.test(file)) continue;
  if (file === 'package-lock.json') continue;
  const text = read(file);
  checkWords(file, text);
  if (isCode(file)) checkCode(file, text);
  if (!isTest(file)) for (const { line, rule } of roadFindings(file, text)) find(file, line, rule);
  if (file.endsWith('.css')) checkLogicalCss(file, text);
}
checkModules();
checkLock();

if (findings.length > 0) {
  console.error(findings.join('\n'));
  console.error(`house rules: ${findings.length} findings`);
  process.exit(1);
}
console.error(`house rules: ${files.length} files, nothing to say`);

function checkName(file) {
  const name = basename(file).replace(/\..*$/, '');
  if (/^(utils?|helpers?|manager|base|common|misc|shared)$/.test(name))
    find(file, 1, 'a file is named for what it holds');
  if (/\.(ts|tsx)$/.test(file) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/.test(basename(file)))
    find(file, 1, 'file names are kebab-case');
}

function checkWords(file, text) {
  if (file === 'scripts/house.mjs') return;
  text.split('\n').forEach((line, at) => {
    if (/\b(TODO|FIXME|XXX|HACK)\b/.test(line) && !/\bXXX\b/.test(line))
      find(file, at + 1, 'unfinished work is an issue, not a comment');
    if (/\/(work|farm|root)\//.test(line)) find(file, at + 1, 'no path of one machine');
  });
}

function checkCode(file, text) {
  const lines = text.split('\n').length - 1;
  if (lines > FILE_LINES && !isData(file) && !isTest(file))
    find(file, 1, `${lines} lines: a file holds one thing in ${FILE_LINES}`);
  if (
    /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/.test(text) &&
    file !== 'scripts/house.mjs'
  )
    find(file, 1, 'a check is obeyed, not switched off');
  if (
    file !== 'scripts/house.mjs' &&
    /\bmakePass\b/.test(text) &&
    !/^node\/src\/modules\/disclosures\/(gate|pass|[a-z.]+\.test)\.ts$/.test(file) &&
    // Misuses passes on purpose, to see them refused.
    file !== 'node/test/only-through-the-gate.test.ts'
  )
    find(file, 1, 'only the gate makes a pass');
  if (
    !isTest(file) &&
    !file.startsWith('node/src/kernel/db/') &&
    /catch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\(\)\s*=>\s*(\{\}|undefined|null)\)/.test(text)
  )
    find(file, 1, 'an error is not swallowed');
  if (
    /^node\/src\//.test(file) &&
    !/^node\/src\/kernel\/(config|ids|clock|db\/lock|db\/pglite-disk)\.ts$/.test(file) &&
    !isTest(file)
  ) {
    if (/[^`]process\.env\b(?!\) \}\);)/.test(text.replace(/\/\*\*[\s\S]*?\*\//g, '')))
      find(file, 1, 'only the kernel’s configuration reads the environment');
    if (/\bDate\.now\(\)|new Date\(\)|Math\.random\(\)/.test(text))
      find(file, 1, 'time and chance come from the kernel');
  }
  if (!isTest(file) && /\.tsx?$/.test(file) && !isData(file) && !isComposition(file))
    checkFunctions(file, text);
}

/** A function's own lines: what nested functions hold is counted as theirs. */
function checkFunctions(file, text) {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const span = (node) =>
    source.getLineAndCharacterOfPosition(node.end).line -
    source.getLineAndCharacterOfPosition(node.getStart()).line +
    1;
  const visit = (node) => {
    let nested = 0;
    ts.forEachChild(node, (child) => {
      nested += visit(child);
    });
    if (!ts.isFunctionLike(node) || !node.body) return nested;
    const lines = span(node);
    const jsx = file.endsWith('.tsx');
    if (lines - nested > (jsx ? FUNCTION_LINES * 2 : FUNCTION_LINES))
      find(
        file,
        source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        `a function of ${lines - nested} lines of its own`,
      );
    return lines;
  };
  visit(source);
}

function checkLogicalCss(file, text) {
  text.split('\n').forEach((line, at) => {
    if (
      /(^|[\s;{])(margin|padding|border|inset)?-?(left|right)\s*:|text-align:\s*(left|right)|float:\s*(left|right)/.test(
        line,
      )
    )
      find(file, at + 1, 'logical CSS: start and end, not left and right');
  });
}

function checkModules() {
  const folder = join(root, 'node/src/modules');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    for (const needed of ['README.md', 'index.ts']) {
      if (!existsSync(join(folder, name, needed)))
        find(`node/src/modules/${name}`, 1, `a module has ${needed}`);
    }
  }
}

function checkLock() {
  const lock = JSON.parse(read('package-lock.json'));
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (entry.hasInstallScript && !/node_modules\/(esbuild|fsevents)$/.test(path))
      find('package-lock.json', 1, `${path} runs a script when it is installed`);
  }
}
