import type { Answer, AnswerPage, AnswerQuery, AnswerStatus, MessageDetail } from '@jisr/contract';
import { type CusresAnswer, writeCusres } from '@jisr/travel-messages';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { MessageEnvelope } from '../ingest/index.ts';
import { readCursor, type StatedTraveller, type Travellers, writeCursor } from '../travellers/index.ts';
import { writeAnswerFile } from './answer-file.ts';
import { envelopeFor } from './envelope.ts';
import {
  type AnswerRow,
  deleteAnswersOf,
  insertAnswer,
  lockStatus,
  markDelivered,
  placeAnswer,
  selectAnswer,
  selectAnswersFor,
  selectAnswersOf,
  selectFirstAnswer,
  selectStatuses,
  upsertStatuses,
} from './store.ts';
import { STATUS_CODES, statusText } from './wording.ts';

export interface AnswersDeps {
  readonly travellers: Pick<Travellers, 'travellersOfMessage' | 'lastStatement' | 'summariesOf'>;
  readonly statusOf: (
    db: Db,
    travellers: readonly { travellerId: string; missing: readonly string[] }[],
  ) => Promise<Map<string, { status: AnswerStatus; decisionId: string | null }>>;
  /** What an answer must echo of the message; null when it is gone. */
  readonly envelopeOf: (db: Db, messageId: string) => Promise<MessageEnvelope | null>;
}

/** An answer that waits for a screening looks again after 2, 4, 8 … seconds, and then once in so many. */
const LONGEST_WAIT_S = 60;

interface Told {
  readonly stated: StatedTraveller;
  readonly status: AnswerStatus;
  readonly decisionId: string | null;
}

/** What carriers are told: by rule and by human decision, never by a score (data-protection R7, R12). */
export function createService(kernel: Kernel, deps: AnswersDeps) {
  const { database, clock, ids, queue, bus } = kernel;
  const { db } = database;

  async function statusesOf(on: Db, people: readonly StatedTraveller[]): Promise<Told[]> {
    const statuses = await deps.statusOf(on, people);
    return people.map((stated) => ({ stated, ...statuses.get(stated.travellerId)! }));
  }

  async function give(
    tx: Db,
    envelope: MessageEnvelope,
    code: '962' | '132',
    told: readonly Told[],
  ): Promise<void> {
    const crossing = (await deps.travellers.summariesOf(tx, [told[0]!.stated.crossingId]))[0] ?? null;
    const id = ids.uuid();
    const travellers = told.map(({ stated, status }) => ({
      reference: stated.reference,
      locator: stated.locator,
      status,
      text: statusText(status, stated.missing),
    }));
    const answer: CusresAnswer = {
      ...envelopeFor(envelope, code, crossing, clock.now(), id),
      travellers: travellers.map(({ reference, locator, status, text }) => ({
        reference,
        locator,
        governmentReference: null,
        status: STATUS_CODES[status],
        text,
      })),
    };
    const added = await insertAnswer(tx, {
      id,
      carrier: envelope.carrier,
      messageId: envelope.messageId,
      code,
      // One 962 for each message; each 132 is another one.
      changeKey: code === '132' ? id : '',
      edifact: writeCusres(answer),
      travellers,
      createdAt: clock.nowIso(),
    });
    if (!added) return;
    await upsertStatuses(
      tx,
      told.map(({ stated, status, decisionId }) => ({
        travellerId: stated.travellerId,
        status,
        decisionId,
        at: clock.nowIso(),
      })),
    );
    if (envelope.channel === 'folder')
      await queue.enqueue(tx, 'answers.deliver', { answerId: id }, { key: id });
    await bus.publish(tx, 'message', envelope.messageId);
    if (envelope.carrier) await placeAnswer(tx, id, envelope.carrier);
  }

  /**
   * What was decided while the answer was being written may not be in it, and nobody was told of a change, because no
   * answer stood yet. Whoever decides from now on finds one.
   */
  async function lookAgain(people: readonly StatedTraveller[]): Promise<void> {
    if (people.length === 0) return;
    const told = new Map(
      (
        await selectStatuses(
          db,
          people.map((person) => person.travellerId),
        )
      ).map((row) => [row.travellerId, row.status]),
    );
    const changed = (await statusesOf(db, people)).filter(
      ({ stated, status }) => told.get(stated.travellerId) !== status,
    );
    const ids = changed.map(({ stated }) => stated.travellerId);
    if (ids.length > 0)
      await database.transaction((tx) => queue.enqueue(tx, 'answers.change', { travellerIds: ids }));
  }

  async function composeLater(tx: Db, messageId: string, waited: number): Promise<void> {
    const runAt = new Date(clock.now().getTime() + Math.min(2 ** waited, LONGEST_WAIT_S) * 1000);
    await queue.enqueue(
      tx,
      'answers.compose',
      { messageId, waited },
      { key: `${messageId} ${waited}`, runAt },
    );
  }

  /** After the doors are shut no carrier is told; the hit goes to the arrival desk (travellers.md §3.3). */
  async function isClosed(tx: Db, crossingId: string): Promise<boolean> {
    const [crossing] = await deps.travellers.summariesOf(tx, [crossingId]);
    return crossing?.status !== 'scheduled';
  }

  return {
    /** Asks for the answer to a message whose travellers have been screened. */
    async request(tx: Db, messageId: string): Promise<void> {
      await queue.enqueue(tx, 'answers.compose', { messageId }, { key: messageId });
    },
    /** @param waited how often the answer has waited for the screening of a traveller whom a later message changed */
    async compose(messageId: string, waited = 0): Promise<void> {
      const people = await database.transaction(async (tx) => {
        const envelope = await deps.envelopeOf(tx, messageId);
        if (!envelope) return [];
        const stated = await deps.travellers.travellersOfMessage(tx, envelope.duplicateOf ?? messageId);
        if (stated.length === 0) return [];
        if (stated.every((person) => person.screened)) {
          await give(tx, envelope, '962', await statusesOf(tx, stated));
          return stated;
        }
        await composeLater(tx, messageId, waited + 1);
        return [];
      });
      await lookAgain(people);
    },
    /** One job for all of them, after the commit of what changed. */
    async statusChanged(tx: Db, travellerIds: readonly string[]): Promise<void> {
      await queue.enqueue(tx, 'answers.change', { travellerIds });
    },
    /** A 132 where a traveller's status is no longer what the carrier was told (travellers.md §3.3). */
    async composeChange(travellerId: string): Promise<void> {
      await database.transaction(async (tx) => {
        const before = await lockStatus(tx, travellerId);
        const stated = before && (await deps.travellers.lastStatement(tx, travellerId));
        if (!stated || stated.status === 'cancelled' || (await isClosed(tx, stated.crossingId))) return;
        const [told] = await statusesOf(tx, [stated]);
        const envelope = await deps.envelopeOf(tx, stated.messageId);
        if (told && envelope && told.status !== before) await give(tx, envelope, '132', [told]);
      });
    },
    async deliver(answerId: string): Promise<void> {
      const row = await selectAnswer(db, answerId);
      if (!row || row.deliveredAt) return;
      await writeAnswerFile(kernel.config.dropFolder, row);
      await markDelivered(db, [answerId], clock.nowIso());
    },
    /** The carrier's own message only. @throws Problem `NOT_FOUND`, `ANSWER_PENDING`, `CARRIER_MISMATCH` */
    async readFor(carrier: string, messageId: string): Promise<string> {
      const envelope = await deps.envelopeOf(db, messageId);
      if (!envelope) throw problem('NOT_FOUND');
      if (envelope.carrier !== carrier) throw problem('CARRIER_MISMATCH');
      const row = await selectFirstAnswer(db, messageId);
      if (!row) throw problem('ANSWER_PENDING');
      await markDelivered(db, [row.id], clock.nowIso());
      return row.edifact;
    },
    async listFor(
      carrier: string,
      query: z.output<typeof AnswerQuery>,
    ): Promise<z.output<typeof AnswerPage>> {
      const rows = await selectAnswersFor(db, carrier, placeOf(query.after), query.limit);
      await markDelivered(
        db,
        rows.map((row) => row.id),
        clock.nowIso(),
      );
      const last = rows.at(-1)?.place;
      return { items: rows.map(answerOf), next: last ? writeCursor([last]) : null, total: null };
    },
    async listOf(on: Db, messageId: string): Promise<MessageDetail['answers']> {
      return (await selectAnswersOf(on, messageId)).map((row) => ({
        id: row.id,
        code: row.code,
        createdAt: row.createdAt,
        deliveredAt: row.deliveredAt,
        travellers: row.travellers.length,
      }));
    },
    async answersOf(on: Db, travellerIds: readonly string[]): Promise<Map<string, AnswerStatus>> {
      return new Map((await selectStatuses(on, travellerIds)).map((row) => [row.travellerId, row.status]));
    },
    erased: (tx: Db, messageIds: readonly string[]): Promise<void> => deleteAnswersOf(tx, messageIds),
  };
}

/** @throws Problem `REQUEST_INVALID` for a cursor that this list did not give */
function placeOf(cursor: string | undefined): number {
  const place = Number(readCursor(cursor, 1)?.[0] ?? 0);
  if (!Number.isSafeInteger(place)) throw problem('REQUEST_INVALID', { detail: 'after' });
  return place;
}

const answerOf = (row: AnswerRow): Answer => ({
  id: row.id,
  messageId: row.messageId,
  code: row.code,
  createdAt: row.createdAt,
  edifact: row.edifact,
  travellers: [...row.travellers],
});
