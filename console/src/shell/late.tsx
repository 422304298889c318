/** Says above every screen that something waits for the partner for too long; an age needs no event to grow. */
import { API } from '@jisr/contract';
import { Mark } from '../parts/marks.tsx';
import { Ago, useNow } from '../parts/times.tsx';
import { useRead } from '../queries.ts';
import { Link } from '../routing.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import { lateness } from './lateness.ts';
import styles from './shell.module.css';

/** For whoever may see the partner's link. */
export function LateNotice() {
  const { t } = useTexts();
  const { can } = useSession();
  const now = useNow();
  const { data } = useRead(API.readPartner, {}, { enabled: can('peer:read') });
  const oldest = data?.link.oldestUnsentAt ?? null;
  const late = lateness(oldest, now);
  if (late === 'none') return null;
  return (
    <section aria-label={t('shell.late.title')} className={styles.told}>
      <Mark tone={late === 'day' ? 'now' : 'wait'} shape={late === 'day' ? 'diamond' : 'triangle'}>
        {t(`shell.late.${late}`)}
      </Mark>
      <Ago at={oldest} />
      <Link to="/partner">{t('shell.late.link')}</Link>
    </section>
  );
}
