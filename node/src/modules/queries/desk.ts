import type { FilterPublication, QueryDesk, QueryQuota } from '@jisr/contract';
import { nameKeyEdition } from '@jisr/names';
import type { Kernel } from '../../kernel/kernel.ts';
import { EPOCH_DAYS } from './evaluating.ts';
import {
  type PublicationRow,
  selectLatestEpoch,
  selectPartnerFilter,
  selectPublications,
  selectSharedLists,
} from './filter-store.ts';
import { selectUsedByArticle } from './query-store.ts';
import { selectAlarms, selectReceivedByArticle } from './received-store.ts';
import type { QueriesDeps } from './types.ts';

const PUBLICATIONS = 10;
const ALARMS = 20;
const DAY_MS = 86_400_000;

/** What both sides may be asked against, and how much of each quota is used: nobody's data. */
export function createDesk(
  kernel: Kernel,
  deps: Pick<QueriesDeps, 'quotas' | 'watchlists'>,
): () => Promise<QueryDesk> {
  const { clock, database } = kernel;
  const { db } = database;

  async function quotas(): Promise<QueryQuota[]> {
    const since = `${clock.nowIso().slice(0, 10)}T00:00:00Z`;
    const asked = await selectUsedByArticle(db, since);
    const received = await selectReceivedByArticle(db, since);
    const usedOf = (rows: typeof asked, article: string, category: string) =>
      rows.find((row) => row.article === article && `query-${row.mode}` === category)?.keys ?? 0;
    return (await deps.quotas(db)).map(({ article, category, perDay }) => ({
      ...{ article, category, perDay },
      askedToday: usedOf(asked, article, category),
      receivedToday: usedOf(received, article, category),
    }));
  }

  async function ownEpoch(): Promise<QueryDesk['ownEpoch']> {
    const latest = await selectLatestEpoch(db);
    if (!latest) return null;
    const { epoch, begunAt, endsAt } = latest;
    const rotatesAt = new Date(Date.parse(begunAt) + EPOCH_DAYS * DAY_MS).toISOString();
    return { epoch, begunAt, rotatesAt, answeredUntil: endsAt };
  }

  async function partner(): Promise<QueryDesk['partner']> {
    const filter = await selectPartnerFilter(db, clock.nowIso());
    if (!filter) return null;
    const { epoch, size, digest, receivedAt, validUntil, edition } = filter;
    return { epoch, size, digest, receivedAt, validUntil, namesComparable: edition === nameKeyEdition };
  }

  return async () => {
    const shared = new Set(await selectSharedLists(db));
    return {
      lists: (await deps.watchlists.lists(db)).map(({ id, code, name, active }) => ({
        ...{ id, code, name, listings: active, shared: shared.has(id) },
      })),
      own: (await selectPublications(db, PUBLICATIONS)).map(presentPublication),
      ownEpoch: await ownEpoch(),
      quotas: await quotas(),
      partner: await partner(),
      alarms: await selectAlarms(db, ALARMS),
    };
  };
}

/** A publication without its bytes and its author. */
export function presentPublication(row: PublicationRow): FilterPublication {
  const { id, epoch, state, items, size, digest, article, refusal, at } = row;
  return { id, epoch, state, items, size, digest, article, refusal, at };
}
