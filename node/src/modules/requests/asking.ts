import type { LetterPreview, NewRequest, OutcomeReport, PartnerHit } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Letters } from './letters.ts';
import { insertRequest, selectLetters, selectRequest } from './store.ts';
import type { Intent, RequestsDeps } from './types.ts';

type Entry = z.output<typeof NewRequest>;

/** We ask: data about a hit that an officer has confirmed; and tell what came of it. */
export function createAsking(kernel: Kernel, deps: RequestsDeps, letters: Letters) {
  const { clock, database, ids } = kernel;
  const { db } = database;

  async function compose(actor: OfficerActor, entry: Entry) {
    const hit = await deps.queries.partnerHit(entry.partnerHitId);
    if (hit.state !== 'confirmed') throw problem('REQUEST_HIT_UNCONFIRMED');
    const sides = await deps.sides(db);
    if (!sides) throw problem('REQUEST_NO_PARTNER');
    const id = ids.uuid();
    const about = {
      purpose: entry.purpose ?? hit.purpose,
      offence: entry.offence ?? hit.offence,
      caseReference: entry.caseReference ?? hit.caseReference,
    };
    const { fields, assurances, necessity, legalBasis, urgency } = entry;
    const { caseReference, offence, purpose } = about;
    const intent: Intent = {
      ...{ key: `request:${id}`, action: 'request', category: 'supplement-request' },
      ...{ purpose, offence, tlp: 'amber', mode: null },
      payload: {
        references: hit.references,
        questions: { fields, assurances },
        confirmed: true,
        justification: necessity,
        ...{ caseReference, legalBasis, offence, urgency },
      },
      subject: subjectOf(hit, sides.own.party, clock.now()),
      ...{ from: sides.own, to: sides.partner, thread: id, inReplyTo: null, approval: null },
      author: actor.accountId,
      urgent: urgency === 'urgent',
    };
    return { id, intent, about, hit, sides };
  }

  return {
    /** What the law says of a request before it is made; nothing is written. */
    async previewRequest(actor: OfficerActor, entry: Entry): Promise<LetterPreview> {
      const { intent } = await compose(actor, entry);
      return letters.previewOf(intent, await letters.judge(intent, 0));
    },
    /**
     * Asks. Where the article wants officers to approve, it waits for them; what the law forbids is kept with the clause.
     *
     * @throws Problem `NOT_FOUND`, `REQUEST_HIT_UNCONFIRMED`, `REQUEST_NO_PARTNER`
     * @returns the id of the request
     */
    async ask(actor: OfficerActor, entry: Entry): Promise<string> {
      const { id, intent, about, hit, sides } = await compose(actor, entry);
      const judged = await letters.judge(intent, 0);
      const { fields, assurances, necessity, legalBasis, urgency, partnerHitId } = entry;
      const letterId = await database.transaction(async (tx) => {
        await insertRequest(tx, {
          ...{ id, side: 'outbound', spontaneous: false, references: hit.references },
          state: judged.said.allowed ? 'awaiting-approval' : 'stopped',
          ...{ fields, ...about, urgency, necessity, legalBasis, assurances, partnerHitId, ...sides },
          ...{ listings: [], article: null, outcome: null, authorId: actor.accountId },
          ...{ openedAt: clock.nowIso(), dueAt: null },
        });
        const draft = { kind: 'request', assurances, requestId: id, authorId: actor.accountId } as const;
        return letters.write(tx, intent, { ...draft, least: 0 }, judged);
      });
      await letters.send(letterId);
      return id;
    },
    /** Tells the partner what came of its data. @throws Problem `REQUEST_UNKNOWN`, `REQUEST_STATE` */
    async report(
      actor: OfficerActor,
      requestId: string,
      { outcome, note }: z.output<typeof OutcomeReport>,
    ): Promise<void> {
      const request = await selectRequest(db, requestId);
      if (!request) throw problem('REQUEST_UNKNOWN');
      const { side, state, own, partner, purpose, offence, references } = request;
      const answer = (await selectLetters(db, requestId)).findLast(
        ({ direction, disclosureId }) => direction === 'in' && disclosureId !== null,
      );
      if (side !== 'outbound' || !answer || !['answered', 'declined'].includes(state))
        throw problem('REQUEST_STATE', { state });
      const intent: Intent = {
        ...{ key: `outcome:${requestId}:${ids.uuid()}`, action: 'notify', category: 'outcome-notice' },
        ...{ purpose, offence, tlp: 'amber', mode: null },
        payload: {
          ...(references.length > 0 ? { references } : {}),
          of: answer.disclosureId,
          outcome,
          ...(note === null ? {} : { note: { text: note } }),
        },
        subject: { minor: null, own: null, sensitive: false, references: [`request:${requestId}`] },
        ...{ from: own, to: partner, thread: requestId, inReplyTo: answer.disclosureId, approval: null },
        author: actor.accountId,
      };
      const draft = { kind: 'outcome', requestId, authorId: actor.accountId } as const;
      const judged = await letters.judge(intent, 0);
      const letterId = await database.transaction((tx) =>
        letters.write(tx, intent, { ...draft, outcome, least: 0 }, judged),
      );
      await letters.send(letterId);
    },
  };
}

/** What the law must know of the traveller; a year alone counts as its last day: a doubt protects. */
function subjectOf({ traveller }: PartnerHit, party: string, now: Date): Intent['subject'] {
  const { birthDate, nationality, id } = traveller;
  const majority = `${now.getUTCFullYear() - 18}${now.toISOString().slice(4, 10)}`;
  return {
    minor: birthDate === null ? null : birthDate.padEnd(7, '-12').padEnd(10, '-31') > majority,
    own: nationality === null ? null : nationality === party,
    sensitive: false,
    references: [`traveller:${id}`],
  };
}
