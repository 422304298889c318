/** What the two states have agreed: each memorandum and where it stands, the simulator, the directives. */
import { API, type MemorandumRow } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { Directives } from './directives.tsx';
import styles from './memoranda.module.css';
import { Simulator } from './simulator.tsx';
import { Signers, StandingMark } from './standing-mark.tsx';
import { TakeForm } from './take-form.tsx';

const keyOf = (row: MemorandumRow): string => row.id;

function Title({ row }: { readonly row: MemorandumRow }) {
  const { language } = useTexts();
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <span className={styles.title}>
      <Link to={`/memoranda/${row.id}`} className={styles.cut} title={row.title[language]}>
        {row.title[language]}
      </Link>
      <bdi lang={other} className={`${styles.other} ${styles.cut}`} title={row.title[other]}>
        {row.title[other]}
      </bdi>
    </span>
  );
}

function Dates({ row }: { readonly row: MemorandumRow }) {
  const { t } = useTexts();
  return (
    <span className={styles.title}>
      <Code>{row.inForceFrom.slice(0, 10)}</Code>
      <span className={styles.other}>
        {row.inForceUntil === null ? (
          t('memoranda.noEnd')
        ) : (
          <>
            {t('memoranda.until')} <Code>{row.inForceUntil.slice(0, 10)}</Code>
          </>
        )}
      </span>
    </span>
  );
}

function useColumns(): readonly Column<MemorandumRow>[] {
  const { t, number, language } = useTexts();
  return useMemo(() => {
    const column = (
      key: string,
      cell: Column<MemorandumRow>['cell'],
      width?: string,
    ): Column<MemorandumRow> => ({
      key,
      header: t(`memoranda.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      { ...column('title', (row) => <Title row={row} />), sort: (row) => row.title[language] },
      column(
        'code',
        (row) => (
          <span className={styles.title}>
            <Code>{row.code}</Code>
            <span className={styles.other}>
              {t('memoranda.version', { version: row.version })}
              {row.illustrative && ` · ${t('memoranda.illustrative')}`}
            </span>
          </span>
        ),
        '200px',
      ),
      column('standing', (row) => <StandingMark standing={row.standing} />, '170px'),
      column(
        'signatures',
        (row) =>
          row.builtIn ? (
            t('memoranda.builtIn')
          ) : (
            <Signers parties={row.parties.map(({ code }) => code)} signedBy={row.signedBy} />
          ),
        '250px',
      ),
      column('dates', (row) => <Dates row={row} />, '140px'),
      { ...column('used', (row) => number(row.used), '90px'), sort: (row) => row.used },
    ];
  }, [t, number, language]);
}

/** The list first, then what can be asked of it. */
export function MemorandaScreen() {
  const { t } = useTexts();
  const { can, session } = useSession();
  const [taking, setTaking] = useState<'draft' | 'directive' | null>(null);
  const read = useRead(API.listMemoranda, {});
  const columns = useColumns();
  const write = can('memoranda:write');
  const add = write ? (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setTaking('draft')}>
      {t('memoranda.take.draft')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('memoranda.title')} sub={t('memoranda.sub')} actions={add}>
      {read.error && <ProblemNote error={read.error} onRetry={() => void read.refetch()} />}
      <DataTable
        label={t('memoranda.title')}
        rows={read.data?.items ?? []}
        keyOf={keyOf}
        columns={columns}
        loaded={read.data !== undefined}
        hrefOf={(row) => `/memoranda/${row.id}`}
        empty={
          <EmptyState
            icon={<IconFileText size={32} stroke={1.4} aria-hidden="true" />}
            title={t('memoranda.empty')}
            action={add}
          />
        }
        tall
        minWidth={1000}
        height="46dvh"
      />
      <Section title={t('memoranda.ask.title')}>
        <Simulator party={session.node.country} />
      </Section>
      <Section title={t('memoranda.directives.title')}>
        <p className={styles.other}>{t('memoranda.directives.what')}</p>
        <Directives />
        {write && (
          <Button variant="default" mt="sm" onClick={() => setTaking('directive')}>
            {t('memoranda.take.directive')}
          </Button>
        )}
      </Section>
      {taking && <TakeForm what={taking} onClose={() => setTaking(null)} />}
    </Page>
  );
}
