/** Sign-in: a passkey first, or user name and password; the other language in the corner. */
import { API, type Language, type Session } from '@jisr/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ApiProblem, call } from '../../api.ts';
import { clockOf, dayOf } from '../../dates.ts';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { usePreferences } from '../../preferences.tsx';
import { answerChallenge, worksAt } from '../../proof/passkeys.ts';
import { Elsewhere } from '../../proof/proof-form.tsx';
import { useAct } from '../../queries.ts';
import { useEnter } from '../../session.tsx';
import { LanguageToggle } from '../../shell/language-toggle.tsx';
import { Mark } from '../../shell/mark.tsx';
import { useTexts } from '../../texts.tsx';
import { MinistryWay } from './ministry-way.tsx';
import styles from './sign-in.module.css';

/** Two shores and the arch between them, drawn once across the foot of the page. */
function Shores() {
  return (
    <svg
      viewBox="0 0 1200 96"
      preserveAspectRatio="none"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path d="M0 84H330M870 84H1200" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      <path d="M300 84C380 6 820 6 900 84" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function useSigningIn() {
  const { t } = useTexts();
  const enter = useEnter();
  const { tell } = useNotices();
  const [chosen, setChosen] = useState<Language | null>(null);
  const [typed, setTyped] = useState({ username: '', password: '', code: '' });
  const signIn = useAct(API.signIn);
  const byKey = useAct(API.passkeySignIn);
  const [failed, setFailed] = useState<unknown>(null);
  const codeNeeded = signIn.error instanceof ApiProblem && signIn.error.code === 'CODE_NEEDED';
  const [askCode, setAskCode] = useState(false);
  if (codeNeeded && !askCode) setAskCode(true);
  const welcome = async (session: Session) => {
    await enter(session, chosen);
    if (session.previousSignInAt === null) return tell(t('sign-in.first'));
    const before = new Date(session.previousSignInAt);
    tell(t('sign-in.previous', { when: `${dayOf(before, 'local')} ${clockOf(before, 'local')}` }));
  };
  const { username, password, code } = typed;
  const submit = () => {
    const body = { username: username.trim(), password, ...(code === '' ? {} : { code }) };
    signIn.mutate({ body }, { onSuccess: welcome });
  };
  const passkey = async () => {
    setFailed(null);
    try {
      const { challengeId, options } = await call(API.beginPasskeySignIn, {});
      const rpId = String(options.rpId);
      if (!worksAt(rpId, location.hostname)) return setFailed(new ElsewhereError(rpId));
      const assertion = await answerChallenge(options);
      byKey.mutate({ body: { challengeId, assertion } }, { onSuccess: welcome });
    } catch (error) {
      setFailed(error);
    }
  };
  return { typed, setTyped, signIn, byKey, failed, askCode, codeNeeded, submit, passkey, welcome, setChosen };
}
type SigningIn = ReturnType<typeof useSigningIn>;

/** Passkeys are bound to a name that this address is not under. */
class ElsewhereError extends Error {
  readonly rpId: string;
  constructor(rpId: string) {
    super(rpId);
    this.rpId = rpId;
  }
}

function PasskeyWay({ byKey, failed, passkey }: SigningIn) {
  const { t } = useTexts();
  return (
    <>
      <Button
        size="md"
        loading={byKey.isPending}
        leftSection={<IconFingerprint size={20} aria-hidden="true" />}
        onClick={() => void passkey()}
      >
        {t('sign-in.passkey')}
      </Button>
      {failed instanceof ElsewhereError && <Elsewhere rpId={failed.rpId} />}
      {failed instanceof ApiProblem && <ProblemNote error={failed} />}
      {failed !== null && !(failed instanceof ElsewhereError || failed instanceof ApiProblem) && (
        <p role="alert">{t('sign-in.passkeyNotUsed')}</p>
      )}
      {byKey.error && <ProblemNote error={byKey.error} />}
    </>
  );
}

function PasswordWay({ typed, setTyped, askCode }: SigningIn) {
  const { t } = useTexts();
  const change = (some: Partial<typeof typed>) => setTyped({ ...typed, ...some });
  return (
    <>
      <TextInput
        label={t('sign-in.username')}
        value={typed.username}
        onChange={(event) => change({ username: event.currentTarget.value })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        required
        withAsterisk={false}
        size="md"
      />
      <PasswordInput
        label={t('sign-in.password')}
        value={typed.password}
        onChange={(event) => change({ password: event.currentTarget.value })}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show') }}
        dir="ltr"
        required
        withAsterisk={false}
        size="md"
      />
      {askCode && (
        <TextInput
          label={t('proof.code')}
          description={t('proof.codeWhat')}
          value={typed.code}
          onChange={(event) => change({ code: event.currentTarget.value })}
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          required
          withAsterisk={false}
          maxLength={40}
          autoFocus
          size="md"
        />
      )}
    </>
  );
}

export function SignInScreen() {
  const { t } = useTexts();
  const { change } = usePreferences();
  const signing = useSigningIn();
  const { signIn, codeNeeded, submit, setChosen } = signing;
  useEffect(() => {
    document.title = `${t('sign-in.title')} · جسر Jisr`;
  }, [t]);
  const choose = (language: Language) => {
    setChosen(language);
    change({ language });
  };
  return (
    <div className={styles.screen}>
      <div className={styles.top}>
        <LanguageToggle onChange={choose} />
      </div>
      <main className={styles.form}>
        <div className={styles.brand}>
          <Mark size={52} />
          <div>
            <h1>
              جسر <small>Jisr</small>
            </h1>
            <p>{t('sign-in.lead')}</p>
          </div>
        </div>
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <h2>{t('sign-in.title')}</h2>
          <PasskeyWay {...signing} />
          <MinistryWay onSession={signing.welcome} />
          <p className={styles.or}>{t('sign-in.or')}</p>
          {signIn.error && !codeNeeded && <ProblemNote error={signIn.error} kept={t('sign-in.kept')} />}
          <PasswordWay {...signing} />
          <Button type="submit" size="md" variant="default" loading={signIn.isPending}>
            {t('sign-in.submit')}
          </Button>
        </form>
        <p className={styles.notice}>{t('sign-in.notice')}</p>
      </main>
      <div className={styles.foot}>
        <Shores />
      </div>
    </div>
  );
}
