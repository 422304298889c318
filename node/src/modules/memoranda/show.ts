import type {
  ArticleView,
  ClauseView,
  Directive,
  MemorandumAct,
  MemorandumAnalysis,
  MemorandumCell,
  MemorandumDetail,
  MemorandumRow,
} from '@jisr/contract';
import { canonicalBytes, PROTOCOL, PROTOCOL_DIGEST, sayChange } from '@jisr/memorandum';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectActs } from './act-store.ts';
import { canOf } from './acts.ts';
import { precedingOf } from './analyse.ts';
import { clauseView } from './clause-view.ts';
import type { Held, LawOfNode } from './law.ts';
import { type DirectiveRecord, selectAnalysis, selectDirectives } from './store.ts';
import type { ArticleUse, MemorandaDeps } from './types.ts';

/** The protocol is in every node: it has no row, and an identifier of its own that no row can have. */
const PROTOCOL_ID = '00000000-0000-7000-8000-000000000000';
const PROTOCOL_HELD: Held = {
  record: {
    id: PROTOCOL_ID,
    code: PROTOCOL.id,
    version: PROTOCOL.version,
    digest: PROTOCOL_DIGEST,
    origin: 'own',
    authorId: null,
    takenAt: PROTOCOL.inForceFrom,
  },
  document: PROTOCOL,
  standing: 'in-force',
  signatures: [],
  suspensions: [],
};

export type Show = ReturnType<typeof createShow>;

/** Memoranda as officers read them. */
export function createShow(kernel: Kernel, deps: MemorandaDeps, law: LawOfNode) {
  const { clock, database } = kernel;

  const everything = async (): Promise<Held[]> => [
    ...(await law.held(database.db, clock.now())),
    PROTOCOL_HELD,
  ];
  async function find(id: string): Promise<{ one: Held; all: Held[] }> {
    const all = await everything();
    const one = all.find(({ record }) => record.id === id);
    if (!one) throw problem('MEMORANDUM_UNKNOWN');
    return { one, all };
  }

  async function actsOf(subjectId: string): Promise<MemorandumAct[]> {
    const acts = await selectActs(database.db, subjectId);
    const people = await deps.officers(
      database.db,
      acts.map(({ authorId }) => authorId),
    );
    return acts.map((act) => ({
      id: act.id,
      kind: act.kind as MemorandumAct['kind'],
      state: act.state,
      by: people.get(act.authorId) ?? null,
      at: act.openedAt,
    }));
  }

  async function read(id: string): Promise<MemorandumDetail> {
    const { one, all } = await find(id);
    const { document, record, signatures, suspensions } = one;
    const uses = await deps.uses(database.db);
    return {
      ...rowOf(one, uses),
      preamble: document.preamble,
      suspension: document.suspension,
      signatories: document.signatories,
      signatures: signatures.map(({ envelope }) => ({
        party: envelope.party,
        role: envelope.role,
        keyId: envelope.keyId,
        signedAt: envelope.signedAt,
      })),
      suspensions: suspensions.map(({ code: _code, ...rest }) => rest),
      content: document.articles.map((article) => articleView(one, article, uses, clock.now())),
      versions: all
        .filter((each) => each.record.code === record.code)
        .map((each) => ({
          id: each.record.id,
          version: each.record.version,
          standing: each.standing,
          digest: each.record.digest,
        })),
      acts: await actsOf(id),
      ownParty: deps.party,
      can: id === PROTOCOL_ID ? [] : canOf(one, deps.party),
    };
  }

  return {
    read,
    async list(): Promise<{ items: MemorandumRow[] }> {
      const uses = await deps.uses(database.db);
      return { items: (await everything()).map((one) => rowOf(one, uses)) };
    },
    async text(id: string): Promise<string> {
      const { one } = await find(id);
      return new TextDecoder().decode(canonicalBytes(one.document));
    },
    async analysis(id: string): Promise<MemorandumAnalysis> {
      const { one, all } = await find(id);
      const found = await selectAnalysis(database.db, one.record.digest);
      const before = id === PROTOCOL_ID ? null : precedingOf(all, one);
      const against = before && { id: before.record.id, version: before.record.version };
      if (!found)
        return {
          state: 'waiting',
          against,
          cells: 0,
          allowed: 0,
          changes: [],
          dead: [],
          overlaps: [],
          untested: [],
        };
      const { result } = found;
      return {
        state: 'done',
        against,
        cells: result.cells,
        allowed: result.allowed,
        changes: result.changes.map((change) => ({
          kind: change.kind,
          article: change.article,
          text: sayChange(change),
          count: change.count,
        })),
        dead: [...result.dead],
        overlaps: result.overlaps.map((pair) => [...pair]),
        untested: [...result.untested],
      };
    },
    async cells(id: string, change: number): Promise<{ items: MemorandumCell[] }> {
      const { one } = await find(id);
      const found = await selectAnalysis(database.db, one.record.digest);
      const cells = found?.result.changes[change]?.cells ?? [];
      return {
        items: cells.map(({ from, to, ...rest }) => ({
          ...rest,
          from: `${from.party}/${from.agency}`,
          to: `${to.party}/${to.agency}`,
        })),
      };
    },
    async directives(): Promise<{ items: Directive[] }> {
      return { items: (await selectDirectives(database.db)).map(directiveView) };
    },
  };
}

const usedUnder = (uses: readonly ArticleUse[], code: string): number =>
  uses.filter(({ article }) => article.startsWith(`${code}/`)).reduce((sum, { count }) => sum + count, 0);

function rowOf({ record, document, standing, signatures }: Held, uses: readonly ArticleUse[]): MemorandumRow {
  const builtIn = record.id === PROTOCOL_ID;
  return {
    id: record.id,
    code: record.code,
    version: record.version,
    digest: record.digest,
    title: document.title,
    standing,
    illustrative: document.illustrative,
    builtIn,
    origin: builtIn ? 'built-in' : record.origin,
    parties: document.parties.map(({ code, name }) => ({ code, name })),
    signedBy: signatures.map(({ party }) => party),
    inForceFrom: document.inForceFrom,
    inForceUntil: document.inForceUntil,
    articles: document.articles.length,
    used: usedUnder(uses, record.code),
  };
}

function articleView(
  held: Held,
  article: Held['document']['articles'][number],
  uses: readonly ArticleUse[],
  now: Date,
): ArticleView {
  const { number, heading, text, clauses, cases } = article;
  const views: ClauseView[] = clauses.map((clause) => clauseView(held, number, clause, uses, now));
  return { number, heading, text, clauses: views, cases: cases.length };
}

const directiveView = ({ id, code, document, agreedAt, endedAt, refusedAt }: DirectiveRecord): Directive => ({
  id,
  code,
  title: document.title,
  from: document.from,
  until: document.until,
  reasons: document.clauses.map(({ reason }) => reason),
  state: refusedAt ? 'refused' : endedAt ? 'ended' : agreedAt ? 'in-force' : 'waiting',
});
