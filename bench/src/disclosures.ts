/**
 * Disclosures in a second between two nodes in two processes, over mutual TLS: decided by the gate, minimised, sealed,
 * signed, taken in by the other's gate, receipted, and written into both ledgers. One after another, `--callers` (16) at
 * once, and at `--rate` (300) a second whatever the node says, `--seconds` (20) each. The time of one is from the call of
 * the gate to the commit of the verified receipt. `JISR_BENCH_DATABASE` and `JISR_BENCH_PARTNER_DATABASE` for PostgreSQL.
 */
import { openBridge } from './parts/bridge.ts';
import { percentiles, report } from './parts/report.ts';

const option = (name: string, otherwise: number): number =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const seconds = option('--seconds', 20);
const callers = option('--callers', 16);
const rate = option('--rate', 300);
const { JISR_BENCH_DATABASE: own, JISR_BENCH_PARTNER_DATABASE: partner } = process.env;
/** Callers of the paced run: enough that none is late because all others wait. */
const AT_ONCE = 64;
const onServer = own !== undefined && partner !== undefined;

const bridge = await openBridge({
  BHR: onServer ? { settings: { JISR_DATABASE_URL: own } } : {},
  USA: onServer ? { settings: { JISR_DATABASE_URL: partner } } : {},
});
try {
  const run = async (count: number, atOnce: number, perSecond: number) => {
    const before = [await bridge.BHR.order('processor'), await bridge.USA.order('processor')];
    const {
      disclosed,
      seconds: took,
      toReceipt,
      toCommit,
    } = await bridge.BHR.order('measure', {
      count,
      atOnce,
      perSecond,
    });
    const after = [await bridge.BHR.order('processor'), await bridge.USA.order('processor')];
    const spent = after.map(
      ({ user, system }, at) => (user + system - before[at]!.user - before[at]!.system) / 1000 / disclosed,
    );
    return {
      disclosed,
      perSecond: Math.round(disclosed / took),
      millisecondsToCommit: percentiles(toCommit),
      millisecondsToReceipt: percentiles(toReceipt),
      processorMillisecondsEach: {
        sender: Number(spent[0]!.toFixed(2)),
        receiver: Number(spent[1]!.toFixed(2)),
      },
    };
  };
  await run(300, callers, 0);
  const single = await run(Math.ceil(seconds * 50), 1, 0);
  const concurrent = await run(Math.ceil((seconds * rate) / 2), callers, 0);
  const paced = await run(Math.ceil(seconds * rate), AT_ONCE, rate);
  const reconciled = await bridge.BHR.order('reconcile');
  report(`disclosures-${onServer ? 'postgres' : 'pglite'}`, {
    database: onServer ? 'postgres' : 'pglite',
    oneAfterAnother: single,
    atOnce: { callers, ...concurrent },
    paced: { wantedPerSecond: rate, ...paced },
    ledgersCompared: reconciled.compared,
    ledgersProblems: reconciled.problems,
    memoryMiB: [bridge.BHR, bridge.USA].map((node) => Math.round(node.memory() / 2 ** 20)),
  });
} finally {
  await bridge.stop();
}
