import { createHash } from 'node:crypto';
import { encodeKey, epochKeys, listingKeys } from '@jisr/blind-query';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ListingForScreening } from '../watchlists/index.ts';
import {
  deleteItems,
  deleteItemsOf,
  type EpochRow,
  insertEpoch,
  insertItems,
  selectItemListings,
  selectItemNames,
  selectLatestEpoch,
  selectOutputs,
  selectSharedLists,
} from './filter-store.ts';
import { factsOfListing } from './model.ts';
import type { Oblivious } from './oblivious.ts';
import type { QueriesDeps } from './types.ts';
import { fromText } from './wire.ts';

/** The seal of an epoch's seed. */
export const EPOCH_SECRET = 'filter epoch';
const DAY_MS = 86_400_000;
/** A key serves a month, and answers a week longer, so that no question is lost while filters change. */
export const EPOCH_DAYS = 30;
const OVERLAP_DAYS = 7;
/** Items in one order to the thread: a fifth of a second of work, between which questions are answered. */
const EVALUATED_AT_ONCE = 200;
const PAGE = 5_000;

type Item = { readonly listingId: string; readonly item: string; readonly bytes: Uint8Array };

/** The key of the month and what it makes of each listing: only what is new is evaluated. */
export function createEvaluating(
  kernel: Kernel,
  deps: Pick<QueriesDeps, 'watchlists'>,
  oblivious: Oblivious,
) {
  const { clock, database, ids, secrets } = kernel;
  const { db } = database;
  const later = (days: number) => new Date(clock.now().getTime() + days * DAY_MS);

  /** This month's key; a new one when the last is a month old. */
  async function currentEpoch(): Promise<EpochRow> {
    const latest = await selectLatestEpoch(db);
    const turn = latest && new Date(latest.begunAt).getTime() + EPOCH_DAYS * DAY_MS;
    if (latest && turn! > clock.now().getTime()) return latest;
    const epoch = (latest?.epoch ?? 0) + 1;
    const seed = fromText(ids.token(32));
    const row = {
      epoch,
      seed: secrets.seal(EPOCH_SECRET, seed),
      publicKey: epochKeys(seed, String(epoch)).publicKey,
      begunAt: clock.nowIso(),
      endsAt: later(EPOCH_DAYS + OVERLAP_DAYS).toISOString(),
    };
    await database.transaction((tx) => insertEpoch(tx, row));
    return row;
  }

  async function evaluateMissing(epoch: EpochRow, items: readonly Item[]): Promise<void> {
    const seed = new Uint8Array(secrets.open(EPOCH_SECRET, epoch.seed));
    for (let at = 0; at < items.length; at += EVALUATED_AT_ONCE) {
      const some = items.slice(at, at + EVALUATED_AT_ONCE);
      const inputs = some.map(({ bytes }) => bytes);
      const made = await oblivious.do<'own'>({ do: 'own', seed, about: String(epoch.epoch), inputs });
      const rows = some.map(({ listingId, item }, place) => ({ listingId, item, ...made[place]! }));
      await database.transaction((tx) => insertItems(tx, epoch.epoch, rows));
    }
  }

  /** Brings the items of these listings up to date: what is new is evaluated, what is gone is deleted. */
  async function followListings(epoch: EpochRow, listings: readonly ListingForScreening[]): Promise<void> {
    const wanted = listings.flatMap(itemsOf);
    const names = new Set(wanted.map(({ listingId, item }) => `${listingId} ${item}`));
    const known = await selectItemNames(
      db,
      epoch.epoch,
      listings.map(({ id }) => id),
    );
    const evaluated = new Set(known.map(({ listingId, item }) => `${listingId} ${item}`));
    const gone = known.filter(({ listingId, item }) => !names.has(`${listingId} ${item}`));
    if (gone.length > 0) await database.transaction((tx) => deleteItems(tx, epoch.epoch, gone));
    await evaluateMissing(
      epoch,
      wanted.filter(({ listingId, item }) => !evaluated.has(`${listingId} ${item}`)),
    );
  }

  async function followLists(epoch: EpochRow): Promise<void> {
    const seen = new Set<string>();
    for (const list of await selectSharedLists(db))
      for await (const batch of deps.watchlists.activeListings(db, list)) {
        const people = batch.filter(({ kind }) => kind === 'person');
        for (const { id } of people) seen.add(id);
        await followListings(epoch, people);
      }
    let after: string | null = null;
    for (;;) {
      const page: string[] = await selectItemListings(db, epoch.epoch, after, PAGE);
      if (page.length === 0) return;
      const left = page.filter((id) => !seen.has(id));
      if (left.length > 0) await database.transaction((tx) => deleteItemsOf(tx, epoch.epoch, left));
      after = page.at(-1)!;
    }
  }

  async function outputsOf(epoch: number): Promise<{ outputs: Uint8Array[]; content: string }> {
    const hash = createHash('sha256');
    const outputs: Uint8Array[] = [];
    let after = '';
    for (;;) {
      const page = await selectOutputs(db, epoch, after, PAGE);
      for (const { reference, output } of page) {
        hash.update(`${reference}\n`);
        outputs.push(output);
      }
      if (page.length === 0) return { outputs, content: hash.digest('hex') };
      after = page.at(-1)!.reference;
    }
  }

  return { currentEpoch, followLists, outputsOf };
}

const itemsOf = (listing: ListingForScreening): Item[] =>
  listingKeys(factsOfListing(listing)).map((key) => {
    const bytes = encodeKey(key);
    const item = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    return { listingId: listing.id, item, bytes };
  });
