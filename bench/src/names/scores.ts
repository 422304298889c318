/** A line of the kit's scorer: shares of the queries of a group, 0 to 1. */
export interface ScoredGroup {
  readonly group: string;
  readonly n: number;
  readonly r1: number;
  readonly r10: number;
  readonly fpr1: number;
  readonly fpr01: number;
}

/** What the kit's scorer writes with `--json`, as far as it is read here. */
export interface Scored {
  readonly groups: readonly ScoredGroup[];
  /** The score that 1 % of the negatives exceed. */
  readonly thresholds: { readonly p1: number };
  readonly hardneg: { readonly n: number; readonly auc: number | null };
}

/** One engine over one set of queries. */
export interface Quality {
  readonly engine: string;
  /** Only each so manieth query was asked. */
  readonly subset: number;
  readonly scored: Scored;
  readonly ties: Ties;
}

export interface Ties {
  readonly queries: number;
  /** Share of the queries whose first two hits have the same score, 0 to 1. */
  readonly first: number;
  /** The same, of hits that are different people. */
  readonly people: number;
  /** Share of the alerts whose first hits are different people with the same score, 0 to 1. */
  readonly alerts: number;
}

const overall = 'MACRO (mean of groups, rel!=0)';
const related = ' rel=1';

/** The line of a group; of those that a name matcher can find, where the kit tells them apart. */
export const groupOf = (scored: Scored, group: string): ScoredGroup | null =>
  scored.groups.find((line) => line.group === group + related) ??
  scored.groups.find((line) => line.group === group) ??
  null;

export const overallOf = (scored: Scored): ScoredGroup => {
  const line = scored.groups.find(({ group }) => group === overall);
  if (line === undefined) throw new Error('the scorer gave no mean of groups');
  return line;
};

/** The groups in the scorer's order, each once. */
export const groupsOf = (scored: Scored): string[] => [
  ...new Set(
    scored.groups.map(({ group }) => group.replace(related, '')).filter((group) => group !== overall),
  ),
];

/** Whether the first figure is below one of the others (a figure that is not there is not above). */
export const isBelow = (own: number | null, others: readonly (number | null)[]): boolean =>
  own !== null && others.some((other) => other !== null && other > own);

/** An answer to a query: the best hits, best first. */
export interface Hits {
  readonly queryId: string;
  readonly hits: readonly { readonly listId: string; readonly score: number }[];
}

/**
 * How often the first two hits cannot be told apart: a score that saturates gives the officer no order. An alert is a
 * best hit above this threshold.
 * @example countTies([{ queryId: 'q', hits: [{ listId: 'A', score: 1 }, { listId: 'B', score: 1 }] }], 0.5, (id) => id);
 * // { queries: 1, first: 1, people: 1, alerts: 1 }
 */
export function countTies(
  answers: readonly Hits[],
  threshold: number,
  personOf: (listId: string) => string,
): Ties {
  const tied = answers.filter(({ hits }) => hits.length > 1 && hits[0]!.score === hits[1]!.score);
  const people = tied.filter(({ hits }) => {
    const same = hits.filter(({ score }) => score === hits[0]!.score);
    return new Set(same.map(({ listId }) => personOf(listId))).size > 1;
  });
  const alerting = ({ hits }: Hits): boolean => hits.length > 0 && hits[0]!.score > threshold;
  const share = (part: readonly Hits[], of: readonly Hits[]) => part.length / Math.max(1, of.length);
  return {
    queries: answers.length,
    first: share(tied, answers),
    people: share(people, answers),
    alerts: share(people.filter(alerting), answers.filter(alerting)),
  };
}
