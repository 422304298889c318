/** One's own passkeys: named, added at the address where they work, revoked one by one. */
import { API, type Security } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api.ts';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { Ago } from '../../parts/times.tsx';
import { makePasskey, worksAt } from '../../proof/passkeys.ts';
import { Elsewhere } from '../../proof/proof-form.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './security.module.css';

function useAdding() {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [name, setName] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const add = useAct(API.addPasskey, [API.security]);
  const start = async () => {
    setFailed(null);
    try {
      const { challengeId, options } = await call(API.beginPasskey, {});
      const made = await makePasskey(options);
      const registration = { ...made, clientExtensionResults: { ...made.clientExtensionResults } };
      const body = { challengeId, name: name.trim() || t('security.keyName'), registration };
      const onSuccess = () => {
        setName('');
        tell(t('security.keyAdded'));
      };
      add.mutate({ body: body as Parameters<typeof add.mutate>[0]['body'] }, { onSuccess });
    } catch (error) {
      setFailed(error);
    }
  };
  return { name, setName, start, busy: add.isPending, error: add.error ?? failed };
}

function AddPasskey({ security }: { readonly security: Security }) {
  const { t } = useTexts();
  const { name, setName, start, busy, error } = useAdding();
  if (!worksAt(security.passkeyPlace.rpId, location.hostname))
    return <Elsewhere rpId={security.passkeyPlace.rpId} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <TextInput
        label={t('security.keyNameLabel')}
        placeholder={t('security.keyName')}
        value={name}
        maxLength={60}
        dir="auto"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={busy} disabled={security.provedUntil === null}>
          {t('security.addKey')}
        </Button>
      </div>
      {error !== null && <ProblemNote error={error} />}
    </form>
  );
}

export function PasskeyList({ security }: { readonly security: Security }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const revoke = useAct(API.revokePasskey, [API.security]);
  return (
    <Section title={t('security.passkeys')}>
      <p className={styles.soft}>{t('security.passkeysWhat')}</p>
      <ul className={styles.list}>
        {security.passkeys.map((key) => (
          <li key={key.id} className={styles.item}>
            <div>
              <bdi>{key.name}</bdi>
              <div className={styles.soft}>
                {t(key.synced ? 'security.synced' : 'security.oneDevice')} · {t('security.used')}{' '}
                <Ago at={key.lastUsedAt} />
              </div>
            </div>
            <Button
              size="xs"
              variant="default"
              disabled={security.provedUntil === null}
              onClick={() =>
                revoke.mutate({ params: { id: key.id } }, { onSuccess: () => tell(t('security.keyRevoked')) })
              }
            >
              {t('security.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {security.passkeys.length === 0 && <p>{t('security.noKeys')}</p>}
      {revoke.error && <ProblemNote error={revoke.error} />}
      <AddPasskey security={security} />
    </Section>
  );
}
