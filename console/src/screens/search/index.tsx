/** Search: one box for a name in either script, a document number or a booking, and the reason for looking. */
import { API } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { latinDigits } from '../../digits.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { usePages } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { type Found, useFoundColumns } from './columns.tsx';
import styles from './search.module.css';

const PAGE_ROWS = 100;
const keyOf = (row: Found) => row.id;
const hrefOf = (row: Found) => `/travellers/${row.id}`;
/** The contract's least lengths of a query and of a reason. */
const LEAST = { q: 2, reason: 3 } as const;

/** The reason stays for the session of this browser tab, and never outlives the sign-in that gave it. */
function useReason(): readonly [string, (reason: string) => void] {
  const { session } = useSession();
  const kept = `jisr.reason.${session.account.id}.${session.expiresAt}`;
  const [reason, setReason] = useState(() => sessionStorage.getItem(kept) ?? '');
  const keep = (next: string) => {
    sessionStorage.setItem(kept, next);
    setReason(next);
  };
  return [reason, keep];
}

interface Asked {
  readonly q: string;
  readonly reason: string;
}

function SearchForm({ onAsk, busy }: { readonly onAsk: (asked: Asked) => void; readonly busy: boolean }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useReason();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk({ q: latinDigits(typed.trim()), reason: reason.trim() });
  };
  return (
    <search>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('search.box')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t('search.example')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          dir="auto"
          autoFocus
          required
          minLength={LEAST.q}
          maxLength={120}
          withAsterisk={false}
        />
        <TextInput
          label={t('search.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          placeholder={t('search.reasonExample')}
          dir="auto"
          required
          minLength={LEAST.reason}
          maxLength={300}
          withAsterisk={false}
        />
        <Button type="submit" loading={busy}>
          {t('search.submit')}
        </Button>
      </form>
    </search>
  );
}

export function SearchScreen() {
  const { t } = useTexts();
  const [asked, setAsked] = useState<Asked | null>(null);
  const found = usePages(
    API.searchTravellers,
    { query: { q: asked?.q ?? '', reason: asked?.reason ?? '', limit: PAGE_ROWS } },
    { enabled: asked !== null },
  );
  const columns = useFoundColumns();
  const icon = <IconSearch size={34} stroke={1.3} aria-hidden="true" />;
  return (
    <Page title={t('search.title')}>
      <SearchForm onAsk={setAsked} busy={found.query.isFetching} />
      <p className={styles.soft}>{t('search.recorded')}</p>
      {found.query.error && (
        <ProblemNote error={found.query.error} onRetry={() => void found.query.refetch()} />
      )}
      {asked === null && (
        <EmptyState icon={icon} title={t('search.start.title')}>
          {t('search.start.text')}
        </EmptyState>
      )}
      {asked !== null && !found.query.error && (
        <DataTable
          label={t('search.found')}
          rows={found.rows}
          keyOf={keyOf}
          columns={columns}
          hrefOf={hrefOf}
          loaded={found.loaded}
          total={found.total}
          more={found.more}
          viewKey={asked.q}
          tall
          height="max(340px, calc(100dvh - 310px))"
          minWidth={980}
          empty={
            <EmptyState icon={icon} title={t('search.empty.title', { q: asked.q })}>
              {t('search.empty.text')}
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}
