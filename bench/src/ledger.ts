/**
 * The ledger's figures: durable appends a second – one entry a transaction, one after another and `--callers` (16) at
 * once, and 100 entries a transaction – until they stand in the tree; and the proof of one entry among `--entries`
 * (10,000,000), as the text of C2SP and packed: its size and the time to check it offline, in a new process (cold) and again and again (warm).
 * `JISR_BENCH_DATABASE` for PostgreSQL.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, readConfig, startNode } from '@jisr/node';
import { bigProof } from './parts/ledger-proof.ts';
import { percentiles, report } from './parts/report.ts';

const option = (name: string): number => Number(process.argv[process.argv.indexOf(name) + 1]) || 0;
const entries = option('--entries') || 10_000_000;
const callers = option('--callers') || 16;
const rounds = option('--rounds') || 2000;
const url = process.env.JISR_BENCH_DATABASE;
const folder = mkdtempSync(join(tmpdir(), 'jisr-bench-ledger-'));

async function append(node: Node, count: number): Promise<void> {
  const { ledger } = node.modules;
  await node.kernel.database.transaction(async (tx) => {
    for (let at = 0; at < count; at += 1)
      await ledger.append(tx, {
        kind: 'disclosure-sent',
        subject: node.kernel.ids.uuid(),
        articles: ['BORDERS/4.2'],
        policyDigest: 'ab'.repeat(32),
        objectDigest: createHash('sha256').update(String(at)).digest('hex'),
        counterpart: 'USA',
        actors: [ledger.pseudonym('officer')],
        previousReceipt: 'cd'.repeat(32),
      });
  });
}

/** Entries a second from the first append until all stand in the tree, and the time of one append. */
async function rate(node: Node, transactions: number, each: number, atOnce: number) {
  const took: number[] = [];
  let left = transactions;
  const begun = performance.now();
  const caller = async () => {
    while (left-- > 0) {
      const at = performance.now();
      await append(node, each);
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  await node.modules.ledger.sequence();
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: Math.round((transactions * each) / seconds), appendMs: percentiles(took) };
}

const environment = { JISR_DATA_DIR: join(folder, 'node'), JISR_PORT: '0', JISR_LOG_LEVEL: 'error' };
const node = await startNode({
  config: readConfig({ ...environment, ...(url ? { JISR_DATABASE_URL: url } : {}) }),
});
await append(node, 100);
const single = await rate(node, rounds, 1, 1);
const concurrent = await rate(node, rounds, 1, callers);
const batched = await rate(node, Math.ceil(rounds / 20), 100, 1);
const begun = performance.now();
const { intact, entries: walked } = await node.modules.ledger.verify();
const verifiedPerSecond = Math.round(walked / ((performance.now() - begun) / 1000));
if (!intact) throw new Error('the ledger does not hold');
await node.stop();

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

report(url ? 'ledger-postgres' : 'ledger-pglite', {
  appends: { single, concurrent: { callers, ...concurrent }, batchesOf100: batched },
  verifiedPerSecond,
  proof: {
    entries,
    hashes: big.hashes,
    pathBytes: big.hashes * 32,
    buildSeconds: big.seconds,
    text,
    packed,
  },
});
