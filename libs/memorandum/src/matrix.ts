/**
 * The finite matrix of what a memorandum allows: agencies, action, category and purpose of every clause, by offence, TLP,
 * approvals, mode, with or without a person asking, in each stretch of time. Cells that no clause names are not walked:
 * nothing can be allowed there.
 */
import { CONDITIONS, goes } from './conditions.ts';
import { forbidHolds, strictest } from './decide.ts';
import { digestOf } from './digest.ts';
import type { MemorandumDocument, PermitClause } from './document.ts';
import { FLOOR } from './floor.ts';
import type { Facts, Side } from './question.ts';
import { type ForbidRule, floorRules, inDates, type PermitRule, rulesOf } from './rules.ts';
import {
  type Action,
  ASSURANCES,
  type Category,
  isPersonal,
  MODES,
  OFFENCES,
  type PolicyPurpose,
  type QueryMode,
  TLPS,
} from './vocabulary.ts';

/** What all cells of one column share. */
export interface Column {
  readonly from: Side;
  readonly to: Side;
  readonly action: Action;
  readonly category: Category;
  readonly purpose: PolicyPurpose;
}

/** A stretch of time in which no date of a memorandum falls; `at` is a moment in it. */
export interface Stretch {
  readonly from: number | null;
  readonly until: number | null;
  readonly at: number;
}

const DAY = 86_400_000;
const APPROVALS = [0, 1, 2, 3] as const;
const QUERY_MODES: readonly (QueryMode | '')[] = ['', ...MODES];

/** The stretches between all dates of these memoranda, the first and the last without end. */
export function stretchesOf(documents: readonly MemorandumDocument[]): Stretch[] {
  const dates = documents.flatMap(({ inForceFrom, inForceUntil }) => [
    Date.parse(inForceFrom),
    ...(inForceUntil === null ? [] : [Date.parse(inForceUntil)]),
  ]);
  const edges = [...new Set(dates)].sort((one, other) => one - other);
  const first = edges[0] as number;
  return [
    { from: null, until: first, at: first - DAY },
    ...edges.map((from, at) => ({ from, until: edges[at + 1] ?? null, at: from })),
  ];
}

/** The columns that any clause of these rules names. */
export function columnsOf(permits: readonly PermitRule[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { clause } of permits)
    for (const { from, to } of clause.directions)
      for (const action of clause.actions)
        for (const purpose of clause.purposes)
          for (const { category } of clause.categories)
            for (const sender of from.agencies)
              for (const receiver of to.agencies) {
                const column: Column = {
                  from: { party: from.party, agency: sender },
                  to: { party: to.party, agency: receiver },
                  action,
                  category,
                  purpose,
                };
                columns.set(columnKey(column), column);
              }
  return [...columns.values()];
}

export const columnKey = ({ from, to, action, category, purpose }: Column): string =>
  [from.party, from.agency, to.party, to.agency, action, category, purpose].join(' ');

/** One memorandum under the floor. */
export interface Text {
  readonly document: MemorandumDocument;
  readonly digest: string;
  readonly permits: readonly PermitRule[];
  readonly forbids: readonly ForbidRule[];
}

export function textOf(document: MemorandumDocument): Text {
  const digest = digestOf(document);
  const { permits, forbids } = rulesOf(document, digest);
  return { document, digest, permits, forbids: [...floorRules(FLOOR), ...forbids] };
}

/** The conditions that still vary within a column; the rest are settled by the column itself. */
const VARYING = CONDITIONS.filter(({ code }) =>
  ['MODE', 'OFFENCE', 'TLP', 'AUTOMATIC', 'APPROVALS'].includes(code),
);

export interface ColumnRules {
  readonly permits: readonly PermitRule[];
  readonly forbids: readonly ForbidRule[];
}

/** What of a text can speak in a column. */
export function rulesIn({ permits, forbids }: Text, facts: Facts): ColumnRules {
  const { action, category, purpose } = facts;
  const names = <T>(list: readonly T[] | undefined, value: T) => list === undefined || list.includes(value);
  return {
    permits: permits.filter(
      ({ clause }) =>
        clause.actions.includes(action) &&
        clause.purposes.includes(purpose) &&
        clause.categories.some((granted) => granted.category === category) &&
        goes(clause.directions, facts),
    ),
    forbids: forbids.filter(
      ({ clause }) =>
        names(clause.actions, action) &&
        names(clause.purposes, purpose) &&
        names(clause.categories, category) &&
        (clause.directions === undefined || goes(clause.directions, facts)),
    ),
  };
}

/** The permits that allow a cell; none when a prohibition applies. */
export function allowing(rules: ColumnRules, facts: Facts): readonly PermitRule[] {
  const permits = rules.permits.filter(
    ({ clause, source }) =>
      inDates(source.from, source.until, facts.at) &&
      VARYING.every((condition) => condition.holds(clause, facts)),
  );
  return permits.length > 0 && rules.forbids.some((rule) => forbidHolds(rule, facts)) ? [] : permits;
}

export const decidingOf = (permits: readonly PermitRule[]): PermitRule | null =>
  permits.length === 0 ? null : permits.length === 1 ? (permits[0] as PermitRule) : strictest(permits);

/** Facts of a column before its cells are walked: an adult foreigner, every assurance given, nothing used today. */
export const factsIn = ({ from, to, action, category, purpose }: Column): Facts => ({
  action,
  category,
  fields: [],
  purpose,
  offence: 0,
  tlp: 0,
  direction: 'out',
  from,
  to,
  minor: false,
  minorUnknown: false,
  own: false,
  sensitive: false,
  personal: isPersonal(category),
  approvals: 0,
  automatic: false,
  mode: '',
  usedToday: 0,
  assurances: ASSURANCES,
  foreign: false,
  consent: false,
  at: 0,
});

/** Every cell of a column. The same object is handed out each time, changed: keep copies. */
export function* cellsOf(column: Column, stretches: readonly Stretch[]): Generator<Facts> {
  const facts = factsIn(column) as { -readonly [Name in keyof Facts]: Facts[Name] };
  for (const { at } of stretches) {
    facts.at = at;
    for (let offence = 0; offence < OFFENCES.length; offence += 1) {
      facts.offence = offence;
      for (let tlp = 0; tlp < TLPS.length; tlp += 1) {
        facts.tlp = tlp;
        for (const approvals of APPROVALS) {
          facts.approvals = approvals;
          for (const mode of QUERY_MODES) {
            facts.mode = mode;
            facts.automatic = false;
            yield facts;
            facts.automatic = true;
            yield facts;
          }
        }
      }
    }
  }
}

/** What an article demands and lays on the receiver beyond allowing: compared between two texts. */
export const termsOf = (clause: PermitClause, category: Category) => ({
  retentionDays: clause.retentionDays,
  onward: clause.onward,
  deleteOnRequest: clause.deleteOnRequest,
  quotaPerDay: clause.quotaPerDay,
  answerWithinHours: clause.answerWithinHours,
  approvalRoles: clause.approvals.roles,
  assurances: clause.assurances,
  minors: clause.minors,
  ownCitizens: clause.ownCitizens,
  fields: clause.categories.find((granted) => granted.category === category)?.fields ?? [],
  caveats: clause.caveats,
});
export type Terms = ReturnType<typeof termsOf>;
