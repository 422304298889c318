import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex, openIndex, scoreOfBits } from '@jisr/names';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { testKernel } from '../../../test/test-kernel.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createLog } from '../../kernel/log.ts';
import type { ListingForScreening, Watchlists } from '../watchlists/index.ts';
import { createEngine } from './engine.ts';
import { createLists } from './lists.ts';

type Engine = ReturnType<typeof createEngine>;
const LIST = '019c0000-0000-7000-8000-00000000b001';
const listing = (seq: number, text: string, number = `DOC${seq}000`): ListingForScreening => ({
  id: LIST,
  watchlistId: LIST,
  seq,
  status: 'active',
  kind: 'person',
  names: [{ text, quality: 'primary', lang: null }],
  birthDates: [],
  nationalities: [],
  gender: null,
  documents: [{ type: 'passport', number, issuer: null, note: null }],
});

/** A list that is kept in memory as the watchlists keep theirs, and counts how often it was read as a whole. */
function keepList(entries: readonly ListingForScreening[]) {
  const all = new Map(entries.map((entry) => [entry.seq, { entry, changed: 1 }]));
  const kept = { version: 1, read: 0, limits: [] as number[], fail: false, miscounted: 0, change };
  const now = () => [...all.values()].map(({ entry }) => entry);
  const active = () => now().filter(({ status }) => status === 'active');
  function change(...changes: readonly ListingForScreening[]): void {
    kept.version += 1;
    for (const entry of changes) all.set(entry.seq, { entry, changed: kept.version });
  }
  const watchlists = {
    lists: async () => [{ id: LIST, code: 'NAT', version: String(kept.version), edition: 1 }] as never,
    async *activeListings() {
      kept.read += 1;
      yield active();
    },
    async changedListings(_db, _list, since, limit) {
      kept.limits.push(limit);
      if (kept.fail) throw new Error('the database is away');
      const changed = [...all.values()].filter((one) => one.changed > Number(since.version));
      if (Number(since.version) > kept.version || changed.length > limit) return null;
      const [version, count] = [String(kept.version), active().length + kept.miscounted];
      return { version, edition: 1, active: count, listings: changed.map(({ entry }) => entry) };
    },
  } satisfies Pick<Watchlists, 'lists' | 'activeListings' | 'changedListings'>;
  return Object.assign(kept, { watchlists, active });
}
const withdrawn = (entry: ListingForScreening): ListingForScreening => ({ ...entry, status: 'withdrawn' });
const FIRST = [
  listing(1, 'Wilhelmina Quorthon'),
  listing(2, 'محمد خالد الزهراني'),
  listing(3, 'Amara Okonjo'),
];

let database: Database;
let folder: string;
const engines: Engine[] = [];
beforeAll(async () => {
  database = await openTestPglite({ migrated: false });
});
afterAll(() => database.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jisr-changes-'));
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A start of the node over the same folder. */
function start(list: ReturnType<typeof keepList>, alter: (engine: Engine) => Partial<Engine> = () => ({})) {
  const logged: string[] = [];
  const kernel = testKernel(database);
  const log = createLog({ logLevel: 'debug' }, (line) => logged.push(line));
  const engine = createEngine({ workers: 1, log });
  engines.push(engine);
  const config = { ...kernel.config, dataDir: folder };
  const altered = { ...engine, ...alter(engine) };
  return { engine, logged, lists: createLists({ ...kernel, config, log }, list.watchlists, altered) };
}
type Node = ReturnType<typeof start>;
const ask = async ({ engine }: Pick<Node, 'engine'>, name: string, number?: string) => {
  const documents = number === undefined ? [] : [{ number, issuer: null }];
  const query = { name, kind: 'person' as const, birthDate: null, nationalities: [], gender: null };
  const [found] = await engine.screen([{ name: query, documents }], { minimumScore: 0.1, top: 5 });
  return found!.map(({ key, version }) => `${key}@${version}`);
};
const told = ({ logged }: Node, event: string) => logged.filter((line) => line.includes(event)).length;
const savedFile = (ending: string) => {
  const name = readdirSync(join(folder, 'indexes')).find((one) => one.endsWith(ending))!;
  return join(folder, 'indexes', name);
};

describe('a change that cannot go live beside its index', () => {
  /** The list in its second version goes live all the same, from a new index. */
  async function expectBuiltAnew(list: ReturnType<typeof keepList>, node: Node, reads = 2) {
    expect(await node.lists.refresh(LIST)).toBe(true);
    expect(await ask(node, 'INGELIN BRANDVOLD')).toEqual(['4@2']);
    expect(await ask(node, 'AMARA OKONJO')).toEqual([]);
    expect(list.read).toBe(reads);
    expect(node.lists.segments()).toMatchObject([{ version: '2', entries: 3, names: 3 }]);
  }
  const change = (list: ReturnType<typeof keepList>) =>
    list.change(withdrawn(FIRST[2]!), listing(4, 'Ingelin Brandvold'));

  it('is told in the log, and the index built anew: a change that cannot be read', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    change(list);
    list.fail = true;
    await expectBuiltAnew(list, node);
    expect(told(node, 'screening.change-failed')).toBe(1);
  });

  it('likewise when a thread dies while it builds the change', async () => {
    const list = keepList(FIRST);
    const node = start(list, (engine) => ({
      async change(...asked) {
        // No index at all: the thread that opens it ends with an error, and with it what it was asked.
        engine.load({ list: 'broken', version: '1', buffer: new SharedArrayBuffer(8), documents: [] });
        const dying = engine.change(...asked);
        const buffer = buildIndex([]);
        engine.load({ list: 'broken', version: '2', buffer, documents: [] });
        return dying;
      },
    }));
    await node.lists.refresh(LIST);
    change(list);
    await expectBuiltAnew(list, node);
    expect(told(node, 'screening.thread-died')).toBe(1);
    expect(told(node, 'screening.change-failed')).toBe(1);
  });

  it('likewise when index and change do not hold as many listings as the list', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    change(list);
    list.miscounted = 1;
    await expectBuiltAnew(list, node);
    expect(told(node, 'screening.change-failed')).toBe(1);
  });

  it('likewise when the saved index of an earlier version is cut, or its side file is gone', async () => {
    const list = keepList(FIRST);
    await start(list).lists.refresh(LIST);
    change(list);
    writeFileSync(savedFile('.idx'), readFileSync(savedFile('.idx')).subarray(0, 200));
    const node = start(list);
    await expectBuiltAnew(list, node);
    expect(told(node, 'screening.snapshot-refused')).toBe(1);
    rmSync(savedFile('.json'));
    await expectBuiltAnew(list, start(list), 3);
  });

  it('is an index anew, and nothing to tell, when the list never was at the version of the saved one', async () => {
    const list = keepList(FIRST);
    list.version = 9;
    await start(list).lists.refresh(LIST);
    list.version = 1;
    change(list);
    const node = start(list);
    await expectBuiltAnew(list, node);
    expect(told(node, 'screening.change-failed')).toBe(0);
  });

  it('likewise when more listings changed than a change is worth: 2,000 or a tenth of the list', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    list.change(...Array.from({ length: 21_000 }, (_, at) => listing(at + 10, `Person Number${at % 97}`)));
    await node.lists.refresh(LIST);
    expect(list.read).toBe(2);
    list.change(...Array.from({ length: 2_050 }, (_, at) => listing(at + 10, `Other Number${at % 97}`)));
    await node.lists.refresh(LIST);
    expect([list.read, list.limits]).toEqual([2, [2_000, 2_100]]);
    expect(told(node, 'screening.change-failed')).toBe(0);
  });
});

describe('a change of a list', () => {
  it('goes live beside its index, which is neither built nor written again', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    const saved = statSync(savedFile('.idx'));
    list.change(
      withdrawn(FIRST[2]!),
      listing(4, 'Ingelin Brandvold'),
      listing(1, 'Renamed Person', 'NEW77777'),
    );
    const running = Array.from({ length: 10 }, () => ask(node, 'AMARA OKONJO'));
    expect(await node.lists.refresh(LIST)).toBe(true);
    expect(await node.lists.refresh(LIST)).toBe(false);
    for (const answer of await Promise.all(running)) expect([['3@1'], []]).toContainEqual(answer);
    expect(await ask(node, 'INGELIN BRANDVOLD')).toEqual(['4@2']);
    expect(await ask(node, 'AMARA OKONJO')).toEqual([]);
    expect(await ask(node, 'WILHELMINA QUORTHON')).toEqual([]);
    expect(await ask(node, 'ALZAHRANI MOHAMMED KHALID')).toEqual(['2@2']);
    expect(node.engine.version(LIST)).toBe('2');
    const [segment] = node.lists.segments();
    expect(segment).toMatchObject({ version: '2', entries: 3, names: 3 });
    expect(segment!.bytes).toBeGreaterThan(saved.size);
    expect(list.read).toBe(1);
    expect(statSync(savedFile('.idx'))).toEqual(saved);
  });

  it('is found and lost by its documents too', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    expect(await ask(node, 'NOBODY HERE', 'DOC1000')).toEqual(['1@1']);
    list.change(withdrawn(FIRST[2]!), listing(1, 'Wilhelmina Quorthon', 'NEW77777'));
    await node.lists.refresh(LIST);
    expect(await ask(node, 'NOBODY HERE', 'DOC1000')).toEqual([]);
    expect(await ask(node, 'NOBODY HERE', 'NEW77777')).toEqual(['1@2']);
    expect(await ask(node, 'NOBODY HERE', 'DOC2000')).toEqual(['2@2']);
    expect(await ask(node, 'NOBODY HERE', 'DOC3000')).toEqual([]);
    // Reckoned from the index each time: what comes back is there as it was.
    list.change(FIRST[0]!, FIRST[2]!);
    await node.lists.refresh(LIST);
    expect(await ask(node, 'NOBODY HERE', 'DOC1000')).toEqual(['1@3']);
    expect(await ask(node, 'NOBODY HERE', 'NEW77777')).toEqual([]);
    expect(await ask(node, 'AMARA OKONJO', 'DOC3000')).toEqual(['3@3']);
  });

  it('is known to a thread that takes the place of a dead one', async () => {
    const list = keepList(FIRST);
    const node = start(list);
    await node.lists.refresh(LIST);
    list.change(withdrawn(FIRST[2]!), listing(4, 'Ingelin Brandvold'));
    await node.lists.refresh(LIST);
    node.engine.load({ list: 'broken', version: '1', buffer: new SharedArrayBuffer(8), documents: [] });
    node.engine.load({ list: 'broken', version: '2', buffer: buildIndex([]), documents: [] });
    await expect(ask(node, 'AMARA OKONJO')).rejects.toThrow();
    const again = () => ask(node, 'INGELIN BRANDVOLD').catch(() => null);
    await expect.poll(again, { timeout: 20_000 }).toEqual(['4@2']);
    expect(await ask(node, 'AMARA OKONJO')).toEqual([]);
  });

  it('is brought beside the saved index at the next start', async () => {
    const list = keepList(FIRST);
    await start(list).lists.refresh(LIST);
    list.change(withdrawn(FIRST[2]!), listing(4, 'Ingelin Brandvold'));
    const node = start(list);
    await node.lists.refreshAll();
    expect(await ask(node, 'INGELIN BRANDVOLD')).toEqual(['4@2']);
    expect(await ask(node, 'AMARA OKONJO')).toEqual([]);
    expect(list.read).toBe(1);
    expect(told(node, 'screening.change-failed')).toBe(0);
  });
});

describe('index and change', () => {
  const GIVEN = [
    'Karim',
    'Yusuf',
    'Salman',
    'Layla',
    'Anton',
    'Mireille',
    'Dario',
    'سلمان',
    'ليلى',
    'Ingelin',
  ];
  const FAMILY = [
    'Aldawsari',
    'Benchekroun',
    'Karakaya',
    'Petrosyan',
    'Oyelaran',
    'Quispe',
    'الدوسري',
    'Brandvold',
  ];
  const nameOf = (n: number) =>
    `${GIVEN[n % 10]} ${GIVEN[(n * 7 + 3) % 10]} ${FAMILY[(n * 5 + Math.floor(n / 9)) % 8]}`;
  const THRESHOLD = 12;
  /** How common a name is was counted when the index was built: so far, in bits, its weight may be from a new count. */
  const TOLERANCE = 1;
  const step = fc.record({
    seq: fc.integer({ min: 1, max: 330 }),
    name: fc.nat(720),
    inForce: fc.boolean(),
  });

  it('find whom a new index of the same list finds, after any changes of a tenth of the list', async () => {
    const people = Array.from({ length: 300 }, (_, at) => listing(at + 1, nameOf(at)));
    // Built once; each run then brings its changes beside the saved index.
    const { engine } = start(keepList([]));
    const kernel = testKernel(database);
    const own = { ...kernel, config: { ...kernel.config, dataDir: folder } };
    const watched = { ...engine, version: () => null };
    await createLists(own, keepList(people).watchlists, watched).refresh(LIST);
    const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 3 });
    const asked = fc.array(fc.nat(720), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rounds, asked, async (changes, names) => {
        const list = keepList(people);
        const lists = createLists(own, list.watchlists, watched);
        for (const round of changes) {
          list.change(...round.map(changedListing));
          await lists.refresh(LIST);
        }
        expect(list.read).toBe(0);
        const anew = openIndex(
          buildIndex(list.active().map((entry) => ({ ...entry, key: entry.seq, kind: 'person' }))),
        );
        for (const name of names.map(nameOf)) {
          const options = { minimumScore: scoreOfBits(THRESHOLD), top: 400 };
          const whole = new Map(
            anew.query({ name, kind: 'person' }, options).map((one) => [one.key, one.bits]),
          );
          const beside = await bitsOf(engine, name);
          for (const key of new Set([...whole.keys(), ...beside.keys()])) {
            const apart = (whole.get(key) ?? THRESHOLD) - (beside.get(key) ?? THRESHOLD);
            expect(Math.abs(apart)).toBeLessThanOrEqual(TOLERANCE);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  const changedListing = ({ seq, name, inForce }: { seq: number; name: number; inForce: boolean }) => ({
    ...listing(seq, nameOf(name)),
    status: inForce ? ('active' as const) : ('expired' as const),
  });

  async function bitsOf(engine: Engine, name: string): Promise<Map<number, number>> {
    const query = { name, kind: 'person' as const, birthDate: null, nationalities: [], gender: null };
    const options = { minimumScore: scoreOfBits(THRESHOLD), top: 400 };
    const [found] = await engine.screen([{ name: query, documents: [] }], options);
    return new Map(found!.map(({ key, explanation }) => [key, explanation.totalBits]));
  }
});
