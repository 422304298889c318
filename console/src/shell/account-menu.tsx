/** Who is signed in, how the console looks to them, and the way out. */
import type { Preferences } from '@jisr/contract';
import { Popover, SegmentedControl } from '@mantine/core';
import { IconKeyboard, IconLogout, IconShieldLock, IconUserCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Ago } from '../parts/times.tsx';
import { usePreferences } from '../preferences.tsx';
import { Link } from '../routing.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import styles from './shell.module.css';

const CHOICES = {
  theme: ['system', 'light', 'dark'],
  density: ['compact', 'normal', 'comfortable'],
  digits: ['latin', 'arabic-indic'],
} as const satisfies { [K in keyof Preferences]?: readonly Preferences[K][] };

function Choice({ name }: { readonly name: keyof typeof CHOICES }) {
  const { t } = useTexts();
  const { preferences } = usePreferences();
  const { changePreferences } = useSession();
  const label = t(`shell.preference.${name}`);
  return (
    <div className={styles.choice}>
      <span>{label}</span>
      <SegmentedControl
        aria-label={label}
        size="xs"
        fullWidth
        transitionDuration={0}
        value={preferences[name]}
        onChange={(value) => changePreferences({ [name]: value })}
        data={CHOICES[name].map((value) => ({ value, label: t(`shell.preference.${name}.${value}`) }))}
      />
    </div>
  );
}

function Person() {
  const { t, pick } = useTexts();
  const { account, previousSignInAt } = useSession().session;
  return (
    <div className={styles.person}>
      <strong>{pick(account.name)}</strong>
      <span>{account.roles.map((role) => t(`words.role.${role}`)).join(t('shell.account.and'))}</span>
      {previousSignInAt && (
        <div>
          <span>{t('shell.account.previous')} </span>
          <Ago at={previousSignInAt} />
        </div>
      )}
    </div>
  );
}

/** Opens by click or Enter, closes by Escape; the focus stays inside while it is open. */
export function AccountMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t, pick } = useTexts();
  const { session, signOut } = useSession();
  const [opened, setOpened] = useState(false);
  const name = pick(session.account.name);
  const keys = () => {
    setOpened(false);
    onKeys();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      position="bottom-end"
      shadow="md"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.quiet}
          aria-label={t('shell.account.open', { name })}
          onClick={() => setOpened(!opened)}
        >
          <IconUserCircle size={19} stroke={1.6} aria-hidden="true" />
          <bdi className={styles.accountName}>{name}</bdi>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.account.open', { name })}>
        <div className={styles.account}>
          <Person />
          <Choice name="theme" />
          <Choice name="density" />
          <Choice name="digits" />
          <div className={styles.ways}>
            <button type="button" className={styles.quiet} onClick={keys}>
              <IconKeyboard size={17} stroke={1.6} aria-hidden="true" />
              {t('shell.keys.title')}
            </button>
            <Link to="/security" className={styles.quiet} onClick={() => setOpened(false)}>
              <IconShieldLock size={17} stroke={1.6} aria-hidden="true" />
              {t('shell.account.security')}
            </Link>
            <button type="button" className={styles.quiet} onClick={() => void signOut()}>
              <IconLogout size={17} stroke={1.6} className="points" aria-hidden="true" />
              {t('shell.account.signOut')}
            </button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
