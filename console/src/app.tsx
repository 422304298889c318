/** The frame around everything: preferences, texts, theme, keys, notices; then sign-in or the shell. */
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { KeyboardProvider } from './keyboard.tsx';
import { Loading, ProblemNote } from './parts/notes.tsx';
import { NoticesProvider } from './parts/notices.tsx';
import { PreferencesProvider, usePreferences } from './preferences.tsx';
import { createQueries } from './queries.ts';
import { SignInScreen } from './screens/sign-in/index.tsx';
import { SessionProvider, useSessionQuery } from './session.tsx';
import { Shell } from './shell/shell.tsx';
import { directionOf } from './text.ts';
import { TextsProvider } from './texts.tsx';
import { cssVariables, theme } from './theme.ts';

const DARK = '(prefers-color-scheme: dark)';

function listenDark(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Mantine follows the language's direction and the chosen theme without a reload. */
function Look({ children }: { readonly children: ReactNode }) {
  const { language, theme: chosen } = usePreferences().preferences;
  const { setDirection } = useDirection();
  const systemDark = useSyncExternalStore(listenDark, () => matchMedia(DARK).matches);
  useEffect(() => setDirection(directionOf(language)), [language, setDirection]);
  const scheme = chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}

function Gate() {
  const session = useSessionQuery();
  if (session.error) return <ProblemNote error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data === undefined) return <Loading />;
  if (session.data === null) return <SignInScreen />;
  return (
    <SessionProvider session={session.data}>
      <Shell />
    </SessionProvider>
  );
}

/** The whole console. */
export function App() {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <PreferencesProvider>
        <Suspense fallback={null}>
          <TextsProvider>
            <DirectionProvider detectDirection={false}>
              <Look>
                <KeyboardProvider>
                  <NoticesProvider>
                    <Gate />
                  </NoticesProvider>
                </KeyboardProvider>
              </Look>
            </DirectionProvider>
          </TextsProvider>
        </Suspense>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}
