/** Any JSON document as people read it: members by name, lists by number, texts in their own direction. */
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './approval.module.css';

interface DocumentViewProps {
  readonly value: unknown;
}

/**
 * @example
 * <DocumentView value={sheet.document} />
 */
export function DocumentView({ value }: DocumentViewProps) {
  const { t } = useTexts();
  if (value === null || value === undefined || value === '') return <None />;
  if (typeof value === 'boolean') return <>{t(value ? 'approval.yes' : 'approval.no')}</>;
  if (typeof value === 'number') return <Code>{String(value)}</Code>;
  if (typeof value === 'string') return <bdi className={styles.text}>{value}</bdi>;
  const entries = Object.entries(value);
  if (entries.length === 0) return <None />;
  return (
    <dl className={styles.members}>
      {entries.map(([name, member]) => (
        <div key={name} className={styles.member}>
          <dt>
            <Code>{Array.isArray(value) ? String(Number(name) + 1) : name}</Code>
          </dt>
          <dd>
            <DocumentView value={member} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
