/** One document on its way or arrived: what it says of itself, what became of it, where both ledgers hold it. */
import { API, type ExchangeDocument } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { useAct, useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import type { ScreenProps } from '../index.ts';
import { wordOf } from '../memoranda/words.ts';
import { ReasonForm } from '../partner/reason-form.tsx';
import { DocumentState } from './document-state.tsx';
import styles from './exchange.module.css';
import { Head } from './head.tsx';
import { History } from './history.tsx';
import { Places } from './places.tsx';
import { Receipts } from './receipts.tsx';
import { Refusal } from './refusal.tsx';
import { Thread } from './thread.tsx';

function Acts({ of }: { readonly of: ExchangeDocument }) {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const [cancelling, setCancelling] = useState(false);
  const retrying = useAct(API.retryExchange, [API.readExchange, API.listExchange]);
  const cancel = useAct(API.cancelExchange, [API.readExchange, API.listExchange]);
  const waits = of.direction === 'out' && (of.state === 'queued' || of.state === 'sent');
  return (
    <>
      {retrying.error && <ProblemNote error={retrying.error} />}
      {waits && can('requests:write') && (
        <Button
          loading={retrying.isPending}
          onClick={() => retrying.mutate({}, { onSuccess: () => tell(t('exchange.retried')) })}
        >
          {t('exchange.retry')}
        </Button>
      )}
      {of.mayCancel && can('requests:release') && (
        <Button variant="outline" color="red" onClick={() => setCancelling(true)}>
          {t('exchange.cancel')}
        </Button>
      )}
      {cancelling && (
        <ReasonForm
          title={t('exchange.cancel')}
          what={t('exchange.cancel.what')}
          send={t('exchange.cancel')}
          grave
          busy={cancel.isPending}
          error={cancel.error}
          onSend={(reason) =>
            cancel.mutate(
              { params: { id: of.id }, body: { reason } },
              { onSuccess: () => setCancelling(false) },
            )
          }
          onClose={() => setCancelling(false)}
        />
      )}
    </>
  );
}

function Content({ of }: { readonly of: ExchangeDocument }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const disclosure = of.direction === 'out' ? `/disclosures/${of.id}` : `/received-disclosures/${of.id}`;
  const held = of.direction === 'out' || of.state !== 'refused';
  return (
    <Page
      title={pick(wordOf('category', of.category))}
      back={{ to: '/exchange', label: t('exchange.title') }}
      sub={
        <>
          {t(`exchange.direction.${of.direction}`)} ·{' '}
          <DocumentState state={of.state} direction={of.direction} chip /> · <When at={of.at} day="always" />
          {held && can('disclosures:read') && (
            <>
              {' · '}
              <Link to={disclosure}>{t('exchange.disclosure')}</Link>
            </>
          )}
        </>
      }
      actions={<Acts of={of} />}
    >
      <Refusal of={of} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Head of={of} />
          <Receipts of={of} />
        </div>
        <div className={styles.column}>
          <Section title={t('exchange.history')}>
            <History of={of} />
          </Section>
          <Section title={t('exchange.thread')}>
            <Thread of={of} />
          </Section>
          <Places of={of} />
        </div>
      </div>
    </Page>
  );
}

export function ExchangeDocumentScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readExchange, { params: { id: params.id ?? '' } });
  if (data) return <Content of={data} />;
  return (
    <Page title={t('exchange.document')} back={{ to: '/exchange', label: t('exchange.title') }}>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}
