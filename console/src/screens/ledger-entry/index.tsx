/** One entry of the ledger: its exact text, its proof checked on this computer, and both as files. */
import { API, type LedgerEntryDetail } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api.ts';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import type { ScreenProps } from '../index.ts';
import styles from './ledger-entry.module.css';
import { checkProof } from './proof-check.ts';
import { ProofSteps } from './proof-steps.tsx';
import { saveFile } from './save-file.ts';

/** Fetches the proof and the keys anew, and computes everything from them. */
async function verifyHere(entry: LedgerEntryDetail) {
  const [file, state] = await Promise.all([
    call(API.proveLedgerEntry, { params: { index: entry.index } }),
    call(API.readLedger, {}),
  ]);
  const keys = { log: state.keys.log, witness: state.peer?.witnessKey ?? null };
  return { check: checkProof(entry.body, file, keys) };
}

/** Mounted when asked for: who stands behind pseudonyms is read under its own purpose, and that is logged. */
function Actors({ index }: { readonly index: number }) {
  const { t, pick } = useTexts();
  const { data, error } = useRead(API.readLedgerActors, { params: { index } });
  if (error) return <ProblemNote error={error} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) return <p>{t('ledger-entry.automatic')}</p>;
  return (
    <ul>
      {data.items.map(({ pseudonym, officer }) => (
        <li key={pseudonym}>
          <Code>{pseudonym}</Code>{' '}
          <bdi>{officer === null ? t('ledger-entry.nobody') : pick(officer.name)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function EntryFacts({ entry }: { readonly entry: LedgerEntryDetail }) {
  const { t } = useTexts();
  return (
    <Section title={t('ledger-entry.facts')}>
      <Facts>
        <FactItem label={t('ledger-entry.kind')}>{t(`ledger.kind.${entry.kind}`)}</FactItem>
        <FactItem label={t('ledger-entry.at')}>
          <When at={entry.at} day="always" />
        </FactItem>
        <FactItem label={t('ledger-entry.articles')}>
          {entry.articles.length === 0 ? <None /> : <Code>{entry.articles.join(', ')}</Code>}
        </FactItem>
        <FactItem label={t('ledger-entry.counterpart')}>
          <Code>{entry.counterpart}</Code>
        </FactItem>
        <FactItem label={t('ledger-entry.subject')}>
          <span className={styles.hash}>
            <Code>{entry.subject}</Code>
          </span>
        </FactItem>
        <FactItem label={t('ledger-entry.salt')}>
          {t(entry.salted ? 'ledger-entry.salted' : 'ledger-entry.unsalted')}
        </FactItem>
        <FactItem label={t('ledger-entry.leaf')}>
          <span className={styles.hash}>
            <Code>{entry.leafHash}</Code>
          </span>
        </FactItem>
      </Facts>
    </Section>
  );
}

function Body({ body }: { readonly body: string }) {
  const { t } = useTexts();
  return (
    <Section title={t('ledger-entry.body')}>
      <pre className={styles.body} dir="ltr" lang="en">
        {JSON.stringify(JSON.parse(body), null, 2)}
      </pre>
    </Section>
  );
}

function Entry({ entry }: { readonly entry: LedgerEntryDetail }) {
  const { t, number } = useTexts();
  const { can } = useSession();
  const [asked, setAsked] = useState(false);
  const proving = useMutation({ mutationFn: verifyHere });
  const proof = useMutation({
    mutationFn: () => call(API.proveLedgerEntry, { params: { index: entry.index } }),
    onSuccess: (file) => saveFile(`entry-${entry.index}.tlog-proof`, file),
  });
  const actions = (
    <>
      <Button variant="default" onClick={() => proof.mutate()} loading={proof.isPending}>
        {t('ledger-entry.saveProof')}
      </Button>
      <Button variant="default" onClick={() => saveFile(`entry-${entry.index}.json`, entry.body)}>
        {t('ledger-entry.saveBody')}
      </Button>
      <Button onClick={() => proving.mutate(entry)} loading={proving.isPending}>
        {t('ledger-entry.verify')}
      </Button>
    </>
  );
  return (
    <Page
      title={t('ledger-entry.title', { index: number(entry.index) })}
      sub={t(`ledger.kind.${entry.kind}`)}
      back={{ to: '/ledger', label: t('ledger.title') }}
      actions={actions}
    >
      {(proving.error ?? proof.error) && <ProblemNote error={proving.error ?? proof.error} />}
      {proving.data &&
        (proving.data.check === null ? (
          <p role="alert">{t('ledger-entry.unreadable')}</p>
        ) : (
          <ProofSteps check={proving.data.check} />
        ))}
      <EntryFacts entry={entry} />
      <Body body={entry.body} />
      {can('data-protection:read') && (
        <Section title={t('ledger-entry.actors')}>
          {asked ? (
            <Actors index={entry.index} />
          ) : (
            <Button variant="default" onClick={() => setAsked(true)}>
              {t('ledger-entry.who')}
            </Button>
          )}
        </Section>
      )}
    </Page>
  );
}

/** Where a row of the ledger leads. */
export function LedgerEntryScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const index = Number(params.id);
  const { data, error, refetch } = useRead(API.readLedgerEntry, { params: { index } });
  if (data) return <Entry key={data.index} entry={data} />;
  return (
    <Page title={t('ledger.title')} back={{ to: '/ledger', label: t('ledger.title') }}>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}
