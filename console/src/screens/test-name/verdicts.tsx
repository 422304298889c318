/** What was weighed beside the name, one kind a row: how it compares, and why. */
import type { Explanation } from '@jisr/contract';
import { useTexts } from '../../texts.tsx';
import { readExplanation } from '../hit/explained.ts';
import { VerdictMark } from '../hit/weights.tsx';
import styles from './test-name.module.css';

/**
 * The evidence of an explanation as rows.
 *
 * @example
 * <Verdicts explanation={match.explanation} />
 */
export function Verdicts({ explanation }: { readonly explanation: Explanation }) {
  const { t, language } = useTexts();
  const { evidence } = readExplanation(explanation, language);
  return (
    <ul className={styles.verdicts}>
      {[...evidence.values()].map((term) => (
        <li key={term.kind}>
          <span>{t(`hit.sum.${term.kind}`)}</span>
          <VerdictMark verdict={term.verdict} />
          <span>{term.why}</span>
        </li>
      ))}
    </ul>
  );
}
