import type { ApprovalDetail, ApprovalQuery, ApprovalRow, ApprovalVerification } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { barTo, counts, mayRead, type Person, stateAt, tally } from './model.ts';
import { digestOf, personOf } from './service.ts';
import { type ApprovalEntry, selectApproval, selectApprovals, selectVoices, type Voice } from './store.ts';
import type { ApprovalsDeps } from './types.ts';

const LIMIT = 200;

/** What waits for an officer, one approval whole, and the kept signatures checked again. */
export function createRead(kernel: Kernel, deps: ApprovalsDeps) {
  const { database, clock } = kernel;
  const { db } = database;

  function rowOf(
    entry: ApprovalEntry,
    voices: readonly Voice[],
    people: ReadonlyMap<string, Person>,
    reader: Person,
  ): ApprovalRow {
    const approvers = voices.filter((voice) => voice.decision === 'approve').map((voice) => voice.accountId);
    const decided = voices.map((voice) => voice.accountId);
    return {
      id: entry.id,
      kind: entry.kind,
      title: { en: entry.titleEn, ar: entry.titleAr },
      articles: [...entry.articles],
      state: stateAt(entry, clock.now()),
      needed: entry.needed,
      given: entry.state === 'open' ? tally(entry, approvers, people) : approvers.length,
      openedAt: entry.openedAt,
      expiresAt: entry.expiresAt,
      closedAt: entry.closedAt,
      bar: barTo(entry, reader, decided, clock.now()),
    };
  }

  /** @throws Problem `APPROVAL_UNKNOWN` also for whoever has no part in it */
  async function load(actor: OfficerActor, id: string) {
    const entry = await selectApproval(db, id);
    const voices = entry ? await selectVoices(db, [id]) : [];
    const decided = voices.map((voice) => voice.accountId);
    if (!entry || !mayRead(entry, personOf(actor), decided)) throw problem('APPROVAL_UNKNOWN');
    return { entry, voices, decided };
  }

  return {
    async list(
      actor: OfficerActor,
      { view }: z.output<typeof ApprovalQuery>,
    ): Promise<{ items: ApprovalRow[] }> {
      const { roles, accountId } = actor;
      const entries = await selectApprovals(db, { open: view !== 'closed', roles, accountId, limit: LIMIT });
      const voices = await selectVoices(
        db,
        entries.map((entry) => entry.id),
      );
      const people = await deps.people(
        db,
        voices.map((voice) => voice.accountId),
      );
      const items = entries.map((entry) =>
        rowOf(
          entry,
          voices.filter((voice) => voice.approvalId === entry.id),
          people,
          personOf(actor),
        ),
      );
      return { items: view === 'waiting' ? items.filter((item) => item.bar === null) : items };
    },
    async read(actor: OfficerActor, id: string): Promise<ApprovalDetail> {
      const { entry, voices, decided } = await load(actor, id);
      const [people, officers] = [await deps.people(db, decided), await deps.officers(db, decided)];
      const open = entry.state === 'open';
      return {
        ...rowOf(entry, voices, people, personOf(actor)),
        subject: entry.subject,
        roles: [...entry.roles],
        sheet: entry.sheet,
        digest: entry.digest,
        voices: voices.flatMap(({ accountId, decision, reason, at, evidence }) => ({
          officer: officers.get(accountId) ?? { id: accountId, name: { en: '?', ar: '؟' } },
          decision: decision === 'approve' ? ('approve' as const) : ('refuse' as const),
          reason,
          at,
          method: evidence?.method ?? null,
          keyThumbprint: evidence?.keyThumbprint ?? null,
          counts: !open || counts(entry, people.get(accountId)),
        })),
        mayWithdraw: stateAt(entry, clock.now()) === 'open' && entry.excluded.includes(actor.accountId),
      };
    },
    /** Checks every kept signature and record over the kept sheet again. */
    async verify(actor: OfficerActor, id: string): Promise<ApprovalVerification> {
      const { entry, voices, decided } = await load(actor, id);
      const officers = await deps.officers(db, decided);
      const digest = digestOf(entry.sheet);
      const checked: ApprovalVerification['voices'] = [];
      for (const { accountId, evidence } of voices) {
        if (!evidence) continue;
        checked.push({
          officer: officers.get(accountId) ?? { id: accountId, name: { en: '?', ar: '؟' } },
          method: evidence.method,
          valid: await deps.proofs.verify(accountId, digest, evidence),
        });
      }
      return { digest, sheetIntact: digest === entry.digest, voices: checked };
    },
  };
}
