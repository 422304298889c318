import { startWorker } from '../worker-file.ts';
import { createListeners, type Listeners } from './listeners.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './pglite-messages.ts';
import type { StatementResult } from './session.ts';
import { databaseError, errorFields } from './types.ts';

/** A request without its number. */
export type Ask = WorkerRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never;

/** The line to the worker that holds the embedded engine. */
export interface Channel {
  /** Asks the worker. `executed` is called as soon as the next statement may go, which is before the disk has it. */
  ask(request: Ask, executed?: () => void): Promise<StatementResult>;
  /** Who hears which notifications. */
  readonly listeners: Listeners;
  /** Fulfils when the engine ends, or can make nothing durable any more, and nobody asked it to. */
  readonly lost: Promise<Error>;
  /** From now on an end is no loss. */
  expectEnd(): void;
  end(): Promise<void>;
}

/**
 * Starts the worker and waits until its database is open.
 *
 * @throws DatabaseError when the engine cannot open the directory
 * @example
 * const channel = await openChannel({ directory: null, durable: false, template: null, checkpointMs: 60_000 });
 */
export async function openChannel(settings: WorkerSettings): Promise<Channel> {
  const worker = startWorker('pglite-worker', import.meta.url, { workerData: settings });
  let tellLost: (error: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    tellLost = resolve;
  });
  const answers = createAnswers((error) => tellLost(error));
  const listeners = createListeners();
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      answers.breakDown(error);
      reject(error);
    };
    worker.on('message', (reply: WorkerReply) => {
      if (reply.say === 'ready') resolve();
      else if (reply.say === 'notification') listeners.deliver(reply.channel, reply.payload);
      else answers.hear(reply);
    });
    worker.on('error', (error) => fail(databaseError(errorFields(error))));
    worker.on('exit', () =>
      fail(databaseError({ code: 'DATABASE_CLOSED', message: 'the database has ended' })),
    );
  });
  return {
    listeners,
    lost,
    expectEnd: () => {
      tellLost = () => undefined;
    },
    ask: (request, executed = () => undefined) =>
      answers.expect(executed, (id) => worker.postMessage({ ...request, id })),
    end: async () => {
      await worker.terminate();
    },
  };
}

interface Pending {
  executed: () => void;
  resolve: (result: StatementResult) => void;
  reject: (error: Error) => void;
}

type Answer = Exclude<WorkerReply, { say: 'ready' | 'notification' }>;

/** Keeps who waits for what: first for the statement, then for the disk. */
function createAnswers(onBroken: (error: Error) => void) {
  const pending = new Map<number, Pending>();
  let held: { barrier: number; acknowledge: () => void; reject: (error: Error) => void }[] = [];
  let nextId = 1;
  let broken: Error | undefined;

  function take(id: number): Pending | undefined {
    const asked = pending.get(id);
    pending.delete(id);
    asked?.executed();
    return asked;
  }

  function breakDown(error: Error): void {
    broken ??= error;
    onBroken(broken);
    for (const id of [...pending.keys()]) take(id)?.reject(broken);
    for (const { reject } of held) reject(broken);
    held = [];
  }

  function acknowledge(through: number): void {
    for (const waiting of held) if (waiting.barrier <= through) waiting.acknowledge();
    held = held.filter(({ barrier }) => barrier > through);
  }

  function answered({ id, result, barrier }: Answer & { say: 'answer' }): void {
    const asked = take(id);
    if (asked === undefined) return;
    if (barrier === 0) asked.resolve(result);
    else held.push({ barrier, acknowledge: () => asked.resolve(result), reject: asked.reject });
  }

  return {
    breakDown,
    expect: (executed: () => void, send: (id: number) => void) =>
      new Promise<StatementResult>((resolve, reject) => {
        const id = nextId++;
        pending.set(id, { executed, resolve, reject });
        if (broken === undefined) send(id);
        else take(id)?.reject(broken);
      }),
    hear: (reply: Answer): void => {
      if (reply.say === 'answer') answered(reply);
      else if (reply.say === 'failure') take(reply.id)?.reject(databaseError(reply.error));
      else if (reply.say === 'durable') acknowledge(reply.through);
      else breakDown(databaseError({ ...reply.error, code: 'DATABASE_NOT_DURABLE' }));
    },
  };
}
