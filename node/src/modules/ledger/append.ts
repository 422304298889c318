import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LedgerKeys } from './keys.ts';
import { bodyOf, saltedDigest } from './model.ts';
import { deleteSalts, insertPending, insertSalt, selectPlaces, selectSalt } from './store.ts';
import type { LedgerEntry, LedgerPlace } from './types.ts';

/** Topic on the bus: rows wait for the sequencer. */
export const PENDING = 'ledger.pending';
const SALT_BYTES = 16;

/** Writing into the ledger, from inside the transaction of what is recorded. */
export function createAppend({ clock, database, ids, bus }: Kernel, keys: LedgerKeys) {
  const told = new WeakSet<Db>();

  /** Records several entries in their order, in one statement; returns their identifiers. */
  async function appendAll(tx: Db, entries: readonly LedgerEntry[]): Promise<string[]> {
    if (entries.length === 0) return [];
    const at = clock.nowIso();
    const rows = entries.map((entry) => {
      const id = ids.uuid();
      const { kind, subject, counterpart, articles } = entry;
      return { id, kind, subject, counterpart, articles, at, body: bodyOf(id, at, entry) };
    });
    await insertPending(tx, rows);
    // The news is heard once, at the commit: one notification a transaction is enough.
    if (tx === database.db || !told.has(tx)) await bus.publish(tx, PENDING, '*');
    told.add(tx);
    return rows.map(({ id }) => id);
  }

  return {
    /**
     * Records an entry: it becomes durable with the caller's commit and takes no lock that another caller needs.
     *
     * @param salt what was put before the payload digest, when only this side may be able to tell what was digested
     * @returns the entry's identifier
     * @example
     * await ledger.append(tx, { kind: 'query', subject: query.id, articles: ['BORDERS/4.2'], … });
     */
    async append(tx: Db, entry: LedgerEntry, salt?: Uint8Array): Promise<string> {
      const [id] = await appendAll(tx, [entry]);
      if (salt) await insertSalt(tx, id!, salt);
      return id!;
    },
    appendAll,
    /** The name under which an officer stands in entries. Stable; from outside nobody can turn it back. */
    pseudonym: (accountId: string): string => keys.pseudonym(accountId),
    /**
     * Hides a payload digest behind a salt, new or the one that came with the disclosure.
     *
     * @param payloadDigest SHA-256 in hexadecimal
     */
    saltDigest(
      payloadDigest: string,
      salt: Uint8Array = Buffer.from(ids.token(SALT_BYTES), 'base64url'),
    ): { readonly salt: Uint8Array; readonly objectDigest: string } {
      return { salt, objectDigest: saltedDigest(salt, payloadDigest) };
    },
    /** The salt of an entry; undefined when it has none or it was erased. */
    saltOf: (db: Db, entryId: string): Promise<Uint8Array | undefined> => selectSalt(db, entryId),
    /** Erases salts: the digests then say nothing about any payload, and the tree stays as it is. */
    eraseSalts: (tx: Db, entryIds: readonly string[]): Promise<void> => deleteSalts(tx, entryIds),
    /** Where entries stand; those that still wait for the sequencer are left out. */
    async placeOf(db: Db, entryIds: readonly string[]): Promise<Map<string, LedgerPlace>> {
      const rows = entryIds.length > 0 ? await selectPlaces(db, entryIds) : [];
      return new Map(
        rows.map(({ id, index, leafHash }) => [
          id,
          { index, leafHash: Buffer.from(leafHash).toString('hex') },
        ]),
      );
    },
  };
}
