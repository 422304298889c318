/** Sign-in: two fields, one button, the other language in the corner. */
import { API, type Language, type Session } from '@jisr/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { clockOf, dayOf } from '../../dates.ts';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { usePreferences } from '../../preferences.tsx';
import { useAct } from '../../queries.ts';
import { useEnter } from '../../session.tsx';
import { LanguageToggle } from '../../shell/language-toggle.tsx';
import { Mark } from '../../shell/mark.tsx';
import { useTexts } from '../../texts.tsx';
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

export function SignInScreen() {
  const { t } = useTexts();
  const { change } = usePreferences();
  const enter = useEnter();
  const { tell } = useNotices();
  const [chosen, setChosen] = useState<Language | null>(null);
  const signIn = useAct(API.signIn);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = `${t('sign-in.title')} · جسر Jisr`;
  }, [t]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ body: { username: username.trim(), password } }, { onSuccess: welcome });
  };
  const welcome = async (session: Session) => {
    await enter(session, chosen);
    if (session.previousSignInAt === null) return tell(t('sign-in.first'));
    const before = new Date(session.previousSignInAt);
    tell(t('sign-in.previous', { when: `${dayOf(before, 'local')} ${clockOf(before, 'local')}` }));
  };
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
        <form className={styles.fields} onSubmit={submit}>
          <h2>{t('sign-in.title')}</h2>
          {signIn.error && <ProblemNote error={signIn.error} kept={t('sign-in.kept')} />}
          <TextInput
            label={t('sign-in.username')}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
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
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show') }}
            dir="ltr"
            required
            withAsterisk={false}
            size="md"
          />
          <Button type="submit" size="md" loading={signIn.isPending}>
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
