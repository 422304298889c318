/** Which keys do what on the present page; the help overlay is printed from the same list. */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { createMatcher, isSingleKey } from './keys.ts';
import { usePreferences } from './preferences.tsx';

export interface KeyBinding {
  /** `KeyJ`, `Shift+KeyX`, `Mod+KeyK`, `KeyG KeyH` … (see keys.ts). */
  readonly combo: string;
  /** What it does, already in the reader's language: shown by the help overlay. */
  readonly label: string;
  readonly run: () => void;
  /** Also while a dialog has the focus. */
  readonly inDialog?: boolean;
  /** Heading of the help overlay: keys of the whole console or of this page. */
  readonly scope?: 'console' | 'page';
}

interface Registry {
  add(bindings: () => readonly KeyBinding[]): () => void;
  all(): readonly KeyBinding[];
  find(combo: string): KeyBinding | undefined;
  subscribe(changed: () => void): () => void;
  touch(): void;
}

/** Keeps the bindings of what is on screen; the latest added wins. */
function createRegistry(): Registry {
  const sources = new Set<() => readonly KeyBinding[]>();
  const listeners = new Set<() => void>();
  let listed: readonly KeyBinding[] = [];
  const touch = () => {
    const found = new Map<string, KeyBinding>();
    for (const source of sources) for (const each of source()) found.set(each.combo, each);
    listed = [...found.values()];
    for (const tell of listeners) tell();
  };
  return {
    add(bindings) {
      sources.add(bindings);
      touch();
      return () => {
        sources.delete(bindings);
        touch();
      };
    },
    all: () => listed,
    find: (combo) =>
      [...sources].reverse().flatMap((source) => source().filter((each) => each.combo === combo))[0],
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    touch,
  };
}

const Context = createContext<Registry | null>(null);

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)));

const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, summary, [role=tab], [role=menuitem]') !== null;

export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const registry = useMemo(createRegistry, []);
  const { singleKeys } = usePreferences().preferences;
  useEffect(() => {
    const matcher = createMatcher();
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const known = new Set(registry.all().map((each) => each.combo));
      const combo = matcher.press(event, event.timeStamp, known);
      const binding = combo === null ? undefined : registry.find(combo);
      if (combo === null || binding === undefined) return;
      if (isSingleKey(combo) && (!singleKeys || typesText(event.target))) return;
      if (combo === 'Enter' && (hasOwnEnter(event.target) || typesText(event.target))) return;
      if (/^Arrow/.test(combo) && typesText(event.target)) return;
      const inDialog =
        event.target instanceof Element && event.target.closest('[role=dialog],[role=menu]') !== null;
      if (inDialog && !binding.inDialog) return;
      event.preventDefault();
      binding.run();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [registry, singleKeys]);
  return <Context.Provider value={registry}>{children}</Context.Provider>;
}

function useRegistry(): Registry {
  const registry = useContext(Context);
  if (registry === null) throw new Error('keys need KeyboardProvider');
  return registry;
}

/**
 * Binds keys while the calling component is on screen.
 *
 * @example
 * useKeys([{ combo: 'KeyC', label: t('hit.keys.claim'), run: () => claim.mutate({ params: { id } }) }]);
 */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useRegistry();
  const latest = useRef(bindings);
  latest.current = bindings;
  const signature = bindings.map((each) => `${each.combo}|${each.label}`).join('\n');
  useEffect(() => registry.add(() => latest.current), [registry]);
  useEffect(() => {
    if (signature !== '') registry.touch();
  }, [registry, signature]);
}

/** All keys that work now, for the help overlay and the palette. */
export function useBoundKeys(): readonly KeyBinding[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.all);
}
