/**
 * What three days without a link cost: the wire between two paired nodes is cut, `--items` (100,000) disclosures are put
 * into the outbox of one and a tenth of that into the other's, the clocks go on by three days with a try at each hour, and
 * the wire is whole again. How long until all is delivered and receipted, whether each arrived once and in its order, and
 * whether the two ledgers agree. `JISR_BENCH_DATABASE` and `JISR_BENCH_PARTNER_DATABASE` for PostgreSQL.
 */
import { orderFaults } from './parts/arrival-order.ts';
import { freePort, openBridge, type Place } from './parts/bridge.ts';
import { report } from './parts/report.ts';
import { layWire, type Wire } from './parts/wire.ts';

const items = Number(process.argv[process.argv.indexOf('--items') + 1]) || 100_000;
const others = Math.ceil(items / 10);
const HOURS = 72;
const { JISR_BENCH_DATABASE: own, JISR_BENCH_PARTNER_DATABASE: partner } = process.env;
const onServer = own !== undefined && partner !== undefined;

async function wired(database: string | undefined): Promise<{ wire: Wire; place: Place }> {
  const port = await freePort();
  const wire = await layWire(port);
  const settings = {
    JISR_EXCHANGE_PORT: String(port),
    JISR_EXCHANGE_URL: `https://127.0.0.1:${wire.port}`,
    ...(onServer && database ? { JISR_DATABASE_URL: database } : {}),
  };
  return { wire, place: { settings } };
}
const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;

const ends = [await wired(own), await wired(partner)] as const;
const bridge = await openBridge({ BHR: ends[0].place, USA: ends[1].place });
const { BHR, USA } = bridge;
try {
  for (const { wire } of ends) wire.cut();
  let since = performance.now();
  await Promise.all([BHR.order('queue', { count: items }), USA.order('queue', { count: others })]);
  const secondsToQueue = seconds(since);
  await bridge.pass(HOURS);
  const waiting = [(await BHR.order('standing')).waiting, (await USA.order('standing')).waiting];
  for (const { wire } of ends) wire.restore();
  since = performance.now();
  // The pause after the last failure is over within the hour; from then on nobody helps.
  await bridge.pass(1);
  await bridge.untilDelivered();
  const secondsToDeliver = seconds(since);
  const faults = [
    ...orderFaults(await USA.order('arrived'), items),
    ...orderFaults(await BHR.order('arrived'), others),
  ];
  const left = [(await BHR.order('standing')).waiting, (await USA.order('standing')).waiting];
  since = performance.now();
  const compared = await BHR.order('reconcile');
  report(`catch-up-${onServer ? 'postgres' : 'pglite'}`, {
    database: onServer ? 'postgres' : 'pglite',
    items,
    itemsOfTheOtherSide: others,
    hoursWithoutLink: HOURS,
    waiting,
    secondsToQueue,
    secondsToDeliver,
    deliveredPerSecond: Math.round((items + others) / secondsToDeliver),
    notDelivered: left,
    faultsOfOrder: faults.slice(0, 20),
    ledgers: { compared: compared.compared, problems: compared.problems, seconds: seconds(since) },
    memoryMiB: [BHR, USA].map((node) => Math.round(node.memory() / 2 ** 20)),
  });
} finally {
  await bridge.stop();
  for (const { wire } of ends) wire.close();
}
