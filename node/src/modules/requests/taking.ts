import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Desks } from '../disclosures/index.ts';
import { endOf, LETTER_SECRET, type Letters } from './letters.ts';
import {
  faultIn,
  hoursOf,
  OutcomeContent,
  offenceOf,
  purposeOf,
  RequestContent,
  reportOf,
  SupplyContent,
  stateAfter,
} from './model.ts';
import {
  forgetReceived,
  insertLetter,
  insertRequest,
  type LetterEntry,
  type RequestEntry,
  replaceContent,
  selectRequest,
} from './store.ts';
import type { Received, RequestsDeps } from './types.ts';

const HOUR_MS = 3_600_000;

/** Takes what the partner says in the course of requests, each inside the transaction of its receipt. */
export function createTaking(kernel: Kernel, deps: RequestsDeps, letters: Letters) {
  const { secrets, bus, log } = kernel;
  const seal = (payload: object) => secrets.seal(LETTER_SECRET, Buffer.from(JSON.stringify(payload), 'utf8'));

  const letterOf = (
    received: Received,
    of: Pick<LetterEntry, 'requestId' | 'kind'> & Partial<LetterEntry>,
  ): LetterEntry => ({
    ...{ id: received.id, direction: 'in', state: 'received', sealed: seal(received.payload) },
    ...{ decision: null, ground: null, until: null, outcome: null, assurances: [] },
    ...{ approvalId: null, needed: 0, article: received.article, disclosureId: received.id, refusal: null },
    ...{ retainUntil: received.retainUntil, onward: received.obligations.onward },
    ...{ caveats: [...received.obligations.caveats], authorId: null, at: received.receivedAt },
    ...of,
  });

  const strange = (received: Received): void =>
    log.warn(
      { event: 'requests.strange-letter', received: received.id, category: received.category },
      'the partner wrote to a request that is not open here; it is kept by the gate alone',
    );

  /** The request that a letter belongs to, where it is one with this sender and on this side. */
  async function threadOf(tx: Db, received: Received): Promise<RequestEntry | undefined> {
    const request = await selectRequest(tx, received.thread);
    return request?.partner.party === received.sender ? request : undefined;
  }

  async function takeRequest(tx: Db, received: Received): Promise<void> {
    const content = RequestContent.parse(received.payload);
    const { references, questions, urgency, caseReference, justification, legalBasis, offence } = content;
    const found = await Promise.all(references.map((reference) => deps.queries.resolve(tx, reference)));
    const hours = hoursOf(urgency, received.obligations.answerWithinHours);
    const openedAt = received.receivedAt;
    const dueAt = new Date(new Date(openedAt).getTime() + hours * HOUR_MS).toISOString();
    const fresh = await insertRequest(tx, {
      ...{ id: received.thread, side: 'inbound', spontaneous: false, state: 'received', references },
      ...{ fields: questions.fields, assurances: questions.assurances, urgency, caseReference, offence },
      ...{ necessity: justification, legalBasis, purpose: purposeOf(received.purpose) },
      ...{
        partnerHitId: null,
        listings: [...new Set(found.flat())],
        own: received.to,
        partner: received.from,
      },
      ...{ article: received.article, outcome: null, authorId: null, openedAt, dueAt },
    });
    if (!fresh) return strange(received);
    const { thread: requestId } = received;
    await insertLetter(
      tx,
      letterOf(received, { requestId, kind: 'request', assurances: questions.assurances }),
    );
    await letters.watch(tx, requestId, dueAt);
    await bus.publish(tx, 'request', requestId);
  }

  async function takeSupply(tx: Db, received: Received): Promise<void> {
    const { decision } = SupplyContent.parse(received.payload);
    const request = await threadOf(tx, received);
    if (!request && received.action === 'notify') return takeWarning(tx, received);
    if (request?.side !== 'outbound' || !decision) return strange(received);
    await insertLetter(tx, letterOf(received, { requestId: request.id, kind: 'answer', decision }));
    await letters.move(tx, request.id, stateAfter({ kind: 'answer', decision }));
  }

  async function takeWarning(tx: Db, received: Received): Promise<void> {
    const { legalBasis, note } = SupplyContent.parse(received.payload);
    const { thread: id, receivedAt: openedAt } = received;
    await insertRequest(tx, {
      ...{ id, side: 'outbound', spontaneous: true, state: 'answered', references: [], fields: [] },
      ...{ purpose: purposeOf(received.purpose), offence: offenceOf(received.offence), urgency: 'urgent' },
      ...{ caseReference: '', necessity: note ?? '', legalBasis: legalBasis ?? '', assurances: [] },
      ...{ partnerHitId: null, listings: [], own: received.to, partner: received.from },
      ...{ article: received.article, outcome: null, authorId: null, openedAt, dueAt: null },
    });
    await insertLetter(tx, letterOf(received, { requestId: id, kind: 'warning' }));
    await bus.publish(tx, 'request', id);
  }

  /** From the holder: no data, and why. From whoever asked: what came of the data. */
  async function takeOutcome(tx: Db, received: Received): Promise<void> {
    const { outcome, note } = OutcomeContent.parse(received.payload);
    const request = await threadOf(tx, received);
    const decision = outcome === 'deferred' ? 'defer' : outcome === 'declined' ? 'refuse' : null;
    const report = reportOf(outcome);
    if (request?.side === 'outbound' && decision) {
      const { ground = null, until = null } = note ?? {};
      const said = { requestId: request.id, kind: 'answer', decision, ground, until } as const;
      await insertLetter(tx, letterOf(received, said));
      const dueAt = decision === 'defer' && until ? endOf(until) : null;
      return letters.move(tx, request.id, stateAfter(said), { dueAt });
    }
    if (request?.side === 'inbound' && report) {
      const said = { requestId: request.id, kind: 'outcome', outcome: report } as const;
      await insertLetter(tx, letterOf(received, said));
      return letters.move(tx, request.id, 'closed', { outcome: report });
    }
    strange(received);
  }

  const desks: Desks = {
    'supplement-request': { fault: faultIn(RequestContent), take: takeRequest },
    'person-supplement': { fault: faultIn(SupplyContent), take: takeSupply },
    'outcome-notice': { fault: faultIn(OutcomeContent), take: takeOutcome },
  };
  return {
    desks,
    /** Its sender has corrected what we hold. */
    corrected: (tx: Db, received: Received): Promise<void> =>
      replaceContent(tx, received.id, seal(received.payload)),
    /** What came with these must go, in the transaction in which the gate lets it go. */
    async erased(tx: Db, receivedIds: readonly string[]): Promise<void> {
      for (const id of await forgetReceived(tx, receivedIds)) await bus.publish(tx, 'request', id);
    },
  };
}
