import { createGate, type Gate, type Leave } from './gate.ts';
import { lockDirectory } from './lock.ts';
import { type Ask, type Channel, openChannel } from './pglite-channel.ts';
import type { Engine, EngineSession } from './session.ts';

const CHECKPOINT_MS = 60_000;
/** Two segments of the write-ahead log, and what a checkpoint may need. */
const RESERVE_BYTES = 64 * 1024 * 1024;
const BEGINS_READING = /^\s*(select|show|values|table)\b/i;
const SIGNS_OF_WRITING = /\b(insert|update|delete|merge|into|nextval|setval)\b/i;

/** How to open the embedded engine. */
export interface PgliteOptions {
  directory: string | null;
  durable: boolean;
  template: string | null;
}

/** The embedded engine; `dump` writes its data directory to a tar file. */
export interface PgliteEngine extends Engine {
  dump(file: string): Promise<void>;
}

/**
 * The embedded engine: PGlite in a worker thread, alone on its directory.
 *
 * @throws DatabaseError `DATABASE_LOCKED` when another process has the directory
 * @example
 * await openPglite({ directory: '.jisr/db', durable: true, template: null });
 */
export async function openPglite(options: PgliteOptions): Promise<PgliteEngine> {
  const unlock = options.directory === null ? undefined : await lockDirectory(options.directory);
  try {
    const channel = await openChannel({
      ...options,
      checkpointMs: CHECKPOINT_MS,
      reserveBytes: RESERVE_BYTES,
    });
    return engineOn(channel, async () => unlock?.());
  } catch (error) {
    await unlock?.();
    throw error;
  }
}

function engineOn(channel: Channel, unlock: () => Promise<void>): PgliteEngine {
  const gate = createGate();
  const alone = async (request: Ask) => {
    await channel.ask(request, await gate.enterAlone());
  };
  return {
    engine: 'pglite',
    lost: channel.lost,
    connect: async () => sessionOn(channel, gate),
    listen: async (name, listener) => {
      const remove = channel.listeners.add(name, listener);
      await alone({ ask: 'listen', channel: name });
      return async () => {
        if (remove()) await alone({ ask: 'unlisten', channel: name });
      };
    },
    dump: (file) => alone({ ask: 'dump', file }),
    close: async () => {
      channel.expectEnd();
      try {
        await alone({ ask: 'close' });
      } finally {
        await channel.end();
        await unlock();
      }
    },
  };
}

function sessionOn(channel: Channel, gate: Gate): EngineSession {
  let leave: Leave | undefined;
  let wrote = false;
  const run = (text: string, parameters: unknown[], writes: boolean, executed?: () => void) =>
    channel.ask({ ask: 'run', text, parameters, writes }, executed);
  const end = async (text: 'commit' | 'rollback') => {
    const leaveNow = leave;
    leave = undefined;
    await run(text, [], wrote && text === 'commit', leaveNow);
  };
  return {
    run: async (text, parameters) => {
      const writes = mayWrite(text);
      if (leave === undefined) return run(text, parameters, writes, await gate.enterShared());
      wrote ||= writes;
      return run(text, parameters, writes);
    },
    begin: async () => {
      leave = await gate.enterAlone();
      wrote = false;
      await run('begin', [], false);
    },
    commit: () => end('commit'),
    rollback: () => end('rollback'),
    release: () => leave?.(),
  };
}

/**
 * False only for a statement that surely changes nothing, whose answer then need not wait for the disk. A function
 * called in a SELECT must therefore not write (none of ours does); pg_notify and advisory locks leave nothing on disk.
 */
function mayWrite(text: string): boolean {
  return !BEGINS_READING.test(text) || SIGNS_OF_WRITING.test(text);
}
