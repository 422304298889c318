/** Two values in one cell: the first as it is, the second smaller below it. */
import type { ReactNode } from 'react';
import styles from './hits.module.css';

interface TwoLinesProps {
  readonly children: ReactNode;
  /** Left out when there is nothing to say. */
  readonly under?: ReactNode;
}

/**
 * For tables whose rows are `tall`.
 *
 * @example
 * <TwoLines under={<Ago at={row.sentAt} />}>{pick(row.sentBy.name)}</TwoLines>
 */
export function TwoLines({ children, under }: TwoLinesProps) {
  return (
    <span className={styles.two}>
      {children}
      {under != null && under !== false && <span className={styles.under}>{under}</span>}
    </span>
  );
}
