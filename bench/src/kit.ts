/** `jisr screen` over the evaluation kit, scored by the kit's own scorer: name only and with all evidence. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report } from './parts/report.ts';

const kit = fileURLToPath(new URL('../../../shared/bench-names/', import.meta.url));
const jisr = fileURLToPath(new URL('../../scripts/jisr.mjs', import.meta.url));
const RUNS = [
  { name: 'people, name only', list: 'list.tsv', queries: 'queries.tsv', evidence: 'name' },
  { name: 'people, all evidence', list: 'list.tsv', queries: 'queries.tsv', evidence: 'all' },
  { name: 'Arabic list, name only', list: 'list-ar.tsv', queries: 'queries-list-ar.tsv', evidence: 'name' },
  { name: 'organisations, name only', list: 'list-org.tsv', queries: 'queries-org.tsv', evidence: 'name' },
] as const;

if (!existsSync(kit)) {
  console.error('the evaluation kit is not here: ../shared/bench-names');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'jisr-kit-'));
const results: Record<string, unknown> = {};
for (const run of RUNS) {
  const file = join(folder, `${run.queries}-${run.evidence}.jsonl`);
  const out = openSync(file, 'w');
  const started = performance.now();
  const args = [
    jisr,
    'screen',
    '--list',
    join(kit, run.list),
    '--queries',
    join(kit, run.queries),
    '--top',
    '50',
    '--evidence',
    run.evidence,
  ];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  if (status !== 0) throw new Error(`jisr screen ended with ${status}`);
  const seconds = (performance.now() - started) / 1000;
  const json = join(folder, `${run.queries}-${run.evidence}.json`);
  const scored = spawnSync(
    process.execPath,
    [
      join(kit, 'score.mjs'),
      file,
      '--list',
      join(kit, run.list),
      '--queries',
      join(kit, run.queries),
      '--json',
      json,
    ],
    { encoding: 'utf8' },
  );
  console.error(`== ${run.name} (${seconds.toFixed(1)} s)\n${scored.stdout}${scored.stderr}`);
  results[run.name] = { seconds: Math.round(seconds * 10) / 10, ...JSON.parse(readFileSync(json, 'utf8')) };
}
report('kit', results);
