/** How an officer proves, over a digest, that it is them: a passkey first, password and code as the weaker way. */
import { API, type Proof } from '@jisr/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { ProblemNote } from '../parts/notes.tsx';
import { Code } from '../parts/values.tsx';
import { useRead } from '../queries.ts';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import { addressOf, signDigest, worksAt } from './passkeys.ts';
import styles from './proof.module.css';

interface ProofFormProps {
  /** What is signed, hexadecimal; asked for at the moment of signing. Null: it may not be signed. */
  readonly digest: () => Promise<string | null>;
  /** What the proof does: "Approve". */
  readonly act: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onProof: (proof: Proof, digest: string) => void;
}

/**
 * @example
 * <ProofForm digest={digest} act={t('approval.approve')} busy={approve.isPending} error={approve.error} onProof={send} />
 */
export function ProofForm(props: ProofFormProps) {
  const { t } = useTexts();
  const security = useRead(API.security, {});
  const [typed, setTyped] = useState(false);
  const { data } = security;
  if (data === undefined) return security.error ? <ProblemNote error={security.error} /> : null;
  const byKey = data.passkeys.length > 0;
  return (
    <div className={styles.proof}>
      {byKey && <ByPasskey {...props} rpId={data.passkeyPlace.rpId} />}
      {data.totp && (typed || !byKey) && <ByCode {...props} />}
      {data.totp && !typed && byKey && (
        <div>
          <Button variant="subtle" size="xs" onClick={() => setTyped(true)}>
            {t('proof.instead')}
          </Button>
        </div>
      )}
      {!byKey && !data.totp && (
        <p className={styles.wait}>
          {t('proof.neither')} <a href="/security">{t('proof.setUp')}</a>
        </p>
      )}
      {props.error !== null && props.error !== undefined && <ProblemNote error={props.error} />}
    </div>
  );
}

function ByPasskey({ digest, act, busy, onProof, rpId }: ProofFormProps & { readonly rpId: string }) {
  const { t } = useTexts();
  const [failed, setFailed] = useState(false);
  if (!worksAt(rpId, location.hostname)) return <Elsewhere rpId={rpId} />;
  const sign = async () => {
    setFailed(false);
    const over = await digest();
    if (over === null) return;
    try {
      onProof({ method: 'passkey', assertion: await signDigest(over, rpId) }, over);
    } catch {
      // Turned away, timed out or no device: the browser has said which, and nothing was signed.
      setFailed(true);
    }
  };
  return (
    <div className={styles.way}>
      <Button
        loading={busy}
        leftSection={<IconFingerprint size={18} aria-hidden="true" />}
        onClick={() => void sign()}
      >
        {t('proof.withPasskey', { act })}
      </Button>
      {failed && <p className={styles.wait}>{t('proof.turnedAway')}</p>}
    </div>
  );
}

/** Where passkeys work, for whoever came by another address. */
export function Elsewhere({ rpId }: { readonly rpId: string }) {
  const { t } = useTexts();
  const address = addressOf(rpId);
  return (
    <p className={styles.wait}>
      {t('proof.elsewhere')}{' '}
      <a href={`${address}${location.pathname}`}>
        <Code>{address}</Code>
      </a>
    </p>
  );
}

function ByCode({ digest, act, busy, onProof }: ProofFormProps) {
  const { t } = useTexts();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const send = async () => {
    const over = await digest();
    if (over !== null) onProof({ method: 'password-totp', password, code }, over);
  };
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className={styles.soft}>{t('proof.weaker')}</p>
      <PasswordInput
        label={t('proof.password')}
        value={password}
        dir="ltr"
        required
        withAsterisk={false}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <CodeInput value={code} onChange={setCode} />
      <div>
        <Button type="submit" variant="default" loading={busy}>
          {t('proof.withCode', { act })}
        </Button>
      </div>
    </form>
  );
}

interface CodeInputProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** Six digits of the app, or a recovery code. On a node with invented data the present code can be taken over. */
export function CodeInput({ value, onChange }: CodeInputProps) {
  const { t } = useTexts();
  const { demonstration } = useSession().session.node;
  const { data, refetch } = useRead(API.demonstrationCode, {}, { enabled: demonstration });
  const take = async () => {
    const fresh = await refetch();
    if (fresh.data?.code) onChange(fresh.data.code);
  };
  return (
    <>
      <TextInput
        label={t('proof.code')}
        description={t('proof.codeWhat')}
        value={value}
        dir="ltr"
        required
        withAsterisk={false}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {demonstration && data?.code && (
        <p className={styles.soft}>
          {t('proof.demonstration')}{' '}
          <Button variant="light" size="compact-xs" onClick={() => void take()}>
            {t('proof.take')}
          </Button>
        </p>
      )}
    </>
  );
}
