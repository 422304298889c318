/** The chain of digests over the access log, checked from its first line to its last, on request. */
import { API } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './access-log.module.css';

/** Mounted when asked for: the check reads the whole log. */
export function ChainNote() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.verifyAccess, {});
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <div className={styles.chain} data-broken={data.intact ? undefined : ''} role="status">
      <Mark tone={data.intact ? 'done' : 'now'} shape={data.intact ? 'check' : 'diamond'}>
        <strong>{t(data.intact ? 'access-log.intact' : 'access-log.broken', { count: data.entries })}</strong>
      </Mark>
      {data.firstBroken !== null && (
        <span>
          {t('access-log.firstBroken')} <Code>{data.firstBroken}</Code>
        </span>
      )}
      {data.head !== null && (
        <span className={styles.head}>
          {t('access-log.head')} <Code title={data.head}>{data.head}</Code>
        </span>
      )}
    </div>
  );
}
