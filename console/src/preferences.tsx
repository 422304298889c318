/** Language, theme, density, digits and keys: kept on this computer, and in the account while signed in. */
import type { Language, Preferences } from '@jisr/contract';
import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { directionOf } from './text.ts';

const KEPT = 'jisr.preferences';
const FIRST: Preferences = {
  language: 'ar',
  theme: 'system',
  density: 'normal',
  digits: 'latin',
  singleKeys: true,
};

/** What this computer kept; anything unreadable counts as nothing kept. */
export function readKept(kept: string | null, browserLanguage: string): Preferences {
  const first: Preferences = { ...FIRST, language: browserLanguage.startsWith('en') ? 'en' : 'ar' };
  if (kept === null || !/^\{.*\}$/.test(kept)) return first;
  const found = JSON.parse(kept) as Partial<Record<keyof Preferences, unknown>>;
  const oneOf = <T,>(value: unknown, allowed: readonly T[], otherwise: T): T =>
    allowed.find((each) => each === value) ?? otherwise;
  return {
    language: oneOf<Language>(found.language, ['ar', 'en'], first.language),
    theme: oneOf<Preferences['theme']>(found.theme, ['system', 'light', 'dark'], first.theme),
    density: oneOf<Preferences['density']>(
      found.density,
      ['compact', 'normal', 'comfortable'],
      first.density,
    ),
    digits: oneOf<Preferences['digits']>(found.digits, ['latin', 'arabic-indic'], first.digits),
    singleKeys: oneOf(found.singleKeys, [true, false], first.singleKeys),
  };
}

interface Kept {
  readonly preferences: Preferences;
  /** Changes some; who keeps them in the account listens by `onChange`. */
  readonly change: (some: Partial<Preferences>) => void;
}
const Context = createContext<Kept | null>(null);

export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(() =>
    readKept(localStorage.getItem(KEPT), navigator.language),
  );
  // A transition keeps the page on screen while the texts of the other language are read.
  const change = useCallback(
    (some: Partial<Preferences>) => startTransition(() => setPreferences((now) => ({ ...now, ...some }))),
    [],
  );
  useEffect(() => {
    localStorage.setItem(KEPT, JSON.stringify(preferences));
    const root = document.documentElement;
    root.lang = preferences.language;
    root.dir = directionOf(preferences.language);
    root.dataset.density = preferences.density;
  }, [preferences]);
  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Kept {
  const kept = useContext(Context);
  if (kept === null) throw new Error('usePreferences needs PreferencesProvider');
  return kept;
}
