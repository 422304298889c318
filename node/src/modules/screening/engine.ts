import type { Explanation, NameEntry, NameQuery } from '@jisr/names';
import { documentForms, sameDocument } from '../../kernel/documents.ts';
import type { Logger } from '../../kernel/log.ts';
import { startWorker } from '../../kernel/worker-file.ts';
import type {
  Changed,
  ComparedPair,
  Difference,
  FromWorker,
  ToWorker,
  WorkerMatch,
  WorkerQuery,
} from './protocol.ts';

/** Subjects sent to a thread at once: enough to make the message cheap, few enough to spread a manifest over the threads. */
const BATCH = 16;
/** A change of so many listings takes a few tenths of a second; what is larger does not keep travellers waiting. */
const CHANGED_BY_THE_WAY = 5_000;

export interface ListedDocument {
  readonly key: number;
  readonly number: string;
  readonly issuer: string | null;
}

/** One list as the engine holds it. */
export interface Segment {
  readonly list: string;
  readonly version: string;
  readonly buffer: SharedArrayBuffer;
  readonly documents: readonly ListedDocument[];
  /** What became of the list since its index was built; the same index stays in force beside it. */
  readonly change?: SegmentChange | null;
}

interface SegmentChange {
  readonly buffer: SharedArrayBuffer;
  /** The listings of which the index and its documents no longer speak. */
  readonly keys: ReadonlySet<number>;
  readonly documents: readonly ListedDocument[];
}

type ByNumber = ReadonlyMap<string, readonly ListedDocument[]>;
type LoadedSegment = Segment & { readonly byNumber: ByNumber; readonly changedByNumber: ByNumber };

export interface EngineQuery {
  readonly name: NameQuery;
  readonly documents: readonly { readonly number: string; readonly issuer: string | null }[];
}

export interface ScreenOptions {
  /** Only these lists; all of them when null. */
  readonly lists?: readonly string[] | null;
  readonly minimumScore: number;
  readonly top: number;
}

export type Engine = ReturnType<typeof createEngine>;

/**
 * The one screening engine: names in threads over shared memory, documents by look-up. A list is replaced between two
 * batches, without a pause: what was asked before is answered by the old version, what is asked after by the new one.
 */
export function createEngine(options: { readonly workers: number; readonly log: Logger }) {
  const threads: Thread[] = [];
  for (let at = 0; at < options.workers; at++) fill(at);
  const segments = new Map<string, LoadedSegment>();
  let turn = 0;

  /** Puts a thread in a place; when it dies, a new one takes its place with all lists loaded. */
  function fill(at: number): void {
    const thread = startThread(options.log, () => {
      fill(at);
      for (const segment of segments.values()) threads[at]!.tell(loading(segment));
    });
    threads[at] = thread;
  }

  const pointedTo = (query: EngineQuery, lists: readonly string[] | null): WorkerQuery['documents'] =>
    query.documents.flatMap((document) =>
      [...segments.values()]
        .filter((segment) => lists === null || lists.includes(segment.list))
        .flatMap((segment) =>
          documentForms(document.number)
            .flatMap((form) => listedUnder(segment, form))
            .filter((listed) => sameDocument(document, listed))
            .map((listed) => ({ list: segment.list, key: listed.key })),
        ),
    );

  return {
    /** Puts a version of a list in force in every thread. */
    load(segment: Segment): void {
      const before = segments.get(segment.list);
      segments.set(segment.list, {
        ...segment,
        // Of a million documents this takes seconds: kept as long as their index is.
        byNumber: before?.documents === segment.documents ? before.byNumber : byNumber(segment.documents),
        changedByNumber: byNumber(segment.change?.documents ?? []),
      });
      for (const thread of threads) thread.tell(loading(segment));
    },
    version: (list: string): string | null => segments.get(list)?.version ?? null,
    waiting: (): number => threads.reduce((sum, thread) => sum + thread.waiting(), 0),
    workers: threads.length,
    /** Matches of each subject, best first, each with the computation that made its score. */
    async screen(
      queries: readonly EngineQuery[],
      { lists = null, minimumScore, top }: ScreenOptions,
    ): Promise<(readonly WorkerMatch[])[]> {
      const batches: Promise<readonly (readonly WorkerMatch[])[]>[] = [];
      for (let at = 0; at < queries.length; at += BATCH) {
        const asked = queries
          .slice(at, at + BATCH)
          .map((query) => ({ query: query.name, documents: pointedTo(query, lists) }));
        turn = (turn + 1) % threads.length;
        batches.push(threads[turn]!.screen(asked, lists, minimumScore, top));
      }
      return (await Promise.all(batches)).flat();
    },
    /** Explanations of pairs of given names, in their order: no list is asked. */
    async compare(pairs: readonly ComparedPair[], threshold: number): Promise<Explanation[]> {
      const batches: Promise<readonly Explanation[]>[] = [];
      for (let at = 0; at < pairs.length; at += BATCH) {
        turn = (turn + 1) % threads.length;
        batches.push(threads[turn]!.compare(pairs.slice(at, at + BATCH), threshold));
      }
      return (await Promise.all(batches)).flat();
    },
    /** Builds an index in a thread of its own, so that screening goes on meanwhile. */
    async build(batches: AsyncIterable<readonly NameEntry[]>): Promise<SharedArrayBuffer> {
      const builder = startThread(options.log, () => undefined);
      try {
        for await (const entries of batches) builder.tell({ say: 'collect', entries });
        return await builder.build();
      } finally {
        await builder.stop();
      }
    },
    /**
     * Builds what became of a list since its index was built: in the thread that has the least to do, because starting
     * one takes longer than a small change.
     */
    async change(buffer: SharedArrayBuffer, difference: Difference): Promise<Changed> {
      if (difference.added.length <= CHANGED_BY_THE_WAY) {
        const idle = threads.reduce((one, other) => (other.waiting() < one.waiting() ? other : one));
        return idle.change(buffer, difference);
      }
      const builder = startThread(options.log, () => undefined);
      try {
        return await builder.change(buffer, difference);
      } finally {
        await builder.stop();
      }
    },
    async stop(): Promise<void> {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

/** The documents of a list under one form of a number, as the list is now. */
const listedUnder = (
  { byNumber, changedByNumber, change }: LoadedSegment,
  form: string,
): readonly ListedDocument[] => [
  ...(byNumber.get(form) ?? []).filter(({ key }) => !change?.keys.has(key)),
  ...(changedByNumber.get(form) ?? []),
];

function byNumber(documents: readonly ListedDocument[]): Map<string, ListedDocument[]> {
  const index = new Map<string, ListedDocument[]>();
  for (const document of documents) {
    // Three characters or fewer identify nobody.
    for (const form of documentForms(document.number).filter(({ length }) => length > 3)) {
      const listed = index.get(form) ?? [];
      listed.push(document);
      index.set(form, listed);
    }
  }
  return index;
}

const loading = (segment: Segment): ToWorker => ({
  say: 'load',
  list: segment.list,
  version: segment.version,
  buffer: segment.buffer,
  change: segment.change?.buffer ?? null,
});

function answerIn(message: Exclude<FromWorker, { say: 'failed' }>): unknown {
  if (message.say === 'built') return message.buffer;
  if (message.say === 'changed') return message.changed;
  return message.say === 'compared' ? message.explanations : message.matches;
}

type Thread = ReturnType<typeof startThread>;

/** One thread with its open questions. A thread that dies fails them; the jobs behind them are tried again. */
function startThread(log: Logger, died: () => void) {
  const worker = startWorker('screening-worker', import.meta.url);
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let next = 0;
  let broken: Error | null = null;
  let stopping = false;

  worker.on('message', (message: FromWorker) => {
    const question = open.get(message.id);
    open.delete(message.id);
    if (message.say === 'failed') question?.reject(new Error(`screening thread: ${message.error}`));
    else question?.resolve(answerIn(message) as never);
  });
  function breakOff(error: Error): void {
    if (broken) return;
    broken = error;
    for (const question of open.values()) question.reject(error);
    open.clear();
  }
  worker.on('error', (error) => {
    log.error({ event: 'screening.thread-died', err: error }, 'a screening thread died');
    breakOff(error);
  });
  // Also without an error before it, and only once: a thread that was told to stop has no successor.
  worker.on('exit', () => {
    breakOff(new Error('the screening thread ended'));
    if (!stopping) died();
  });

  const tell = (message: ToWorker): void => worker.postMessage(message);
  function ask<T>(message: (id: number) => ToWorker): Promise<T> {
    if (broken) return Promise.reject(broken);
    const id = next++;
    return new Promise<T>((resolve, reject) => {
      open.set(id, { resolve, reject });
      tell(message(id));
    });
  }
  return {
    tell,
    waiting: () => open.size,
    screen: (
      queries: readonly WorkerQuery[],
      lists: readonly string[] | null,
      minimumScore: number,
      top: number,
    ) =>
      ask<readonly (readonly WorkerMatch[])[]>((id) => ({
        say: 'screen',
        id,
        queries,
        lists,
        minimumScore,
        top,
      })),
    compare: (pairs: readonly ComparedPair[], threshold: number) =>
      ask<readonly Explanation[]>((id) => ({ say: 'compare', id, pairs, threshold })),
    build: () => ask<SharedArrayBuffer>((id) => ({ say: 'build', id })),
    change: (buffer: SharedArrayBuffer, difference: Difference) =>
      ask<Changed>((id) => ({ say: 'change', id, buffer, difference })),
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
}
