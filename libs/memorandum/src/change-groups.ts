/** Cells of the matrix that change alike under one article, put together as they are found. */
import { canonicalBytes } from './digest.ts';
import { type Column, type Terms, termsOf } from './matrix.ts';
import type { Facts } from './question.ts';
import type { PermitRule } from './rules.ts';
import { OFFENCES, type Offence, type QueryMode, TLPS, type Tlp } from './vocabulary.ts';

/** One combination, as an officer reads it. */
export interface Cell extends Column {
  readonly offence: Offence;
  readonly tlp: Tlp;
  readonly approvals: number;
  readonly mode: QueryMode | null;
  readonly automatic: boolean;
  readonly at: string;
}

/** Cells that change alike under one article. */
export interface Change {
  readonly kind: 'allowed' | 'withdrawn' | 'changed';
  /** The article that now allows it, or that did. */
  readonly article: string;
  readonly fromParty: string;
  readonly toParty: string;
  readonly action: Column['action'];
  readonly category: Column['category'];
  readonly purposes: readonly Column['purpose'][];
  readonly agencies: readonly string[];
  readonly offence: Offence;
  readonly tlp: Tlp;
  readonly approvals: number;
  readonly modes: readonly (QueryMode | null)[];
  readonly automatic: boolean;
  /** Of a changed one: what it demands or lays on the receiver, before and after. */
  readonly terms: { readonly before: Terms; readonly after: Terms } | null;
  readonly count: number;
  /** The first {@link CELLS_KEPT}. */
  readonly cells: readonly Cell[];
}

/** Cells that a change carries with it. */
export const CELLS_KEPT = 200;

export interface Growing {
  first: Column;
  kind: Change['kind'];
  article: string;
  terms: Change['terms'];
  count: number;
  cells: Cell[];
  offence: number;
  tlp: number;
  approvals: number;
  automatic: boolean;
  purposes: Set<Column['purpose']>;
  agencies: Set<string>;
  modes: Set<QueryMode | null>;
  /** For Cedar: the first and the last, with what each text says of it. */
  asked: { facts: Facts; before: boolean; after: boolean }[];
}

const sameTerms = new WeakMap<object, WeakMap<object, Map<string, boolean>>>();

/** Whether two clauses lay the same on the receiver, worked out once for each pair and category. */
function isSame(one: PermitRule, other: PermitRule, category: Column['category']): boolean {
  const byOther = sameTerms.get(one.clause) ?? new WeakMap<object, Map<string, boolean>>();
  sameTerms.set(one.clause, byOther);
  const byCategory = byOther.get(other.clause) ?? new Map<string, boolean>();
  byOther.set(other.clause, byCategory);
  const known = byCategory.get(category);
  if (known !== undefined) return known;
  const text = (rule: PermitRule) => new TextDecoder().decode(canonicalBytes(termsOf(rule.clause, category)));
  const same = text(one) === text(other);
  byCategory.set(category, same);
  return same;
}

/** Puts one cell to the cells that change alike. */
export function note(
  groups: Map<string, Growing>,
  column: Column,
  facts: Facts,
  then: PermitRule | null,
  now: PermitRule | null,
): void {
  const both = then !== null && now !== null;
  if (both && isSame(then, now, column.category)) return;
  const kind = both ? 'changed' : now === null ? 'withdrawn' : 'allowed';
  const rule = (now ?? then) as PermitRule;
  const key = [kind, then?.reference, now?.reference, column.from.party, column.action, column.category].join(
    ' ',
  );
  const asked = { facts: { ...facts }, before: then !== null, after: now !== null };
  let group = groups.get(key);
  if (group === undefined) {
    const terms = both
      ? { before: termsOf(then.clause, column.category), after: termsOf(now.clause, column.category) }
      : null;
    group = begin(column, kind, rule.reference, terms);
    groups.set(key, group);
  }
  grow(group, column, facts, asked);
}

function begin(first: Column, kind: Change['kind'], article: string, terms: Change['terms']): Growing {
  return {
    first,
    kind,
    article,
    terms,
    count: 0,
    cells: [],
    offence: OFFENCES.length,
    tlp: 0,
    approvals: 9,
    automatic: false,
    purposes: new Set(),
    agencies: new Set(),
    modes: new Set(),
    asked: [],
  };
}
/** Called for each of hundreds of thousands of cells: only those that are kept are written out. */
function grow(group: Growing, column: Column, facts: Facts, asked: Growing['asked'][number]): void {
  group.count += 1;
  if (group.cells.length < CELLS_KEPT) group.cells.push(cellOf(column, facts));
  group.offence = Math.min(group.offence, facts.offence);
  group.tlp = Math.max(group.tlp, facts.tlp);
  group.approvals = Math.min(group.approvals, facts.approvals);
  group.automatic ||= facts.automatic;
  group.purposes.add(column.purpose);
  group.agencies.add(`${column.from.agency} → ${column.to.agency}`);
  group.modes.add(modeOf(facts));
  group.asked[Math.min(group.asked.length, 1)] = asked;
}

const modeOf = ({ mode }: Facts): QueryMode | null => (mode === '' ? null : mode);

const cellOf = (column: Column, facts: Facts): Cell => ({
  ...column,
  offence: OFFENCES[facts.offence] as Offence,
  tlp: TLPS[facts.tlp] as Tlp,
  approvals: facts.approvals,
  mode: modeOf(facts),
  automatic: facts.automatic,
  at: new Date(facts.at).toISOString(),
});

export const changeOf = (group: Growing): Change => ({
  kind: group.kind,
  article: group.article,
  fromParty: group.first.from.party,
  toParty: group.first.to.party,
  action: group.first.action,
  category: group.first.category,
  purposes: [...group.purposes],
  agencies: [...group.agencies],
  offence: OFFENCES[group.offence] as Offence,
  tlp: TLPS[group.tlp] as Tlp,
  approvals: group.approvals,
  modes: [...group.modes],
  automatic: group.automatic,
  terms: group.terms,
  count: group.count,
  cells: group.cells,
});

const WEIGHT = { allowed: 0, withdrawn: 1, changed: 2 } as const;
/** New permissions first: they are what a minister asks about. */
export const byWeight = (one: Change, other: Change): number =>
  WEIGHT[one.kind] - WEIGHT[other.kind] || (one.article < other.article ? -1 : 1);
