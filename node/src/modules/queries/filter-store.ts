/** The SQL of filters: the partner's, and our own with their epochs, items and publications. */
import type { FilterPublication, GateRefusal } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface PartnerFilterRow {
  readonly epoch: number;
  readonly digest: string;
  readonly size: number;
  readonly edition: number;
  readonly receivedAt: string;
  readonly validUntil: string | null;
}
const partnerColumns = sql`epoch, digest, size, edition, received_at as "receivedAt", valid_until as "validUntil"`;

/** The newest that still holds. */
export async function selectPartnerFilter(db: Db, now: string): Promise<PartnerFilterRow | undefined> {
  const { rows } = await sql<PartnerFilterRow>`
    select ${partnerColumns} from partner_filter where checked and (valid_until is null or valid_until > ${now})
    order by epoch desc limit 1`.execute(db);
  return rows[0];
}

export async function selectFilterBytes(
  db: Db,
  epoch: number,
): Promise<{ bytes: Uint8Array; digest: string } | undefined> {
  const { rows } = await sql<{ bytes: Uint8Array; digest: string }>`
    select bytes, digest from partner_filter where epoch = ${epoch}`.execute(db);
  return rows[0];
}

/** As it came, not read yet. */
export async function upsertPartnerFilter(
  tx: Db,
  row: Pick<PartnerFilterRow, 'epoch' | 'digest' | 'receivedAt' | 'validUntil'> & {
    readonly bytes: Uint8Array;
    readonly receivedId: string;
  },
): Promise<void> {
  await sql`
    insert into partner_filter (epoch, received_id, bytes, digest, received_at, valid_until)
    values (${row.epoch}, ${row.receivedId}, ${row.bytes}, ${row.digest}, ${row.receivedAt}, ${row.validUntil})
    on conflict (epoch) do update set received_id = excluded.received_id, bytes = excluded.bytes, digest = excluded.digest,
      checked = false, received_at = excluded.received_at, valid_until = excluded.valid_until`.execute(tx);
}

export async function checkPartnerFilter(
  tx: Db,
  epoch: number,
  of: { digest: string; size: number; edition: number },
): Promise<void> {
  await sql`update partner_filter set checked = true, size = ${of.size}, edition = ${of.edition}
    where epoch = ${epoch} and digest = ${of.digest}`.execute(tx);
}

export async function deletePartnerFilter(tx: Db, epoch: number): Promise<void> {
  await sql`delete from partner_filter where epoch = ${epoch}`.execute(tx);
}

export async function deletePartnerFilters(tx: Db, now: string): Promise<void> {
  await sql`delete from partner_filter where valid_until < ${now}`.execute(tx);
}

export async function selectSharedLists(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select watchlist_id as id from shared_list`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertSharedList(tx: Db, watchlistId: string, by: string, at: string): Promise<void> {
  await sql`insert into shared_list (watchlist_id, shared_by, shared_at) values (${watchlistId}, ${by}, ${at})
    on conflict (watchlist_id) do nothing`.execute(tx);
}

export async function deleteSharedList(tx: Db, watchlistId: string): Promise<void> {
  await sql`delete from shared_list where watchlist_id = ${watchlistId}`.execute(tx);
}

export interface EpochRow {
  readonly epoch: number;
  /** Sealed. */
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly begunAt: string;
  readonly endsAt: string;
}
const epochColumns = sql`epoch, seed, public_key as "publicKey", begun_at as "begunAt", ends_at as "endsAt"`;

export async function selectLatestEpoch(db: Db): Promise<EpochRow | undefined> {
  const { rows } =
    await sql<EpochRow>`select ${epochColumns} from filter_epoch order by epoch desc limit 1`.execute(db);
  return rows[0];
}

export async function selectEpoch(db: Db, epoch: number): Promise<EpochRow | undefined> {
  const { rows } =
    await sql<EpochRow>`select ${epochColumns} from filter_epoch where epoch = ${epoch}`.execute(db);
  return rows[0];
}

export async function insertEpoch(tx: Db, row: EpochRow): Promise<void> {
  await sql`insert into filter_epoch (epoch, seed, public_key, begun_at, ends_at)
    values (${row.epoch}, ${row.seed}, ${row.publicKey}, ${row.begunAt}, ${row.endsAt})`.execute(tx);
}

/** An epoch that nobody may ask in any more: its key is forgotten, and its items with it. */
export async function deleteEpochsEnded(tx: Db, before: string): Promise<void> {
  await sql`delete from filter_epoch where ends_at < ${before}`.execute(tx);
}

export interface ItemRow {
  readonly listingId: string;
  /** Digest of the item: which key of the listing it is. */
  readonly item: string;
  readonly output: Uint8Array;
  readonly reference: string;
}

/** Which items of these listings are evaluated. */
export async function selectItemNames(
  db: Db,
  epoch: number,
  listingIds: readonly string[],
): Promise<Pick<ItemRow, 'listingId' | 'item'>[]> {
  const { rows } = await sql<Pick<ItemRow, 'listingId' | 'item'>>`
    select listing_id as "listingId", item from filter_item
    where epoch = ${epoch} and listing_id = any(${listingIds}::uuid[])`.execute(db);
  return rows;
}

export async function insertItems(tx: Db, epoch: number, rows: readonly ItemRow[]): Promise<void> {
  const wire = rows.map((row) => ({ ...row, output: Buffer.from(row.output).toString('hex') }));
  await sql`
    insert into filter_item (epoch, listing_id, item, output, reference)
    select ${epoch}, "listingId", item, decode(output, 'hex'), reference from jsonb_to_recordset(${JSON.stringify(wire)}::jsonb)
      as r("listingId" uuid, item text, output text, reference text)
    on conflict (epoch, listing_id, item) do nothing`.execute(tx);
}

export async function deleteItems(
  tx: Db,
  epoch: number,
  rows: readonly Pick<ItemRow, 'listingId' | 'item'>[],
): Promise<void> {
  await sql`
    delete from filter_item using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("listingId" uuid, item text)
    where epoch = ${epoch} and listing_id = r."listingId" and filter_item.item = r.item`.execute(tx);
}

/** Listings with items, in order: those that left the lists must lose theirs. */
export async function selectItemListings(
  db: Db,
  epoch: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct listing_id as id from filter_item
    where epoch = ${epoch} and (${after}::uuid is null or listing_id > ${after}::uuid) order by id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export async function deleteItemsOf(tx: Db, epoch: number, listingIds: readonly string[]): Promise<void> {
  await sql`delete from filter_item where epoch = ${epoch} and listing_id = any(${listingIds}::uuid[])`.execute(
    tx,
  );
}

/** Every different output of an epoch, in pages: two listings may share one. */
export async function selectOutputs(
  db: Db,
  epoch: number,
  after: string,
  limit: number,
): Promise<{ reference: string; output: Uint8Array }[]> {
  const { rows } = await sql<{ reference: string; output: Uint8Array }>`
    select distinct on (reference) reference, output from filter_item
    where epoch = ${epoch} and reference > ${after} order by reference limit ${limit}`.execute(db);
  return rows;
}

/** The listings behind a reference, blind or in the clear: the holder's side alone can tell. */
export async function selectListingsOfReference(db: Db, reference: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select listing_id as id from filter_item where reference = ${reference}
    union select listing_id from given_reference where reference = ${reference}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertReferences(
  tx: Db,
  rows: readonly { reference: string; listingId: string; queryId: string; at: string }[],
): Promise<void> {
  await sql`
    insert into given_reference (reference, listing_id, query_id, given_at)
    select reference, "listingId", "queryId", at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(reference text, "listingId" uuid, "queryId" uuid, at timestamptz)`.execute(tx);
}

export interface PublicationRow extends FilterPublication {
  /** Names what is in it: the same content is not published twice. */
  readonly content: string | null;
  readonly approvalId: string | null;
  readonly authorId: string | null;
}
const publicationColumns = sql`id, epoch, state, items, size, content, digest, article, refusal,
  approval_id as "approvalId", author_id as "authorId", at`;

export async function insertPublication(
  tx: Db,
  row: Pick<PublicationRow, 'id' | 'epoch' | 'authorId' | 'at'>,
): Promise<void> {
  await sql`insert into filter_publication (id, epoch, state, author_id, at)
    values (${row.id}, ${row.epoch}, 'building', ${row.authorId}, ${row.at})`.execute(tx);
}

export async function selectPublication(db: Db, id: string): Promise<PublicationRow | undefined> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from filter_publication where id = ${id}`.execute(db);
  return rows[0];
}

/** The publication, locked until the transaction ends: what becomes of it is settled once. */
export async function lockPublication(tx: Db, id: string): Promise<PublicationRow | undefined> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from filter_publication where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function selectPublications(db: Db, limit: number): Promise<PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from filter_publication order by at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Those that still wait to be built, in the order in which they were asked for. */
export async function selectPublicationsInBuilding(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from filter_publication where state = 'building' order by at, id`.execute(db);
  return rows.map(({ id }) => id);
}

/** What the partner has last been given, or will be once two officers have approved it: the newest of these. */
export async function selectLastSettled(db: Db): Promise<PublicationRow | undefined> {
  const { rows } = await sql<PublicationRow>`
    select ${publicationColumns} from filter_publication where state in ('published', 'awaiting-approval')
    order by at desc, id desc limit 1`.execute(db);
  return rows[0];
}

export async function selectPublicationBytes(db: Db, id: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Uint8Array | null }>`
    select bytes from filter_publication where id = ${id}`.execute(db);
  return rows[0]?.bytes ?? null;
}

export async function fillPublication(
  tx: Db,
  id: string,
  of: { epoch: number; items: number; size: number; content: string; digest: string; bytes: Uint8Array },
): Promise<void> {
  await sql`update filter_publication set epoch = ${of.epoch}, items = ${of.items}, size = ${of.size}, content = ${of.content},
    digest = ${of.digest}, bytes = ${of.bytes} where id = ${id}`.execute(tx);
}

/** Bytes are kept only as long as somebody still has to approve them. */
export async function endPublication(
  tx: Db,
  id: string,
  of: {
    state: PublicationRow['state'];
    article: string | null;
    refusal: GateRefusal | null;
    disclosureId: string | null;
    approvalId: string | null;
  },
): Promise<void> {
  await sql`update filter_publication set state = ${of.state}, article = ${of.article},
    refusal = ${of.refusal && JSON.stringify(of.refusal)}::jsonb, disclosure_id = ${of.disclosureId},
    approval_id = coalesce(${of.approvalId}::uuid, approval_id),
    bytes = case when ${of.state} = 'awaiting-approval' then bytes end where id = ${id}`.execute(tx);
}
