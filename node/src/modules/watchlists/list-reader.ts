import type { Worker } from 'node:worker_threads';
import { problem } from '../../kernel/problem.ts';
import { startWorker } from '../../kernel/worker-file.ts';
import type {
  ListingChunk,
  ListOverview,
  ReaderReply,
  ReaderRequest,
  SourceFile,
} from './list-reader-messages.ts';

/** Listings in one step to the database: some 50 ms on the embedded engine, so that others are not kept waiting. */
const CHUNK = 500;
/** Row errors that are kept; all are counted. */
const ISSUE_LIMIT = 1_000;
/** A million listings as objects need 2 to 3 GB. */
const HEAP_MB = 6_144;

/** Codes of a list that is too large for the memory of one reader. */
const TOO_LARGE = ['ERR_WORKER_OUT_OF_MEMORY', 'ERR_STRING_TOO_LONG', 'ERR_FS_FILE_TOO_LARGE'];

/** A list being read in a thread of its own. Ask one thing at a time, in this order; close it in any case. */
export interface ListReader {
  /** SHA-256 of the bytes, hexadecimal. */
  digest(): Promise<string>;
  overview(): Promise<ListOverview>;
  /** The listings in the order of the files. */
  chunks(): AsyncIterable<ListingChunk>;
  close(): Promise<void>;
}

/**
 * Begins to read a list.
 *
 * @throws Problem (from its functions) `REQUEST_TOO_LARGE` when the list exceeds the memory of one reader
 * @throws Error with `code` when a file cannot be read
 * @example
 * const reader = openListReader([{ name: 'sdn.csv', path }]);
 * try { await reader.overview(); } finally { await reader.close(); }
 */
export function openListReader(files: readonly SourceFile[]): ListReader {
  const worker = startWorker('list-reader-worker', import.meta.url, {
    workerData: { files, chunkSize: CHUNK, issueLimit: ISSUE_LIMIT },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const ask = asker(worker);
  return {
    digest: async () => (await ask('digest')).digest,
    overview: async () => (await ask('overview')).overview,
    async *chunks() {
      for (;;) {
        const { chunk } = await ask('chunk');
        if (chunk === null) return;
        yield chunk;
      }
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

type ReplyTo<A extends ReaderRequest['ask']> = Extract<ReaderReply, { say: A }>;

function asker(worker: Worker) {
  let waiting: { resolve: (reply: ReaderReply) => void; reject: (error: Error) => void } | undefined;
  let broken: Error | undefined;
  const fail = (error: Error) => {
    broken ??= error;
    waiting?.reject(error);
  };
  worker.on('message', (reply: ReaderReply) => {
    if (reply.say === 'failure') waiting?.reject(readerError(reply.code, reply.message));
    else waiting?.resolve(reply);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => fail(readerError(error.code ?? '', error.message)));
  worker.on('exit', () => fail(readerError('LIST_READER_ENDED', 'the reader of the list has ended')));

  return <A extends ReaderRequest['ask']>(what: A): Promise<ReplyTo<A>> =>
    new Promise<ReaderReply>((resolve, reject) => {
      if (broken) return reject(broken);
      waiting = { resolve, reject };
      worker.postMessage({ ask: what });
    }) as Promise<ReplyTo<A>>;
}

function readerError(code: string, message: string): Error {
  if (TOO_LARGE.includes(code)) return problem('REQUEST_TOO_LARGE', { limit: `${HEAP_MB} MiB` });
  return Object.assign(new Error(message), { name: 'ListReaderError', code });
}
