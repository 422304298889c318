import { createHash } from 'node:crypto';
import { verifyOpening } from '@jisr/blind-query';
import type { QueryAlarm, QueryOpening } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { EPOCH_SECRET } from './evaluating.ts';
import {
  insertReferences,
  selectEpoch,
  selectLatestEpoch,
  selectListingsOfReference,
  selectSharedLists,
} from './filter-store.ts';
import { BlindQuestionContent, canMove, PlainQuestionContent, patternsOf, RECEIVED_MOVES } from './model.ts';
import type { Oblivious } from './oblivious.ts';
import {
  forgetContents,
  insertAlarm,
  insertReceived,
  lockReceived,
  moveReceived,
  type ReceivedRow,
  selectContent,
  selectPlainSince,
  selectReceived,
} from './received-store.ts';
import type { Intent, Outcome, QueriesDeps, Received } from './types.ts';
import { fromText, joined, toText } from './wire.ts';

const DAY_MS = 86_400_000;
const RECEIVED_SECRET = 'received query';
/** Questions of a day that the watch over patterns looks at. */
const WATCHED = 500;
/** Refusals that an officer's own answer may lift. */
const NEEDS_OFFICER = new Set(['AUTOMATIC', 'APPROVALS', 'APPROVALS_FEW']);

interface Answer {
  readonly payload: Record<string, unknown>;
  readonly state: 'answered' | 'stale' | 'refused';
  readonly hits: number | null;
  readonly given: readonly { reference: string; listingId: string }[];
}

/** Answers the partner's questions: after its own gate took them in, through its own gate out again. */
export function createAnswering(kernel: Kernel, deps: QueriesDeps, oblivious: Oblivious) {
  const { clock, database, ids, secrets, queue, bus } = kernel;
  const { db } = database;

  async function alarm(tx: Db, kind: QueryAlarm['kind'], detail: string): Promise<void> {
    const now = clock.now();
    const since = new Date(now.getTime() - DAY_MS).toISOString();
    const row = { id: ids.uuid(), kind, detail, raisedAt: now.toISOString() };
    if (await insertAlarm(tx, row, since)) await bus.publish(tx, 'query', row.id);
  }

  const openContent = (sealed: Uint8Array): unknown =>
    JSON.parse(Buffer.from(secrets.open(RECEIVED_SECRET, sealed)).toString('utf8'));

  async function take(tx: Db, received: Received, mode: 'blind' | 'plain'): Promise<void> {
    const content =
      mode === 'blind'
        ? BlindQuestionContent.parse(received.payload)
        : PlainQuestionContent.parse(received.payload);
    const text = JSON.stringify(content);
    const elements = 'blinded' in content ? content.blinded.join('') : null;
    const taken = await insertReceived(tx, {
      id: received.id,
      thread: received.thread,
      mode,
      purpose: received.purpose,
      offence: received.offence,
      caseReference: content.caseReference ?? null,
      urgency: content.urgency ?? 'ordinary',
      article: received.article,
      tlp: received.tlp,
      counterpart: { from: received.from, to: received.to },
      keys: 'blinded' in content ? content.blinded.length : content.keys.length,
      elementsDigest: elements === null ? null : createHash('sha256').update(elements).digest('hex'),
      content: secrets.seal(RECEIVED_SECRET, Buffer.from(text, 'utf8')),
      commitment: 'commitment' in content ? content.commitment : null,
      retainUntil: received.retainUntil,
      receivedAt: received.receivedAt,
    });
    if (taken === 'replayed') await alarm(tx, 'repeated-question', received.id);
    if (taken !== 'new') return;
    await queue.enqueue(tx, 'queries.answer', { receivedId: received.id }, { key: received.id });
    await bus.publish(tx, 'query', received.id);
  }

  async function answerBlind(content: z.infer<typeof BlindQuestionContent>): Promise<Answer> {
    const nothing = { hits: null, given: [] };
    const epoch = await selectEpoch(db, content.epoch);
    if (!epoch || epoch.endsAt <= clock.nowIso()) {
      const latest = (await selectLatestEpoch(db))?.epoch ?? 0;
      return { ...nothing, payload: { note: 'stale-epoch', epoch: latest }, state: 'stale' };
    }
    const made = await oblivious.do<'evaluate'>({
      do: 'evaluate',
      seed: new Uint8Array(secrets.open(EPOCH_SECRET, epoch.seed)),
      about: String(epoch.epoch),
      elements: joined(content.blinded),
    });
    if (!made.ok) return { ...nothing, payload: { note: made.code, epoch: epoch.epoch }, state: 'refused' };
    const evaluated = content.blinded.map((_, at) => toText(made.answer.subarray(at * 32, at * 32 + 32)));
    const payload = { evaluated, proof: toText(made.proof), epoch: epoch.epoch };
    return { ...nothing, payload, state: 'answered' };
  }

  async function answerPlain(content: z.infer<typeof PlainQuestionContent>): Promise<Answer> {
    const lists = await selectSharedLists(db);
    const listings = lists.length === 0 ? [] : await deps.screenOne(content.keys[0]!, lists);
    const given = listings.map((listingId) => ({ reference: `P-${ids.token(12)}`, listingId }));
    const references = given.map(({ reference }) => reference);
    const payload = { hit: given.length > 0, ...(given.length > 0 ? { references } : {}) };
    return { payload, state: 'answered', hits: given.length, given };
  }

  const intentOf = (row: ReceivedRow, answer: Answer, author: string | null): Intent => {
    const { from, to } = row.counterpart;
    return {
      // What an officer answers is another disclosure than what the node could not answer by itself.
      key: `answer:${row.id}:${author ?? 'node'}`,
      action: 'answer',
      category: 'hit-answer',
      purpose: row.purpose,
      offence: row.offence,
      tlp: row.tlp,
      mode: row.mode,
      payload: { ...answer.payload, contact: `${to.party} ${to.agency}` },
      subject: { minor: null, own: null, sensitive: false, references: [] },
      from: to,
      to: from,
      thread: row.thread,
      inReplyTo: row.id,
      approval: null,
      author,
      urgent: row.urgency === 'urgent',
    };
  };

  async function watch(tx: Db): Promise<void> {
    const since = new Date(clock.now().getTime() - DAY_MS).toISOString();
    const asked = (await selectPlainSince(tx, since, WATCHED)).map(({ content, hits }) => {
      const { keys } = PlainQuestionContent.parse(openContent(content));
      return { documents: keys[0]!.documents.map(({ number }) => number), hits };
    });
    for (const kind of patternsOf(asked)) await alarm(tx, kind, `${asked.length}`);
  }

  async function give(row: ReceivedRow, answer: Answer, author: string | null): Promise<void> {
    await deps.gate.sendIfWanted(intentOf(row, answer, author), {
      wanted: async (tx) => (await lockReceived(tx, row.id))?.state === row.state,
      after: (tx, outcome) => settle(tx, { row, answer, author }, outcome),
    });
  }

  async function settle(
    tx: Db,
    { row, answer, author }: { row: ReceivedRow; answer: Answer; author: string | null },
    outcome: Outcome,
  ): Promise<void> {
    const at = clock.nowIso();
    if (outcome.disclosed) {
      await insertReferences(
        tx,
        answer.given.map((each) => ({ ...each, queryId: row.id, at })),
      );
      await moveReceived(tx, row.id, { state: answer.state, hits: answer.hits, refusal: null, at });
      await noteAnswer(tx, row, outcome.article, author);
    } else {
      const { clause, code, text } = outcome.refusal;
      const held = author === null && NEEDS_OFFICER.has(code);
      const state = held ? ('held' as const) : ('refused' as const);
      await moveReceived(tx, row.id, { state, hits: answer.hits, refusal: { clause, code, text }, at });
    }
    if (row.mode === 'plain') await watch(tx);
    await bus.publish(tx, 'query', row.id);
  }

  async function noteAnswer(tx: Db, row: ReceivedRow, article: string, author: string | null): Promise<void> {
    await deps.ledger.append(tx, {
      kind: 'answer',
      subject: row.id,
      articles: [article],
      policyDigest: null,
      objectDigest: row.commitment,
      counterpart: row.counterpart.from.party,
      actors: author === null ? [] : [deps.ledger.pseudonym(author)],
      previousReceipt: null,
      details: { mode: row.mode, keys: String(row.keys) },
    });
  }

  async function answer(row: ReceivedRow, author: string | null): Promise<void> {
    const sealed = await selectContent(db, row.id);
    if (!sealed) return;
    const content = openContent(sealed);
    await give(
      row,
      await (row.mode === 'blind'
        ? answerBlind(BlindQuestionContent.parse(content))
        : answerPlain(PlainQuestionContent.parse(content))),
      author,
    );
  }

  return {
    /** A question arrived, inside the transaction of its receipt. A repeated one is no second one. */
    takeBlind: (tx: Db, received: Received) => take(tx, received, 'blind'),
    takePlain: (tx: Db, received: Received) => take(tx, received, 'plain'),
    /** Job: answers by itself, where the article lets the node do so. */
    async answerReceived(id: string): Promise<void> {
      const row = await selectReceived(db, id);
      if (row?.state === 'waiting') await answer(row, null);
    },
    /** An officer answers what the node may not answer by itself. @throws Problem `NOT_FOUND`, `RECEIVED_QUERY_NOT_HELD` */
    async answerHeld(actor: OfficerActor, id: string): Promise<ReceivedRow> {
      const row = await selectReceived(db, id);
      if (!row) throw problem('NOT_FOUND');
      if (row.state !== 'held' || !canMove(RECEIVED_MOVES, row.state, 'answered'))
        throw problem('RECEIVED_QUERY_NOT_HELD');
      await answer(row, actor.accountId);
      return (await selectReceived(db, id))!;
    },
    /** The listings behind a reference that we gave. The partner holds the reference and nothing else. */
    resolve: (at: Db, reference: string) => selectListingsOfReference(at, reference),
    /** Whether the opened input is what the partner asked us: its commitment and its elements are those that we received. */
    async verify(opening: z.output<typeof QueryOpening>) {
      const row = await selectReceived(db, opening.disclosureId);
      const sealed = row?.mode === 'blind' ? await selectContent(db, row.id) : null;
      if (!row || !sealed) throw problem('QUERY_UNKNOWN');
      const content = BlindQuestionContent.parse(openContent(sealed));
      const input = fromText(opening.input);
      const verdict = verifyOpening(
        {
          digest: new Uint8Array(Buffer.from(content.commitment, 'hex')),
          commitments: fromText(opening.commitments),
          elements: joined(content.blinded),
        },
        { index: opening.index, input, salt: fromText(opening.salt), blind: opening.blind },
      );
      return { verdict, asked: new TextDecoder().decode(input) };
    },
    forget: (tx: Db, receivedIds: readonly string[]) => forgetContents(tx, receivedIds),
  };
}
