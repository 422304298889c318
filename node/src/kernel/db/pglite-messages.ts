import type { StatementResult } from './session.ts';
import type { ErrorFields } from './types.ts';

/** What the worker is started with. */
export interface WorkerSettings {
  directory: string | null;
  durable: boolean;
  /** A tar file of a data directory to begin from. */
  template: string | null;
  checkpointMs: number;
  /** Room on the disk below which nothing more is written: the engine does not survive a disk that is full. */
  reserveBytes: number;
}

/** What the main thread asks; every request has one answer with its number. */
export type WorkerRequest = { id: number } & (
  | { ask: 'run'; text: string; parameters: unknown[]; writes: boolean }
  | { ask: 'listen' | 'unlisten'; channel: string }
  | { ask: 'dump'; file: string }
  | { ask: 'close' }
);

/**
 * What the worker says. `barrier` above zero: the answer stands, and the next statement may go, but it must not be
 * acknowledged before `durable` has reached that number.
 */
export type WorkerReply =
  | { say: 'ready' }
  | { say: 'answer'; id: number; result: StatementResult; barrier: number }
  | { say: 'failure'; id: number; error: ErrorFields }
  | { say: 'durable'; through: number }
  | { say: 'undurable'; error: ErrorFields }
  | { say: 'notification'; channel: string; payload: string };
