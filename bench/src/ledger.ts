/**
 * The ledger's figures: durable appends a second – one entry a transaction, one after another and `--callers` (16) at
 * once, and 100 entries a transaction – until they stand in the tree; and how fast the whole is computed again.
 * `JISR_BENCH_DATABASE` for PostgreSQL.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Node, readConfig, startNode } from '@jisr/node';
import { percentiles, report } from './parts/report.ts';

const option = (name: string): number => Number(process.argv[process.argv.indexOf(name) + 1]) || 0;
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
rmSync(folder, { recursive: true });

report(url ? 'ledger-postgres' : 'ledger-pglite', {
  appends: { single, concurrent: { callers, ...concurrent }, batchesOf100: batched },
  verifiedPerSecond,
});
