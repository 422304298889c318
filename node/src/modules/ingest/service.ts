import type { MessageDetail, MessagePage, MessageQuery, MessageSummary, PageQuery } from '@jisr/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { erasedBefore, readRowCursor, storable, writeCursor } from '../travellers/index.ts';
import { createAccept } from './accept.ts';
import { countQuarantine, deleteExpired, selectQuarantinePage, selectSealed } from './quarantine-store.ts';
import {
  addIssue,
  countMessages,
  deleteMessages,
  type ListedMessage,
  type MessageFilter,
  selectEnvelope,
  selectMessage,
  selectMessagePage,
  selectOldMessages,
} from './store.ts';
import type { Ingest, IngestDeps, IngestWork } from './types.ts';

const DAY_MS = 24 * 3_600_000;
const ERASED_AT_ONCE = 500;

/**
 * The ingest module: from bytes to receipts, messages and travellers.
 *
 * @example
 * const ingest = createIngest(kernel, { travellers, repeated, answersOf });
 * const receipt = await ingest.accept({ bytes, channel: 'api', carrier: 'QJ' });
 */
export function createIngest(kernel: Kernel, deps: IngestDeps): Ingest & IngestWork {
  const { db } = kernel.database;
  const accept = createAccept(kernel, deps);
  return {
    accept,
    acceptFrom: (actor, bytes) =>
      actor.kind === 'carrier'
        ? accept({ bytes, channel: 'api', carrier: actor.carrier })
        : accept({ bytes, channel: 'cli', carrier: null }),
    listMessages: (query) => listMessages(db, query, deps),
    readMessage: (id) => readMessage(db, id, deps),
    listQuarantine: (query) => listQuarantine(kernel, query),
    readQuarantine: (id) => readQuarantine(kernel, id),
    envelopeOf: selectEnvelope,
    raiseIssue: addIssue,
    erased: (tx, { messageIds }) => deleteMessages(tx, messageIds),
    eraseQuarantine: () => eraseQuarantine(kernel),
    daily: async () => {
      await eraseQuarantine(kernel);
      await eraseOldMessages(kernel);
      await schedule(kernel);
    },
    schedule: async () => {
      await runAtStart(kernel);
      await schedule(kernel);
    },
  };
}

async function listMessages(
  db: Db,
  query: z.output<typeof MessageQuery>,
  deps: IngestDeps,
): Promise<z.output<typeof MessagePage>> {
  const cursor = readRowCursor(query.after);
  const filter: MessageFilter = {
    view: query.view,
    q: query.q?.trim() || null,
    after: cursor && { receivedAt: cursor.at, id: cursor.id },
    limit: query.limit + 1,
  };
  const rows = await selectMessagePage(db, filter);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await summaries(db, page, deps),
    next: last && rows.length > page.length ? writeCursor([last.receivedAt, last.id]) : null,
    total: await countMessages(db, filter),
  };
}

async function summaries(
  db: Db,
  rows: readonly ListedMessage[],
  { travellers }: IngestDeps,
): Promise<MessageSummary[]> {
  const ids = new Set(rows.flatMap(({ crossingId }) => crossingId ?? []));
  const crossings = new Map((await travellers.summariesOf(db, [...ids])).map((one) => [one.id, one]));
  return rows.map((row) => {
    const crossing = row.crossingId === null ? undefined : crossings.get(row.crossingId);
    return {
      id: row.id,
      receivedAt: row.receivedAt,
      channel: row.channel,
      carrier: row.carrier,
      sender: row.sender,
      format: row.format,
      version: row.version,
      function: row.function,
      reference: row.reference,
      status: row.status,
      test: row.test,
      size: row.size,
      travellers: row.travellers,
      errors: row.errors,
      warnings: row.warnings,
      sensitiveDropped: row.sensitiveDropped,
      crossing: crossing
        ? {
            id: crossing.id,
            carrier: crossing.carrier,
            number: crossing.number,
            from: crossing.from,
            to: crossing.to,
            departure: crossing.departure,
          }
        : null,
      series: row.series,
      duplicates: row.duplicates,
    };
  });
}

async function readMessage(db: Db, id: string, deps: IngestDeps): Promise<MessageDetail> {
  const row = await selectMessage(db, id);
  if (!row) throw problem('NOT_FOUND');
  const [summary] = await summaries(db, [row], deps);
  return {
    ...summary!,
    digest: row.digest,
    recipient: row.recipient,
    sentAt: row.sentAt,
    issues: row.issues,
    segments: row.segments,
    answers: await deps.answersOf(db, id),
  };
}

async function listQuarantine({ database, clock }: Kernel, query: z.output<typeof PageQuery>) {
  const { db } = database;
  const now = clock.nowIso();
  const cursor = readRowCursor(query.after);
  const after = cursor && { receivedAt: cursor.at, id: cursor.id };
  const rows = await selectQuarantinePage(db, { now, after, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items,
    next: last && rows.length > items.length ? writeCursor([last.receivedAt, last.id]) : null,
    total: await countQuarantine(db, now),
  };
}

async function readQuarantine({ database, clock, secrets }: Kernel, id: string) {
  const sealed = await selectSealed(database.db, id, clock.nowIso());
  if (sealed === null) throw problem('NOT_FOUND');
  const bytes = Buffer.from(secrets.open('quarantine', sealed));
  return { id, hex: bytes.toString('hex'), text: storable(bytes.toString('utf8')) };
}

async function eraseQuarantine({ database, clock, log }: Kernel): Promise<void> {
  const erased = await database.transaction((tx) => deleteExpired(tx, clock.nowIso()));
  if (erased > 0) log.info({ event: 'quarantine.erased', erased }, 'quarantine erased');
}

/** Messages that speak of no crossing are erased by their own age; the others went with their crossings. */
async function eraseOldMessages({ database, clock, config }: Kernel): Promise<void> {
  const before = erasedBefore(clock.now(), config.policyPack).toISOString();
  for (let more = true; more; ) {
    more = await database.transaction(async (tx) => {
      const ids = await selectOldMessages(tx, before, ERASED_AT_ONCE);
      await deleteMessages(tx, ids);
      return ids.length > 0;
    });
  }
}

/** At once when the node starts: a backup that was put back may hold what was erased since (data-protection R4). */
async function runAtStart({ database, queue }: Kernel): Promise<void> {
  await database.transaction((tx) => queue.enqueue(tx, 'ingest.daily', {}, { key: 'start' }));
}

/** The next run is at 03:30 UTC, after the travellers'. */
async function schedule({ database, clock, queue }: Kernel): Promise<void> {
  const today = new Date(`${clock.nowIso().slice(0, 10)}T03:30:00.000Z`);
  const runAt = today > clock.now() ? today : new Date(today.getTime() + DAY_MS);
  // The day is in the key: a job that asks for itself under its own key would only run again at once.
  const key = runAt.toISOString().slice(0, 10);
  await database.transaction((tx) => queue.enqueue(tx, 'ingest.daily', {}, { key, runAt }));
}
