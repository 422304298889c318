/** The sum at the foot: every weight laid end to end on one axis, with the line above which it is a hit. */
import type { Explanation } from '@jisr/contract';
import { scriptLanguage } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { readExplanation, type Step, sumOf } from './explained.ts';
import styles from './sum.module.css';
import { Bits } from './weights.tsx';

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** What a step is the weight of: an attribute, a pair of parts each in its own direction, or the name as a whole. */
function StepLabel({ step, why }: { readonly step: Step; readonly why: string | null }) {
  const { t } = useTexts();
  if (step.part === null) return <>{t(`hit.sum.${step.key}`)}</>;
  const texts = [step.part.query, step.part.listed].filter((text) => text !== null);
  if (texts.length === 0 || step.part.rule === 'article') return <>{why}</>;
  return (
    <span className={styles.pair}>
      {texts.map((text, at) => (
        <span key={at === 0 ? 'query' : 'listed'} className={styles.text}>
          <bdi lang={scriptLanguage(text)} dir="auto">
            {text}
          </bdi>
        </span>
      ))}
      <span className={styles.relation}>{t(`hit.relation.${step.part.relation}`)}</span>
    </span>
  );
}

function StepRow({ step, why }: { readonly step: Step; readonly why: string | null }) {
  const start = Math.min(step.from, step.to);
  return (
    <div className={styles.step}>
      <span className={styles.label}>
        <StepLabel step={step} why={why} />
      </span>
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

/** Two given names raise nothing: only their distance from the line is said. */
function noteKey(below: boolean, byPart: boolean) {
  if (byPart) return below ? 'hit.sum.below' : 'hit.sum.above';
  return below ? 'hit.sum.belowLine' : 'hit.sum.aboveLine';
}

interface EvidenceSumProps {
  readonly explanation: Explanation;
  /** Each part of the name as a bar of its own. */
  readonly byPart?: boolean;
}

/**
 * The weights as bars, the threshold as a line through all of them, and the total measured from that line.
 *
 * @example
 * <EvidenceSum explanation={hit.explanation} />
 */
export function EvidenceSum({ explanation, byPart = false }: EvidenceSumProps) {
  const { t, number, language } = useTexts();
  const sum = sumOf(explanation, byPart);
  const { parts } = readExplanation(explanation, language);
  const above = explanation.totalBits - explanation.thresholdBits;
  const shown = (bits: number) => number(bits, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const start = Math.min(sum.threshold, sum.total);
  const line: Record<`--${string}`, number> = { '--line': sum.threshold };
  return (
    <div className={`${styles.sum} ${byPart ? styles.byPart : ''}`} style={line}>
      {sum.steps.map((step) => (
        <StepRow
          key={`${step.key} ${step.place}`}
          step={step}
          why={step.part && (parts[step.place]?.why ?? null)}
        />
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
        {t(noteKey(above < 0, byPart), {
          by: shown(Math.abs(above)),
          threshold: shown(explanation.thresholdBits),
        })}
      </p>
    </div>
  );
}
