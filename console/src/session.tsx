/** Who is signed in, and what they may do. */
import { API, holdsPermit, type Language, type Permit, type Preferences, type Session } from '@jisr/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { ApiProblem, call, setCsrfToken } from './api.ts';
import { useNotices } from './parts/notices.tsx';
import { usePreferences } from './preferences.tsx';
import { readKey } from './queries.ts';
import { useTexts } from './texts.tsx';

const SESSION_KEY = readKey(API.currentSession, {});

/** The present session; null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery<Session | null>({
    queryKey: SESSION_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      try {
        return await call(API.currentSession, {}, signal);
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
  });
}

interface SignedIn {
  readonly session: Session;
  readonly can: (permit: Permit) => boolean;
  readonly changePreferences: (some: Partial<Preferences>) => void;
  readonly signOut: () => Promise<void>;
}
const Context = createContext<SignedIn | null>(null);

/** Gives the session to the screens, keeps preferences in the account, and leaves when the session has ended. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) {
  const queries = useQueryClient();
  const { change } = usePreferences();
  const { tell } = useNotices();
  const { t } = useTexts();
  const adopted = useRef<string | null>(null);
  setCsrfToken(session.csrfToken);
  useEffect(() => {
    if (adopted.current === session.account.id) return;
    adopted.current = session.account.id;
    change(session.preferences);
  }, [session, change]);
  const leave = useCallback(() => {
    setCsrfToken(null);
    queries.clear();
    queries.setQueryData(SESSION_KEY, null);
  }, [queries]);
  useEffect(() => {
    const ended = (error: unknown) =>
      error instanceof ApiProblem && error.code === 'SIGN_IN_REQUIRED' && leave();
    const stopReads = queries.getQueryCache().subscribe((event) => ended(event.query.state.error));
    const stopWrites = queries.getMutationCache().subscribe((event) => ended(event.mutation?.state.error));
    return () => {
      stopReads();
      stopWrites();
    };
  }, [queries, leave]);
  const value = useMemo<SignedIn>(
    () => ({
      session,
      can: (permit) => holdsPermit(session.account.roles, permit),
      changePreferences: (some) => {
        change(some);
        // In force on this computer at once; the account follows, and a failure there is said.
        call(API.setPreferences, { body: some }).catch(() => tell(t('shell.preference.notKept')));
      },
      signOut: async () => {
        if (session.method !== 'oidc') {
          await call(API.signOut, {});
          return leave();
        }
        const { url } = await call(API.endMinistrySession, {});
        leave();
        if (url !== null) location.assign(url);
      },
    }),
    [session, change, leave, tell, t],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** The signed-in session, its permits and what changes it. */
export function useSession(): SignedIn {
  const signedIn = useContext(Context);
  if (signedIn === null) throw new Error('useSession needs SessionProvider');
  return signedIn;
}

/**
 * Puts a fresh session (from sign-in) in place. A language chosen on the sign-in page outweighs the account's and is
 * kept there.
 */
export function useEnter(): (session: Session, chosen: Language | null) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (session, chosen) => {
      setCsrfToken(session.csrfToken);
      const differs = chosen !== null && chosen !== session.preferences.language;
      const preferences = differs
        ? await call(API.setPreferences, { body: { language: chosen } })
        : session.preferences;
      queries.setQueryData(SESSION_KEY, { ...session, preferences });
    },
    [queries],
  );
}
