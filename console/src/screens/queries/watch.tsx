/** Quotas by article, and what looked odd in what the partner asked or answered. */
import { API, type QueryDesk, type QueryQuota } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code, Share } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './queries.module.css';

function Used({ quota, used }: { readonly quota: QueryQuota; readonly used: number }) {
  const { t } = useTexts();
  if (quota.perDay === null) return <span>{t('queries.quota.unlimited', { used })}</span>;
  const left = Math.max(0, quota.perDay - used);
  const words = t('queries.quota.used', { used, most: quota.perDay, left });
  return (
    <Share value={used / quota.perDay} label={words}>
      {words}
    </Share>
  );
}

function Quotas({ quotas }: { readonly quotas: readonly QueryQuota[] }) {
  const { t, pick } = useTexts();
  if (quotas.length === 0) return <p className={styles.soft}>{t('queries.quota.none')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('queries.quota.article')}</th>
            <th scope="col">{t('queries.quota.category')}</th>
            <th scope="col">{t('queries.quota.asked')}</th>
            <th scope="col">{t('queries.quota.received')}</th>
          </tr>
        </thead>
        <tbody>
          {quotas.map((quota) => (
            <tr key={`${quota.article} ${quota.category}`}>
              <th scope="row">
                <Code>{quota.article}</Code>
              </th>
              <td>{pick(labelOf('category', quota.category))}</td>
              <td>
                <Used quota={quota} used={quota.askedToday} />
              </td>
              <td>
                <Used quota={quota} used={quota.receivedToday} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Alarms({ alarms }: { readonly alarms: QueryDesk['alarms'] }) {
  const { t } = useTexts();
  if (alarms.length === 0)
    return (
      <Mark tone="done" shape="check">
        {t('queries.alarm.none')}
      </Mark>
    );
  return (
    <ul className={styles.questions}>
      {alarms.map((alarm) => (
        <li key={alarm.id} className={styles.question}>
          <div className={styles.questionHead}>
            <Mark tone="now" shape={alarm.kind === 'cheating-partner' ? 'diamond' : 'triangle'}>
              <strong>{t(`queries.alarm.${alarm.kind}`)}</strong>
            </Mark>
            <When at={alarm.raisedAt} day="always" />
          </div>
          <p className={styles.soft}>
            {t(`queries.alarm-what.${alarm.kind}`)} <Code muted>{alarm.detail}</Code>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function Watch() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readQueryDesk, {});
  if (data === undefined)
    return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <div className={styles.cards}>
      <Section title={t('queries.alarms')}>
        <Alarms alarms={data.alarms} />
      </Section>
      <Section title={t('queries.quotas')}>
        <Quotas quotas={data.quotas} />
      </Section>
    </div>
  );
}
