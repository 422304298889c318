import type { GateRefusal, RequestDetail, RequestLetter } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { Side } from './types.ts';

export type RequestEntry = Omit<RequestDetail, 'overdue' | 'letters' | 'author' | 'partner' | 'proposed'> & {
  /** Listings that the references stood for on arrival. */
  readonly listings: readonly string[];
  readonly own: Side;
  readonly partner: Side;
  readonly authorId: string | null;
};
const columns = sql`id, side, spontaneous, state, quoted as "references", fields, purpose, offence, urgency,
  case_reference as "caseReference", necessity, legal_basis as "legalBasis", assurances, partner_hit_id as "partnerHitId",
  listings, own, partner, article, outcome, author_id as "authorId", opened_at as "openedAt", due_at as "dueAt"`;
const json = (value: unknown) => JSON.stringify(value);

/** @returns false where it is there already */
export async function insertRequest(tx: Db, row: RequestEntry): Promise<boolean> {
  const { rows } = await sql`
    insert into request (id, side, spontaneous, state, quoted, fields, purpose, offence, urgency, case_reference, necessity,
      legal_basis, assurances, partner_hit_id, listings, own, partner, article, author_id, opened_at, due_at)
    values (${row.id}, ${row.side}, ${row.spontaneous}, ${row.state}, ${json(row.references)}::jsonb, ${json(row.fields)}::jsonb,
      ${row.purpose}, ${row.offence}, ${row.urgency}, ${row.caseReference}, ${row.necessity}, ${row.legalBasis},
      ${json(row.assurances)}::jsonb, ${row.partnerHitId}, ${json(row.listings)}::jsonb, ${json(row.own)}::jsonb,
      ${json(row.partner)}::jsonb, ${row.article}, ${row.authorId}, ${row.openedAt}, ${row.dueAt})
    on conflict (id) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

export async function selectRequest(db: Db, id: string): Promise<RequestEntry | undefined> {
  const { rows } = await sql<RequestEntry>`select ${columns} from request where id = ${id}`.execute(db);
  return rows[0];
}

/** Locked until the transaction ends: one request is moved by one hand at a time. */
export async function lockRequest(tx: Db, id: string): Promise<RequestEntry | undefined> {
  const { rows } =
    await sql<RequestEntry>`select ${columns} from request where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function selectRequests(
  db: Db,
  of: {
    side: string | null;
    open: boolean | null;
    partnerHit: string | null;
    after: string | null;
    limit: number;
  },
): Promise<RequestEntry[]> {
  const open = sql`state in ('awaiting-approval', 'sent', 'received', 'deferred', 'answered')`;
  const { rows } = await sql<RequestEntry>`
    select ${columns} from request
    where (${of.side}::text is null or side = ${of.side}::text)
      and (${of.open}::boolean is null or ${open} = ${of.open}::boolean)
      and (${of.partnerHit}::uuid is null or partner_hit_id = ${of.partnerHit}::uuid)
      and (${of.after}::uuid is null or id < ${of.after}::uuid)
    order by id desc limit ${of.limit}`.execute(db);
  return rows;
}

/** Its article and its clock stay where none is given. */
export async function moveRequest(
  tx: Db,
  id: string,
  to: {
    state: RequestEntry['state'];
    article?: string | null;
    dueAt?: string | null;
    outcome?: string | null;
  },
): Promise<void> {
  await sql`
    update request set state = ${to.state}, article = coalesce(${to.article ?? null}::text, article),
      due_at = coalesce(${to.dueAt ?? null}::timestamptz, due_at), outcome = coalesce(${to.outcome ?? null}::text, outcome)
    where id = ${id}`.execute(tx);
}

/** @returns true for the first time that it is told of this clock */
export async function tellOverdue(tx: Db, id: string, now: string): Promise<boolean> {
  const { rows } = await sql`
    update request set overdue_told_at = ${now} where id = ${id} and state in ('sent', 'received', 'deferred')
      and due_at < ${now}::timestamptz and (overdue_told_at is null or overdue_told_at < due_at) returning id`.execute(
    tx,
  );
  return rows.length === 1;
}

export type LetterEntry = Omit<RequestLetter, 'author' | 'content' | 'approval'> & {
  readonly requestId: string;
  /** The whole intent where it is ours, the content where it came; null once its term has ended. */
  readonly sealed: Uint8Array | null;
  readonly approvalId: string | null;
  readonly needed: number;
  readonly authorId: string | null;
};
const letterColumns = sql`id, request_id as "requestId", kind, direction, state, decision, ground, until, outcome, sealed, assurances,
  approval_id as "approvalId", needed, article, disclosure_id as "disclosureId", refusal, retain_until as "retainUntil", onward,
  caveats, author_id as "authorId", at`;

export async function insertLetter(tx: Db, row: LetterEntry): Promise<void> {
  await sql`
    insert into request_letter (id, request_id, kind, direction, state, decision, ground, until, outcome, sealed, assurances,
      approval_id, needed, article, disclosure_id, refusal, retain_until, onward, caveats, author_id, at)
    values (${row.id}, ${row.requestId}, ${row.kind}, ${row.direction}, ${row.state}, ${row.decision}, ${row.ground}, ${row.until},
      ${row.outcome}, ${row.sealed}, ${json(row.assurances)}::jsonb, ${row.approvalId}, ${row.needed}, ${row.article},
      ${row.disclosureId}, ${row.refusal && json(row.refusal)}::jsonb, ${row.retainUntil}, ${row.onward},
      ${json(row.caveats)}::jsonb, ${row.authorId}, ${row.at})
    on conflict (id) do nothing`.execute(tx);
}

export async function selectLetters(db: Db, requestId: string): Promise<LetterEntry[]> {
  const { rows } = await sql<LetterEntry>`
    select ${letterColumns} from request_letter where request_id = ${requestId} order by seq`.execute(db);
  return rows;
}

export async function selectLetter(db: Db, id: string): Promise<LetterEntry | undefined> {
  const { rows } = await sql<LetterEntry>`
    select ${letterColumns} from request_letter where id = ${id}`.execute(db);
  return rows[0];
}

/** The letters that left as these disclosures, by disclosure. */
export async function selectLettersSentAs(
  db: Db,
  disclosureIds: readonly string[],
): Promise<Map<string, LetterEntry>> {
  const { rows } = await sql<LetterEntry>`
    select ${letterColumns} from request_letter
    where disclosure_id = any(${disclosureIds}::uuid[]) and direction = 'out'`.execute(db);
  return new Map(rows.flatMap((row) => (row.disclosureId === null ? [] : [[row.disclosureId, row]])));
}

export async function moveLetter(
  tx: Db,
  id: string,
  to: {
    state: LetterEntry['state'];
    article?: string | null;
    disclosureId?: string | null;
    refusal?: GateRefusal | null;
    retainUntil?: string | null;
    onward?: string | null;
    caveats?: LetterEntry['caveats'];
  },
): Promise<void> {
  await sql`
    update request_letter set state = ${to.state}, article = coalesce(${to.article ?? null}::text, article),
      disclosure_id = coalesce(${to.disclosureId ?? null}::uuid, disclosure_id),
      refusal = coalesce(${to.refusal ? json(to.refusal) : null}::jsonb, refusal),
      retain_until = coalesce(${to.retainUntil ?? null}::timestamptz, retain_until),
      onward = coalesce(${to.onward ?? null}::text, onward),
      caveats = coalesce(${to.caveats ? json(to.caveats) : null}::jsonb, caveats)
    where id = ${id}`.execute(tx);
}

/** In the place of what came, what its sender has corrected. */
export async function replaceContent(tx: Db, receivedId: string, sealed: Uint8Array): Promise<void> {
  await sql`update request_letter set sealed = ${sealed}
    where disclosure_id = ${receivedId} and direction = 'in' and sealed is not null`.execute(tx);
}

/** What came with these is gone, and with a request its grounds; that there was one stays. */
export async function forgetReceived(tx: Db, receivedIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ requestId: string }>`
    update request_letter set sealed = null where direction = 'in' and disclosure_id = any(${receivedIds}::uuid[])
    returning request_id as "requestId"`.execute(tx);
  await sql`
    update request set necessity = '', case_reference = '', legal_basis = '', listings = '[]'
    where side = 'inbound' and id in (select request_id from request_letter
      where kind = 'request' and direction = 'in' and disclosure_id = any(${receivedIds}::uuid[]))`.execute(
    tx,
  );
  return rows.map(({ requestId }) => requestId);
}

/** Own copies at their term; a request of which nothing is left goes whole. @returns how many letters were emptied */
export async function forgetOwn(tx: Db, now: string, longest: string): Promise<number> {
  const { rows } = await sql`
    update request_letter set sealed = null where direction = 'out' and sealed is not null
      and coalesce(retain_until, at + interval '1 year') < ${now}::timestamptz returning id`.execute(tx);
  await sql`
    delete from request where opened_at < ${longest}::timestamptz
      and not exists (select from request_letter where request_id = request.id and sealed is not null)`.execute(
    tx,
  );
  return rows.length;
}
