import { createHash } from 'node:crypto';
import type { ApprovalState, NewApproval as GivenApproval, NewRefusal } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { ProofEvidence } from '../identity/index.ts';
import { barTo, counts, FORMAT, isEnough, type Person, signedText, stateAt, writeSheet } from './model.ts';
import {
  type ApprovalEntry,
  closeApproval,
  insertApproval,
  insertVoice,
  lockApproval,
  selectApproval,
  selectVoices,
  type Voice,
} from './store.ts';
import type { Approval, ApprovalsDeps, NewApproval, Standing } from './types.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const digestOf = (sheet: string): string => sha256(signedText(sheet));

export const personOf = (actor: OfficerActor): Person => ({
  accountId: actor.accountId,
  roles: actor.roles,
  disabled: false,
});

/** The sheet is our own canonical JSON: what was put in comes out. */
const documentOf = (sheet: string): unknown => (JSON.parse(sheet) as { document: unknown }).document;

/** What is to be recorded of one person's word. */
interface Word {
  readonly decision: Voice['decision'];
  readonly reason: string | null;
  readonly evidence: ProofEvidence | null;
}

/** Throws why a person may not decide. */
function refuse(entry: ApprovalEntry, person: Person, voices: readonly Voice[], now: Date): void {
  const bar = barTo(
    entry,
    person,
    voices.map((voice) => voice.accountId),
    now,
  );
  if (bar === null) return;
  const codes = {
    closed: 'APPROVAL_CLOSED',
    expired: 'APPROVAL_EXPIRED',
    author: 'APPROVAL_OWN',
    role: 'APPROVAL_ROLE',
    administrator: 'APPROVAL_ADMINISTRATOR',
    decided: 'APPROVAL_DECIDED',
  } as const;
  throw problem(codes[bar], { roles: entry.roles.join(', ') });
}

/** Puts documents before officers, takes their words, and ends an approval when there are enough. */
export function createService(kernel: Kernel, deps: ApprovalsDeps) {
  const { database, clock, ids, bus, queue } = kernel;

  /** How an approval stands, or null when there is none of this number. */
  async function standing(db: Db, id: string): Promise<Standing | null> {
    const entry = await selectApproval(db, id);
    if (!entry) return null;
    const approvals = (await countedOf(db, entry)).map(presentVoice);
    const { roles, sheet } = entry;
    return { state: stateAt(entry, clock.now()), roles, document: documentOf(sheet), approvals };
  }

  /** The approvals that count: of an open one by people as they are now, of a closed one those that closed it. */
  async function countedOf(db: Db, entry: ApprovalEntry): Promise<Voice[]> {
    const given = (await selectVoices(db, [entry.id])).filter((voice) => voice.decision === 'approve');
    if (entry.state !== 'open') return given;
    const people = await deps.people(
      db,
      given.map((voice) => voice.accountId),
    );
    return given.filter((voice) => counts(entry, people.get(voice.accountId)));
  }

  /** Ends an approval and tells the module that opened it, in one transaction. */
  async function end(
    tx: Db,
    entry: ApprovalEntry,
    state: Exclude<ApprovalState, 'open'>,
    word: { reason: string | null; accountId: string | null },
  ): Promise<void> {
    await closeApproval(tx, { id: entry.id, state, at: clock.nowIso() });
    const handler = deps.handlers()[entry.kind];
    if (!handler) throw new Error(`nobody handles approvals of kind ${entry.kind}`);
    const voices = await countedOf(tx, { ...entry, state: 'open' });
    const approval: Approval = {
      id: entry.id,
      kind: entry.kind,
      subject: entry.subject,
      document: documentOf(entry.sheet),
      roles: entry.roles,
      digest: entry.digest,
      articles: entry.articles,
      state,
      approvals: voices.map(presentVoice),
      reason: word.reason,
      accounts:
        state === 'approved'
          ? voices.map((voice) => voice.accountId)
          : word.accountId
            ? [word.accountId]
            : [],
    };
    await handler[state === 'approved' ? 'approved' : 'refused'](tx, approval);
  }

  /** Appends to the ledger without a name, then keeps the word with its evidence. */
  async function record(tx: Db, entry: ApprovalEntry, accountId: string, word: Word): Promise<void> {
    const pseudonym = deps.ledger.pseudonym(accountId);
    const ledgerEntry = await deps.ledger.append(tx, {
      kind: 'approval',
      subject: entry.id,
      articles: entry.articles,
      policyDigest: null,
      objectDigest: entry.digest,
      counterpart: null,
      actors: [pseudonym],
      previousReceipt: null,
      details: {
        kind: entry.kind,
        decision: word.decision,
        ...(word.evidence ? { method: word.evidence.method } : {}),
        ...(word.evidence?.keyThumbprint ? { key: word.evidence.keyThumbprint } : {}),
      },
    });
    const voice = { approvalId: entry.id, accountId, at: clock.nowIso(), pseudonym, ledgerEntry };
    await insertVoice(tx, { ...voice, ...word });
    await bus.publish(tx, 'approval', entry.id);
  }

  async function need(db: Db, id: string): Promise<ApprovalEntry> {
    const entry = await selectApproval(db, id);
    if (!entry) throw problem('APPROVAL_UNKNOWN');
    return entry;
  }

  /** The approval, locked, with its voices and the person as the database knows them now. */
  async function lockFor(tx: Db, actor: OfficerActor, id: string) {
    const locked = await lockApproval(tx, id);
    if (!locked) throw problem('APPROVAL_UNKNOWN');
    const people = await deps.people(tx, [actor.accountId]);
    const person = people.get(actor.accountId) ?? { ...personOf(actor), disabled: true };
    return { person, locked, voices: await selectVoices(tx, [id]) };
  }

  return {
    standing,
    /**
     * Puts a document before officers, in the caller's transaction.
     *
     * @returns the approval's id; the kind's handler is called when it ends
     * @example
     * const id = await approvals.open(tx, { kind: 'supply', subject: requestId, document, title, needed: 2,
     *   roles: ['releasing-officer', 'supervisor'], excluded: [author], articles: ['BORDERS/6.1'], expiresAt });
     */
    async open(tx: Db, asked: NewApproval): Promise<string> {
      if (!deps.handlers()[asked.kind]) throw new Error(`nobody handles approvals of kind ${asked.kind}`);
      const id = ids.uuid();
      const { kind, subject, title, needed, document } = asked;
      const expiresAt = asked.expiresAt.toISOString();
      const [articles, roles] = [[...asked.articles], [...asked.roles]];
      const signed = {
        format: FORMAT,
        id,
        kind,
        subject,
        title,
        articles,
        needed,
        roles,
        expiresAt,
      } as const;
      const sheet = writeSheet({ ...signed, document });
      await insertApproval(tx, {
        ...{ id, kind, subject, articles, needed, roles, sheet, expiresAt },
        titleEn: title.en,
        titleAr: title.ar,
        excluded: asked.excluded,
        digest: digestOf(sheet),
        openedAt: clock.nowIso(),
      });
      await queue.enqueue(tx, 'approvals.expire', { id }, { key: id, runAt: asked.expiresAt });
      await bus.publish(tx, 'approval', id);
      return id;
    },
    /** @throws Problem `APPROVAL_…`, `PASSKEY_FAILED`, `PROOF_FAILED`, `ACCOUNT_LOCKED`, `TOTP_NOT_ENROLLED` */
    async approve(actor: OfficerActor, id: string, given: z.output<typeof GivenApproval>): Promise<void> {
      const entry = await need(database.db, id);
      refuse(entry, personOf(actor), await selectVoices(database.db, [id]), clock.now());
      if (digestOf(entry.sheet) !== entry.digest) throw problem('APPROVAL_ALTERED');
      if (given.digest !== entry.digest) throw problem('APPROVAL_DIGEST_DIFFERS');
      // Outside the transaction: it takes long, and a proof is used up even when the approval has closed meanwhile.
      const evidence = await deps.proofs.prove(actor.accountId, entry.digest, given.proof);
      await database.transaction(async (tx) => {
        const { person, locked, voices } = await lockFor(tx, actor, id);
        refuse(locked, person, voices, clock.now());
        if (locked.digest !== entry.digest || digestOf(locked.sheet) !== entry.digest)
          throw problem('APPROVAL_ALTERED');
        await record(tx, locked, actor.accountId, { decision: 'approve', reason: null, evidence });
        const approvers = [...voices.map((voice) => voice.accountId), actor.accountId];
        if (isEnough(locked, approvers, await deps.people(tx, approvers)))
          await end(tx, locked, 'approved', { reason: null, accountId: null });
      });
    },
    /** One refusal ends it. @throws Problem `APPROVAL_…` */
    async refuse(actor: OfficerActor, id: string, { reason }: z.output<typeof NewRefusal>): Promise<void> {
      await database.transaction(async (tx) => {
        const { person, locked, voices } = await lockFor(tx, actor, id);
        refuse(locked, person, voices, clock.now());
        await record(tx, locked, actor.accountId, { decision: 'refuse', reason, evidence: null });
        await end(tx, locked, 'refused', { reason, accountId: actor.accountId });
      });
    },
    /** By an author alone. @throws Problem `APPROVAL_…`, `FORBIDDEN` */
    async withdraw(actor: OfficerActor, id: string, { reason }: { reason: string }): Promise<void> {
      await database.transaction(async (tx) => {
        const { locked } = await lockFor(tx, actor, id);
        if (!locked.excluded.includes(actor.accountId)) throw problem('FORBIDDEN');
        if (stateAt(locked, clock.now()) !== 'open') throw problem('APPROVAL_CLOSED');
        await record(tx, locked, actor.accountId, { decision: 'withdraw', reason, evidence: null });
        await end(tx, locked, 'withdrawn', { reason, accountId: actor.accountId });
      });
    },
    /** The job of each approval's last moment. */
    async expire(id: string): Promise<void> {
      await database.transaction(async (tx) => {
        const entry = await lockApproval(tx, id);
        if (entry?.state !== 'open' || stateAt(entry, clock.now()) !== 'expired') return;
        await end(tx, entry, 'expired', { reason: null, accountId: null });
        await bus.publish(tx, 'approval', id);
      });
    },
  };
}

const presentVoice = (voice: Voice): Standing['approvals'][number] => ({
  officer: voice.pseudonym,
  at: voice.at,
  method: voice.evidence?.method ?? 'password-totp',
  keyThumbprint: voice.evidence?.keyThumbprint ?? null,
});
