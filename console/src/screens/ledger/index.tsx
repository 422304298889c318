/** The ledger: how it stands, its entries, the walk over the whole of it, and the comparison with the partner's. */
import { API } from '@jisr/contract';
import { Button } from '@mantine/core';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { Entries } from './entries.tsx';
import { Reconciliations } from './reconciliations.tsx';
import { EvidenceAlarm, StateFacts } from './state-facts.tsx';
import { Verification } from './verification.tsx';

const VIEWS = ['entries', 'reconciliations'] as const;

export function LedgerScreen() {
  const { t } = useTexts();
  const [viewText, setView] = useQueryMember('view', 'entries');
  const view = VIEWS.find((each) => each === viewText) ?? 'entries';
  const state = useRead(API.readLedger, {});
  const verifying = useAct(API.verifyLedger);
  const comparing = useAct(API.reconcileLedgers, [API.listReconciliations]);
  const views = VIEWS.map((key) => ({
    key,
    to: addressWith('/ledger', { view: key === 'entries' ? '' : key }),
    label: t(`ledger.view.${key}`),
  }));
  const compare = () => comparing.mutate({}, { onSuccess: () => setView('reconciliations') });
  const actions = (
    <>
      <Button
        variant="default"
        onClick={compare}
        loading={comparing.isPending}
        disabled={state.data?.peer == null}
      >
        {t('ledger.compare')}
      </Button>
      <Button onClick={() => verifying.mutate({})} loading={verifying.isPending}>
        {t('ledger.verifyAll')}
      </Button>
    </>
  );
  const failed = verifying.error ?? comparing.error;
  return (
    <Page title={t('ledger.title')} sub={t('ledger.what')} actions={actions}>
      {failed && <ProblemNote error={failed} />}
      {verifying.data && <Verification found={verifying.data} />}
      {state.error && <ProblemNote error={state.error} onRetry={() => void state.refetch()} />}
      {state.data === undefined ? (
        !state.error && <Loading />
      ) : (
        <>
          <EvidenceAlarm evidence={state.data.evidence} />
          <StateFacts state={state.data} />
        </>
      )}
      <div className={hits.tools}>
        <ViewLinks label={t('ledger.views')} views={views} current={view} />
      </div>
      {view === 'entries' ? <Entries /> : <Reconciliations />}
    </Page>
  );
}
