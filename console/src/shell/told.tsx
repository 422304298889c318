/** What a person must be told at their next look: who touched their account, who opened a record in an emergency. */
import { type AccountNotice, API } from '@jisr/contract';
import { Button } from '@mantine/core';
import { When } from '../parts/times.tsx';
import { useAct, useRead } from '../queries.ts';
import { Link } from '../routing.tsx';
import { useTexts } from '../texts.tsx';
import styles from './shell.module.css';

function Told({ notice }: { readonly notice: AccountNotice }) {
  const { t } = useTexts();
  const see = useAct(API.seeNotice, [API.listNotices]);
  const { by = '', reason = '', approvalId } = notice.params;
  return (
    <div className={styles.told} role="alert">
      <span>
        {t(`shell.told.${notice.kind}`, { by, reason })} <When at={notice.at} />
      </span>
      {approvalId && <Link to={`/approvals/${approvalId}`}>{t('shell.told.review')}</Link>}
      <Button
        size="compact-sm"
        variant="default"
        loading={see.isPending}
        onClick={() => see.mutate({ params: { id: notice.id } })}
      >
        {t('shell.told.seen')}
      </Button>
    </div>
  );
}

/** Stays above every screen until it was seen. */
export function ToldNotices() {
  const { t } = useTexts();
  const { data } = useRead(API.listNotices, {});
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('shell.told.title')}>
      {data.items.map((notice) => (
        <Told key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
