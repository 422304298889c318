import type { Analysis, DirectiveDocument, MemorandumDocument, SignatureEnvelope } from '@jisr/memorandum';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface MemorandumRecord {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly digest: string;
  readonly origin: 'own' | 'peer';
  readonly authorId: string | null;
  readonly takenAt: string;
}
export interface SignatureRecord {
  readonly digest: string;
  readonly party: string;
  readonly envelope: SignatureEnvelope;
}
export interface SuspensionRecord {
  readonly id: string;
  readonly code: string;
  readonly party: string;
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
}
export interface DirectiveRecord {
  readonly id: string;
  readonly code: string;
  readonly digest: string;
  readonly document: DirectiveDocument;
  readonly authorId: string;
  readonly agreedAt: string | null;
  readonly endedAt: string | null;
  readonly refusedAt: string | null;
}

const columns = sql`id, code, version, digest, origin, author_id as "authorId", taken_at as "takenAt"`;

/** False when the same document is already held. */
export async function insertMemorandum(
  tx: Db,
  row: MemorandumRecord,
  document: MemorandumDocument,
): Promise<boolean> {
  const { rows } = await sql`
    insert into memorandum (id, code, version, digest, document, origin, author_id, taken_at)
    values (${row.id}, ${row.code}, ${row.version}, ${row.digest}, ${JSON.stringify(document)}::jsonb, ${row.origin},
      ${row.authorId}, ${row.takenAt})
    on conflict (digest) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** All records without their documents, which never change and are read once. */
export async function selectMemoranda(db: Db): Promise<MemorandumRecord[]> {
  const { rows } = await sql<MemorandumRecord>`
    select ${columns} from memorandum order by code, version desc, id desc`.execute(db);
  return rows;
}

export async function selectDocuments(
  db: Db,
  digests: readonly string[],
): Promise<{ digest: string; document: MemorandumDocument }[]> {
  const { rows } = await sql<{ digest: string; document: MemorandumDocument }>`
    select digest, document from memorandum where digest = any(${digests}::text[])`.execute(db);
  return rows;
}

export async function selectSignatures(db: Db): Promise<SignatureRecord[]> {
  const { rows } = await sql<SignatureRecord>`
    select digest, party, envelope from memorandum_signature order by signed_at`.execute(db);
  return rows;
}

/** What a decision needs to know of the law, in one statement: one look at one moment. Instants are ISO 8601. */
export interface LawRecords {
  readonly memoranda: readonly MemorandumRecord[];
  readonly signatures: readonly SignatureRecord[];
  readonly suspensions: readonly SuspensionRecord[];
  /** Directives that hold: agreed and not ended. */
  readonly directives: readonly DirectiveDocument[];
}

export async function selectLaw(db: Db): Promise<LawRecords> {
  const { rows } = await sql<LawRecords>`select
    (select coalesce(jsonb_agg(m), '[]') from (
      select ${columns} from memorandum order by code, version desc, id desc) m) as memoranda,
    (select coalesce(jsonb_agg(s), '[]') from (
      select digest, party, envelope from memorandum_signature order by signed_at) s) as signatures,
    (select coalesce(jsonb_agg(p), '[]') from (
      select id, code, party, from_at as "from", until_at as "until", reason
      from memorandum_suspension order by from_at desc, id desc) p) as suspensions,
    (select coalesce(jsonb_agg(d.document), '[]') from (
      select document from directive where agreed_at is not null and ended_at is null
      order by issued_at desc, id desc) d) as directives`.execute(db);
  return rows[0]!;
}

/** False when this party had already signed it. */
export async function insertSignature(tx: Db, envelope: SignatureEnvelope): Promise<boolean> {
  const { rows } = await sql`
    insert into memorandum_signature (digest, party, envelope, signed_at)
    values (${envelope.digest}, ${envelope.party}, ${JSON.stringify(envelope)}::jsonb, ${envelope.signedAt})
    on conflict (digest, party) do nothing returning digest`.execute(tx);
  return rows.length > 0;
}

export async function selectSuspensions(db: Db): Promise<SuspensionRecord[]> {
  const { rows } = await sql<SuspensionRecord>`
    select id, code, party, from_at as "from", until_at as "until", reason
    from memorandum_suspension order by from_at desc, id desc`.execute(db);
  return rows;
}

export async function insertSuspension(tx: Db, row: SuspensionRecord): Promise<void> {
  await sql`
    insert into memorandum_suspension (id, code, party, from_at, until_at, reason)
    values (${row.id}, ${row.code}, ${row.party}, ${row.from}, ${row.until}, ${row.reason})
    on conflict (id) do nothing`.execute(tx);
}

/** Ends what this party has suspended, from this moment on. */
export async function endSuspensions(tx: Db, code: string, party: string, at: string): Promise<number> {
  const { rows } = await sql`
    update memorandum_suspension set until_at = ${at}
    where code = ${code} and party = ${party} and (until_at is null or until_at > ${at}) returning id`.execute(
    tx,
  );
  return rows.length;
}

export async function selectDirectives(db: Db): Promise<DirectiveRecord[]> {
  const { rows } = await sql<DirectiveRecord>`
    select id, code, digest, document, author_id as "authorId", agreed_at as "agreedAt", ended_at as "endedAt",
      refused_at as "refusedAt"
    from directive order by issued_at desc, id desc`.execute(db);
  return rows;
}

export async function insertDirective(
  tx: Db,
  row: Pick<DirectiveRecord, 'id' | 'code' | 'digest' | 'document' | 'authorId'>,
  at: string,
): Promise<void> {
  await sql`
    insert into directive (id, code, digest, document, author_id, issued_at)
    values (${row.id}, ${row.code}, ${row.digest}, ${JSON.stringify(row.document)}::jsonb, ${row.authorId}, ${at})`.execute(
    tx,
  );
}

export async function markDirective(
  tx: Db,
  id: string,
  mark: 'agreed' | 'ended' | 'refused',
  at: string,
): Promise<void> {
  const column = { agreed: sql`agreed_at`, ended: sql`ended_at`, refused: sql`refused_at` }[mark];
  await sql`update directive set ${column} = ${at} where id = ${id}`.execute(tx);
}

export async function selectAnalysis(
  db: Db,
  digest: string,
): Promise<{ against: string | null; result: Analysis } | undefined> {
  const { rows } = await sql<{ against: string | null; result: Analysis }>`
    select against_digest as "against", result from memorandum_analysis where digest = ${digest}`.execute(db);
  return rows[0];
}

export async function saveAnalysis(
  tx: Db,
  row: { digest: string; against: string | null; result: Analysis; at: string },
): Promise<void> {
  await sql`
    insert into memorandum_analysis (digest, against_digest, result, made_at)
    values (${row.digest}, ${row.against}, ${JSON.stringify(row.result)}::jsonb, ${row.at})
    on conflict (digest) do update set against_digest = excluded.against_digest, result = excluded.result,
      made_at = excluded.made_at`.execute(tx);
}
