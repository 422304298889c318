import { readFile, statfs, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Results } from '@electric-sql/pglite';
import { valueParsers } from './parsers.ts';
import { createDisk } from './pglite-disk.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './pglite-messages.ts';
import type { StatementResult } from './session.ts';
import { databaseError, errorFields } from './types.ts';

// The whole of this file runs in a worker thread: PGlite computes on the thread that calls it, and the main thread must
// go on answering HTTP meanwhile.
const port = parentPort;
if (port === null) throw new Error('pglite-worker runs only as a worker thread');
const settings: WorkerSettings = workerData;
const pglite = await openPglite();
const disk = settings.directory !== null && settings.durable ? createDisk(settings.directory) : undefined;
const stops = new Map<string, () => Promise<void>>();

/** Room on the disk is looked at once in this time while there is enough. */
const LOOK_MS = 250;
let lookedAt = Number.NEGATIVE_INFINITY;
let inTransaction = false;
let written = 0;
let durable = 0;
let flushing = false;
let checkpointed = 0;
let checkpointing: Promise<void> | undefined;
const timer = setInterval(checkpointInBackground, settings.checkpointMs);

port.on('message', (request: WorkerRequest) => {
  serve(request).catch((error: unknown) =>
    say({ say: 'failure', id: request.id, error: errorFields(error) }),
  );
});
await disk?.flushAll();
say({ say: 'ready' });

function say(reply: WorkerReply): void {
  port?.postMessage(reply);
}

async function openPglite(): Promise<PGlite> {
  const template =
    settings.template === null ? {} : { loadDataDir: new Blob([await readFile(settings.template)]) };
  const opened = await PGlite.create(settings.directory ?? 'memory://', {
    parsers: { ...valueParsers },
    ...template,
  });
  Object.assign(opened.parsers, valueParsers);
  await opened.exec("set timezone = 'UTC'; set datestyle = 'ISO'; set bytea_output = 'hex'");
  return opened;
}

async function serve(request: WorkerRequest): Promise<void> {
  const answer = (result: StatementResult, barrier = 0) =>
    say({ say: 'answer', id: request.id, result, barrier });
  const nothing: StatementResult = { rows: [], affectedRows: 0 };
  switch (request.ask) {
    case 'run': {
      if (request.writes && !/^(commit|rollback)$/.test(request.text)) await needRoom();
      const result = await run(request.text, request.parameters).finally(() => follow(request.text));
      answer(result, request.writes && disk !== undefined && !inTransaction ? nextBarrier() : 0);
      return;
    }
    case 'listen':
      await listen(request.channel);
      return answer(nothing);
    case 'unlisten':
      await stops.get(request.channel)?.();
      stops.delete(request.channel);
      return answer(nothing);
    case 'dump': {
      const tar = await pglite.dumpDataDir('none');
      await writeFile(request.file, new Uint8Array(await tar.arrayBuffer()));
      return answer(nothing);
    }
    case 'close':
      await close();
      return answer(nothing);
  }
}

/** @throws DatabaseError `53100`, as a server says it, while there is no room: what is there can still be read */
async function needRoom(): Promise<void> {
  const now = performance.now();
  if (settings.directory === null || now - lookedAt < LOOK_MS) return;
  const { bavail, bsize } = await statfs(settings.directory);
  if (bavail * bsize < settings.reserveBytes)
    throw databaseError({ code: '53100', message: 'the disk of the data folder is full' });
  lookedAt = now;
}

async function run(text: string, parameters: unknown[]): Promise<StatementResult> {
  // PGlite takes several statements only without parameters, as a server does.
  const result: Results<Record<string, unknown>> | undefined =
    parameters.length === 0
      ? ((await pglite.exec(text)).at(-1) as Results<Record<string, unknown>> | undefined)
      : await pglite.query<Record<string, unknown>>(text, parameters);
  return { rows: result?.rows ?? [], affectedRows: result?.affectedRows ?? 0 };
}

async function listen(channel: string): Promise<void> {
  if (stops.has(channel)) return;
  const stop = await pglite.listen(channel, (payload) => say({ say: 'notification', channel, payload }));
  stops.set(channel, () => stop());
}

function follow(text: string): void {
  if (text === 'begin') inTransaction = true;
  if (text === 'commit' || text === 'rollback') inTransaction = false;
}

function nextBarrier(): number {
  written += 1;
  if (!flushing) setImmediate(() => flushAll(written));
  flushing = true;
  return written;
}

/** One flush serves all commits that were there when it began; those that come meanwhile are served by the next. */
function flushAll(through: number): void {
  if (disk === undefined) return;
  disk
    .flushLog()
    .then(() => {
      durable = through;
      say({ say: 'durable', through });
      flushing = durable < written;
      if (flushing) flushAll(written);
    })
    .catch((error: unknown) => say({ say: 'undurable', error: errorFields(error) }));
}

async function checkpoint(): Promise<void> {
  if (disk === undefined || written === checkpointed) return;
  const through = written;
  await pglite.exec('checkpoint');
  await disk.flushAll();
  checkpointed = through;
}

function checkpointInBackground(): void {
  if (inTransaction || flushing || checkpointing !== undefined) return;
  checkpointing = checkpoint()
    .catch((error: unknown) => say({ say: 'undurable', error: errorFields(error) }))
    .finally(() => {
      checkpointing = undefined;
    });
}

async function close(): Promise<void> {
  clearInterval(timer);
  await checkpointing;
  await checkpoint();
  await pglite.close();
  await disk?.flushAll();
  await disk?.close();
}
