import { createHash } from 'node:crypto';
import type { Purpose } from '@jisr/contract';
import { type Actor, labelOf } from './actor.ts';
import {
  type AccessFilter,
  type AccessRow,
  appendRows,
  lockHead,
  selectChain,
  selectHead,
  selectRows,
} from './audit-store.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/types.ts';
import type { Ids } from './ids.ts';
import type { Metrics } from './metrics.ts';

/** One reading of personal data. `objects` are identifiers; how many may be long lists, kept whole. */
export interface Access {
  readonly actor: Actor;
  readonly action: string;
  readonly objectType: string;
  readonly objects: readonly string[];
  readonly purpose: Purpose;
  readonly reason: string | null;
  readonly traceId: string;
}

export type Audit = ReturnType<typeof createAudit>;

/**
 * The access log: every reading is written before the answer leaves, in a chain of digests. It has no switch.
 *
 * Readings that come at the same moment are written in one transaction; each still waits for its own line.
 */
export function createAudit(deps: { database: Database; clock: Clock; ids: Ids; metrics: Metrics }) {
  const { database, clock, ids, metrics } = deps;
  let waiting: {
    row: Omit<AccessRow, 'seq' | 'previousDigest' | 'digest'>;
    done: (error?: unknown) => void;
  }[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await database.transaction(async (tx) => {
          const head = await lockHead(tx);
          await appendRows(
            tx,
            chain(
              head,
              batch.map((entry) => entry.row),
            ),
          );
        });
        metrics.accessEntries.inc(batch.length);
        for (const entry of batch) entry.done();
      } catch (error) {
        for (const entry of batch) entry.done(error);
      }
    }
    writing = false;
  }

  return {
    /** Resolves when the line is in the database. A reading that cannot be logged must fail. */
    record(access: Access): Promise<void> {
      const row = {
        id: ids.uuid(),
        at: clock.nowIso(),
        accountId: access.actor.kind === 'officer' ? access.actor.accountId : null,
        actor: labelOf(access.actor),
        action: access.action,
        objectType: access.objectType,
        objects: access.objects,
        purpose: access.purpose,
        reason: access.reason,
        traceId: access.traceId,
      };
      return new Promise((resolve, reject) => {
        waiting.push({ row, done: (error) => (error === undefined ? resolve() : reject(error)) });
        if (!writing) void writeAll();
      });
    },
    list: (filter: AccessFilter) => selectRows(database.db, filter),
    /** Walks the whole chain and names the first line that does not follow from the one before it. */
    async verify() {
      let previous = { seq: 0, digest: '' };
      for (;;) {
        // The head first: every line up to it is there to be read, also while others are being added.
        const head = await selectHead(database.db);
        const rows = await selectChain(database.db, previous.seq, 1000);
        for (const row of rows) {
          const follows =
            row.seq === previous.seq + 1 &&
            row.previousDigest === previous.digest &&
            row.digest === digestOf(row);
          if (!follows) return { entries: head.seq, intact: false, firstBroken: row.id, head: head.digest };
          previous = row;
        }
        // More lines than the head knew of: they came meanwhile, and the next head knows them.
        if (rows.length > 0) continue;
        const intact = previous.seq === head.seq && previous.digest === head.digest;
        return { entries: head.seq, intact, firstBroken: null, head: head.digest };
      }
    },
  };
}

function chain(
  head: { seq: number; digest: string },
  rows: readonly Omit<AccessRow, 'seq' | 'previousDigest' | 'digest'>[],
): AccessRow[] {
  let { seq, digest } = head;
  return rows.map((row) => {
    seq += 1;
    const linked = { ...row, seq, previousDigest: digest };
    digest = digestOf(linked);
    return { ...linked, digest };
  });
}

/** SHA-256 over the line's members in a fixed order, the digest of the line before it first. */
export function digestOf(row: Omit<AccessRow, 'digest'>): string {
  const members = [
    row.previousDigest,
    row.seq,
    row.id,
    row.at,
    row.accountId,
    row.actor,
    row.action,
    row.objectType,
    row.objects,
    row.purpose,
    row.reason,
    row.traceId,
  ];
  return createHash('sha256').update(JSON.stringify(members)).digest('hex');
}
