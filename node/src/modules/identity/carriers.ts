import type { Carrier, IssuedKey, NewCarrier } from '@jisr/contract';
import type { z } from 'zod';
import type { Caller } from '../../kernel/http.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import {
  insertCarrier,
  insertKey,
  type KeyRow,
  revokeKey,
  selectCarriers,
  selectKeys,
  selectLiveKey,
  touchKey,
} from './carrier-store.ts';
import { digest } from './sessions.ts';

const TOUCH_EVERY_MS = 60_000;

/** Carriers and their API keys. A key is random, shown once, and kept as a digest. */
export function createCarriers({ database, clock, ids }: Kernel) {
  const keyOf = ({ carrier: _carrier, ...key }: KeyRow) => key;

  async function list(): Promise<Carrier[]> {
    const [carriers, keys] = [await selectCarriers(database.db), await selectKeys(database.db)];
    return carriers.map((row) => ({
      code: row.code,
      name: { en: row.nameEn, ar: row.nameAr },
      keys: keys.filter((key) => key.carrier === row.code).map(keyOf),
    }));
  }

  return {
    list,
    /** Registering a carrier that is there already changes nothing. */
    async create(entry: z.output<typeof NewCarrier>): Promise<Carrier> {
      await insertCarrier(database.db, {
        code: entry.code,
        nameEn: entry.name.en,
        nameAr: entry.name.ar,
        createdAt: clock.nowIso(),
      });
      return (await list()).find((carrier) => carrier.code === entry.code)!;
    },
    async issueKey(carrier: string, label: string): Promise<z.output<typeof IssuedKey>> {
      if (!(await selectCarriers(database.db)).some((row) => row.code === carrier))
        throw problem('NOT_FOUND');
      const key = `jisr_${carrier.toLowerCase()}_${ids.token(32)}`;
      const row = { id: ids.uuid(), hint: key.slice(0, 14), label, createdAt: clock.nowIso() };
      await insertKey(database.db, { ...row, carrier, digest: digest(key) });
      return { ...row, lastUsedAt: null, revokedAt: null, key };
    },
    async revokeKey(id: string): Promise<null> {
      if (!(await revokeKey(database.db, id, clock.nowIso()))) throw problem('NOT_FOUND');
      return null;
    },
    async authenticate(key: string): Promise<Caller | null> {
      const row = await selectLiveKey(database.db, digest(key));
      if (!row) return null;
      const stale = !row.lastUsedAt || clock.now().getTime() - Date.parse(row.lastUsedAt) > TOUCH_EVERY_MS;
      if (stale) await touchKey(database.db, row.id, clock.nowIso());
      return { actor: { kind: 'carrier', carrier: row.carrier, keyId: row.id }, csrfToken: null };
    },
  };
}
