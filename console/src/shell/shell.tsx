/** The shell: head, navigation by permit, the present screen, and the keys that work everywhere. */
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react';
import { Component, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { clockOf } from '../dates.ts';
import { type KeyBinding, useKeys } from '../keyboard.tsx';
import { EmptyState, Loading, ProblemNote } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import { useNow } from '../parts/times.tsx';
import { Code } from '../parts/values.tsx';
import { usePreferences } from '../preferences.tsx';
import { matchPath } from '../router.ts';
import { Link, navigate, usePlace } from '../routing.tsx';
import { desksOf } from '../screens/desks.ts';
import { SCREENS, type Screen } from '../screens/index.ts';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionBadge, useLive } from './connection.tsx';
import { iconOf } from './icons.tsx';
import { KeyHelp } from './key-help.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { LateNotice } from './late.tsx';
import { Mark } from './mark.tsx';
import { Palette } from './palette.tsx';
import styles from './shell.module.css';
import { ToldNotices } from './told.tsx';

/** The screens that this person may open, in order. */
function useOwnScreens(): readonly Screen[] {
  const { can } = useSession();
  return SCREENS.filter((screen) => screen.permits.some(can));
}

function Clock() {
  const { t } = useTexts();
  const now = new Date(useNow());
  return (
    <div className={styles.clock} title={t('shell.clock')}>
      <strong>
        <Code>{clockOf(now, 'local')}</Code>
      </strong>
      <span>
        <Code>{`${clockOf(now, 'utc')} UTC`}</Code>
      </span>
    </div>
  );
}

function ThemeToggle() {
  const { t } = useTexts();
  const { changePreferences } = useSession();
  const { theme } = usePreferences().preferences;
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const Icon = dark ? IconSun : IconMoon;
  return (
    <button
      type="button"
      className={`${styles.quiet} ${styles.wideOnly}`}
      aria-label={t(dark ? 'shell.theme.light' : 'shell.theme.dark')}
      onClick={() => changePreferences({ theme: dark ? 'light' : 'dark' })}
    >
      <Icon size={18} stroke={1.6} aria-hidden="true" />
    </button>
  );
}

function Head({ onKeys }: { readonly onKeys: () => void }) {
  const { t, pick } = useTexts();
  const { session, changePreferences } = useSession();
  const live = useLive();
  return (
    <header className={styles.head}>
      <Link to="/" className={styles.brand}>
        <Mark />
        <span>جسر</span>
        <small>Jisr</small>
      </Link>
      <div className={styles.node}>{pick(session.node.name)}</div>
      {session.node.demonstration && <div className={styles.demonstration}>{t('shell.demonstration')}</div>}
      <div className={styles.gap} />
      <ConnectionBadge state={live} />
      <Clock />
      <button
        type="button"
        className={`${styles.quiet} ${styles.wideOnly}`}
        aria-label={t('shell.keys.title')}
        onClick={onKeys}
      >
        <IconKeyboard size={18} stroke={1.6} aria-hidden="true" />
      </button>
      <ThemeToggle />
      <AccountMenu onKeys={onKeys} />
      <LanguageToggle onChange={(language) => changePreferences({ language })} />
    </header>
  );
}

function Rail({ screens }: { readonly screens: readonly Screen[] }) {
  const { t } = useTexts();
  return (
    <nav className={styles.rail} aria-label={t('shell.navigation')}>
      {desksOf(screens).map(({ desk, screens: own }) => (
        <section key={desk} className={styles.desk} aria-label={t(`shell.desk.${desk}`)}>
          <p className={styles.deskName} aria-hidden="true">
            {t(`shell.desk.${desk}`)}
          </p>
          <ul>
            {own.map((screen) => (
              <RailItem key={screen.name} screen={screen} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function RailItem({ screen }: { readonly screen: Screen }) {
  const { t } = useTexts();
  const { path } = usePlace();
  const Icon = iconOf(screen.name);
  const label = t(`shell.screen.${screen.name}`);
  const here =
    screen.path === '/'
      ? path === '/' || path.startsWith('/crossings')
      : path === screen.path || path.startsWith(`${screen.path}/`);
  return (
    <li>
      <Link to={screen.path} className={styles.item} aria-current={here ? 'page' : undefined} title={label}>
        <Icon size={19} stroke={1.6} aria-hidden="true" />
        <span>{label}</span>
      </Link>
    </li>
  );
}

/** A screen that fails says so in its place; the shell stays. */
class Guard extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: null as unknown };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error === null ? this.props.children : <ProblemNote error={this.state.error} />;
  }
}

function Present({ screens }: { readonly screens: readonly Screen[] }) {
  const { t } = useTexts();
  const { path } = usePlace();
  const first = screens.find((screen) => screen.key !== undefined);
  const lost = path === '/' && first !== undefined && first.path !== '/';
  // Whoever may not see the board starts at the first screen of their own.
  useEffect(() => {
    if (lost && first) navigate(first.path, { replace: true });
  }, [lost, first]);
  for (const screen of screens) {
    const params = matchPath(screen.path, path);
    if (params === null) continue;
    return (
      <Guard key={path}>
        <Suspense fallback={<Loading />}>
          <screen.view params={params} />
        </Suspense>
      </Guard>
    );
  }
  if (lost) return null;
  return (
    <Page title={t('shell.nothing.title')}>
      <EmptyState title={t('shell.nothing.why')} action={<Link to="/">{t('shell.nothing.home')}</Link>} />
    </Page>
  );
}

function useShellKeys(screens: readonly Screen[], openKeys: () => void, openPalette: () => void): void {
  const { t } = useTexts();
  const going = screens.flatMap((screen): KeyBinding[] => {
    if (screen.key === undefined) return [];
    const label = t('shell.keys.go', { screen: t(`shell.screen.${screen.name}`) });
    return [{ combo: `KeyG ${screen.key}`, label, run: () => navigate(screen.path), scope: 'console' }];
  });
  useKeys([
    { combo: 'Shift+Slash', label: t('shell.keys.title'), run: openKeys, scope: 'console' },
    { combo: 'Mod+KeyK', label: t('shell.palette.title'), run: openPalette, scope: 'console' },
    ...(screens.some((screen) => screen.name === 'search')
      ? [
          {
            combo: 'Slash',
            label: t('shell.screen.search'),
            run: () => navigate('/search'),
            scope: 'console',
          } as const,
        ]
      : []),
    ...going,
  ]);
}

/** A new screen takes the focus that its link or key left behind, unless a box of its own already has it. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { path } = usePlace();
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    if (main.current?.contains(document.activeElement) === false) main.current.focus({ preventScroll: true });
  }, [path]);
  return main;
}

/** What a signed-in officer sees around every screen. */
export function Shell() {
  const { t } = useTexts();
  const screens = useOwnScreens();
  const [overlay, setOverlay] = useState<'keys' | 'palette' | null>(null);
  const close = () => setOverlay(null);
  const main = useFocusOnArrival();
  useShellKeys(
    screens,
    () => setOverlay('keys'),
    () => setOverlay('palette'),
  );
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <Head onKeys={() => setOverlay('keys')} />
      <Rail screens={screens} />
      <main id="main" ref={main} className={styles.main} tabIndex={-1}>
        <ToldNotices />
        <LateNotice />
        <Present screens={screens} />
      </main>
      <KeyHelp opened={overlay === 'keys'} onClose={close} />
      <Palette opened={overlay === 'palette'} onClose={close} />
    </div>
  );
}
