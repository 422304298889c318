import type { Issue, Receipt } from '@jisr/contract';
import type { TravelMessage } from '@jisr/travel-messages';
import { type Db, isDatabaseError } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { DUPLICATE, UNREADABLE } from './issues.ts';
import { insertQuarantine } from './quarantine-store.ts';
import { type ReadFile, type ReadMessage, readPost, sha256 } from './reading.ts';
import {
  claimReceipt,
  type Envelope,
  findBody,
  findReceipt,
  insertMessages,
  type MessageRow,
  type NewMessage,
  type NewReceipt,
  type ReceiptRow,
  selectMessagesOfReceipt,
} from './store.ts';
import type { IngestDeps, Post } from './types.ts';

const DAY_MS = 24 * 3_600_000;
/** The same body within this time is a duplicate (travellers.md §1.4). */
const DUPLICATE_MS = 7 * DAY_MS;
/** What could not be read lives no longer (data-protection, quarantine). */
const QUARANTINE_MS = 7 * DAY_MS;
const DEADLOCK_ATTEMPTS = 5;

type Deps = Pick<IngestDeps, 'travellers' | 'repeated'>;

/**
 * Makes the use case that takes in a post. It is idempotent by the digest of the untouched bytes, so that a sender that
 * saw no answer, or a node that died after its commit, only repeats a question that has its answer.
 */
export function createAccept(kernel: Kernel, deps: Deps) {
  const { database, clock, log, metrics } = kernel;
  return async (post: Post): Promise<Receipt> => {
    if (isBlank(post.bytes)) throw problem('MESSAGE_EMPTY');
    const digest = sha256(post.bytes);
    const known = await findReceipt(database.db, digest);
    if (known) return replay(database.db, known);
    const receivedAt = clock.nowIso();
    const read = readPost(post.bytes, receivedAt);
    if (read.messages.length === 0) return refuse(kernel, post, read, { digest, receivedAt });
    const receipt = newReceipt(kernel, post, read, { digest, receivedAt });
    const stored = await withoutDeadlock(() =>
      database.transaction((tx) => store(kernel, deps, tx, { post, receipt, read })),
    );
    if (stored === null) return replay(database.db, (await findReceipt(database.db, digest)) ?? receipt);
    for (const { status, issues, travellers } of stored) {
      metrics.messages.inc({ status });
      metrics.travellers.inc(travellers);
      for (const { code } of issues) metrics.issues.inc({ code });
    }
    log.info(
      {
        event: 'message.accepted',
        receiptId: receipt.id,
        channel: post.channel,
        messages: stored.length,
        refusals: receipt.refusals.length,
      },
      'messages accepted',
    );
    return shown(receipt, stored, false);
  };
}

/** Two files that speak of the same flights in another order may wait for one another: PostgreSQL ends one, which goes again. */
async function withoutDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === DEADLOCK_ATTEMPTS || !isDatabaseError(error, '40P01')) throw error;
    }
  }
}

const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));

const replay = async (db: Db, receipt: ReceiptRow): Promise<Receipt> =>
  shown(receipt, await selectMessagesOfReceipt(db, receipt.id), true);

function newReceipt(
  { ids }: Kernel,
  { bytes, channel, carrier, fileName }: Post,
  { refusals }: ReadFile,
  known: { digest: string; receivedAt: string },
): NewReceipt {
  const id = ids.uuid();
  return {
    id,
    ...known,
    channel,
    carrier,
    size: bytes.length,
    fileName: fileName ?? null,
    refusals: [...refusals],
  };
}

/** Nothing could be read: the bytes are sealed, and the sender is told why. */
async function refuse(
  kernel: Kernel,
  post: Post,
  { refusals }: ReadFile,
  known: { digest: string; receivedAt: string },
): Promise<never> {
  const reason = refusals[0] ?? UNREADABLE;
  await kernel.database.transaction((tx) =>
    quarantine(kernel, tx, { ...known, post, bytes: post.bytes, reason, receiptId: null }),
  );
  kernel.metrics.messages.inc({ status: 'refused' });
  kernel.log.warn(
    { event: 'message.refused', code: reason.code, offset: reason.offset },
    'nothing could be read',
  );
  throw problem('MESSAGE_UNREADABLE', { detail: `${reason.code} @ ${reason.offset ?? 0}` });
}

/** Writes everything; null when another post of the same bytes was first. */
async function store(
  kernel: Kernel,
  deps: Deps,
  tx: Db,
  { post, receipt, read }: { post: Post; receipt: NewReceipt; read: ReadFile },
): Promise<NewMessage[] | null> {
  if (!(await claimReceipt(tx, receipt))) return null;
  const messages: NewMessage[] = [];
  for (const [ordinal, found] of read.messages.entries())
    messages.push(await storeOne(kernel, deps, tx, { receipt, ordinal, found, before: messages }));
  await insertMessages(tx, messages);
  for (const { id, status } of messages) {
    await kernel.bus.publish(tx, 'message', id);
    if (status === 'duplicate') await deps.repeated(tx, id);
  }
  const reason = receipt.refusals[0];
  const { digest, receivedAt } = receipt;
  if (reason)
    await quarantine(kernel, tx, {
      digest,
      receivedAt,
      post,
      bytes: read.rest,
      reason,
      receiptId: receipt.id,
    });
  return messages;
}

async function storeOne(
  kernel: Kernel,
  { travellers }: Deps,
  tx: Db,
  one: { receipt: NewReceipt; ordinal: number; found: ReadMessage; before: readonly NewMessage[] },
): Promise<NewMessage> {
  const { receipt, ordinal, found, before } = one;
  const { message, digest } = found;
  const { receivedAt, carrier } = receipt;
  const since = new Date(new Date(receivedAt).getTime() - DUPLICATE_MS).toISOString();
  const within = before.find((earlier) => earlier.digest === digest && earlier.test === message.test);
  const first = within ?? (await findBody(tx, { digest, test: message.test, since }));
  const id = kernel.ids.uuid();
  const line = { ...messageLine(found), id, receiptId: receipt.id, ordinal, receivedAt };
  if (first)
    return {
      ...line,
      status: 'duplicate',
      duplicateOf: within?.duplicateOf ?? first.id,
      crossingId: first.crossingId,
      segments: [],
      ...withIssues(found.issues, [DUPLICATE]),
    };
  const applied = await travellers.applyMessage(tx, { messageId: id, message, carrier, receivedAt });
  return {
    ...line,
    status: 'read',
    duplicateOf: null,
    crossingId: applied.crossingId,
    segments: found.segments,
    ...withIssues(found.issues, applied.issues),
  };
}

const withIssues = (read: readonly Issue[], applied: readonly Issue[]) => {
  const issues = [...read, ...applied];
  const count = (severity: Issue['severity']) => issues.filter((issue) => issue.severity === severity).length;
  return { issues, errors: count('error'), warnings: count('warn') };
};

function messageLine({ message, digest, size }: ReadMessage) {
  const flight = message.crossings[0];
  return {
    format: message.format,
    version: message.version,
    function: message.function,
    sender: message.sender,
    recipient: message.recipient,
    reference: message.reference,
    sentAt: message.sentAt,
    envelope: envelopeOf(message),
    test: message.test,
    digest,
    flight: flight?.number ? `${flight.carrier ?? ''}${flight.number}${flight.suffix ?? ''}` : null,
    series: message.series ? `${message.commonAccessReference ?? ''} ${message.series.part}` : null,
    size,
    travellers: message.travellers.length,
    sensitiveDropped: message.sensitiveDropped,
  };
}

const envelopeOf = (message: TravelMessage): Envelope => ({
  sender: message.sender,
  senderQualifier: message.senderQualifier,
  recipient: message.recipient,
  recipientQualifier: message.recipientQualifier,
  interchangeReference: message.interchangeReference,
  groupReference: message.groupReference,
  applicationReference: message.applicationReference,
  messageReference: message.reference,
  commonAccessReference: message.commonAccessReference,
  transactionNumber: message.transactionNumber,
  version: message.version,
  association: message.association,
});

async function quarantine(
  kernel: Kernel,
  tx: Db,
  item: {
    post: Post;
    bytes: Uint8Array;
    digest: string;
    receivedAt: string;
    reason: Issue;
    receiptId: string | null;
  },
): Promise<void> {
  const { post, bytes, digest, receivedAt, reason, receiptId } = item;
  const id = kernel.ids.uuid();
  const eraseOn = new Date(new Date(receivedAt).getTime() + QUARANTINE_MS);
  const made = await insertQuarantine(tx, {
    id,
    digest,
    receiptId,
    channel: post.channel,
    carrier: post.carrier,
    receivedAt,
    size: bytes.length,
    reason,
    sealed: kernel.secrets.seal('quarantine', bytes),
    eraseOn: eraseOn.toISOString(),
  });
  if (!made) return;
  await kernel.queue.enqueue(tx, 'ingest.quarantine', {}, { key: id, runAt: eraseOn });
  await kernel.bus.publish(tx, 'quarantine', id);
}

/** The receipt as the sender reads it. */
function shown(receipt: ReceiptRow, messages: readonly MessageRow[], replayed: boolean): Receipt {
  const { id, digest, receivedAt, refusals } = receipt;
  return { id, digest, receivedAt, replayed, messages: messages.map(received), refusals };
}

const received = (row: MessageRow): Receipt['messages'][number] => ({
  id: row.id,
  status: row.status,
  format: row.format,
  function: row.function,
  reference: row.reference,
  crossingId: row.crossingId,
  travellers: row.travellers,
  duplicateOf: row.duplicateOf,
  issues: row.issues,
});
