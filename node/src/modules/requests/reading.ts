import type { RequestDetail, RequestLetter, RequestQuery, RequestRow } from '@jisr/contract';
import type { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { LETTER_SECRET } from './letters.ts';
import { isOverdue, OWED } from './model.ts';
import {
  type LetterEntry,
  type RequestEntry,
  selectLetters,
  selectRequest,
  selectRequests,
} from './store.ts';
import type { Intent, RequestsDeps } from './types.ts';

/** What the screens show of requests. */
export function createReading(
  kernel: Kernel,
  deps: RequestsDeps,
  proposedFor: (request: RequestEntry) => Promise<RequestDetail['proposed']>,
) {
  const { clock, database, secrets } = kernel;
  const { db } = database;

  const rowOf = (entry: RequestEntry): RequestRow => {
    const { id, side, spontaneous, state, references, purpose, offence, urgency, caseReference } = entry;
    const owed = (OWED as readonly string[]).includes(state);
    return {
      ...{ id, side, spontaneous, state, references, purpose, offence, urgency, caseReference },
      ...{ partner: entry.partner.party, article: entry.article, openedAt: entry.openedAt },
      dueAt: owed ? entry.dueAt : null,
      overdue: isOverdue(entry, clock.now()),
    };
  };

  function contentOf({ sealed, direction }: LetterEntry): Record<string, unknown> | null {
    if (sealed === null) return null;
    const text = Buffer.from(secrets.open(LETTER_SECRET, sealed)).toString('utf8');
    const read = JSON.parse(text) as Record<string, unknown>;
    return direction === 'out' ? { ...(read as unknown as Intent).payload } : read;
  }

  async function approvalOf({ approvalId, needed }: LetterEntry): Promise<RequestLetter['approval']> {
    const standing = approvalId === null ? null : await deps.approvals.standing(db, approvalId);
    return standing && { id: approvalId!, state: standing.state, given: standing.approvals.length, needed };
  }

  const present = async (entry: LetterEntry, officers: Map<string, RequestLetter['author']>) => {
    const { sealed: _, approvalId: __, needed: ___, authorId, requestId: ____, ...shown } = entry;
    return {
      ...shown,
      content: contentOf(entry),
      approval: await approvalOf(entry),
      author: authorId === null ? null : (officers.get(authorId) ?? null),
    };
  };

  return {
    async list(
      query: z.output<typeof RequestQuery>,
    ): Promise<{ items: RequestRow[]; next: string | null; total: null }> {
      const { side = null, open = null, partnerHit = null, after = null, limit } = query;
      const rows = await selectRequests(db, { side, open, partnerHit, after, limit });
      const next = rows.length < limit ? null : rows.at(-1)!.id;
      return { items: rows.map(rowOf), next, total: null };
    },
    /** @throws Problem `REQUEST_UNKNOWN` */
    async read(id: string): Promise<RequestDetail> {
      const request = await selectRequest(db, id);
      if (!request) throw problem('REQUEST_UNKNOWN');
      const entries = await selectLetters(db, id);
      const authors = [request.authorId, ...entries.map(({ authorId }) => authorId)];
      const officers = await deps.officers(db, [...new Set(authors.filter((each) => each !== null))]);
      const { fields, necessity, legalBasis, assurances, partnerHitId, outcome, authorId } = request;
      const answers = request.side === 'inbound' && !request.spontaneous && request.state !== 'closed';
      return {
        ...rowOf(request),
        ...{ fields, necessity, legalBasis, assurances, partnerHitId, outcome },
        author: authorId === null ? null : (officers.get(authorId) ?? null),
        letters: await Promise.all(entries.map((entry) => present(entry, officers))),
        proposed: answers ? await proposedFor(request) : [],
      };
    },
  };
}
