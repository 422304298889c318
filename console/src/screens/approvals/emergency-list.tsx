/** Emergency accesses: one's own, or all for those who review them; and the way to open one. */
import { API, type BreakGlass } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './approvals.module.css';
import { BreakGlassForm } from './break-glass-form.tsx';

/** Where the record that was opened is shown; the scopes without a screen of their own have none. */
const SCREEN_OF = {
  traveller: '/travellers',
  hit: '/hits',
  disclosure: '/disclosures',
  request: '/requests',
};

function Item({ item }: { readonly item: BreakGlass }) {
  const { t, pick } = useTexts();
  const { review } = item;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <strong>{pick(item.officer.name)}</strong>
        <span>{t(`approvals.scope.${item.scope}`)}</span>
        {item.live ? (
          <Link to={`${SCREEN_OF[item.scope]}/${item.object}`}>
            <Code>{item.object}</Code>
          </Link>
        ) : (
          <Code muted>{item.object}</Code>
        )}
      </div>
      <div>
        <bdi>{item.reason}</bdi>
      </div>
      <div className={`${styles.line} ${styles.under}`}>
        <span>
          {t('approvals.emergency.case')} <Code>{item.caseReference}</Code>
        </span>
        <span>{item.live ? <Countdown at={item.endsAt} /> : <When at={item.openedAt} />}</span>
        <span>{t('approvals.emergency.readings', { count: item.readings })}</span>
        <span className={review.state === 'overdue' ? styles.overdue : undefined}>
          {t(`approvals.review.${review.state}`)}
        </span>
        {review.by && <span>{pick(review.by.name)}</span>}
        <Link to={`/approvals/${review.approval}`}>{t('approvals.emergency.open')}</Link>
      </div>
    </li>
  );
}

export function EmergencyList() {
  const { t } = useTexts();
  const { can } = useSession();
  const { data, error } = useRead(API.listBreakGlass, {});
  const [opening, setOpening] = useState(false);
  if (error) return <ProblemNote error={error} />;
  return (
    <>
      <div className={styles.head}>
        <span className={styles.under}>{t('approvals.emergency.what')}</span>
        {data !== undefined && data.overdue > 0 && (
          <span className={styles.overdue}>{t('approvals.emergency.overdue', { count: data.overdue })}</span>
        )}
        {can('break-glass:use') && (
          <Button variant="default" size="xs" onClick={() => setOpening(true)}>
            {t('approvals.emergency.ask')}
          </Button>
        )}
      </div>
      {data?.items.length === 0 && <p className={styles.under}>{t('approvals.emergency.none')}</p>}
      <ul className={styles.list}>
        {data?.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {opening && <BreakGlassForm onClose={() => setOpening(false)} />}
    </>
  );
}
