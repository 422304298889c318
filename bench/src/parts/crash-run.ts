import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, startBench, until } from './client.ts';
import { manifest } from './manifests.ts';

const GUEST = { surname: 'ZARQUFANI', given: 'QUTAIBA MUTAMID', birth: '19770317' };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const LIST = `reference,kind,name,birth_dates,legal_basis,instruction,originator,review_on,expires_on
C-1,person,Qutaiba Mutamid Zarqufani,1977-03-17,measurement,refer,bench,${inDays(100)},${inDays(400)}
`;

export interface CrashResult {
  readonly posted: number;
  readonly acceptedBeforeKill: number;
  readonly lostAfterRestart: number;
  readonly messages: number;
  readonly hits: number;
  readonly hitsOnce: boolean;
  readonly secondsToServeAgain: number;
}

/**
 * Posts messages, kills the node with SIGKILL in the middle, starts it again, posts everything once more, and counts:
 * each accepted message must be there, each message once, each hit once. Every message has one listed traveller.
 */
export async function crashInTheMiddle(
  posted: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<CrashResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-crash-'));
  const own = { JISR_DATA_DIR: join(folder, 'node'), ...settings };
  const departure = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 16);
  const texts = Array.from({ length: posted }, (_, at) =>
    manifest({
      seed: `crash ${at}`,
      travellers: 3,
      carrier: 'QJ',
      flight: 100 + at,
      departure,
      guests: [GUEST],
    }),
  );
  try {
    const accepted = await postUntilKilled(await prepare(own), texts);
    const started = performance.now();
    const bench = await startBench(own);
    const secondsToServeAgain = (performance.now() - started) / 1000;
    const kept = new Set((await all<{ id: string }>(bench, '/api/v1/messages')).map((message) => message.id));
    const lostAfterRestart = [...accepted].filter((id) => !kept.has(id)).length;
    for (const text of texts) await bench.post(text);
    const messages = await settled(bench, posted);
    const hits = await bench.call<{ total: number }>('GET', '/api/v1/hits?view=all&limit=1');
    const travellers = await hitTravellers(bench);
    await bench.stop();
    return {
      posted,
      acceptedBeforeKill: accepted.size,
      lostAfterRestart,
      messages,
      hits: hits.total,
      hitsOnce: new Set(travellers).size === travellers.length,
      secondsToServeAgain: Math.round(secondsToServeAgain * 10) / 10,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(settings: Readonly<Record<string, string>>): Promise<Bench> {
  const bench = await startBench(settings);
  mkdirSync(bench.listFolder, { recursive: true });
  writeFileSync(join(bench.listFolder, 'crash.csv'), LIST);
  const list = await bench.call<{ id: string }>('POST', '/api/v1/watchlists', {
    code: 'CRASH',
    name: { en: 'Crash', ar: 'عطل' },
    owner: 'bench',
    format: 'jisr-csv',
    instruction: 'refer',
    legalBasis: 'measurement',
  });
  await bench.call('POST', `/api/v1/watchlists/${list.id}/imports`, { source: { paths: ['crash.csv'] } });
  await until(async () => {
    const { items } = await bench.call<{ items: { live: boolean; active: number }[] }>(
      'GET',
      '/api/v1/watchlists',
    );
    return items[0]?.live && items[0].active === 1 ? true : null;
  }, 60_000);
  return bench;
}

/** Posts four at a time; when half are accepted the node is killed. Returns what had been acknowledged. */
async function postUntilKilled(bench: Bench, texts: readonly string[]): Promise<Set<string>> {
  const accepted = new Set<string>();
  let next = 0;
  let dead = false;
  async function poster(): Promise<void> {
    while (!dead && next < texts.length) {
      const text = texts[next++]!;
      const answer = await bench.post(text).catch((error: unknown) => (dead ? null : Promise.reject(error)));
      for (const message of answer?.status === 202 ? answer.body.messages : []) accepted.add(message.id);
      if (accepted.size >= texts.length / 2 && !dead) {
        dead = true;
        await bench.kill('SIGKILL');
      }
    }
  }
  await Promise.all([poster(), poster(), poster(), poster()]);
  return accepted;
}

async function hitTravellers(bench: Bench): Promise<string[]> {
  return (await all<{ traveller: { id: string } }>(bench, '/api/v1/hits?view=all')).map(
    (hit) => hit.traveller.id,
  );
}

async function all<T>(bench: Bench, path: string): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const after: string = next ? `&after=${encodeURIComponent(next)}` : '';
    const page: { items: T[]; next: string | null } = await bench.call(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}limit=500${after}`,
    );
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}

async function settled(bench: Bench, posted: number): Promise<number> {
  await until(
    async () => {
      const board = await bench.call<{ unscreened: number }>('GET', '/api/v1/board');
      const { total } = await bench.call<{ total: number }>('GET', '/api/v1/hits?view=all&limit=1');
      return board.unscreened === 0 && total >= posted ? true : null;
    },
    300_000,
    200,
  );
  return (await all<{ id: string }>(bench, '/api/v1/messages')).length;
}
