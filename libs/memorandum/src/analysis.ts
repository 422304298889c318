/** What one text of a memorandum allows that another did not; what in it never speaks; what nobody has tested. */
import { ask } from './cedar.ts';
import { byWeight, type Change, changeOf, type Growing, note } from './change-groups.ts';
import { compile } from './compile.ts';
import { digestOf } from './digest.ts';
import type { MemorandumDocument } from './document.ts';
import {
  allowing,
  type Column,
  type ColumnRules,
  cellsOf,
  columnKey,
  columnsOf,
  decidingOf,
  factsIn,
  rulesIn,
  type Stretch,
  stretchesOf,
  type Text,
  textOf,
} from './matrix.ts';
import type { PermitRule } from './rules.ts';

export type { Cell, Change } from './change-groups.ts';

export interface Analysis {
  /** Cells that were walked in each of the two texts. */
  readonly cells: number;
  /** Cells that the new text allows. */
  readonly allowed: number;
  readonly changes: readonly Change[];
  /** Clauses that never decide anything. */
  readonly dead: readonly string[];
  /** Pairs of clauses that allow the same. */
  readonly overlaps: readonly (readonly [string, string])[];
  /** Articles with machine clauses and without a case. */
  readonly untested: readonly string[];
  /** Changes of which Cedar was asked too. */
  readonly confirmed: number;
}

/** Cells between two pauses: a few milliseconds. */
const SLICE = 1_000;

/**
 * Compares two texts of a memorandum over the whole matrix. It works in slices: `pause` is awaited every few
 * milliseconds, so that a server goes on serving. Samples of each change are put to Cedar as well.
 *
 * @param before null: compared with nothing, which shows all that the new text allows
 * @throws Error when Cedar and our reading differ on a sample
 * @example
 * const analysis = await compare(inForce, amendment, () => new Promise((resume) => setImmediate(resume)));
 */
export async function compare(
  before: MemorandumDocument | null,
  after: MemorandumDocument,
  pause: () => Promise<void>,
): Promise<Analysis> {
  const texts = { before: before === null ? null : textOf(before), after: textOf(after) };
  const stretches = comparedStretches(before, after);
  const columns = columnsOf([...(texts.before?.permits ?? []), ...texts.after.permits]);
  const groups = new Map<string, Growing>();
  const deciding = new Set<string>();
  const overlaps = new Map<string, readonly [string, string]>();
  let cells = 0;
  let allowed = 0;
  for (const column of columns) {
    const rules = rulesOfColumn(texts, column);
    for (const facts of cellsOf(column, stretches)) {
      cells += 1;
      if (cells % SLICE === 0) await pause();
      const now = allowing(rules.after, facts);
      const then = rules.before === null ? [] : allowing(rules.before, facts);
      if (now.length === 0 && then.length === 0) continue;
      const decides = decidingOf(now);
      if (decides) {
        allowed += 1;
        deciding.add(decides.reference);
        if (now.length > 1) noteOverlaps(overlaps, now);
      }
      note(groups, column, facts, decidingOf(then), decides);
    }
  }
  return {
    cells,
    allowed,
    changes: [...groups.values()].map(changeOf).sort(byWeight),
    dead: texts.after.permits
      .map(({ reference }) => reference)
      .filter((reference) => !deciding.has(reference)),
    overlaps: [...overlaps.values()],
    untested: untestedOf(after),
    confirmed: await confirm(before, after, [...groups.values()], pause),
  };
}

/** Until the new text begins, the old one goes on: nothing changes there. */
function comparedStretches(before: MemorandumDocument | null, after: MemorandumDocument): Stretch[] {
  if (before === null) return stretchesOf([after]);
  return stretchesOf([before, after]).filter(({ at }) => at >= Date.parse(after.inForceFrom));
}

/** Articles with machine clauses that no case tests. */
export const untestedOf = (document: MemorandumDocument): string[] =>
  document.articles
    .filter(({ clauses, cases }) => clauses.length > 0 && cases.length === 0)
    .map(({ number }) => number);

function rulesOfColumn(
  { before, after }: { before: Text | null; after: Text },
  column: Column,
): { before: ColumnRules | null; after: ColumnRules } {
  const facts = factsIn(column);
  return { before: before === null ? null : rulesIn(before, facts), after: rulesIn(after, facts) };
}

function noteOverlaps(
  overlaps: Map<string, readonly [string, string]>,
  permits: readonly PermitRule[],
): void {
  for (const [at, one] of permits.entries())
    for (const other of permits.slice(at + 1))
      overlaps.set(`${one.reference} ${other.reference}`, [one.reference, other.reference]);
}

async function confirm(
  before: MemorandumDocument | null,
  after: MemorandumDocument,
  groups: readonly Growing[],
  pause: () => Promise<void>,
): Promise<number> {
  const lawOf = (document: MemorandumDocument | null) =>
    document && compile({ memoranda: [{ document, digest: digestOf(document), standing: 'in-force' }] });
  const laws = [lawOf(before), lawOf(after)] as const;
  for (const { asked } of groups)
    for (const { facts, ...expected } of asked) {
      await pause();
      for (const [at, side] of (['before', 'after'] as const).entries()) {
        const law = laws[at];
        const said = law ? ask(law.setName, facts).decision === 'allow' : false;
        if (said !== expected[side])
          throw new Error(`Cedar and the matrix differ on ${columnKey(facts)} ${JSON.stringify(facts)}`);
      }
    }
  return groups.length;
}
