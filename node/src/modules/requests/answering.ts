import type {
  LetterPreview,
  Listing,
  NewAnswer,
  NewNotice,
  NewWarning,
  SupplementField,
} from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Letters } from './letters.ts';
import { canMove, chosenOf, REQUEST_MOVES, stateAfter, subjectOfListing, valuesOf } from './model.ts';
import { insertRequest, lockRequest, type RequestEntry, selectLetters, selectRequest } from './store.ts';
import type { Intent, RequestsDeps } from './types.ts';

type Answer = z.output<typeof NewAnswer>;
const NOBODY = { minor: null, own: null, sensitive: false };

/** We hold: what may be supplied is chosen from a listing, put before officers, and let out by the gate. */
export function createAnswering(kernel: Kernel, deps: RequestsDeps, letters: Letters) {
  const { clock, database, ids } = kernel;
  const { db } = database;

  async function inbound(id: string): Promise<RequestEntry> {
    const request = await selectRequest(db, id);
    if (!request) throw problem('REQUEST_UNKNOWN');
    if (request.side !== 'inbound' || request.spontaneous)
      throw problem('REQUEST_STATE', { state: request.state });
    return request;
  }

  /** Listings behind the reference that still hold. */
  async function listingsOf({ listings }: Pick<RequestEntry, 'listings'>): Promise<Listing[]> {
    const known = listings.length === 0 ? [] : await deps.watchlists.readListings(db, listings);
    return known.filter(({ status }) => status === 'active');
  }

  async function listingFor(request: RequestEntry, wanted: string | null): Promise<Listing> {
    const listings = await listingsOf(request);
    if (listings.length === 0) throw problem('REQUEST_REFERENCE_UNKNOWN');
    const listing = wanted === null ? listings[0] : listings.find(({ id }) => id === wanted);
    if (!listing) throw problem('REQUEST_LISTING_OTHER');
    return listing;
  }

  function choose(listing: Listing, of: Pick<Answer, 'fields' | 'only'>): Record<string, unknown> {
    const { chosen, missing } = chosenOf(valuesOf(listing), of);
    if (missing.length > 0) throw problem('REQUEST_FIELD_EMPTY', { fields: missing.join(', ') });
    return chosen;
  }

  /** What every letter of a request has in common. */
  const letterOf = (request: RequestEntry, author: string, inReplyTo: string | null) => {
    const { purpose, offence, own: from, partner: to, id: thread, urgency } = request;
    return {
      ...({ purpose, offence, tlp: 'amber', mode: null, from, to, thread, inReplyTo } as const),
      ...{ approval: null, author, urgent: urgency === 'urgent' },
    };
  };

  async function supplyOf(request: RequestEntry, answer: Answer, base: ReturnType<typeof letterOf>) {
    const strange = answer.assurances.filter((each) => !request.assurances.includes(each));
    if (strange.length > 0) throw problem('REQUEST_ASSURANCE_NOT_GIVEN', { assurances: strange.join(', ') });
    const listing = await listingFor(request, answer.listingId);
    const { decision, conditions, note, assurances } = answer;
    const intent: Omit<Intent, 'key'> = {
      ...base,
      ...{ action: 'supply', category: 'person-supplement', assurances },
      payload: {
        ...{ references: request.references, decision },
        ...(conditions === null ? {} : { conditions }),
        ...(note === null ? {} : { note }),
        ...choose(listing, answer),
      },
      subject: subjectOfListing(listing, request.own.party, clock.now()),
    };
    return intent;
  }

  /** Nothing about the person is said, so no article on supplying is asked: it is a notice of what came of the request. */
  function withheldOf(request: RequestEntry, answer: Answer, base: ReturnType<typeof letterOf>) {
    const { decision, ground, until, note } = answer;
    const intent: Omit<Intent, 'key'> = {
      ...base,
      ...{ action: 'notify', category: 'outcome-notice' },
      payload: {
        references: request.references,
        of: base.inReplyTo,
        outcome: decision === 'defer' ? 'deferred' : 'declined',
        note: { ground, ...(until === null ? {} : { until }), ...(note === null ? {} : { text: note }) },
      },
      subject: { ...NOBODY, references: [`request:${request.id}`] },
    };
    return intent;
  }

  async function compose(actor: OfficerActor, request: RequestEntry, answer: Answer): Promise<Intent> {
    const asked = (await selectLetters(db, request.id)).find(({ kind }) => kind === 'request');
    const base = letterOf(request, actor.accountId, asked?.disclosureId ?? null);
    const supplies = answer.decision === 'supply' || answer.decision === 'partial';
    const intent = supplies ? await supplyOf(request, answer, base) : withheldOf(request, answer, base);
    return { ...intent, key: `answer:${ids.uuid()}` };
  }

  const isFree = (request: RequestEntry, { decision }: Pick<Answer, 'decision'>) =>
    canMove(REQUEST_MOVES, request.state, stateAfter({ kind: 'answer', decision })!);

  return {
    /** From what an answer can be chosen. */
    proposedFor: async (request: RequestEntry) =>
      (await listingsOf(request)).map((listing) => ({ listingId: listing.id, values: valuesOf(listing) })),
    /** Exactly what would leave and what the law says of it; nothing is written. */
    async previewAnswer(actor: OfficerActor, id: string, answer: Answer): Promise<LetterPreview> {
      const intent = await compose(actor, await inbound(id), answer);
      return letters.previewOf(intent, await letters.judge(intent, 1));
    },
    /**
     * Puts an answer before the officers who release. What the law forbids is kept with its clause and goes nowhere.
     *
     * @throws Problem `REQUEST_UNKNOWN`, `REQUEST_STATE`, `REQUEST_DRAFT_OPEN`, `REQUEST_REFERENCE_UNKNOWN`,
     *   `REQUEST_LISTING_OTHER`, `REQUEST_FIELD_EMPTY`, `REQUEST_ASSURANCE_NOT_GIVEN`
     */
    async draft(actor: OfficerActor, id: string, answer: Answer): Promise<void> {
      const request = await inbound(id);
      if (!isFree(request, answer)) throw problem('REQUEST_STATE', { state: request.state });
      const intent = await compose(actor, request, answer);
      const judged = await letters.judge(intent, 1);
      const { decision, ground, until, assurances } = answer;
      await database.transaction(async (tx) => {
        const locked = await lockRequest(tx, id);
        if (!locked || !isFree(locked, answer))
          throw problem('REQUEST_STATE', { state: locked?.state ?? '' });
        if ((await selectLetters(tx, id)).some(isOpenAnswer)) throw problem('REQUEST_DRAFT_OPEN');
        const draft = { kind: 'answer', requestId: id, authorId: actor.accountId, least: 1 } as const;
        await letters.write(tx, intent, { ...draft, decision, ground, until, assurances }, judged);
      });
    },
    /** Data that nobody asked for, against an imminent threat. @throws Problem `NOT_FOUND`, `REQUEST_…` */
    async warn(actor: OfficerActor, entry: z.output<typeof NewWarning>): Promise<string> {
      const sides = await deps.sides(db);
      if (!sides) throw problem('REQUEST_NO_PARTNER');
      const [listing] = await listingsOf({ listings: [entry.listingId] });
      if (!listing) throw problem('NOT_FOUND');
      const { purpose, offence, caseReference, necessity, legalBasis, fields, note } = entry;
      const request: RequestEntry = {
        ...{ id: ids.uuid(), side: 'inbound', spontaneous: true, state: 'awaiting-approval', references: [] },
        ...{
          fields,
          purpose,
          offence,
          caseReference,
          necessity,
          legalBasis,
          urgency: 'urgent',
          assurances: [],
        },
        ...{ partnerHitId: null, listings: [listing.id], ...sides, article: null, outcome: null },
        ...{ authorId: actor.accountId, openedAt: clock.nowIso(), dueAt: null },
      };
      const intent: Intent = {
        ...letterOf(request, actor.accountId, null),
        ...{ key: `warning:${request.id}`, action: 'notify', category: 'person-supplement' },
        payload: { legalBasis, ...(note === null ? {} : { note }), ...choose(listing, entry) },
        subject: subjectOfListing(listing, sides.own.party, clock.now()),
      };
      const judged = await letters.judge(intent, 1);
      await database.transaction(async (tx) => {
        await insertRequest(tx, judged.said.allowed ? request : { ...request, state: 'stopped' });
        const { id: requestId, authorId } = request;
        const draft = { kind: 'warning', requestId, authorId: authorId!, least: 1 } as const;
        await letters.write(tx, intent, draft, judged);
      });
      return request.id;
    },
    /** Corrects or withdraws something that we told the partner. @throws Problem `REQUEST_UNKNOWN`, `REQUEST_STATE` */
    async notify(actor: OfficerActor, id: string, entry: z.output<typeof NewNotice>): Promise<void> {
      const request = await selectRequest(db, id);
      const letter = (await selectLetters(db, id)).find((each) => each.id === entry.letterId);
      if (!request || !letter) throw problem('REQUEST_UNKNOWN');
      if (letter.direction !== 'out' || letter.disclosureId === null)
        throw problem('REQUEST_STATE', { state: letter.state });
      const corrects = entry.kind === 'correction';
      const corrected = corrects && entry.corrected.length > 0 ? await again(request, entry.corrected) : null;
      const intent: Intent = {
        ...letterOf(request, actor.accountId, letter.disclosureId),
        ...{ key: `notice:${ids.uuid()}`, action: 'notify', category: `${entry.kind}-notice` },
        payload: {
          ...{ of: letter.disclosureId, reason: entry.reason },
          ...(corrected === null ? {} : { corrected }),
          ...(corrects && entry.withdrawn.length > 0 ? { withdrawn: entry.withdrawn } : {}),
        },
        subject: { ...NOBODY, references: [`request:${id}`] },
      };
      const judged = await letters.judge(intent, 0);
      const draft = { kind: entry.kind, requestId: id, authorId: actor.accountId, least: 0 } as const;
      const letterId = await database.transaction((tx) => letters.write(tx, intent, draft, judged));
      await letters.send(letterId);
    },
  };

  async function again(request: RequestEntry, fields: readonly SupplementField[]) {
    return choose(await listingFor(request, null), { fields: [...fields], only: {} });
  }
}

const isOpenAnswer = ({ kind, state }: { kind: string; state: string }): boolean =>
  kind === 'answer' && (state === 'awaiting-approval' || state === 'approved');
