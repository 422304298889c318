import type { Bilingual, GateRefusal, LetterPreview, RequestLetter, Role } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { canMove, hoursOf, LETTER_MOVES, REQUEST_MOVES, stateAfter, stateWithout } from './model.ts';
import {
  insertLetter,
  type LetterEntry,
  lockRequest,
  moveLetter,
  moveRequest,
  type RequestEntry,
  selectLetter,
  selectLettersSentAs,
} from './store.ts';
import type { Intent, Obligations, Outcome, Preview, RequestsDeps, Settled } from './types.ts';
import { NOT_APPROVED, REFUSED_BY_PARTNER, TITLES } from './wording-texts.ts';

const HOUR_MS = 3_600_000;
const APPROVAL_DAYS = 7;
/** More approvals than any article or floor demands: what is refused even then is not refused for want of them. */
const MOST_APPROVALS = 4;
const RELEASING: readonly Role[] = ['releasing-officer', 'supervisor'];
export const LETTER_SECRET = 'request letter';

/** What the law says of a letter, and of how many officers it needs the word. */
export interface Judged {
  readonly needed: number;
  readonly said: Preview;
}
/** What a desk says of its letter; the rest is the same for all. */
export type Draft = Pick<RequestLetter, 'kind'> &
  Partial<Pick<RequestLetter, 'assurances' | 'decision' | 'ground' | 'until' | 'outcome'>> & {
    readonly requestId: string;
    readonly authorId: string;
    /** At least so many officers, whatever the article says. */
    readonly least: number;
  };

export const plainRefusal = ({ clause, code, text }: { clause: string; code: string; text: Bilingual }) => ({
  clause,
  code,
  text,
});

/** Letters of ours: put before officers, let out by the gate, followed until the partner has them. */
export function createLetters(kernel: Kernel, deps: RequestsDeps) {
  const { clock, database, ids, secrets, queue, bus } = kernel;
  const later = (hours: number) => new Date(clock.now().getTime() + hours * HOUR_MS);
  const openIntent = (sealed: Uint8Array): Intent =>
    JSON.parse(Buffer.from(secrets.open(LETTER_SECRET, sealed)).toString('utf8')) as Intent;

  /** The fewest approvals with which the law would let it leave; where none suffice, why not. */
  async function judge(intent: Intent, least: number): Promise<Judged> {
    for (let supposed = least; ; supposed += 1) {
      const said = await deps.gate.mayDisclose(intent, supposed);
      if (said.allowed || supposed >= MOST_APPROVALS) return { needed: supposed, said };
    }
  }

  function previewOf(intent: Intent, { needed, said }: Judged): LetterPreview {
    const content = { ...intent.payload };
    if (!said.allowed)
      return {
        ...{ content, allowed: false, article: null, refusal: plainRefusal(said.refusal) },
        ...{ approvals: 0, approvalRoles: [], retentionDays: null, onward: null },
        ...{ answerWithinHours: null, caveats: [] },
      };
    const { retentionDays, onward, answerWithinHours, caveats } = said.obligations;
    return {
      ...{ content, allowed: true, article: said.article, refusal: null, approvals: needed },
      approvalRoles: [...rolesOf(said.obligations)],
      ...{ retentionDays, onward, answerWithinHours, caveats: [...caveats] },
    };
  }

  const open = (tx: Db, intent: Intent, draft: Draft, letterId: string, judged: Judged) => {
    const { said, needed } = judged;
    if (!said.allowed || needed === 0) return null;
    return deps.approvals.open(tx, {
      kind: 'supply',
      subject: letterId,
      document: { disclosure: deps.approvalDocument(intent), content: intent.payload },
      title: TITLES[draft.kind],
      needed,
      roles: rolesOf(said.obligations),
      excluded: [draft.authorId],
      articles: [said.article],
      expiresAt: later(APPROVAL_DAYS * 24),
    });
  };

  /** Keeps a letter: before officers, ready to leave, or stopped with the clause that stands against it. */
  async function write(tx: Db, intent: Intent, draft: Draft, judged: Judged): Promise<string> {
    const id = ids.uuid();
    const { least: _, ...own } = draft;
    const { said, needed } = judged;
    const approvalId = await open(tx, intent, draft, id, judged);
    const ready = approvalId === null ? ('approved' as const) : ('awaiting-approval' as const);
    await insertLetter(tx, {
      ...{ assurances: [], decision: null, ground: null, until: null, outcome: null, ...own },
      ...{ id, direction: 'out', state: said.allowed ? ready : 'stopped', needed, approvalId },
      sealed: secrets.seal(LETTER_SECRET, Buffer.from(JSON.stringify(intent), 'utf8')),
      article: said.allowed ? said.article : null,
      refusal: said.allowed ? null : plainRefusal(said.refusal),
      ...{ disclosureId: null, retainUntil: null, onward: null, caveats: [], at: clock.nowIso() },
    });
    await bus.publish(tx, 'request', draft.requestId);
    return id;
  }

  /** What follows for the request, as far as its table lets it move. */
  async function move(
    tx: Db,
    requestId: string,
    to: RequestEntry['state'] | null,
    more: { article?: string | null; dueAt?: string | null; outcome?: string | null } = {},
  ): Promise<void> {
    const request = await lockRequest(tx, requestId);
    if (request && to !== null && canMove(REQUEST_MOVES, request.state, to)) {
      await moveRequest(tx, requestId, { state: to, ...more });
      const { dueAt } = more;
      if (dueAt) await watch(tx, requestId, dueAt);
    }
    await bus.publish(tx, 'request', requestId);
  }

  /** The clock: a job at the moment when an answer becomes late. */
  async function watch(tx: Db, requestId: string, dueAt: string): Promise<void> {
    const runAt = new Date(new Date(dueAt).getTime() + 1_000);
    await queue.enqueue(tx, 'requests.overdue', { requestId }, { key: `${requestId}:${dueAt}`, runAt });
  }

  function dueAfter(letter: LetterEntry, intent: Intent, obligations: Obligations | null): string | null {
    if (letter.kind === 'request') {
      const hours = hoursOf(intent.urgent ? 'urgent' : 'ordinary', obligations?.answerWithinHours ?? null);
      return later(hours).toISOString();
    }
    return letter.decision === 'defer' && letter.until !== null ? endOf(letter.until) : null;
  }

  async function settle(
    tx: Db,
    letter: LetterEntry,
    intent: Intent,
    outcome: Outcome,
    said: Preview,
  ): Promise<void> {
    if (!outcome.disclosed) {
      await moveLetter(tx, letter.id, { state: 'stopped', refusal: plainRefusal(outcome.refusal) });
      return move(tx, letter.requestId, stateWithout(letter.kind, 'us'));
    }
    const obligations = said.allowed ? said.obligations : null;
    const { article, id: disclosureId } = outcome;
    await moveLetter(tx, letter.id, {
      ...{ state: 'sent', article, disclosureId },
      ...(obligations && {
        retainUntil: later(obligations.retentionDays * 24).toISOString(),
        onward: obligations.onward,
        caveats: [...obligations.caveats],
      }),
    });
    await move(tx, letter.requestId, stateAfter(letter), {
      ...(letter.kind === 'request' || letter.kind === 'warning' ? { article } : {}),
      dueAt: dueAfter(letter, intent, obligations),
      outcome: letter.outcome,
    });
  }

  return {
    judge,
    previewOf,
    write,
    move,
    watch,
    openIntent,
    /** Lets an approved letter leave; twice is once. What the gate refuses is kept with its clause. */
    async send(letterId: string): Promise<void> {
      const letter = await selectLetter(database.db, letterId);
      if (letter?.state !== 'approved' || letter.sealed === null) return;
      const intent: Intent = { ...openIntent(letter.sealed), approval: letter.approvalId };
      const said = await deps.gate.mayDisclose(intent);
      await deps.gate.sendIfWanted(intent, {
        async wanted(tx) {
          await lockRequest(tx, letter.requestId);
          return (await selectLetter(tx, letterId))?.state === 'approved';
        },
        after: (tx, outcome) => settle(tx, letter, intent, outcome, said),
      });
    },
    /** For the approvals of kind `supply`. */
    approval: {
      async approved(tx: Db, { subject }: { readonly subject: string }): Promise<void> {
        const letter = await selectLetter(tx, subject);
        if (!letter || !canMove(LETTER_MOVES, letter.state, 'approved')) return;
        await moveLetter(tx, subject, { state: 'approved' });
        await queue.enqueue(tx, 'requests.send', { letterId: subject }, { key: subject });
        await bus.publish(tx, 'request', letter.requestId);
      },
      async refused(
        tx: Db,
        of: { readonly id: string; readonly subject: string; readonly state: string },
      ): Promise<void> {
        const letter = await selectLetter(tx, of.subject);
        if (!letter || !canMove(LETTER_MOVES, letter.state, 'withheld')) return;
        const text = NOT_APPROVED[of.state] ?? NOT_APPROVED.refused!;
        const refusal: GateRefusal = { clause: letter.article ?? '', code: of.state.toUpperCase(), text };
        await moveLetter(tx, of.subject, { state: 'withheld', refusal });
        await move(tx, letter.requestId, stateWithout(letter.kind, 'us'));
      },
    },
    /** What became of what was sent, in the transaction that records it. */
    async settled(tx: Db, outcomes: readonly Settled[]): Promise<void> {
      // Most of what passes is no letter: one look for all of them.
      const letters = await selectLettersSentAs(
        tx,
        outcomes.map(({ id }) => id),
      );
      for (const { id, state, reason } of outcomes) {
        const letter = letters.get(id);
        const to = state === 'received' || state === 'processed' ? 'delivered' : 'rejected';
        if (!letter || !canMove(LETTER_MOVES, letter.state, to)) continue;
        const refusal =
          to === 'delivered'
            ? null
            : { clause: reason?.article ?? '', code: reason?.code ?? 'REFUSED', text: REFUSED_BY_PARTNER };
        await moveLetter(tx, letter.id, { state: to, refusal });
        letters.set(id, { ...letter, state: to });
        await move(tx, letter.requestId, to === 'rejected' ? stateWithout(letter.kind, 'partner') : null);
      }
    },
  };
}
export type Letters = ReturnType<typeof createLetters>;

const rolesOf = ({ approvalRoles }: Obligations): readonly Role[] =>
  approvalRoles.length > 0 ? (approvalRoles as readonly Role[]) : RELEASING;

/** The end of a day, in UTC. */
export const endOf = (day: string): string => `${day}T23:59:59.000Z`;
