/** The authenticator app: set up by a QR code that is drawn here, confirmed by its first code; recovery codes, once. */
import { API, type Reply, type Security } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { DialogFrame } from '../watchlist/dialog-frame.tsx';
import { QrCode } from './qr-code.tsx';
import styles from './security.module.css';

type Enrolment = Reply<typeof API.enrolTotp>;

interface EnrolProps {
  readonly enrolment: Enrolment;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onClose: () => void;
}

function Enrol({ enrolment, onCodes, onClose }: EnrolProps) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const confirm = useAct(API.confirmTotp, [API.security]);
  return (
    <DialogFrame title={t('security.app.setUp')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate({ body: { code } }, { onSuccess: ({ codes }) => onCodes(codes) });
        }}
      >
        <p className={styles.soft}>{t('security.app.scan')}</p>
        <QrCode rows={enrolment.code} label={t('security.app.qr')} />
        <div>
          <span className={styles.soft}>{t('security.app.typed')}</span>{' '}
          <Code>{(enrolment.secret.match(/.{1,4}/g) ?? []).join(' ')}</Code>
        </div>
        <TextInput
          label={t('proof.code')}
          value={code}
          dir="ltr"
          required
          withAsterisk={false}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          maxLength={7}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.error && <ProblemNote error={confirm.error} />}
        <div>
          <Button type="submit" loading={confirm.isPending}>
            {t('security.app.confirm')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

function Codes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <DialogFrame title={t('security.codes.title')} onClose={onClose} strict>
      <div className={styles.form}>
        <p>{t('security.codes.once')}</p>
        <ul className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <Code>{code}</Code>
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={onClose} data-autofocus>
            {t('security.codes.kept')}
          </Button>
        </div>
      </div>
    </DialogFrame>
  );
}

export function AuthenticatorApp({ security }: { readonly security: Security }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const enrol = useAct(API.enrolTotp);
  const remove = useAct(API.removeTotp, [API.security]);
  const renew = useAct(API.renewRecoveryCodes, [API.security]);
  const shut = security.provedUntil === null;
  const error = enrol.error ?? remove.error ?? renew.error;
  const showCodes = (made: readonly string[]) => {
    setEnrolment(null);
    setCodes(made);
  };
  return (
    <Section title={t('security.app.title')}>
      <p className={styles.soft}>{t('security.app.what')}</p>
      {security.totp ? (
        <>
          <p>{t('security.codes.left', { count: security.totp.recoveryCodesLeft })}</p>
          <div className={styles.acts}>
            <Button
              variant="default"
              disabled={shut}
              onClick={() => renew.mutate({}, { onSuccess: (made) => showCodes(made.codes) })}
            >
              {t('security.codes.renew')}
            </Button>
            <Button
              variant="default"
              disabled={shut}
              onClick={() => remove.mutate({}, { onSuccess: () => tell(t('security.app.removed')) })}
            >
              {t('security.app.remove')}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button
            variant="default"
            disabled={shut}
            onClick={() => enrol.mutate({}, { onSuccess: setEnrolment })}
          >
            {t('security.app.setUp')}
          </Button>
        </div>
      )}
      {error && <ProblemNote error={error} />}
      {enrolment && <Enrol enrolment={enrolment} onCodes={showCodes} onClose={() => setEnrolment(null)} />}
      {codes && <Codes codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}
