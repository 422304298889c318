/** The desk of data protection: what passed, what ends when, what is owed, whether the records are whole, who is in them. */
import { API, type DataProtectionState, type DisclosureDuty } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { ChainNote } from '../access-log/chain-note.tsx';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { Calendar } from './calendar.tsx';
import styles from './data-protection.module.css';
import { Emergencies } from './emergencies.tsx';
import { PersonSearch } from './person-search.tsx';

const keyOf = (duty: DisclosureDuty): string => duty.id;

function Counts({ of }: { readonly of: DataProtectionState }) {
  const { t, number } = useTexts();
  const plain = ['sent', 'received', 'refusedOut', 'refusedIn', 'held', 'erased'] as const;
  const waiting = ['owedByUs', 'owedByPartner'] as const;
  const wrong = ['overdue', 'late'] as const;
  return (
    <Section title={t('data-protection.counts')}>
      <Facts>
        {plain.map((key) => (
          <FactItem key={key} label={t(`data-protection.count.${key}`)}>
            {number(of[key])}
          </FactItem>
        ))}
        {waiting.map((key) => (
          <FactItem key={key} label={t(`data-protection.count.${key}`)}>
            <Mark tone={of[key] > 0 ? 'wait' : 'done'} shape={of[key] > 0 ? 'half' : 'check'}>
              {number(of[key])}
            </Mark>
          </FactItem>
        ))}
        {wrong.map((key) => (
          <FactItem key={key} label={t(`data-protection.count.${key}`)}>
            <Mark tone={of[key] > 0 ? 'now' : 'done'} shape={of[key] > 0 ? 'diamond' : 'check'}>
              {number(of[key])}
            </Mark>
          </FactItem>
        ))}
      </Facts>
    </Section>
  );
}

function LedgerState() {
  const { t, number } = useTexts();
  const { data } = useRead(API.readLedger, {});
  if (data === undefined) return null;
  const whole = data.evidence.length === 0;
  return (
    <Facts>
      <FactItem label={t('data-protection.ledger')}>
        <Link to="/ledger" className={styles.link}>
          {t('data-protection.entries', { count: data.size })}
        </Link>
      </FactItem>
      <FactItem label={t('data-protection.pending')}>{number(data.pending)}</FactItem>
      <FactItem label={t('data-protection.witness')}>
        <Mark tone={whole ? 'done' : 'now'} shape={whole ? 'check' : 'diamond'}>
          {t(whole ? 'data-protection.noConflict' : 'data-protection.conflict')}
        </Mark>
      </FactItem>
    </Facts>
  );
}

/** Whether the access log and the ledger are whole. */
function Records() {
  const { t } = useTexts();
  const { can } = useSession();
  const [checking, setChecking] = useState(false);
  return (
    <Section title={t('data-protection.records')}>
      {can('ledger:read') && <LedgerState />}
      {can('access-log:all') && (
        <>
          <p>
            <Link to="/access-log" className={styles.link}>
              {t('data-protection.accessLog')}
            </Link>
          </p>
          {checking ? (
            <ChainNote />
          ) : (
            <Button variant="default" onClick={() => setChecking(true)}>
              {t('access-log.verify')}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}

function useColumns(): readonly Column<DisclosureDuty>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      {
        key: 'what',
        header: t('data-protection.column.what'),
        cell: (duty) => t(`data-protection.duty.${duty.owedBy}.${duty.kind}`),
      },
      {
        key: 'article',
        header: t('data-protection.column.article'),
        cell: (duty) => <Code>{duty.article}</Code>,
        width: '150px',
      },
      {
        key: 'disclosure',
        header: t('data-protection.column.disclosure'),
        cell: (duty) => <Code title={duty.disclosureId}>{duty.disclosureId.slice(-12)}</Code>,
        width: '150px',
      },
      {
        key: 'due',
        header: t('data-protection.column.due'),
        cell: (duty) => (
          <TwoLines under={duty.doneAt === null ? <Countdown at={duty.dueAt} soonMinutes={1_440} /> : null}>
            <When at={duty.doneAt ?? duty.dueAt} day="always" />
          </TwoLines>
        ),
        width: '200px',
      },
    ],
    [t],
  );
}

function Duties() {
  const { t } = useTexts();
  const [asked] = useQueryMember('duties', 'owed');
  const state = asked === 'done' ? 'done' : 'owed';
  const columns = useColumns();
  const { data, error, refetch } = useRead(API.listDuties, { query: { state } });
  const views = (['owed', 'done'] as const).map((key) => ({
    key,
    to: addressWith('/data-protection', { duties: key === 'owed' ? '' : key }),
    label: t(`data-protection.${key}`),
  }));
  return (
    <Section title={t('data-protection.duties')} flat>
      <ViewLinks label={t('data-protection.duties')} views={views} current={state} />
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t('data-protection.duties')}
          rows={data?.items ?? []}
          keyOf={keyOf}
          columns={columns}
          loaded={data !== undefined}
          viewKey={state}
          empty={
            <EmptyState
              icon={<IconShieldLock size={32} stroke={1.4} aria-hidden="true" />}
              title={t(`data-protection.none.${state}`)}
            />
          }
          tall
          minWidth={700}
        />
      )}
    </Section>
  );
}

export function DataProtectionScreen() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.dataProtectionState, {});
  return (
    <Page title={t('data-protection.title')} sub={t('data-protection.what')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <Loading /> : <Counts of={data} />}
      <Calendar />
      <Duties />
      <Records />
      <Emergencies />
      <PersonSearch />
    </Page>
  );
}
