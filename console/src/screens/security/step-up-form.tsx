/** Before second factors change: prove once more that it is you, by the strongest that you have. */
import { API, type Security } from '@jisr/contract';
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api.ts';
import { ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { answerChallenge, worksAt } from '../../proof/passkeys.ts';
import { CodeInput } from '../../proof/proof-form.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './security.module.css';

export function StepUpForm({ security }: { readonly security: Security }) {
  const { t } = useTexts();
  const stepUp = useAct(API.stepUp, [API.security]);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const byKey = security.passkeys.length > 0 && worksAt(security.passkeyPlace.rpId, location.hostname);
  const bare = security.passkeys.length === 0 && security.totp === null;
  const sign = async () => {
    setFailed(null);
    try {
      const { options } = await call(API.beginStepUp, {});
      stepUp.mutate({ body: { method: 'passkey', assertion: await answerChallenge(options) } });
    } catch (error) {
      setFailed(error);
    }
  };
  const send = () =>
    stepUp.mutate({
      body: bare ? { method: 'password', password } : { method: 'password-totp', password, code },
    });
  return (
    <Section title={t('security.prove')}>
      <p className={styles.soft}>{t('security.proveWhy')}</p>
      {byKey && (
        <div>
          <Button onClick={() => void sign()}>{t('security.proveByKey')}</Button>
        </div>
      )}
      {(bare || security.totp) && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <PasswordInput
            label={t('proof.password')}
            value={password}
            dir="ltr"
            required
            withAsterisk={false}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {!bare && <CodeInput value={code} onChange={setCode} />}
          <div>
            <Button type="submit" variant={byKey ? 'default' : 'filled'} loading={stepUp.isPending}>
              {t('security.proveAct')}
            </Button>
          </div>
        </form>
      )}
      {(stepUp.error ?? failed) !== null && <ProblemNote error={stepUp.error ?? failed} />}
    </Section>
  );
}
