/** What could not be read. Its content is personal data of unknown kind: shown to two roles, one at a time, for a reason. */

import { API, type QuarantineItem } from '@jisr/contract';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconBoxAlignTop } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago, Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { usePages, useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import styles from './quarantine.module.css';

const keyOf = (item: QuarantineItem): string => item.id;
const REASON_MIN = 3;

function useColumns(): readonly Column<QuarantineItem>[] {
  const { t, pick } = useTexts();
  return useMemo(
    () => [
      {
        key: 'received',
        header: t('quarantine.column.received'),
        width: '150px',
        cell: (item) => (
          <span className={hits.two}>
            <When at={item.receivedAt} />
            <span className={hits.under}>
              <Ago at={item.receivedAt} />
            </span>
          </span>
        ),
      },
      {
        key: 'sender',
        header: t('quarantine.column.sender'),
        width: '130px',
        cell: (item) => (
          <span className={hits.two}>
            <Code>{item.carrier}</Code>
            <span className={hits.under}>{t(`words.channel.${item.channel}`)}</span>
          </span>
        ),
      },
      {
        key: 'reason',
        header: t('quarantine.column.reason'),
        cell: (item) => (
          <span className={hits.two}>
            <span title={pick(item.reason.message)}>{pick(item.reason.message)}</span>
            <span className={hits.under}>
              <Code>{item.reason.code}</Code>
            </span>
          </span>
        ),
      },
      {
        key: 'size',
        header: t('quarantine.column.size'),
        width: '116px',
        align: 'end',
        cell: (item) => t('message.bytes', { count: item.size }),
      },
      {
        key: 'erase',
        header: t('quarantine.column.erase'),
        width: '140px',
        cell: (item) => <Countdown at={item.eraseOn} soonMinutes={1440} />,
      },
    ],
    [t, pick],
  );
}

function Bytes({ id, reason }: { readonly id: string; readonly reason: string }) {
  const { t } = useTexts();
  const [form, setForm] = useState<'text' | 'hex'>('text');
  const { data, error } = useRead(API.readQuarantine, { params: { id }, query: { reason } });
  if (error) return <ProblemNote error={error} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div>
        <SegmentedControl
          aria-label={t('quarantine.form')}
          size="xs"
          value={form}
          onChange={(next) => setForm(next === 'hex' ? 'hex' : 'text')}
          data={[
            { value: 'text', label: t('quarantine.text') },
            { value: 'hex', label: t('quarantine.hex') },
          ]}
        />
      </div>
      <textarea
        className={styles.bytes}
        dir="ltr"
        lang="en"
        readOnly
        rows={14}
        aria-label={t('quarantine.content')}
        value={form === 'text' ? data.text : data.hex.replace(/(..)/g, '$1 ')}
      />
    </>
  );
}

function AskReason({ onReason }: { readonly onReason: (reason: string) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const short = typed.trim().length < REASON_MIN;
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!short) onReason(typed.trim());
      }}
    >
      <TextInput
        label={t('quarantine.reason')}
        description={t('quarantine.logged')}
        error={tried && short ? t('quarantine.reasonMissing') : undefined}
        value={typed}
        maxLength={300}
        dir="auto"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" size="xs">
          {t('quarantine.show')}
        </Button>
      </div>
    </form>
  );
}

function Detail({ item }: { readonly item: QuarantineItem | null }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const [reason, setReason] = useState<string | null>(null);
  if (item === null) {
    return (
      <aside className={hits.preview} aria-label={t('quarantine.detail')}>
        <p className={hits.hint}>{t('quarantine.hint')}</p>
      </aside>
    );
  }
  return (
    <aside className={hits.preview} aria-label={t('quarantine.detail')}>
      <p>{pick(item.reason.message)}</p>
      <div>
        <span className={hits.under}>SHA-256</span>
        <Code title={item.digest}>{`${item.digest.slice(0, 24)}…`}</Code>
      </div>
      {can('quarantine:read') ? (
        reason === null ? (
          <AskReason onReason={setReason} />
        ) : (
          <Bytes id={item.id} reason={reason} />
        )
      ) : (
        <p className={hits.hint}>{t('quarantine.notYours')}</p>
      )}
    </aside>
  );
}

/** The list is for whoever keeps the messages; the bytes are not. */
export function QuarantineScreen() {
  const { t } = useTexts();
  const items = usePages(API.listQuarantine, { query: { limit: 200 } });
  const [current, setCurrent] = useState<QuarantineItem | null>(null);
  const columns = useColumns();
  return (
    <Page title={t('quarantine.title')} sub={t('quarantine.what')}>
      {items.query.error && (
        <ProblemNote error={items.query.error} onRetry={() => void items.query.refetch()} />
      )}
      {(items.loaded || !items.query.error) && (
        <div className={hits.floor}>
          <DataTable
            label={t('quarantine.title')}
            rows={items.rows}
            keyOf={keyOf}
            columns={columns}
            loaded={items.loaded}
            empty={
              <EmptyState
                icon={<IconBoxAlignTop size={32} stroke={1.4} aria-hidden="true" />}
                title={t('quarantine.empty')}
              />
            }
            onCursor={setCurrent}
            more={items.more}
            total={items.total}
            tall
            minWidth={760}
          />
          <Detail key={current?.id ?? ''} item={current} />
        </div>
      )}
    </Page>
  );
}
