import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  buildIndex,
  type EvidenceScope,
  type NameEntry,
  type NameGender,
  type NameKind,
  type NameQuery,
  openIndex,
} from '@jisr/names';
import { countryNames } from './country-names.data.ts';
import { faultOf, type Row, readTable, type Tell, withIds } from './screen-table.ts';

/** What `screen` is asked to do; paths are of tab-separated files with a header line. */
export interface ScreenOptions {
  /** Lists with the columns `listId`, `name` and, where known, `kind`, `dob`, `nationality`, `gender`. */
  readonly list: readonly string[];
  /** Queries with the columns `queryId`, `query` and, where known, `dob`, `nationality`, `gender`. */
  readonly queries: string;
  readonly top: number;
  readonly evidence: EvidenceScope;
  readonly threads: number;
  write(line: string): void;
  /** What is wrong with a line of a file, in the order of the files and lines. */
  tell: Tell;
  progress?(done: number, total: number): void;
}

/** A query as the threads receive it. */
export interface ScreenQuery extends NameQuery {
  readonly queryId: string;
}
/** What a thread needs: the shared index, and how to answer. */
export interface ScreenJob {
  readonly index: SharedArrayBuffer;
  readonly listIds: readonly string[];
  readonly top: number;
  readonly evidence: EvidenceScope;
}

const batchSize = 250;

const genders: Readonly<Record<string, NameGender>> = {
  m: 'M',
  male: 'M',
  f: 'F',
  female: 'F',
  x: 'X',
  o: 'X',
};

const kinds: readonly NameKind[] = ['person', 'organisation', 'vessel', 'aircraft'];

const oneDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const yearRange = /^(\d{4})[-/](\d{4})$/;

/** Cells that hold several values have `|` between them; what is not understood is told, never dropped silently. */
const valuesOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('|')
    .map((value) => value.trim())
    .filter((value) => value !== '');

const factsOf = (row: Row, countries: ReadonlyMap<string, string>, tell: Tell) => ({
  birthDates: valuesOf(row.cells.dob).flatMap((date) => {
    if (oneDate.test(date)) return [date];
    if (yearRange.test(date)) return [date.replace('-', '/')];
    tell(faultOf('SCREEN_DATE_UNKNOWN', row, date));
    return [];
  }),
  nationalities: valuesOf(row.cells.nationality).flatMap((name) => {
    const code = countries.get(name.toLowerCase()) ?? (/^[A-Z]{3}$/.test(name) ? name : null);
    if (code !== null) return [code];
    tell(faultOf('SCREEN_NATIONALITY_UNKNOWN', row, name));
    return [];
  }),
  gender: genders[(row.cells.gender ?? '').trim().toLowerCase()] ?? null,
});

const joinEntries = (one: NameEntry, other: NameEntry): NameEntry => ({
  ...one,
  names: [...one.names, ...other.names],
  birthDates: [...one.birthDates, ...other.birthDates],
  nationalities: [...one.nationalities, ...other.nationalities],
  gender: one.gender ?? other.gender,
});

/** The listings of all files; a `listId` that comes again is another name of the same listing. */
const readEntries = (files: readonly string[], countries: ReadonlyMap<string, string>, tell: Tell) => {
  const keys = new Map<string, number>();
  const entries: NameEntry[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    for (const row of withIds(readTable(file, ['listId', 'name'], tell), 'listId', seen, tell)) {
      const { listId, name } = row.cells;
      if (name!.trim() === '') {
        tell(faultOf('SCREEN_NAME_EMPTY', row));
        continue;
      }
      const key = keys.get(listId!) ?? entries.length;
      keys.set(listId!, key);
      const entry: NameEntry = {
        key,
        // A list that does not say so may hold people and organisations: their words decide.
        kind: kinds.find((kind) => kind === row.cells.kind?.trim()) ?? 'other',
        names: [{ text: name!, quality: 'primary' }],
        ...factsOf(row, countries, tell),
      };
      entries[key] = entries[key] === undefined ? entry : joinEntries(entries[key], entry);
    }
  }
  return { listIds: [...keys.keys()], entries };
};

/** A query with an empty name is told of, and answered with no hits all the same. */
const readQueries = (file: string, countries: ReadonlyMap<string, string>, tell: Tell): ScreenQuery[] =>
  withIds(readTable(file, ['queryId', 'query'], tell), 'queryId', new Set(), tell).map((row) => {
    const { birthDates, nationalities, gender } = factsOf(row, countries, tell);
    if (row.cells.query!.trim() === '') tell(faultOf('SCREEN_NAME_EMPTY', row));
    return {
      queryId: row.cells.queryId!,
      name: row.cells.query!,
      birthDate: birthDates[0] ?? null,
      nationalities,
      gender,
    };
  });

/** Answers queries against an opened index: one JSON line a query. Used here and by the threads. */
export const createAnswerer = (job: ScreenJob): ((query: ScreenQuery) => string) => {
  const index = openIndex(job.index);
  return (query) => {
    const hits = index
      .query(query, { top: job.top, evidence: job.evidence })
      .map((match) => ({ listId: job.listIds[match.key], score: match.score }));
    return JSON.stringify({ queryId: query.queryId, hits });
  };
};

// From source, a thread must first learn TypeScript; in a build every `*-worker.ts` is a file of its own.
const startThread = (job: ScreenJob): Worker => {
  const source = import.meta.url;
  if (!new URL(source).pathname.endsWith('.ts'))
    return new Worker(new URL('./screen-worker.js', source), { workerData: job });
  const loader = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(source).resolve('tsx/package.json')),
  );
  const entry = new URL('./screen-worker.ts', source);
  const code = `import(${JSON.stringify(loader.href)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entry.href)}); })`;
  return new Worker(code, { eval: true, execArgv: [], workerData: job });
};

const inBatches = (queries: readonly ScreenQuery[]): ScreenQuery[][] =>
  Array.from({ length: Math.ceil(queries.length / batchSize) }, (_, i) =>
    queries.slice(i * batchSize, (i + 1) * batchSize),
  );

/** Runs batches on threads; lines come out in the order of the queries, whatever thread was faster. */
const screenOnThreads = async (
  options: ScreenOptions,
  job: ScreenJob,
  queries: readonly ScreenQuery[],
): Promise<void> => {
  const batches = inBatches(queries);
  const answers: (readonly string[] | undefined)[] = [];
  let next = 0;
  let written = 0;
  const flush = (): void => {
    for (let lines = answers[written]; lines !== undefined; lines = answers[written]) {
      for (const line of lines) options.write(line);
      answers[written] = [];
      written += 1;
    }
    options.progress?.(Math.min(written * batchSize, queries.length), queries.length);
  };
  const runThread = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const send = (): void => {
        if (next >= batches.length) resolve();
        else worker.postMessage({ batch: next, queries: batches[next++] });
      };
      worker.on('error', reject);
      worker.on('message', ({ batch, lines }: { batch: number; lines: string[] }) => {
        answers[batch] = lines;
        flush();
        send();
      });
      send();
    });
  const workers = Array.from({ length: Math.min(options.threads, batches.length) }, () => startThread(job));
  try {
    await Promise.all(workers.map(runThread));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};

/**
 * Screens a file of queries against lists and writes one JSON line a query, best hit first:
 * `{"queryId":"…","hits":[{"listId":"…","score":0.93}]}`.
 * The lines are the same whatever the number of threads.
 * @returns how many rows could not be used; each was told.
 * @throws Failure `SCREEN_FILE_MISSING` or `SCREEN_COLUMN_MISSING`, in English and Arabic.
 * @example await screen({ list: ['list.tsv'], queries: 'queries.tsv', top: 50, evidence: 'name', threads: 1, write: console.log, tell: console.error });
 */
export async function screen(options: ScreenOptions): Promise<number> {
  const countries = countryNames();
  let lost = 0;
  const tell: Tell = (fault) => {
    if (fault.lost) lost += 1;
    options.tell(fault);
  };
  const { listIds, entries } = readEntries(options.list, countries, tell);
  const queries = readQueries(options.queries, countries, tell);
  const job: ScreenJob = {
    index: buildIndex(entries),
    listIds,
    top: options.top,
    evidence: options.evidence,
  };
  if (options.threads > 1) await screenOnThreads(options, job, queries);
  else screenHere(options, job, queries);
  return lost;
}

function screenHere(options: ScreenOptions, job: ScreenJob, queries: readonly ScreenQuery[]): void {
  const answer = createAnswerer(job);
  for (const [done, query] of queries.entries()) {
    options.write(answer(query));
    if ((done + 1) % batchSize === 0 || done + 1 === queries.length)
      options.progress?.(done + 1, queries.length);
  }
}
