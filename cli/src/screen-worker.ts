import { parentPort, workerData } from 'node:worker_threads';
import { createAnswerer, type ScreenJob, type ScreenQuery } from './screen.ts';

/** A screening thread: opens the shared index and answers batches of queries. */
const answer = createAnswerer(workerData as ScreenJob);
const port = parentPort;
if (port === null) throw new Error('screen-worker.ts runs as a worker thread only');
port.on('message', ({ batch, queries }: { batch: number; queries: readonly ScreenQuery[] }) => {
  port.postMessage({ batch, lines: queries.map(answer) });
});
