import { type MemorandumTaken, Role } from '@jisr/contract';
import { type MemorandumDocument, prove, readDirective, readMemorandum, sayChange } from '@jisr/memorandum';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { type ActKind, type ActRecord, insertAct, moveAct, selectAct } from './act-store.ts';
import { pause } from './analyse.ts';
import { APPROVAL_TITLES } from './approval-texts.ts';
import type { Held, LawOfNode } from './law.ts';
import { ACT_OF, APPROVAL_DAYS, type MemorandumActKind, possible } from './model.ts';
import {
  endSuspensions,
  insertDirective,
  insertMemorandum,
  insertSuspension,
  markDirective,
  selectAnalysis,
  selectDirectives,
} from './store.ts';
import type { MemorandaDeps } from './types.ts';

const DAY_MS = 86_400_000;
const SIGNERS: readonly Role[] = [Role.enum['policy-officer'], Role.enum.supervisor];

export type Acts = ReturnType<typeof createActs>;

/** What officers do with memoranda and directives, each with two people; and what follows when they have agreed. */
export function createActs(kernel: Kernel, deps: MemorandaDeps, law: LawOfNode) {
  const { bus, clock, database, ids, queue } = kernel;

  async function find(db: Db, id: string): Promise<Held> {
    const found = (await law.held(db, clock.now())).find(({ record }) => record.id === id);
    if (!found) throw problem('MEMORANDUM_UNKNOWN');
    return found;
  }

  const note = (
    tx: Db,
    kind: 'memorandum' | 'directive',
    subject: string,
    digest: string,
    actors: readonly string[],
    details: Record<string, string>,
  ) =>
    deps.ledger.append(tx, {
      kind,
      subject,
      articles: [],
      policyDigest: digest,
      objectDigest: null,
      counterpart: null,
      actors: actors.map((account) => deps.ledger.pseudonym(account)),
      previousReceipt: null,
      details,
    });

  async function open(
    tx: Db,
    actor: OfficerActor,
    act: { kind: ActKind; subjectId: string; reason: string | null },
    document: Record<string, unknown>,
    params: { code: string; version: string },
  ): Promise<void> {
    const id = ids.uuid();
    const made = await insertAct(tx, { ...act, id, authorId: actor.accountId, openedAt: clock.nowIso() });
    if (!made) throw problem('MEMORANDUM_ACT_WAITING');
    const { approval, title } = APPROVAL_TITLES[act.kind];
    await deps.approvals.open(tx, {
      kind: approval,
      subject: id,
      document,
      title: title(params),
      needed: 2,
      roles: SIGNERS,
      excluded: [actor.accountId],
      articles: [],
      expiresAt: new Date(clock.now().getTime() + APPROVAL_DAYS * DAY_MS),
    });
    await bus.publish(tx, 'memorandum', act.subjectId);
  }

  /** Proposes, signs, suspends or lifts: puts exactly that before two people. */
  async function begin(
    actor: OfficerActor,
    id: string,
    kind: MemorandumActKind,
    reason: string | null,
  ): Promise<void> {
    const before = await find(database.db, id);
    if (kind === 'sign' || kind === 'propose') await mustProve(before.document);
    await database.transaction(async (tx) => {
      const now = await find(tx, id);
      if (!canOf(now, deps.party).includes(kind)) throw problem('MEMORANDUM_ACT_REFUSED');
      if (kind === 'sign') await mustBeLatest(tx, now);
      const analysis = await selectAnalysis(tx, now.record.digest);
      const { code, version, digest } = now.record;
      const document = {
        act: ACT_OF[kind],
        memorandum: { id: code, version, digest, title: now.document.title },
        reason,
        changes: (analysis?.result.changes ?? []).map(sayChange),
      };
      const act = { kind: ACT_OF[kind], subjectId: id, reason };
      await open(tx, actor, act, document, { code, version: String(version) });
    });
  }

  async function mustBeLatest(tx: Db, { record }: Held): Promise<void> {
    const later = (await law.held(tx, clock.now())).find(
      (other) =>
        other.record.code === record.code &&
        other.record.id !== record.id &&
        other.record.version >= record.version &&
        other.signatures.some(({ party }) => party === deps.party),
    );
    if (later) throw problem('MEMORANDUM_VERSION_SIGNED', { version: String(later.record.version) });
  }

  /** Takes in a document; its form is checked before anything is kept, its law by {@link prove}. */
  async function take(actor: OfficerActor, text: string): Promise<MemorandumTaken> {
    const read = readMemorandum(text);
    if ('faults' in read) return { id: null, faults: [...read.faults] };
    const faults = await prove(read.document, pause);
    if (faults.length > 0) return { id: null, faults };
    const id = ids.uuid();
    await database.transaction(async (tx) => {
      const { id: code, version } = read.document;
      const record = {
        id,
        code,
        version,
        digest: read.digest,
        origin: 'own',
        authorId: actor.accountId,
      } as const;
      if (!(await insertMemorandum(tx, { ...record, takenAt: clock.nowIso() }, read.document))) return;
      await queue.enqueue(tx, 'memoranda.analyse', { id }, { key: id });
      await note(tx, 'memorandum', id, read.digest, [actor.accountId], { step: 'drafted', memorandum: code });
      await bus.publish(tx, 'memorandum', id);
    });
    const held = (await law.held(database.db, clock.now())).find(
      ({ record }) => record.digest === read.digest,
    );
    return { id: held?.record.id ?? null, faults: [] };
  }

  async function issue(actor: OfficerActor, text: string): Promise<MemorandumTaken> {
    const read = readDirective(text);
    if ('faults' in read) return { id: null, faults: [...read.faults] };
    const { document, digest } = read;
    const id = ids.uuid();
    await database.transaction(async (tx) => {
      const row = { id, code: document.id, digest, document, authorId: actor.accountId };
      await insertDirective(tx, row, clock.nowIso());
      const act = { kind: 'directive', subjectId: id, reason: null } as const;
      await open(
        tx,
        actor,
        act,
        { act: 'directive', directive: document, digest },
        { code: document.id, version: '' },
      );
    });
    return { id, faults: [] };
  }

  async function end(actor: OfficerActor, id: string): Promise<void> {
    await database.transaction(async (tx) => {
      const found = (await selectDirectives(tx)).find((each) => each.id === id);
      if (!found) throw problem('DIRECTIVE_UNKNOWN');
      if (!found.agreedAt || found.endedAt) throw problem('MEMORANDUM_ACT_REFUSED');
      const act = { kind: 'directive-end', subjectId: id, reason: null } as const;
      const document = { act: 'directive-end', directive: found.document, digest: found.digest };
      await open(tx, actor, act, document, { code: found.code, version: '' });
    });
  }

  /** Two people have agreed: what needs no signature holds at once, the rest is a job of the same transaction. */
  async function agreed(tx: Db, actId: string, accounts: readonly string[]): Promise<void> {
    const act = await selectAct(tx, actId);
    if (act?.state !== 'waiting') return;
    const at = clock.nowIso();
    await moveAct(tx, act.id, 'waiting', 'agreed', at);
    await TAKE_EFFECT[act.kind](tx, act, at, accounts);
    await bus.publish(tx, 'memorandum', act.subjectId);
  }

  const tell = (tx: Db, act: ActRecord) =>
    queue.enqueue(tx, 'memoranda.tell', { actId: act.id }, { key: act.id });

  async function directiveDone(
    tx: Db,
    act: ActRecord,
    mark: 'agreed' | 'ended',
    at: string,
    who: readonly string[],
  ) {
    await markDirective(tx, act.subjectId, mark, at);
    await moveAct(tx, act.id, 'agreed', 'done', at);
    const found = (await selectDirectives(tx)).find(({ id }) => id === act.subjectId);
    await note(tx, 'directive', act.subjectId, found?.digest ?? '', who, {
      step: mark,
      directive: found?.code ?? '',
    });
  }

  type Effect = (tx: Db, act: ActRecord, at: string, accounts: readonly string[]) => Promise<void>;
  const TAKE_EFFECT: Readonly<Record<ActKind, Effect>> = {
    proposal: async (tx, act) => {
      await tell(tx, act);
    },
    signature: async (tx, act) => {
      await queue.enqueue(tx, 'memoranda.sign', { actId: act.id }, { key: act.id });
    },
    suspension: async (tx, act, at, accounts) => {
      const { record } = await find(tx, act.subjectId);
      const row = { id: act.id, code: record.code, party: deps.party, from: at, until: null };
      await insertSuspension(tx, { ...row, reason: act.reason ?? '' });
      const details = { step: 'suspended', memorandum: record.code, party: deps.party };
      await note(tx, 'memorandum', record.id, record.digest, accounts, details);
      await tell(tx, act);
    },
    lift: async (tx, act, at, accounts) => {
      const { record } = await find(tx, act.subjectId);
      await endSuspensions(tx, record.code, deps.party, at);
      const details = { step: 'suspension-lifted', memorandum: record.code, party: deps.party };
      await note(tx, 'memorandum', record.id, record.digest, accounts, details);
      await tell(tx, act);
    },
    directive: (tx, act, at, accounts) => directiveDone(tx, act, 'agreed', at, accounts),
    'directive-end': (tx, act, at, accounts) => directiveDone(tx, act, 'ended', at, accounts),
  };

  async function refused(tx: Db, actId: string): Promise<void> {
    const act = await selectAct(tx, actId);
    if (!act || !(await moveAct(tx, act.id, 'waiting', 'refused', clock.nowIso()))) return;
    if (act.kind === 'directive') await markDirective(tx, act.subjectId, 'refused', clock.nowIso());
    await bus.publish(tx, 'memorandum', act.subjectId);
  }

  return {
    begin,
    take,
    issue,
    end,
    /** What approvals call when two people have agreed, or when it was refused, withdrawn or ran out. */
    approvals: {
      approved: (tx: Db, { subject, accounts }: { subject: string; accounts: readonly string[] }) =>
        agreed(tx, subject, accounts),
      refused: (tx: Db, { subject }: { subject: string }) => refused(tx, subject),
    },
  };
}

async function mustProve(document: MemorandumDocument): Promise<void> {
  const [fault] = await prove(document, pause);
  if (fault) throw problem('MEMORANDUM_FAULTY', { detail: `${fault.place} ${fault.text.en}` });
}

/** What the own side may do with this memorandum now. */
export const canOf = ({ standing, signatures, suspensions }: Held, party: string): MemorandumActKind[] =>
  possible({
    standing,
    ownSigned: signatures.some((signature) => signature.party === party),
    ownSuspended: suspensions.some((each) => each.party === party && each.until === null),
  });
