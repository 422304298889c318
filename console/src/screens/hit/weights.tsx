/** Weights and verdicts of an attribute: a word, a shape and a number in bits. */
import type { Explanation } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { useTexts } from '../../texts.tsx';
import type { VerdictWord } from './explained.ts';
import styles from './hit.module.css';

const VERDICTS = {
  equal: { tone: 'done', shape: 'check' },
  near: { tone: 'wait', shape: 'half' },
  differs: { tone: 'calm', shape: 'bar' },
  unknown: { tone: 'calm', shape: 'question' },
  unweighed: { tone: 'calm', shape: 'ring' },
} as const satisfies Record<VerdictWord, { tone: Tone; shape: Shape }>;

/** How two values of one attribute compare. */
export function VerdictMark({ verdict }: { readonly verdict: VerdictWord }) {
  const { t } = useTexts();
  const { tone, shape } = VERDICTS[verdict];
  return (
    <Mark tone={tone} shape={shape}>
      {t(`hit.verdict.${verdict}`)}
    </Mark>
  );
}

/** A weight in bits with its sign; positive speaks for, negative against. */
export function Bits({ value, sign = true }: { readonly value: number; readonly sign?: boolean }) {
  const { t, number } = useTexts();
  const text = number(value, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: sign ? 'exceptZero' : 'auto',
  });
  return (
    <span className={styles.bits} title={t('hit.bits.title', { bits: text })}>
      <bdi dir="ltr">{text}</bdi>
    </span>
  );
}

/** The score as a bar with its number, 0 to 100. */
export function ScoreBar({ score }: { readonly score: number }) {
  const { t, number } = useTexts();
  const held = Math.min(1, Math.max(0, score));
  const shown = number(Math.floor(held * 100));
  return (
    <span className={styles.score} title={t('hit.score.title', { score: shown })}>
      <span className={styles.scoreNumber}>{shown}</span>
      <span className={styles.scoreTrack} aria-hidden="true">
        <span className={styles.scoreFill} style={{ inlineSize: `${held * 100}%` }} />
      </span>
    </span>
  );
}

type Relation = Explanation['parts'][number]['relation'];

/** Colour family of a relation; the word and the shape say the same without colour. */
export const RELATIONS = {
  exact: { family: 'same', shape: 'check' },
  spelling: { family: 'close', shape: 'half' },
  'other-script': { family: 'same', shape: 'half' },
  joined: { family: 'close', shape: 'half' },
  initial: { family: 'close', shape: 'half' },
  particle: { family: 'light', shape: 'ring' },
  truncated: { family: 'close', shape: 'half' },
  missing: { family: 'light', shape: 'ring' },
  extra: { family: 'light', shape: 'ring' },
  conflict: { family: 'against', shape: 'bar' },
} as const satisfies Record<Relation, { family: 'same' | 'close' | 'light' | 'against'; shape: Shape }>;
