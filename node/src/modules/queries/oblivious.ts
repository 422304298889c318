import type { Logger } from '../../kernel/log.ts';
import { startWorker } from '../../kernel/worker-file.ts';
import { FILTERS_KEPT, type Report, type Results, type Work } from './oblivious-messages.ts';

/** The thread of blind questions, started when it is first needed. */
export interface Oblivious {
  /** Whether this thread holds the filter of that name. */
  holds(name: string): boolean;
  do<Kind extends Work['do']>(work: Extract<Work, { do: Kind }>): Promise<Results[Kind]>;
  stop(): Promise<void>;
}

/**
 * @example
 * const { elements } = await oblivious.do({ do: 'blind', inputs, seed });
 */
export function createOblivious(log: Logger): Oblivious {
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let worker: ReturnType<typeof startWorker> | null = null;
  const loaded = new Set<string>();
  let next = 0;

  function fail(error: Error): void {
    for (const waiting of open.values()) waiting.reject(error);
    open.clear();
    loaded.clear();
    worker = null;
  }

  function start() {
    const started = startWorker('oblivious-worker', import.meta.url);
    started.on('message', (report: Report) => {
      const waiting = open.get(report.id);
      open.delete(report.id);
      // A thread with nothing to do keeps no process alive.
      if (open.size === 0) started.unref();
      if ('error' in report) waiting?.reject(new Error(`thread of blind questions: ${report.error}`));
      else waiting?.resolve(report.result as never);
    });
    started.on('error', (error) => {
      log.error({ event: 'queries.thread-died', err: error }, 'the thread of blind questions died');
      fail(error);
    });
    started.on('exit', () => fail(new Error('the thread of blind questions ended')));
    return started;
  }

  /** Which filters the thread keeps is followed here, by its own rule. */
  const noted =
    (work: Work, resolve: (value: never) => void) =>
    (value: never): void => {
      if (work.do === 'load' && (value as Results['load']).ok) {
        loaded.delete(work.name);
        loaded.add(work.name);
        for (const old of [...loaded].slice(0, -FILTERS_KEPT)) loaded.delete(old);
      }
      resolve(value);
    };

  return {
    holds: (name) => loaded.has(name),
    do: (work) => {
      worker ??= start();
      const id = next++;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve: noted(work, resolve), reject });
        worker!.ref();
        worker!.postMessage({ id, work });
      });
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}
