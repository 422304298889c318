/** Referrals at a border post: what waits first, acknowledged with what came of it. */

import { API, type Referral } from '@jisr/contract';
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago, Countdown, When } from '../../parts/times.tsx';
import { Code, Flight, Name } from '../../parts/values.tsx';
import { useAct, usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { isSerious } from '../hit/listing-card.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import styles from './referrals.module.css';

const keyOf = (referral: Referral): string => referral.id;

function InstructionMark({ referral }: { readonly referral: Referral }) {
  const { t } = useTexts();
  const serious = isSerious(referral.instruction);
  return (
    <Mark tone={serious ? 'now' : 'wait'} shape={serious ? 'diamond' : 'triangle'}>
      {t(`words.instruction.${referral.instruction}`)}
    </Mark>
  );
}

const isSettled = (row: Referral): boolean => row.acknowledgedAt !== null || row.recalledAt !== null;

function Asked({ row }: { readonly row: Referral }) {
  const { t } = useTexts();
  const waits = !isSettled(row);
  const state = row.recalledAt !== null ? 'recalled' : waits ? 'waiting' : 'done';
  return (
    <span className={hits.two}>
      <InstructionMark referral={row} />
      <Mark tone={waits ? 'wait' : 'calm'} shape={waits ? 'half' : 'check'}>
        {t(`referrals.state.${state}`)}
      </Mark>
    </span>
  );
}

const Arrival = ({ row: { crossing } }: { readonly row: Referral }) => (
  <TwoLines under={<Flight carrier={crossing.carrier} number={crossing.number} />}>
    <Countdown at={crossing.arrivalAt} soonMinutes={60} />
  </TwoLines>
);

const Words = ({ text }: { readonly text: string | null }) => (
  <bdi dir="auto" title={text ?? undefined}>
    {text}
  </bdi>
);

function useColumns(): readonly Column<Referral>[] {
  const { t, pick } = useTexts();
  return useMemo(() => {
    const column = (key: string, cell: Column<Referral>['cell'], width?: string): Column<Referral> => ({
      key,
      header: t(`referrals.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('instruction', (row) => <Asked row={row} />, '146px'),
      column('arrival', (row) => <Arrival row={row} />, '128px'),
      column('traveller', (row) => <Name value={row.traveller.name} />),
      column('post', (row) => <Code>{row.post}</Code>, '70px'),
      column('note', (row) => (
        <TwoLines under={row.outcome === null ? null : <Words text={row.outcome} />}>
          <Words text={row.note} />
        </TwoLines>
      )),
      column(
        'sent',
        (row) => (
          <TwoLines under={<Ago at={row.sentAt} />}>
            <bdi>{pick(row.sentBy.name)}</bdi>
          </TwoLines>
        ),
        '128px',
      ),
    ];
  }, [t, pick]);
}

function Acknowledge({ referral }: { readonly referral: Referral }) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [outcome, setOutcome] = useState('');
  const act = useAct(API.acknowledgeReferral, [API.listReferrals, API.readHit]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const words = outcome.trim();
        act.mutate(
          { params: { id: referral.id }, body: { outcome: words === '' ? null : words } },
          { onSuccess: () => tell(t('referrals.acknowledged')) },
        );
      }}
    >
      <Textarea
        label={t('referrals.outcome')}
        description={t('referrals.outcomeHint')}
        value={outcome}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
      {act.error && <ProblemNote error={act.error} kept={t('referrals.kept')} />}
      <div>
        <Button type="submit" loading={act.isPending}>
          {t('referrals.acknowledge')}
        </Button>
      </div>
    </form>
  );
}

function Detail({ referral }: { readonly referral: Referral | null }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  if (referral === null) {
    return (
      <aside className={hits.preview} aria-label={t('referrals.detail')}>
        <p className={hits.hint}>{t('referrals.hint')}</p>
      </aside>
    );
  }
  return (
    <aside className={hits.preview} aria-label={t('referrals.detail')}>
      <div>
        <Name value={referral.traveller.name} />
      </div>
      <div className={styles.instruction} data-serious={isSerious(referral.instruction) ? '' : undefined}>
        <span className={hits.under}>{t('referrals.asked')}</span>
        <strong>{t(`words.instruction.${referral.instruction}`)}</strong>
        {referral.note !== null && (
          <p>
            <bdi dir="auto">{referral.note}</bdi>
          </p>
        )}
      </div>
      <Link to={`/hits/${referral.hitId}`}>{t('referrals.toHit')}</Link>
      {referral.recalledAt !== null && <strong role="note">{t('referrals.recalled')}</strong>}
      {referral.acknowledgedAt === null ? (
        referral.recalledAt === null &&
        can('referrals:acknowledge') && <Acknowledge key={referral.id} referral={referral} />
      ) : (
        <div>
          <span className={hits.under}>
            {t('referrals.doneBy', {
              officer: referral.acknowledgedBy === null ? '' : pick(referral.acknowledgedBy.name),
            })}{' '}
            <When at={referral.acknowledgedAt} />
          </span>
          <p>
            <bdi dir="auto">{referral.outcome ?? t('referrals.noOutcome')}</bdi>
          </p>
        </div>
      )}
    </aside>
  );
}

function PostBox({ post, setPost }: { readonly post: string; readonly setPost: (post: string) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(post);
  return (
    <form
      className={styles.post}
      onSubmit={(event) => {
        event.preventDefault();
        setPost(typed);
      }}
    >
      <TextInput
        aria-label={t('referrals.post')}
        placeholder={t('referrals.post')}
        value={typed}
        maxLength={3}
        {...(typed === '' ? {} : { dir: 'ltr' })}
        onBlur={() => setPost(typed)}
        onChange={(event) => setTyped(event.currentTarget.value.toUpperCase().replace(/[^A-Z]/g, ''))}
      />
    </form>
  );
}

function useReferrals() {
  const [view] = useQueryMember('view', 'waiting');
  const [post, setPost] = useQueryMember('post', '');
  const waiting = view !== 'all';
  const query = { limit: 200, ...(waiting ? { waiting: 'true' } : {}), ...(post === '' ? {} : { post }) };
  const referrals = usePages(API.listReferrals, { query }, { keep: true });
  const pages = referrals.query.data?.pages;
  const rows = useMemo(() => {
    const all = pages?.flatMap((page) => page.items) ?? [];
    return all.sort((a, b) => Number(isSettled(a)) - Number(isSettled(b)));
  }, [pages]);
  return { waiting, post, setPost, referrals, rows, viewKey: JSON.stringify(query) };
}

function Nothing({ waiting }: { readonly waiting: boolean }) {
  const { t } = useTexts();
  return (
    <EmptyState
      icon={<IconCircleCheck size={32} stroke={1.4} aria-hidden="true" />}
      title={t(waiting ? 'referrals.empty.waiting' : 'referrals.empty.all')}
    />
  );
}

/** The border officer's list; supervisors and watch officers see every post. */
export function ReferralsScreen() {
  const { t } = useTexts();
  const { session } = useSession();
  const { waiting, post, setPost, referrals, rows, viewKey } = useReferrals();
  const [current, setCurrent] = useState<Referral | null>(null);
  const columns = useColumns();
  const views = [
    { key: 'waiting', to: addressWith('/referrals', { post }), label: t('referrals.view.waiting') },
    { key: 'all', to: addressWith('/referrals', { view: 'all', post }), label: t('referrals.view.all') },
  ];
  const own = session.account.post;
  return (
    <Page title={t('referrals.title')} sub={own === null ? undefined : t('referrals.ownPost', { post: own })}>
      <div className={hits.tools}>
        <ViewLinks label={t('referrals.views')} views={views} current={waiting ? 'waiting' : 'all'} />
        {own === null && <PostBox post={post} setPost={setPost} />}
      </div>
      {referrals.query.error && (
        <ProblemNote error={referrals.query.error} onRetry={() => void referrals.query.refetch()} />
      )}
      {(referrals.loaded || !referrals.query.error) && (
        <div className={hits.floor}>
          <DataTable
            label={t('referrals.title')}
            rows={rows}
            keyOf={keyOf}
            columns={columns}
            loaded={referrals.loaded}
            empty={<Nothing waiting={waiting} />}
            onCursor={setCurrent}
            more={referrals.more}
            total={referrals.total}
            viewKey={viewKey}
            tall
            minWidth={780}
          />
          <Detail
            referral={current === null ? null : (rows.find((row) => row.id === current.id) ?? current)}
          />
        </div>
      )}
    </Page>
  );
}
