/** Accounts: who may sign in and as what. */

import { type Account, API } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Ago, useNow, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useAct, useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { AccountForm } from './account-form.tsx';
import styles from './administration.module.css';
import { FactorsForm } from './factors-form.tsx';
import { MinistryForm } from './ministry-form.tsx';
import { PasswordForm } from './password-form.tsx';

const keyOf = (account: Account): string => account.id;

function StandMark({ account }: { readonly account: Account }) {
  const { t } = useTexts();
  const now = useNow();
  if (account.disabled) {
    return (
      <Mark tone="calm" shape="bar">
        {t('administration.account.disabled')}
      </Mark>
    );
  }
  const locked = account.lockedUntil !== null && Date.parse(account.lockedUntil) > now;
  return (
    <Mark tone={locked ? 'wait' : 'done'} shape={locked ? 'triangle' : 'check'}>
      {t(locked ? 'administration.account.locked' : 'administration.account.active')}
    </Mark>
  );
}

function useColumns(): readonly Column<Account>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('administration.column.name'),
        sort: (account) => pick(account.name),
        cell: (account) => (
          <span className={hits.two}>
            <bdi>{pick(account.name)}</bdi>
            <span className={hits.under}>
              <Code>{account.username}</Code>
            </span>
          </span>
        ),
      },
      {
        key: 'roles',
        header: t('administration.column.roles'),
        cell: (account) => (
          <span className={hits.two}>
            <span>{account.roles.map((role) => t(`words.role.${role}`)).join(t('administration.and'))}</span>
            {account.post !== null && (
              <span className={hits.under}>
                <Code>{account.post}</Code>
              </span>
            )}
          </span>
        ),
      },
      {
        key: 'stand',
        header: t('administration.column.stand'),
        width: '140px',
        cell: (account) => <StandMark account={account} />,
      },
      {
        key: 'signedIn',
        header: t('administration.column.signedIn'),
        width: '150px',
        sort: (account) => account.lastSignInAt,
        cell: (account) => <Ago at={account.lastSignInAt} />,
      },
    ],
    [t, pick],
  );
}

/** Switching off ends nothing that was recorded; the account keeps its history. */
function Detail({ account }: { readonly account: Account | null }) {
  const { t, pick } = useTexts();
  const { session } = useSession();
  const { tell } = useNotices();
  const [open, setOpen] = useState<'edit' | 'factors' | 'ministry' | 'password' | null>(null);
  const change = useAct(API.changeAccount, [API.listAccounts]);
  if (account === null) {
    return (
      <aside className={hits.preview} aria-label={t('administration.account.detail')}>
        <p className={hits.hint}>{t('administration.account.hint')}</p>
      </aside>
    );
  }
  const own = account.id === session.account.id;
  const turn = () =>
    change.mutate(
      { params: { id: account.id }, body: { disabled: !account.disabled } },
      {
        onSuccess: (after) =>
          tell(t(after.disabled ? 'administration.account.turnedOff' : 'administration.account.turnedOn')),
      },
    );
  return (
    <aside className={hits.preview} aria-label={t('administration.account.detail')}>
      <div>
        <strong>{pick(account.name)}</strong>
        <Code muted>{account.username}</Code>
      </div>
      <ul className={styles.roles}>
        {account.roles.map((role) => (
          <li key={role}>{t(`words.role.${role}`)}</li>
        ))}
      </ul>
      <p className={hits.hint}>
        {t('administration.account.since')} <When at={account.createdAt} day="always" />
      </p>
      {own && <p className={hits.hint}>{t('administration.account.own')}</p>}
      {change.error && <ProblemNote error={change.error} />}
      <div className={hits.acts}>
        <Button size="xs" variant="default" onClick={() => setOpen('edit')}>
          {t('administration.account.edit')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen('password')}>
          {t('administration.account.password')}
        </Button>
        {!own && (
          <Button size="xs" variant="default" onClick={() => setOpen('factors')}>
            {t('administration.account.factors')}
          </Button>
        )}
        {!own && (
          <Button size="xs" variant="default" onClick={() => setOpen('ministry')}>
            {t('administration.account.ministry')}
          </Button>
        )}
        {!own && (
          <Button size="xs" variant="default" loading={change.isPending} onClick={turn}>
            {t(account.disabled ? 'administration.account.turnOn' : 'administration.account.turnOff')}
          </Button>
        )}
      </div>
      {open === 'edit' && <AccountForm account={account} onClose={() => setOpen(null)} />}
      {open === 'factors' && <FactorsForm account={account} onClose={() => setOpen(null)} />}
      {open === 'ministry' && <MinistryForm account={account} onClose={() => setOpen(null)} />}
      {open === 'password' && <PasswordForm account={account} onClose={() => setOpen(null)} />}
    </aside>
  );
}

/** The table, the account under the cursor, and the form for a new one. */
export function Accounts() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.listAccounts, {});
  const [current, setCurrent] = useState<Account | null>(null);
  const [adding, setAdding] = useState(false);
  const columns = useColumns();
  const rows = data?.items ?? [];
  if (error && data === undefined) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className={hits.acts}>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          {t('administration.account.add')}
        </Button>
      </div>
      <div className={hits.floor}>
        <DataTable
          label={t('administration.tab.accounts')}
          rows={rows}
          keyOf={keyOf}
          columns={columns}
          loaded={data !== undefined}
          onCursor={setCurrent}
          total={rows.length}
          empty={<EmptyState title={t('administration.account.none')} />}
          tall
          minWidth={720}
        />
        <Detail
          key={current?.id ?? ''}
          account={current === null ? null : (rows.find((row) => row.id === current.id) ?? null)}
        />
      </div>
      {adding && <AccountForm account={null} onClose={() => setAdding(false)} />}
    </>
  );
}
