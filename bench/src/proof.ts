/**
 * The proof of one entry among `--entries` (10,000,000), as the text of C2SP and packed: its size, and the time to check it
 * offline, in a new process (cold) and again and again (warm), with the functions of the platform and those of a browser.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bigProof } from './parts/ledger-proof.ts';
import { percentiles, report } from './parts/report.ts';

const entries = Number(process.argv[process.argv.indexOf('--entries') + 1]) || 10_000_000;
const folder = mkdtempSync(join(tmpdir(), 'jisr-bench-proof-'));

const big = bigProof(entries);
writeFileSync(join(folder, 'text'), big.text);
writeFileSync(join(folder, 'packed'), big.packed);
writeFileSync(join(folder, 'keys.json'), JSON.stringify({ ...big.keys, body: big.body }));
const script = fileURLToPath(new URL('./parts/ledger-check.ts', import.meta.url));
/** Each in a process of its own, so that the first check is one; the median of so many processes. */
const PROCESSES = 9;
function checked(name: string): Record<string, number> {
  const runs = Array.from({ length: PROCESSES }, () => {
    const said = execFileSync(process.execPath, ['--import', 'tsx', script, folder, name], {
      encoding: 'utf8',
    });
    return JSON.parse(said) as Record<string, number>;
  });
  return Object.fromEntries(
    Object.keys(runs[0]!).map((measure) => [
      measure,
      percentiles(
        runs.map((run) => run[measure]!),
        3,
      ).p50,
    ]),
  );
}
const text = { bytes: Buffer.byteLength(big.text), checkMs: checked('text') };
const packed = { bytes: big.packed.length, checkMs: checked('packed') };
rmSync(folder, { recursive: true });

report('proof', {
  entries,
  hashes: big.hashes,
  pathBytes: big.hashes * 32,
  buildSeconds: big.seconds,
  text,
  packed,
});
