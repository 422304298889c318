/** The security of one's own account: passkeys, authenticator app, recovery codes, sessions. */
import { API, type Security } from '@jisr/contract';
import { Button } from '@mantine/core';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { AuthenticatorApp } from './authenticator-app.tsx';
import { PasskeyList } from './passkey-list.tsx';
import styles from './security.module.css';
import { StepUpForm } from './step-up-form.tsx';

function Sessions({ security }: { readonly security: Security }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const end = useAct(API.endSession, [API.security]);
  return (
    <Section title={t('security.sessions')}>
      <ul className={styles.list}>
        {security.sessions.map((session) => (
          <li key={session.id} className={styles.item}>
            <div>
              <span>{t(`security.method.${session.method}`)}</span>
              <div className={styles.soft}>
                {t('security.since')} <When at={session.startedAt} /> · {t('security.seen')}{' '}
                <Ago at={session.lastSeenAt} />
              </div>
            </div>
            {session.current ? (
              <span className={styles.soft}>{t('security.thisOne')}</span>
            ) : (
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  end.mutate(
                    { params: { id: session.id } },
                    { onSuccess: () => tell(t('security.sessionEnded')) },
                  )
                }
              >
                {t('security.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <ProblemNote error={end.error} />}
    </Section>
  );
}

export function SecurityScreen() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.security, {});
  return (
    <Page title={t('security.title')} sub={t('security.what')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data && (
        <div className={styles.floor}>
          {data.provedUntil === null && <StepUpForm security={data} />}
          <PasskeyList security={data} />
          <AuthenticatorApp security={data} />
          <Sessions security={data} />
        </div>
      )}
    </Page>
  );
}
