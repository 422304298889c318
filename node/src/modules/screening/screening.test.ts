import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '@jisr/names';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { testKernel } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createLog } from '../../kernel/log.ts';
import type { ListingForScreening } from '../watchlists/index.ts';
import { createEngine, type EngineQuery, type Segment } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { createLists } from './lists.ts';

const LIST = '019c0000-0000-7000-8000-00000000b001';
const query = (name: string, documents: EngineQuery['documents'] = []): EngineQuery => ({
  name: { name, kind: 'person', birthDate: null, nationalities: [], gender: null },
  documents,
});
const ASK = { minimumScore: 0.1, top: 5 };

function segment(version: string, names: readonly string[], documents: Segment['documents'] = []): Segment {
  const entries = names.map((text, key) => ({
    key,
    kind: 'person' as const,
    names: [{ text, quality: 'primary' as const }],
    birthDates: [],
    nationalities: [],
    gender: null,
  }));
  const buffer = buildIndex(entries);
  const shared = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(shared).set(new Uint8Array(buffer));
  return { list: LIST, version, buffer: shared, documents };
}

describe('the engine', () => {
  const logged: string[] = [];
  const log = createLog({ logLevel: 'debug' }, (line) => logged.push(line));
  let engine: ReturnType<typeof createEngine>;
  beforeAll(() => {
    engine = createEngine({ workers: 2, log });
  });
  afterAll(() => engine.stop());

  it('finds an Arabic listing by a Latin name, and explains it in the same way each time', async () => {
    engine.load(segment('1', ['محمد خالد الزهراني', 'Wilhelmina Quorthon']));
    const [found] = await engine.screen([query('ALZAHRANI MOHAMMED KHALID')], ASK);
    expect(found?.[0]).toMatchObject({ key: 0, version: '1', basis: 'name' });
    for (let at = 0; at < 4; at++)
      expect(await engine.screen([query('ALZAHRANI MOHAMMED KHALID')], ASK)).toEqual([found]);
  });

  it('finds an equal document under any name, not one of another issuer or of three characters', async () => {
    engine.load(
      segment(
        '2',
        ['Wilhelmina Quorthon', 'Short Number'],
        [
          { key: 0, number: 'L-777 7777', issuer: 'SWE' },
          { key: 1, number: 'A12', issuer: null },
        ],
      ),
    );
    const one = async (number: string, issuer: string | null) =>
      (await engine.screen([query('AMARA OKONJO', [{ number, issuer }])], ASK))[0]!;
    expect(await one('l7777777', 'SWE')).toMatchObject([{ key: 0, basis: 'document' }]);
    // With the check digit of the machine-readable zone, as some carriers send it; another digit is another number.
    expect(await one('L77777772', 'SWE')).toMatchObject([{ key: 0, basis: 'document' }]);
    expect(await one('L77777773', 'SWE')).toEqual([]);
    expect(await one('L7777777', null)).toMatchObject([{ key: 0, basis: 'document' }]);
    expect(await one('L7777777', 'FRA')).toEqual([]);
    expect(await one('A12', null)).toEqual([]);
    const [both] = await engine.screen(
      [query('WILHELMINA QUORTHON', [{ number: 'L7777777', issuer: 'SWE' }])],
      ASK,
    );
    expect(both).toMatchObject([{ key: 0, basis: 'name-and-document' }]);
  });

  it('answers in the order of the questions, each from one version, while lists are replaced', async () => {
    engine.load(segment('3', ['Wilhelmina Quorthon']));
    const queries = Array.from({ length: 100 }, (_, at) =>
      query(at % 2 ? 'AMARA OKONJO' : 'WILHELMINA QUORTHON'),
    );
    const rounds = [];
    for (let version = 4; version < 12; version++) {
      rounds.push(engine.screen(queries, ASK));
      engine.load(segment(String(version), ['Somebody Else', 'Wilhelmina Quorthon']));
    }
    for (const [at, round] of (await Promise.all(rounds)).entries()) {
      expect(round.map((found) => found.length)).toEqual(queries.map((_, place) => (place % 2 ? 0 : 1)));
      expect(new Set(round.flat().map(({ version }) => version))).toEqual(new Set([String(at + 3)]));
    }
    const [after] = await engine.screen([query('WILHELMINA QUORTHON')], ASK);
    expect(after).toMatchObject([{ version: '11', key: 1 }]);
    expect(await engine.screen([query('WILHELMINA QUORTHON')], { ...ASK, lists: ['other'] })).toEqual([[]]);
    expect(await engine.screen([], ASK)).toEqual([]);
  });

  it('replaces a thread that dies, with its lists', async () => {
    engine.load(segment('20', ['Wilhelmina Quorthon']));
    // No index at all: the thread that opens it ends with an error.
    const broken = new SharedArrayBuffer(8);
    const dying = createEngine({ workers: 1, log });
    dying.load(segment('21', ['Wilhelmina Quorthon']));
    expect((await dying.screen([query('WILHELMINA QUORTHON')], ASK))[0]).toHaveLength(1);
    dying.load({ list: 'broken', version: '1', buffer: broken, documents: [] });
    const failed = await dying.screen([query('WILHELMINA QUORTHON')], ASK).catch((error: Error) => error);
    expect(failed).toBeInstanceOf(Error);
    dying.load({ ...segment('1', ['Somebody Else']), list: 'broken' });
    for (let tries = 0; ; tries++) {
      const found = await dying.screen([query('WILHELMINA QUORTHON')], ASK).catch(() => null);
      if (found?.[0]?.length === 1) break;
      expect(tries).toBeLessThan(200);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await dying.stop();
    expect(logged.some((line) => line.includes('screening.thread-died'))).toBe(true);
    await expect(dying.screen([query('x')], ASK)).rejects.toThrow('ended');
  });
});

describe('the lists', () => {
  let database: Database;
  let folder: string;
  let version = '1';
  let listings: ListingForScreening[] = [];
  let read = 0;
  beforeAll(async () => {
    database = await openTestPglite({ migrated: false });
  });
  afterAll(() => database.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jisr-indexes-'));
    [version, read] = ['1', 0];
    listings = [listing(1, 'Wilhelmina Quorthon'), listing(2, 'محمد خالد الزهراني')];
    return () => rmSync(folder, { recursive: true, force: true });
  });
  const listing = (seq: number, text: string): ListingForScreening =>
    ({
      seq,
      id: LIST,
      kind: 'person',
      names: [{ text, quality: 'primary' }],
      birthDates: [],
      nationalities: [],
      gender: null,
      documents: [{ type: 'passport', number: `DOC${seq}000`, issuer: null }],
    }) as unknown as ListingForScreening;

  /** A start of the node: a new engine over the same folder. */
  async function start<T>(work: (node: ReturnType<typeof nodeOf>) => Promise<T>): Promise<T> {
    const node = nodeOf();
    try {
      return await work(node);
    } finally {
      await node.engine.stop();
    }
  }
  function nodeOf() {
    const kernel = testKernel(database);
    const engine = createEngine({ workers: 1, log: kernel.log });
    const watchlists = {
      lists: async () => [{ id: LIST, code: 'NAT', version, edition: 1 }] as never,
      changedListings: async (_db: unknown, _list: string, since: { version: string }) =>
        since.version === version ? { version, edition: 1, active: listings.length, listings: [] } : null,
      async *activeListings() {
        read += 1;
        yield listings;
      },
    };
    const config = { ...kernel.config, dataDir: folder };
    return { engine, lists: createLists({ ...kernel, config }, watchlists, engine) };
  }
  it('hold what is of no stated kind among the people, and a ship not', async () => {
    const ship = { ...listing(4, 'Ingelin Brandvold'), kind: 'vessel' } as ListingForScreening;
    listings = [{ ...listing(1, 'Wilhelmina Quorthon'), kind: 'other' } as ListingForScreening, ship];
    await start(async (node) => {
      await node.lists.refresh(LIST);
      expect(await finds(node, 'WILHELMINA QUORTHON')).toBe(1);
      expect(await finds(node, 'INGELIN BRANDVOLD')).toBe(0);
    });
  });

  const finds = async ({ engine }: { engine: ReturnType<typeof createEngine> }, name: string) =>
    (await engine.screen([query(name)], ASK))[0]!.length;
  const indexFile = () => {
    const name = readdirSync(join(folder, 'indexes')).find((one) => one.endsWith('.idx'))!;
    return join(folder, 'indexes', name);
  };

  it('are built once and read from the disk at the next start', async () => {
    await start(async (node) => {
      expect(await node.lists.refresh(LIST)).toBe(true);
      expect(await node.lists.refresh(LIST)).toBe(false);
      expect(await finds(node, 'ALZAHRANI MOHAMMED KHALID')).toBe(1);
    });
    expect(read).toBe(1);
    await start(async (node) => {
      await node.lists.refreshAll();
      expect(await finds(node, 'ALZAHRANI MOHAMMED KHALID')).toBe(1);
      expect(
        await node.engine.screen([query('X', [{ number: 'DOC1000', issuer: null }])], ASK),
      ).toMatchObject([[{ basis: 'document', key: 1 }]]);
      expect(node.lists.segments()).toMatchObject([{ version: '1', entries: 2, names: 2 }]);
    });
    expect(read).toBe(1);
  });

  it('are built anew where the saved index is cut, altered, of another make, or without its side file', async () => {
    await start((node) => node.lists.refresh(LIST));
    const spoil: Record<string, () => void> = {
      cut: () => writeFileSync(indexFile(), readFileSync(indexFile()).subarray(0, 100)),
      empty: () => writeFileSync(indexFile(), ''),
      altered: () => {
        const bytes = readFileSync(indexFile());
        bytes[bytes.length >> 1]! ^= 0xff;
        writeFileSync(indexFile(), bytes);
      },
      'no side file': () => rmSync(indexFile().replace(/idx$/, 'json')),
      'a torn side file': () => writeFileSync(indexFile().replace(/idx$/, 'json'), '{"entries":'),
      'an older side file': () =>
        writeFileSync(indexFile().replace(/idx$/, 'json'), '{"entries":2,"names":2,"documents":[]}'),
    };
    for (const [name, act] of Object.entries(spoil)) {
      read = 0;
      act();
      await start(async (node) => {
        await node.lists.refreshAll();
        expect([name, await finds(node, 'WILHELMINA QUORTHON'), read]).toEqual([name, 1, 1]);
      });
      // What was built took the place of what was spoilt.
      await start((node) => node.lists.refreshAll());
      expect([name, read]).toEqual([name, 1]);
    }
    // Thirteen starts, each with threads of its own.
  }, 90_000);

  it('go live in a new version while queries run, and leave no older file', async () => {
    await start(async (node) => {
      mkdirSync(join(folder, 'indexes'));
      writeFileSync(join(folder, 'indexes', `${LIST}.1.names-1.idx`), 'of another make');
      await node.lists.refresh(LIST);
      listings = [listing(3, 'Ingelin Brandvold')];
      version = '2';
      const running = Array.from({ length: 20 }, () => finds(node, 'WILHELMINA QUORTHON'));
      const all = await Promise.all([node.lists.refresh(LIST), node.lists.refresh(LIST), ...running]);
      expect(all.slice(0, 2)).toEqual([true, false]);
      expect(await finds(node, 'INGELIN BRANDVOLD')).toBe(1);
      expect(await finds(node, 'WILHELMINA QUORTHON')).toBe(0);
    });
    const file = `${LIST}.${ENGINE_VERSION}`;
    expect(readdirSync(join(folder, 'indexes')).sort()).toEqual([`${file}.idx`, `${file}.json`]);
  });

  it('stay as they are when the new version cannot be built, and are tried again', async () => {
    await start(async (node) => {
      await node.lists.refresh(LIST);
      version = '2';
      const good = listings;
      listings = null as never;
      await expect(node.lists.refresh(LIST)).rejects.toThrow();
      expect(await finds(node, 'WILHELMINA QUORTHON')).toBe(1);
      listings = good;
      expect(await node.lists.refresh(LIST)).toBe(true);
    });
  });
});
