/** The keys of this page and of the console, printed from what is bound now. */
import { Modal, Switch } from '@mantine/core';
import { type KeyBinding, useBoundKeys } from '../keyboard.tsx';
import { keyCaps } from '../keys.ts';
import { usePreferences } from '../preferences.tsx';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import styles from './shell.module.css';

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A key combination as key caps. */
export function Caps({ combo }: { readonly combo: string }) {
  return keyCaps(combo, apple).map((cap) => (
    <kbd key={cap} className={styles.cap}>
      {cap}
    </kbd>
  ));
}

function Group({ title, bindings }: { readonly title: string; readonly bindings: readonly KeyBinding[] }) {
  if (bindings.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {bindings.map(({ combo, label }) => (
          <div key={combo} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              <Caps combo={combo} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTexts();
  const bindings = useBoundKeys();
  const { preferences } = usePreferences();
  const { changePreferences } = useSession();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={styles.overlay}>
        <Group title={t('shell.keys.page')} bindings={bindings.filter((each) => each.scope !== 'console')} />
        <Group
          title={t('shell.keys.console')}
          bindings={bindings.filter((each) => each.scope === 'console')}
        />
        <Switch
          checked={preferences.singleKeys}
          label={t('shell.keys.single')}
          description={t('shell.keys.singleWhy')}
          onChange={(event) => changePreferences({ singleKeys: event.currentTarget.checked })}
        />
      </div>
    </Modal>
  );
}
