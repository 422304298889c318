/** What stopped something: the clause and its reason in words. */
import type { GateRefusal } from '@jisr/contract';
import type { ReactNode } from 'react';
import { useTexts } from '../texts.tsx';
import { Mark } from './marks.tsx';
import styles from './notes.module.css';
import { Code } from './values.tsx';

interface RefusalNoteProps {
  readonly refusal: GateRefusal;
  /** Who refused what, in one sentence. */
  readonly children: ReactNode;
}

/**
 * A refusal in place: who refused, why in words, by which clause.
 *
 * @example
 * <RefusalNote refusal={query.refusal}>{t('queries.state.refused')}</RefusalNote>
 */
export function RefusalNote({ refusal, children }: RefusalNoteProps) {
  const { t, pick } = useTexts();
  return (
    <div className={styles.problem}>
      <Mark tone="now" shape="bar">
        <strong>{children}</strong>
      </Mark>
      <p>{pick(refusal.text)}</p>
      <div className={styles.trace}>
        {refusal.clause !== '' && (
          <span>
            {t('parts.refusal.clause')} <Code>{refusal.clause}</Code>
          </span>
        )}
        <span>
          {t('parts.problem.code')} <Code>{refusal.code}</Code>
        </span>
      </div>
    </div>
  );
}
