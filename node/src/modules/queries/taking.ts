import type { PartnerHit, PartnerQuery } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectFilterBytes } from './filter-store.ts';
import { AnswerContent, canMove, QUERY_MOVES } from './model.ts';
import type { Oblivious } from './oblivious.ts';
import {
  decideHit,
  endQuery,
  insertPartnerHits,
  keepAnswer,
  lockQuery,
  type QueryRow,
  selectPartnerHits,
  selectQuery,
  selectQueryByDisclosure,
  selectSealed,
  selectSubjectsOf,
  updateOutcomes,
} from './query-store.ts';
import { type KeptQuestion, QUESTION_SECRET } from './questions.ts';
import { insertAlarm } from './received-store.ts';
import type { QueriesDeps, Received } from './types.ts';
import { fromText, joined } from './wire.ts';
import { REFUSED_BY_PARTNER } from './wording-texts.ts';

interface Found {
  readonly travellerId: string;
  readonly references: readonly string[];
  readonly kinds: PartnerHit['kinds'];
}

type Read =
  | { readonly ok: true; readonly found: readonly Found[] }
  | { readonly ok: false; readonly failure: NonNullable<PartnerQuery['failure']> };

/** Takes the partner's answers: checks the proof, tests the filter, raises what an officer must look at. */
export function createTaking(kernel: Kernel, deps: QueriesDeps, oblivious: Oblivious) {
  const { clock, database, ids, secrets, queue, bus, log } = kernel;
  const { db } = database;

  /** The answer to a blind question: proof first, then the filter of the epoch that was asked. */
  async function readBlind(query: QueryRow, answer: AnswerContent): Promise<Read> {
    if (answer.note === 'stale-epoch') return { ok: false, failure: 'stale-epoch' };
    if (!answer.evaluated || !answer.proof) return { ok: false, failure: 'partner-refused' };
    const filter = await selectFilterBytes(db, query.epoch ?? -1);
    if (!filter) return { ok: false, failure: 'stale-epoch' };
    if (!oblivious.holds(filter.digest))
      await oblivious.do<'load'>({ do: 'load', name: filter.digest, bytes: filter.bytes });
    const { sealed, elements } = await selectSealed(db, query.id);
    const text = Buffer.from(secrets.open(QUESTION_SECRET, sealed!)).toString('utf8');
    const { seed, inputs } = JSON.parse(text) as KeptQuestion;
    const matched = await oblivious.do<'match'>({
      do: 'match',
      inputs: inputs.map((input) => new TextEncoder().encode(input.text)),
      seed: fromText(seed),
      elements: elements!,
      answer: joined(answer.evaluated),
      proof: fromText(answer.proof),
      filter: filter.digest,
    });
    if (!matched.ok) return { ok: false, failure: matched.code };
    const people = await selectSubjectsOf(db, [query.id]);
    const found = people.map(({ travellerId, place }): Found => {
      const own = inputs.flatMap((input, at) => {
        const reference = matched.references[at];
        return input.place === place && reference ? [{ reference, kind: input.kind }] : [];
      });
      return {
        travellerId,
        references: [...new Set(own.map(({ reference }) => reference))],
        kinds: [...new Set(own.map(({ kind }) => kind))],
      };
    });
    return { ok: true, found };
  }

  async function readPlain(query: QueryRow, answer: AnswerContent): Promise<Read> {
    if (answer.hit === null || answer.hit === undefined) return { ok: false, failure: 'partner-refused' };
    const references = answer.hit ? (answer.references ?? []) : [];
    const people = await selectSubjectsOf(db, [query.id]);
    return {
      ok: true,
      found: people.map(({ travellerId }) => ({ travellerId, references, kinds: ['plain'] })),
    };
  }

  async function fail(tx: Db, query: QueryRow, failure: NonNullable<PartnerQuery['failure']>): Promise<void> {
    const at = clock.nowIso();
    await endQuery(tx, query.id, { state: 'failed', failure, refusal: null, at });
    await updateOutcomes(
      tx,
      query.id,
      (await selectSubjectsOf(tx, [query.id])).map(({ travellerId }) => ({
        travellerId,
        outcome: 'unknown',
        references: [],
      })),
    );
    if (failure !== 'proof-wrong') return;
    const alarm = { id: ids.uuid(), kind: 'cheating-partner' as const, detail: query.id, raisedAt: at };
    await insertAlarm(tx, alarm, at);
    log.error({ event: 'queries.proof-wrong', queryId: query.id }, 'the partner answered with another key');
  }

  async function settleFound(tx: Db, query: QueryRow, found: readonly Found[]): Promise<void> {
    const at = clock.nowIso();
    const people = new Map((await selectSubjectsOf(tx, [query.id])).map((row) => [row.travellerId, row]));
    await updateOutcomes(
      tx,
      query.id,
      found.map(({ travellerId, references }) => ({
        travellerId,
        outcome: references.length > 0 ? 'hit' : 'no-hit',
        references,
      })),
    );
    const hits = found.flatMap((each) => {
      const person = people.get(each.travellerId);
      if (!person || each.references.length === 0) return [];
      const { crossingId } = person;
      const contact = query.contact;
      return [{ ...each, id: ids.uuid(), queryId: query.id, crossingId, contact, raisedAt: at }];
    });
    const receivedId = query.answerReceivedId!;
    const raised = await insertPartnerHits(
      tx,
      hits.map((hit) => ({ ...hit, receivedId })),
    );
    await endQuery(tx, query.id, { state: 'answered', failure: null, refusal: null, at });
    for (const id of raised) await bus.publish(tx, 'partner-hit', id);
  }

  return {
    /** An answer arrived, inside the transaction of its receipt: it is kept, and read after the commit. */
    async takeAnswer(tx: Db, received: Received): Promise<void> {
      const query = received.inReplyTo ? await selectQueryByDisclosure(tx, received.inReplyTo) : undefined;
      if (query?.state !== 'asked' || query.answer) {
        log.warn(
          { event: 'queries.answer-unasked', received: received.id },
          'an answer to nothing was received',
        );
        return;
      }
      const parsed = AnswerContent.safeParse(received.payload);
      const answer: AnswerContent = parsed.success ? parsed.data : { note: 'unreadable' };
      await keepAnswer(tx, query.id, { answer, receivedId: received.id, contact: answer.contact ?? null });
      await queue.enqueue(tx, 'queries.finish', { queryId: query.id }, { key: query.id });
    },
    /** Job: reads an answer that was kept. Reading it twice raises nothing twice. */
    async finish(queryId: string): Promise<void> {
      const query = await selectQuery(db, queryId);
      if (!query?.answer || query.state !== 'asked') return;
      const read = await (query.mode === 'blind' ? readBlind : readPlain)(query, query.answer);
      await database.transaction(async (tx) => {
        const standing = await lockQuery(tx, queryId);
        if (standing?.state !== 'asked') return;
        if (read.ok) await settleFound(tx, standing, read.found);
        else await fail(tx, standing, read.failure);
        const hits = read.ok ? read.found.filter(({ references }) => references.length > 0).length : 0;
        await deps.ledger.append(tx, {
          kind: 'answer',
          subject: queryId,
          articles: query.article === null ? [] : [query.article],
          policyDigest: null,
          objectDigest: null,
          counterpart: (await deps.sides(tx))?.partner.party ?? null,
          actors: [],
          previousReceipt: null,
          details: read.ok ? { proof: 'holds', hits: String(hits) } : { failure: read.failure },
        });
        await bus.publish(tx, 'query', queryId);
      });
    },
    /** The partner's gate did not take a question of ours. */
    async settled(
      tx: Db,
      { id, reason }: { readonly id: string; readonly reason: { article: string; code: string } | null },
    ): Promise<void> {
      const query = await selectQueryByDisclosure(tx, id);
      if (!query || !canMove(QUERY_MOVES, query.state, 'rejected')) return;
      const refusal = {
        clause: reason?.article ?? '',
        code: reason?.code ?? 'REFUSED',
        text: REFUSED_BY_PARTNER,
      };
      await endQuery(tx, query.id, { state: 'rejected', failure: null, refusal, at: clock.nowIso() });
      await bus.publish(tx, 'query', query.id);
    },
    /** Confirms or dismisses a hit that the partner reported; only a confirmed one allows a request for data. */
    async decide(
      actor: OfficerActor,
      id: string,
      { confirmed, note }: { readonly confirmed: boolean; readonly note: string },
    ): Promise<void> {
      const known = { id, travellerId: null, state: null, after: null, limit: 1 };
      if ((await selectPartnerHits(db, known)).length === 0) throw problem('NOT_FOUND');
      await database.transaction(async (tx) => {
        const state = confirmed ? ('confirmed' as const) : ('dismissed' as const);
        const decided = await decideHit(tx, id, { state, note, by: actor.accountId, at: clock.nowIso() });
        if (!decided) throw problem('PARTNER_HIT_DECIDED');
        await bus.publish(tx, 'partner-hit', id);
      });
    },
  };
}
