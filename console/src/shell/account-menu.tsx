/** Who is signed in, how the console looks to them, and the way out. */
import type { Preferences } from '@jisr/contract';
import { Menu } from '@mantine/core';
import { IconCheck, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Ago } from '../parts/times.tsx';
import { usePreferences } from '../preferences.tsx';
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
  return (
    <>
      <Menu.Label>{t(`shell.preference.${name}`)}</Menu.Label>
      {CHOICES[name].map((value) => (
        <Menu.Item
          key={value}
          closeMenuOnClick={false}
          role="menuitemradio"
          aria-checked={preferences[name] === value}
          rightSection={preferences[name] === value ? <IconCheck size={15} aria-hidden="true" /> : null}
          onClick={() => changePreferences({ [name]: value })}
        >
          {t(`shell.preference.${name}.${value}`)}
        </Menu.Item>
      ))}
    </>
  );
}

export function AccountMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t, pick } = useTexts();
  const { session, signOut } = useSession();
  const { account, previousSignInAt } = session;
  return (
    <Menu width={264} position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button
          type="button"
          className={styles.quiet}
          aria-label={t('shell.account.open', { name: pick(account.name) })}
        >
          <IconUserCircle size={19} stroke={1.6} aria-hidden="true" />
          <bdi className={styles.accountName}>{pick(account.name)}</bdi>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
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
        <Menu.Divider />
        <Choice name="theme" />
        <Choice name="density" />
        <Choice name="digits" />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden="true" />} onClick={onKeys}>
          {t('shell.keys.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} className="points" aria-hidden="true" />}
          onClick={() => void signOut()}
        >
          {t('shell.account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
