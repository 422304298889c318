/**
 * A manifest of 300 travellers posted over HTTP against the OFAC and UN lists and a million synthetic names: how long
 * until everybody is screened, and until the last hit stands in the queue of an officer who has it open, brought there
 * by the live connection. `--names N` sets the million.
 */
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { type Bench, startBench, until } from './parts/client.ts';
import { loadLists, SCALE_FILE } from './parts/lists.ts';
import { type Guest, manifest } from './parts/manifests.ts';
import { percentiles, report } from './parts/report.ts';

const names = Number(process.argv[process.argv.indexOf('--names') + 1] || 1_000_000) || 1_000_000;
const RUNS = 5;
/** Of the 300 on board, so many are listed. */
const GUESTS = 5;
const folder = mkdtempSync(join(tmpdir(), 'jisr-arrival-'));
const bench = await startBench({
  JISR_DATA_DIR: join(folder, 'node'),
  ...(process.env.JISR_BENCH_DATABASE ? { JISR_DATABASE_URL: process.env.JISR_BENCH_DATABASE } : {}),
});
try {
  const loaded = await loadLists(bench, names);
  const page = await openQueue(bench);
  const runs: Awaited<ReturnType<typeof arrive>>[] = [];
  const listed = await listedPeople(join(bench.listFolder, SCALE_FILE), RUNS * GUESTS);
  for (let run = 0; run < RUNS; run += 1) runs.push(await arrive(bench, page, run, listed));
  const column = (key: 'accepted' | 'lastHit' | 'onScreen') => percentiles(runs.map((row) => row[key]));
  report('arrival', {
    travellers: 300,
    names,
    lists: loaded,
    hits: runs.map((row) => row.hits),
    millisecondsToAccepted: column('accepted'),
    millisecondsToLastHit: column('lastHit'),
    millisecondsToLastHitOnScreen: page ? column('onScreen') : 'no browser here',
    memoryMiB: Math.round(bench.memory() / 2 ** 20),
  });
  await page?.context().browser()?.close();
} finally {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** People of the synthetic list, as a carrier writes them. */
async function listedPeople(file: string, count: number): Promise<Guest[]> {
  const people: Guest[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { properties } = JSON.parse(line) as { properties: { name: [string]; birthDate: [string] } };
    const parts = properties.name[0].toUpperCase().replaceAll('-', ' ').split(' ');
    const surname = parts.at(-1) ?? '';
    const given = parts.slice(0, -1).join(' ');
    people.push({ surname, given, birth: properties.birthDate[0].replaceAll('-', '') });
    if (people.length === count) break;
  }
  return people;
}

async function openQueue(on: Bench): Promise<Page | null> {
  const executablePath = process.env.JISR_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return null;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(on.address);
  await page.locator('input[autocomplete="username"]').fill(on.username);
  await page.locator('input[autocomplete="current-password"]').fill(on.password);
  await page.keyboard.press('Enter');
  await page.locator('input[autocomplete="current-password"]').waitFor({ state: 'detached' });
  return page;
}

/** The officer waits for this flight; what comes later than the first row is accepted from its bar at once. */
async function watchFlight(page: Page, on: Bench, flight: number): Promise<void> {
  await page.goto(`${on.address}/hits?q=QJ${flight}`);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(1500);
}

/** Until the table holds so many rows (it draws those in view) and none waits behind its bar. */
async function rowsShown(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const bar = document.querySelector<HTMLButtonElement>('main button:has(+ div > table)');
      bar?.click();
      const rows = Number(document.querySelector('main table')?.getAttribute('aria-rowcount') ?? 1) - 1;
      return bar === null && rows >= wanted;
    },
    count,
    { polling: 'raf', timeout: 30_000 },
  );
}

async function arrive(on: Bench, page: Page | null, run: number, listed: readonly Guest[]) {
  const flight = 500 + run;
  const text = manifest({
    seed: `arrival ${run}`,
    travellers: 300,
    carrier: 'QJ',
    flight,
    departure: departure(),
    guests: listed.slice(run * GUESTS, (run + 1) * GUESTS),
  });
  if (page) await watchFlight(page, on, flight);
  const started = performance.now();
  const posted = await on.post(text);
  const accepted = performance.now() - started;
  if (posted.status !== 202) throw new Error(`the manifest was answered with ${posted.status}`);
  const found = await until(
    async () => {
      const crossings = await on.call<{
        items: { id: string; number: string; screened: number; travellers: number }[];
      }>('GET', `/api/v1/crossings?q=QJ${flight}`);
      const own = crossings.items.find((item) => item.number === String(flight));
      return own && own.screened >= own.travellers ? own : null;
    },
    120_000,
    25,
  );
  const lastHit = performance.now() - started;
  const { total } = await on.call<{ total: number }>(
    'GET',
    `/api/v1/hits?view=all&crossing=${found.id}&limit=1`,
  );
  if (total < GUESTS) throw new Error(`${GUESTS} listed people were on board and ${total} hits were raised`);
  if (page) await rowsShown(page, total);
  return { accepted, lastHit, onScreen: performance.now() - started, hits: total };
}

function departure(): string {
  return new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 16);
}
