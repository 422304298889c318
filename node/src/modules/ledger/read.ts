import type { LedgerEntryDetail, LedgerPage, LedgerQuery, LedgerState } from '@jisr/contract';
import { toHex } from '@jisr/transparency-log';
import type { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectCosignatures, selectCosignedSize } from './checkpoint-store.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { LedgerKeys } from './keys.ts';
import { readBody } from './model.ts';
import { type EntryRow, selectEntries, selectEntry, selectHead, selectSalt } from './store.ts';
import type { LedgerDeps } from './types.ts';
import { selectEvidence, selectWitness } from './witness-store.ts';

/** Looking into the ledger. */
export function createRead(
  { database }: Kernel,
  keys: LedgerKeys,
  checkpoints: Checkpoints,
  deps: LedgerDeps,
) {
  const { db } = database;

  async function unwitnessed(size: number): Promise<LedgerState['unwitnessed']> {
    const cosigned = await selectCosignedSize(db, null);
    const first = cosigned < size ? await selectEntry(db, cosigned) : undefined;
    return { entries: size - cosigned, since: first?.at ?? null };
  }

  async function head(): Promise<LedgerState['checkpoint']> {
    const row = await checkpoints.latest();
    if (!row) return null;
    const cosignatures = await selectCosignatures(db, [row.size]);
    return {
      size: row.size,
      root: toHex(row.root),
      at: row.at,
      note: await checkpoints.withCosignatures(db, row),
      cosignatures: cosignatures.map(({ witness, at }) => ({ witness, at })),
    };
  }

  async function need(index: number): Promise<EntryRow> {
    const row = await selectEntry(db, index);
    if (!row) throw problem('LEDGER_ENTRY_UNKNOWN');
    return row;
  }

  return {
    async state(): Promise<LedgerState> {
      const { size, pending } = await selectHead(db);
      const peer = await deps.peer();
      const seen = peer ? await selectWitness(db, originOfKey(peer.logKey)) : undefined;
      return {
        origin: keys.log.key.name,
        size,
        pending,
        keys: { log: keys.log.vkey, witness: keys.witness.vkey },
        peer,
        checkpoint: await head(),
        unwitnessed: await unwitnessed(size),
        seen: seen?.at ? { origin: seen.origin, size: seen.size, at: seen.at } : null,
        evidence: await selectEvidence(db),
      };
    },
    async list(query: z.output<typeof LedgerQuery>): Promise<z.output<typeof LedgerPage>> {
      const { after, limit, ...filter } = query;
      const found = await selectEntries(db, { ...filter, before: placeBefore(after), limit: limit + 1 });
      const items = found.slice(0, limit).map(rowOf);
      return { items, next: found.length > limit ? String(items.at(-1)!.index) : null, total: null };
    },
    async read(index: number): Promise<LedgerEntryDetail> {
      const row = await need(index);
      const salted = (await selectSalt(db, row.id)) !== undefined;
      return { ...rowOf(row), leafHash: toHex(row.leafHash), body: row.body, salted };
    },
    /** Who stands behind the pseudonyms of an entry: for the node's own oversight alone. */
    async actors(index: number) {
      const named = readBody((await need(index)).body)?.actors ?? [];
      const accounts = await deps.accounts();
      const known = new Map(accounts.map(({ id, name }) => [keys.pseudonym(id), { id, name }]));
      return { items: named.map((pseudonym) => ({ pseudonym, officer: known.get(pseudonym) ?? null })) };
    },
  };
}

/** A log's key bears the name of the log. */
export const originOfKey = (vkey: string): string => vkey.slice(0, Math.max(0, vkey.indexOf('+')));

function rowOf({ index, id, kind, subject, counterpart, articles, at }: EntryRow) {
  return { index, id, kind, subject, counterpart, articles: [...articles], at };
}

/** @throws Problem `REQUEST_INVALID` */
function placeBefore(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/.test(cursor)) throw problem('REQUEST_INVALID', { detail: 'after' });
  return Number(cursor);
}
