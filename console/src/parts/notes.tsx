/** What a screen says when there is nothing, not yet, or not any more. */
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiProblem } from '../api.ts';
import { useTexts } from '../texts.tsx';
import styles from './notes.module.css';
import { useNotices } from './notices.tsx';
import { Code } from './values.tsx';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  /** Why it is empty. */
  readonly title: string;
  /** What that means, and what keeps it true ("Last message 4 min ago"). */
  readonly children?: ReactNode;
  /** The next act. */
  readonly action?: ReactNode;
}

/**
 * Says why a list is empty and what to do next.
 *
 * @example
 * <EmptyState title={t('hits.empty.title')}>{t('hits.empty.text')}</EmptyState>
 */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {action && <div className={styles.act}>{action}</div>}
    </div>
  );
}

interface ProblemNoteProps {
  readonly error: unknown;
  /** What was kept ("Your note is still in the box"). */
  readonly kept?: string;
  readonly onRetry?: () => void;
}

/**
 * What happened, what was kept, what to do, with the code and trace number to copy.
 *
 * @example
 * {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
 */
export function ProblemNote({ error, kept, onRetry }: ProblemNoteProps) {
  const { t, pick } = useTexts();
  const { tell } = useNotices();
  const problem = error instanceof ApiProblem ? error : null;
  const quote = [problem?.code, problem?.traceId].filter(Boolean).join(' ');
  const copy = async () => {
    await navigator.clipboard.writeText(quote);
    tell(t('parts.copied'));
  };
  return (
    <div className={styles.problem} role="alert">
      <strong>{problem ? pick(problem.text) : t('parts.problem.unknown')}</strong>
      {kept && <p>{kept}</p>}
      {onRetry && (
        <div>
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('parts.problem.retry')}
          </Button>
        </div>
      )}
      {quote !== '' && (
        <div className={styles.trace}>
          <span>
            {t('parts.problem.code')} <Code>{problem?.code}</Code>
          </span>
          {problem?.traceId && (
            <span>
              {t('parts.problem.trace')} <Code>{problem.traceId}</Code>
            </span>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconCopy size={13} aria-hidden="true" />}
            onClick={() => void copy()}
          >
            {t('parts.copy')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How long an answer may take before a skeleton says that it is awaited. */
const PATIENCE_MS = 150;
const BONES = ['72%', '54%', '66%', '48%', '60%', '40%'];

/** A skeleton, only when the wait is long enough to be felt. */
export function Loading() {
  const { t } = useTexts();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div aria-busy="true" />;
  return (
    <div className={styles.bones} aria-busy="true" role="status">
      <span className="hidden-text">{t('parts.loading')}</span>
      {BONES.map((width) => (
        <div key={width} className={styles.bone} style={{ inlineSize: width }} />
      ))}
    </div>
  );
}
