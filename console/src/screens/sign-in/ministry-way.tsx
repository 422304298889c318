/** Sign-in through the ministry: away to its service, and back at `/sign-in/return` with what it says. */
import { API, type Session } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useAct, useRead } from '../../queries.ts';
import { navigate } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';

const RETURN = '/sign-in/return';
/** The secret of the attempt stays in the tab that began it: nobody else's answer is taken for ours. */
const ATTEMPT = 'jisr.ministry';

interface MinistryWayProps {
  readonly onSession: (session: Session) => Promise<void>;
}

export function MinistryWay({ onSession }: MinistryWayProps) {
  const { t, pick } = useTexts();
  const ways = useRead(API.signInWays, {});
  const begin = useAct(API.beginOidc);
  const finish = useAct(API.oidcSignIn);
  const [query] = useState(() => (location.pathname === RETURN ? location.search.slice(1) : null));
  const done = useRef(false);
  const { mutate } = finish;
  useEffect(() => {
    if (query === null || done.current) return;
    done.current = true;
    const attempt = sessionStorage.getItem(ATTEMPT) ?? '';
    sessionStorage.removeItem(ATTEMPT);
    navigate('/', { replace: true });
    mutate({ body: { attempt, query } }, { onSuccess: onSession });
  }, [query, mutate, onSession]);
  const name = ways.data?.oidc?.name;
  if (!name) return null;
  const away = () =>
    begin.mutate(
      {},
      {
        onSuccess: ({ url, attempt }) => {
          sessionStorage.setItem(ATTEMPT, attempt);
          location.assign(url);
        },
      },
    );
  const error = begin.error ?? finish.error;
  return (
    <>
      <Button size="md" variant="default" loading={begin.isPending || finish.isPending} onClick={away}>
        {t('sign-in.ministry', { name: pick(name) })}
      </Button>
      {error && <ProblemNote error={error} />}
    </>
  );
}
