/** What goes to the partner and what comes: outbox, inbox, and the threads that they make. */
import { API } from '@jisr/contract';
import { Button } from '@mantine/core';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { Documents } from './documents.tsx';
import { Threads } from './threads.tsx';

const VIEWS = ['both', 'out', 'in', 'threads'] as const;

function Retry() {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const act = useAct(API.retryExchange, [API.readPartner, API.listExchange]);
  const { data } = useRead(API.readPartner, {}, { enabled: can('requests:write') });
  if (!can('requests:write') || !data || data.link.oldestUnsentAt === null) return null;
  return (
    <>
      {act.error && <ProblemNote error={act.error} />}
      <Button
        variant="default"
        loading={act.isPending}
        onClick={() => act.mutate({}, { onSuccess: () => tell(t('exchange.retried')) })}
      >
        {t('exchange.retry')}
      </Button>
    </>
  );
}

export function ExchangeScreen() {
  const { t } = useTexts();
  const [asked] = useQueryMember('view', 'both');
  const view = VIEWS.find((each) => each === asked) ?? 'both';
  const views = VIEWS.map((key) => ({
    key,
    to: addressWith('/exchange', { view: key === 'both' ? '' : key }),
    label: t(`exchange.view.${key}`),
  }));
  return (
    <Page title={t('exchange.title')} sub={t('exchange.what')} actions={<Retry />}>
      <div className={hits.tools}>
        <ViewLinks label={t('exchange.views')} views={views} current={view} />
      </div>
      {view === 'threads' ? <Threads /> : <Documents direction={view} />}
    </Page>
  );
}
