import { evidenceLimits } from './evidence.ts';
import { toBits } from './scoring.ts';
import type { EvidenceKind, Explanation } from './types.ts';

/** One term of the sum, by what it compares. */
export interface Weight {
  readonly of: 'part' | EvidenceKind;
  /** The rule of a part, the detail of an evidence. */
  readonly code: string;
  readonly query: string | null;
  readonly list: string | null;
  readonly bits: number;
}

/**
 * What is changed: an evidence made equal or made different, every evidence made equal or different at once, or one
 * term of the name left out of the sum.
 */
export type TurnCode =
  | `${EvidenceKind}-equal`
  | `${Exclude<EvidenceKind, 'document'>}-differs`
  | 'all-equal'
  | 'all-differ'
  | 'without-part';

/** One change, and where it would bring the sum. */
export interface Turn {
  readonly code: TurnCode;
  /** The parts that `without-part` leaves out. */
  readonly query: string | null;
  readonly list: string | null;
  /** The change in bits, and the total after it. */
  readonly bits: number;
  readonly totalBits: number;
  /** True where the decision would be the other one. */
  readonly flips: boolean;
}

/** What a decision hangs on. */
export interface TurningPoints {
  /** True at the threshold and above: a hit would be proposed. */
  readonly above: boolean;
  /** Bits from the threshold; negative below it. */
  readonly margin: number;
  readonly threshold: number;
  readonly strongestFor: Weight | null;
  readonly strongestAgainst: Weight | null;
  /** Changes towards the other decision: first those that reach it, the least of them before; then the largest. */
  readonly turns: readonly Turn[];
}

const weightsOf = (explanation: Explanation): Weight[] => [
  ...explanation.parts.map(({ queryPart, listPart, rule, bits }) => ({
    of: 'part' as const,
    code: rule,
    query: queryPart,
    list: listPart,
    bits,
  })),
  ...explanation.evidence.map(({ kind, detail, query, list, bits }) => ({
    of: kind,
    code: detail,
    query,
    list,
    bits,
  })),
];

// Of equals the first, so that the same explanation always has the same answer.
const strongest = (weights: readonly Weight[], sign: 1 | -1): Weight | null =>
  weights.reduce<Weight | null>(
    (best, weight) => (weight.bits * sign > (best?.bits ?? 0) * sign ? weight : best),
    null,
  );

type Change = Pick<Turn, 'code' | 'bits' | 'query' | 'list'>;
const change = (code: TurnCode, bits: number): Change => ({ code, bits, query: null, list: null });
/** What a traveller's papers can say; a document number decides by itself and is no part of "all". */
const personal = ['birth-date', 'nationality', 'gender'] as const;

const evidenceChanges = (explanation: Explanation, above: boolean): Change[] => {
  const now = (kind: EvidenceKind): number =>
    explanation.evidence.find((term) => term.kind === kind)?.bits ?? 0;
  const single = personal.map((kind) =>
    above
      ? change(`${kind}-differs`, toBits(evidenceLimits[kind].least) - now(kind))
      : change(`${kind}-equal`, toBits(evidenceLimits[kind].most) - now(kind)),
  );
  const all = single.reduce((sum, { bits }) => sum + bits, 0);
  return [
    ...single,
    change(above ? 'all-differ' : 'all-equal', all),
    ...(above ? [] : [change('document-equal', toBits(evidenceLimits.document.most) - now('document'))]),
  ];
};

/** Only parts with a text: order, completeness and article are of the name as a whole and follow from its parts. */
const leastChange = 1;
const partChanges = (explanation: Explanation): Change[] =>
  explanation.parts
    .filter((part) => part.rule !== 'article' && (part.queryPart !== null || part.listPart !== null))
    .map((part) => ({ code: 'without-part', bits: -part.bits, query: part.queryPart, list: part.listPart }));

const byReach = (a: Turn, b: Turn): number => {
  if (a.flips !== b.flips) return a.flips ? -1 : 1;
  const larger = Math.abs(a.bits) - Math.abs(b.bits);
  return a.flips ? larger : -larger;
};

/**
 * What a decision hangs on: the strongest term for and against, how far the sum is from the threshold, and which single
 * change would bring it to the other side. Evidence is changed to the most, or the least, that it can say; a term that is left out is
 * taken out of the sum and nothing is aligned anew. Arithmetic over the record alone: nothing is compared again.
 *
 * @returns bits, as in the explanation.
 * @example turningPoints(compareNames({ name: 'Salim Hinai' }, { name: 'Layla Hinai' })).strongestAgainst?.query; // 'Salim'
 */
export const turningPoints = (explanation: Explanation): TurningPoints => {
  const { margin, threshold, totalBits } = explanation;
  const above = margin >= 0;
  const weights = weightsOf(explanation);
  const turns = [...evidenceChanges(explanation, above), ...partChanges(explanation)]
    .filter(({ bits }) => (above ? bits < 0 : bits > 0))
    .map((turn) => ({
      ...turn,
      totalBits: totalBits + turn.bits,
      flips: totalBits + turn.bits >= threshold !== above,
    }))
    // Less than a bit that turns nothing is no answer to "why not".
    .filter(({ flips, bits }) => flips || Math.abs(bits) >= leastChange)
    .sort(byReach);
  return {
    above,
    margin,
    threshold,
    strongestFor: strongest(weights, 1),
    strongestAgainst: strongest(weights, -1),
    turns,
  };
};
