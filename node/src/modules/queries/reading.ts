import { openInput } from '@jisr/blind-query';
import type {
  AuditableQuery,
  PartnerHit,
  PartnerHitMark,
  PartnerHitQuery,
  PartnerQuery,
  QueryList,
  QueryOpening,
  ReceivedQuery,
} from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { createDesk } from './desk.ts';
import { selectAuditable, selectPartnerHitMarks } from './mark-store.ts';
import {
  type PartnerHitRow,
  type QueryRow,
  selectPartnerHits,
  selectQueries,
  selectQuery,
  selectSealed,
  selectSubjectsOf,
} from './query-store.ts';
import { type KeptQuestion, QUESTION_SECRET } from './questions.ts';
import { type ReceivedRow, selectReceivedPage } from './received-store.ts';
import type { QueriesDeps } from './types.ts';
import { fromText, toText } from './wire.ts';

type Page<Row> = { items: Row[]; next: string | null; total: null };

/** What the screens show of questions, answers, filters; and the opening of one input for an audit. */
export function createReading(kernel: Kernel, deps: QueriesDeps) {
  const { database, secrets } = kernel;
  const { db } = database;

  async function peopleOf(travellerIds: readonly string[]) {
    const rows = await deps.travellers.rowsOf(db, [...new Set(travellerIds)]);
    return new Map(rows.map((row) => [row.id, row]));
  }
  async function crossingsOf(crossingIds: readonly string[]) {
    const rows = await deps.travellers.summariesOf(db, [...new Set(crossingIds)]);
    return new Map(rows.map((row) => [row.id, row]));
  }
  const officersOf = (accounts: readonly (string | null)[]) =>
    deps.officers(
      db,
      accounts.filter((id) => id !== null),
    );

  async function present(rows: readonly QueryRow[]): Promise<PartnerQuery[]> {
    const subjects = await selectSubjectsOf(
      db,
      rows.map(({ id }) => id),
    );
    const people = await peopleOf(subjects.map(({ travellerId }) => travellerId));
    const officers = await officersOf(rows.map(({ askedBy }) => askedBy));
    const deliveries = await deps.deliveries(
      db,
      rows.flatMap(({ disclosureId }) => disclosureId ?? []),
    );
    return rows.map(({ answer: _, answerReceivedId: __, epoch: ___, askedBy, ...row }) => {
      const own = subjects.filter(({ queryId }) => queryId === row.id);
      return {
        ...row,
        delivery: deliveries.get(row.disclosureId ?? '') ?? null,
        hits: own.filter(({ outcome }) => outcome === 'hit').length,
        askedBy: askedBy === null ? null : (officers.get(askedBy) ?? null),
        subjects: own.flatMap(({ travellerId, outcome, references, partnerHitId }) => {
          const name = people.get(travellerId)?.name;
          const traveller = name && { id: travellerId, name };
          return traveller ? [{ traveller, outcome, references: [...references], partnerHitId }] : [];
        }),
      };
    });
  }

  async function presentHits(rows: readonly PartnerHitRow[]): Promise<PartnerHit[]> {
    const people = await peopleOf(rows.map(({ travellerId }) => travellerId));
    const officers = await officersOf(rows.map(({ decidedBy }) => decidedBy));
    const crossings = await crossingsOf(rows.map(({ crossingId }) => crossingId));
    return rows.flatMap(({ travellerId, decidedBy, references, ...row }) => {
      const person = people.get(travellerId);
      if (!person) return [];
      const { id, name, birthDate, gender, nationality, document } = person;
      const by = decidedBy === null ? null : (officers.get(decidedBy) ?? null);
      return [
        {
          ...row,
          references: [...references],
          decidedBy: by,
          crossing: crossings.get(row.crossingId) ?? null,
          traveller: { id, name, birthDate, gender, nationality, document },
        },
      ];
    });
  }

  async function partnerHit(id: string): Promise<PartnerHit> {
    const known = { id, travellerId: null, state: null, after: null, limit: 1 };
    const [hit] = await presentHits(await selectPartnerHits(db, known));
    if (!hit) throw problem('NOT_FOUND');
    return hit;
  }

  return {
    async read(id: string): Promise<PartnerQuery> {
      const row = await selectQuery(db, id);
      if (!row) throw problem('QUERY_UNKNOWN');
      return (await present([row]))[0]!;
    },
    async list(query: z.output<typeof QueryList>): Promise<Page<PartnerQuery>> {
      const { traveller = null, after = null, limit } = query;
      const rows = await selectQueries(db, { travellerId: traveller, after, limit });
      return { items: await present(rows), next: nextOf(rows, limit), total: null };
    },
    partnerHit,
    async partnerHits(query: z.output<typeof PartnerHitQuery>): Promise<Page<PartnerHit>> {
      const { traveller = null, after = null, limit, view } = query;
      const state = view === 'all' ? null : view;
      const rows = await selectPartnerHits(db, { travellerId: traveller, state, after, limit });
      return { items: await presentHits(rows), next: nextOf(rows, limit), total: null };
    },
    async received(query: { after?: string | undefined; limit: number }): Promise<Page<ReceivedQuery>> {
      const rows = await selectReceivedPage(db, query.after ?? null, query.limit);
      return { items: rows.map(presentReceived), next: nextOf(rows, query.limit), total: null };
    },
    desk: createDesk(kernel, deps),
    /** Without anybody's data: an auditor chooses from these. */
    async auditable(query: { after?: string | undefined; limit: number }): Promise<Page<AuditableQuery>> {
      const rows = await selectAuditable(db, query.after ?? null, query.limit);
      return { items: rows, next: nextOf(rows, query.limit), total: null };
    },
    /** The marks of hits that the partner reported, for rows of travellers and of hits. */
    async partnerHitsOf(on: Db, travellerIds: readonly string[]): Promise<Map<string, PartnerHitMark>> {
      const marks = await selectPartnerHitMarks(on, travellerIds);
      return new Map(marks.map(({ travellerId, ...mark }) => [travellerId, mark]));
    },
    /** Opens one input of a blind question: the auditor of the other side checks it against what was received there. */
    async open(
      actor: OfficerActor,
      id: string,
      { index, reason }: { readonly index: number; readonly reason: string },
    ): Promise<QueryOpening & { readonly id: string }> {
      const query = await selectQuery(db, id);
      if (!query) throw problem('QUERY_UNKNOWN');
      const { sealed, commitments } = await selectSealed(db, id);
      if (!query.disclosureId || !sealed || !commitments) throw problem('QUERY_NOT_OPENABLE');
      const kept = JSON.parse(
        Buffer.from(secrets.open(QUESTION_SECRET, sealed)).toString('utf8'),
      ) as KeptQuestion;
      if (index >= kept.inputs.length) throw problem('QUERY_NOT_OPENABLE');
      const inputs = kept.inputs.map(({ text }) => new TextEncoder().encode(text));
      const opening = openInput(inputs, fromText(kept.seed), index);
      await database.transaction((tx) => noteOpening(tx, query, actor, { index, reason }));
      return {
        id,
        disclosureId: query.disclosureId,
        index,
        input: toText(opening.input),
        salt: toText(opening.salt),
        blind: opening.blind,
        commitments: toText(commitments),
      };
    },
    presentReceived,
  };

  async function noteOpening(
    tx: Db,
    query: QueryRow,
    actor: OfficerActor,
    { index }: { readonly index: number; readonly reason: string },
  ): Promise<void> {
    await deps.ledger.append(tx, {
      kind: 'audit',
      subject: query.id,
      articles: query.article === null ? [] : [query.article],
      policyDigest: null,
      objectDigest: query.commitment,
      counterpart: null,
      actors: [deps.ledger.pseudonym(actor.accountId)],
      previousReceipt: null,
      details: { opened: String(index) },
    });
  }
}

const nextOf = (rows: readonly { id: string }[], limit: number): string | null =>
  rows.length < limit ? null : rows.at(-1)!.id;

function presentReceived(row: ReceivedRow): ReceivedQuery {
  const { thread: _, tlp: __, counterpart: ___, commitment: ____, retainUntil: _____, ...shown } = row;
  return shown;
}
