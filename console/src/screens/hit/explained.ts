/** An explanation read for the eye: which sentence belongs to which weight, and how the sum grows. Pure. */
import type { Explanation, Language } from '@jisr/contract';

type Part = Explanation['parts'][number];
export type EvidenceKind = Explanation['evidence'][number]['kind'];
export type VerdictWord = 'equal' | 'near' | 'differs' | 'unknown' | 'unweighed';

export interface ExplainedPart extends Part {
  /** Its place in the explanation: what tells two equal parts apart. */
  readonly place: string;
  /** Why, in the reader's language; null when the engine said none. */
  readonly why: string | null;
}

export interface Explained {
  /** Every part in the order of the explanation. */
  readonly parts: readonly ExplainedPart[];
  /** Pairs of name parts, to be drawn as tiles. */
  readonly pairs: readonly ExplainedPart[];
  /** Weights of the name as a whole: order of the parts, article, completeness. */
  readonly whole: readonly ExplainedPart[];
  readonly evidence: ReadonlyMap<
    EvidenceKind,
    Explanation['evidence'][number] & { readonly why: string | null }
  >;
  readonly nameBits: number;
  readonly nameVerdict: VerdictWord;
}

const TAIL = /\s*\([^()]*\)\.?$/;

/** The sentence without the weight at its end: the weight has a place of its own. */
const withoutWeight = (sentence: string | undefined): string | null =>
  sentence === undefined ? null : sentence.replace(TAIL, '');

const isWhole = (part: Part): boolean =>
  (part.query === null && part.listed === null) || part.rule === 'article';

/** What the name says as a whole, in one of the words that every attribute uses. */
export function nameVerdict(parts: readonly Part[]): VerdictWord {
  const pairs = parts.filter((part) => !isWhole(part));
  if (pairs.length === 0) return 'unknown';
  if (pairs.every((part) => part.relation === 'exact')) return 'equal';
  const bits = parts.reduce((sum, part) => sum + part.bits, 0);
  return bits > 0 ? 'near' : 'differs';
}

/**
 * Gives each weight its sentence. The engine writes one sentence a part, then one an item of evidence, then the total.
 *
 * @example
 * readExplanation(hit.explanation, 'en').pairs[0]?.why // '“MOHAMED” is “محمد” in the other script.'
 */
export function readExplanation(explanation: Explanation, language: Language): Explained {
  const { parts, evidence } = explanation;
  const sentences = explanation.sentences[language];
  const explained = parts.map((part, index) => ({
    ...part,
    place: String(index),
    why: withoutWeight(sentences[index]),
  }));
  return {
    parts: explained,
    pairs: explained.filter((part) => !isWhole(part)),
    whole: explained.filter(isWhole),
    evidence: new Map(
      evidence.map((term, index) => {
        const sentence = withoutWeight(sentences[parts.length + index]);
        return [term.kind, { ...term, why: sentence?.replace(/^[^:]*:\s*/, '') ?? null }] as const;
      }),
    ),
    nameBits: parts.reduce((sum, part) => sum + part.bits, 0),
    nameVerdict: nameVerdict(parts),
  };
}

export interface Stretch {
  readonly text: string;
  readonly differing: boolean;
}

/**
 * A part as it is written, cut where letters differ. The engine compares letters without case, marks, spaces and article;
 * they are found again from the end, since what it leaves out stands mostly before. Null where they cannot be. Across
 * scripts, what the other script does not write (its short vowels) is no difference.
 *
 * @example
 * markedStretches('AL-QASSAB', part.letters, 'listed') // [{ text: 'AL-', … }, { text: 'Q', differing: true }, …]
 */
export function markedStretches(
  text: string,
  letters: Part['letters'],
  side: 'query' | 'listed',
  across = false,
): readonly Stretch[] | null {
  const other = side === 'query' ? 'listed' : 'query';
  const wanted = letters.flatMap((run) => {
    const differing = !run.equal && !(across && run[other] === '');
    return [...run[side]].map((letter) => ({ letter: letter.toLowerCase(), differing }));
  });
  const signs = [...text];
  const differing: boolean[] = [];
  let next = wanted.length - 1;
  for (let at = signs.length - 1; at >= 0; at--) {
    const found = wanted[next]?.letter === signs[at]!.toLowerCase() ? wanted[next--] : undefined;
    differing[at] = found?.differing ?? false;
  }
  if (next >= 0 || wanted.length === 0) return null;
  const stretches: { text: string; differing: boolean }[] = [];
  signs.forEach((sign, at) => {
    const last = stretches.at(-1);
    if (last !== undefined && last.differing === differing[at]) last.text += sign;
    else stretches.push({ text: sign, differing: differing[at]! });
  });
  return stretches;
}

export interface Step {
  readonly key: 'name' | EvidenceKind;
  /** The part of the name that this is the weight of, where each has a step of its own. */
  readonly part: Part | null;
  /** Its place in the explanation, of a part. */
  readonly place: number;
  readonly bits: number;
  /** The bar's ends as shares of the axis, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export interface Sum {
  readonly steps: readonly Step[];
  readonly threshold: number;
  readonly total: number;
}

const KINDS: readonly EvidenceKind[] = ['birth-date', 'nationality', 'gender', 'document'];

type Weight = Pick<Step, 'key' | 'part' | 'place' | 'bits'>;

function weightsOf({ evidence, parts }: Explanation, byPart: boolean): Weight[] {
  const name = parts.reduce((sum, part) => sum + part.bits, 0);
  const ofName = byPart
    ? parts.map((part, place): Weight => ({ key: 'name', part, place, bits: part.bits }))
    : [{ key: 'name', part: null, place: 0, bits: name } as const];
  const ofEvidence = KINDS.filter((kind) => evidence.some((term) => term.kind === kind)).map(
    (key): Weight => ({
      key,
      part: null,
      place: 0,
      bits: evidence.filter((term) => term.kind === key).reduce((sum, term) => sum + term.bits, 0),
    }),
  );
  return [...ofName, ...ofEvidence];
}

/**
 * The weights laid end to end on one axis that also holds the threshold: the name as one, or each of its parts.
 *
 * @example
 * sumOf(hit.explanation).steps.map((step) => step.key) // ['name', 'birth-date', …]
 */
export function sumOf(explanation: Explanation, byPart = false): Sum {
  const { thresholdBits, totalBits } = explanation;
  const weights = weightsOf(explanation, byPart);
  const ends = [0];
  for (const { bits } of weights) ends.push((ends.at(-1) ?? 0) + bits);
  const low = Math.min(0, thresholdBits, totalBits, ...ends);
  const top = Math.max(0, thresholdBits, totalBits, ...ends);
  const high = top + (top - low) * 0.06;
  const share = (bits: number) => (high === low ? 0 : (bits - low) / (high - low));
  return {
    steps: weights.map((weight, index) => ({
      ...weight,
      from: share(ends[index] ?? 0),
      to: share(ends[index + 1] ?? 0),
    })),
    threshold: share(thresholdBits),
    total: share(totalBits),
  };
}
