/** The sum at the foot: every weight laid end to end on one axis, with the line above which it is a hit. */
import type { Explanation } from '@jisr/contract';
import { useTexts } from '../../texts.tsx';
import { type Step, sumOf } from './explained.ts';
import styles from './sum.module.css';
import { Bits } from './weights.tsx';

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

function StepRow({ step }: { readonly step: Step }) {
  const { t } = useTexts();
  const start = Math.min(step.from, step.to);
  return (
    <div className={styles.step}>
      <span className={styles.label}>{t(`hit.sum.${step.key}`)}</span>
      <span className={styles.lane}>
        <span
          className={step.bits < 0 ? styles.against : styles.for}
          style={{ insetInlineStart: percent(start), inlineSize: percent(Math.abs(step.to - step.from)) }}
        />
      </span>
      <Bits value={step.bits} />
    </div>
  );
}

/**
 * The weights as bars, the threshold as a line through all of them, and the total measured from that line.
 *
 * @example
 * <EvidenceSum explanation={hit.explanation} />
 */
export function EvidenceSum({ explanation }: { readonly explanation: Explanation }) {
  const { t, number } = useTexts();
  const sum = sumOf(explanation);
  const above = explanation.totalBits - explanation.thresholdBits;
  const shown = (bits: number) => number(bits, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const start = Math.min(sum.threshold, sum.total);
  const line: Record<`--${string}`, number> = { '--line': sum.threshold };
  return (
    <div className={styles.sum} style={line}>
      {sum.steps.map((step) => (
        <StepRow key={step.key} step={step} />
      ))}
      <div className={`${styles.step} ${styles.total}`}>
        <span className={styles.label}>{t('hit.sum.total')}</span>
        <span className={styles.lane}>
          <span
            className={above < 0 ? styles.below : styles.above}
            style={{
              insetInlineStart: percent(start),
              inlineSize: percent(Math.abs(sum.total - sum.threshold)),
            }}
          />
        </span>
        <Bits value={explanation.totalBits} sign={false} />
      </div>
      <p className={styles.note}>
        {t(above < 0 ? 'hit.sum.belowLine' : 'hit.sum.aboveLine', {
          by: shown(Math.abs(above)),
          threshold: shown(explanation.thresholdBits),
        })}
      </p>
    </div>
  );
}
