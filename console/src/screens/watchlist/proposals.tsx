/** Proposals to add, change or withdraw a listing: another person approves or rejects each. */

import { API, type ListingEntry, type Proposal } from '@jisr/contract';
import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Ago, DayBoth } from '../../parts/times.tsx';
import { Code, Country, Name } from '../../parts/values.tsx';
import { useAct, usePages } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import forms from './forms.module.css';

function EntryFacts({ entry }: { readonly entry: ListingEntry }) {
  const { t } = useTexts();
  const fact = (label: string, value: ReactNode) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <dl className={forms.entry}>
      {entry.names.map((name) => (
        <div key={name.text}>
          <dt>{t(`words.name-quality.${name.quality}`)}</dt>
          <dd>
            <bdi dir="auto">{name.text}</bdi>
          </dd>
        </div>
      ))}
      {entry.birthDates.length > 0 &&
        fact(t('watchlist.entry.birthDates'), <Code>{entry.birthDates.join(', ')}</Code>)}
      {entry.nationalities.length > 0 &&
        fact(
          t('watchlist.entry.nationalities'),
          entry.nationalities.map((code, index) => (
            <span key={code}>
              {index > 0 && ' · '}
              <Country code={code} />
            </span>
          )),
        )}
      {entry.gender !== null && fact(t('watchlist.entry.gender'), t(`words.gender.${entry.gender}`))}
      {entry.documents.length > 0 &&
        fact(
          t('watchlist.entry.documents'),
          <Code>{entry.documents.map((each) => each.number).join(', ')}</Code>,
        )}
      {fact(t('watchlist.entry.instruction'), t(`words.instruction.${entry.instruction}`))}
      {fact(t('watchlist.entry.legalBasis'), <bdi dir="auto">{entry.legalBasis}</bdi>)}
      {fact(t('watchlist.entry.originator'), <bdi dir="auto">{entry.originator}</bdi>)}
      {fact(t('watchlist.entry.reviewOn'), <DayBoth day={entry.reviewOn} />)}
      {fact(t('watchlist.entry.expiresOn'), <DayBoth day={entry.expiresOn} />)}
    </dl>
  );
}

function Decide({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTexts();
  const { can, session } = useSession();
  const { tell } = useNotices();
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = useAct(API.decideProposal, [API.listProposals, API.listListings, API.listWatchlists]);
  if (proposal.status !== 'pending') return null;
  if (proposal.proposedBy.id === session.account.id)
    return <p className={forms.soft}>{t('watchlist.proposal.own')}</p>;
  if (!can('watchlists:approve')) return <p className={forms.soft}>{t('watchlist.proposal.waits')}</p>;
  const say = (approve: boolean) => {
    const words = note.trim();
    setMissing(!approve && words.length < 3);
    if (!approve && words.length < 3) return;
    decide.mutate(
      { params: { id: proposal.id }, body: { approve, note: words === '' ? null : words } },
      { onSuccess: () => tell(t(approve ? 'watchlist.proposal.approved' : 'watchlist.proposal.rejected')) },
    );
  };
  return (
    <>
      <TextInput
        label={t('watchlist.proposal.note')}
        error={missing ? t('watchlist.proposal.noteMissing') : undefined}
        value={note}
        maxLength={1000}
        dir="auto"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {decide.error && <ProblemNote error={decide.error} />}
      <div className={forms.acts}>
        <Button size="xs" loading={decide.isPending} onClick={() => say(true)}>
          {t('watchlist.proposal.approve')}
        </Button>
        <Button size="xs" variant="default" disabled={decide.isPending} onClick={() => say(false)}>
          {t('watchlist.proposal.reject')}
        </Button>
      </div>
    </>
  );
}

const STATUS = {
  pending: { tone: 'wait', shape: 'half' },
  approved: { tone: 'done', shape: 'check' },
  rejected: { tone: 'calm', shape: 'bar' },
} as const;

function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { t, pick } = useTexts();
  const status = STATUS[proposal.status];
  return (
    <li className={`${forms.panel} ${proposal.status === 'pending' ? forms.held : ''}`}>
      <div className={forms.head}>
        <strong>{t(`words.proposal-kind.${proposal.kind}`)}</strong>
        {proposal.listing !== null && <Name value={proposal.listing.name} form="inline" />}
        {proposal.listing !== null && <Code muted>{proposal.listing.reference}</Code>}
        <span className={forms.grow} />
        <Mark tone={status.tone} shape={status.shape}>
          {t(`words.proposal-status.${proposal.status}`)}
        </Mark>
        <span className={forms.soft}>
          <bdi>{pick(proposal.proposedBy.name)}</bdi> · <Ago at={proposal.proposedAt} />
        </span>
      </div>
      <p>
        <bdi dir="auto">{proposal.reason}</bdi>
      </p>
      {proposal.entry !== null && <EntryFacts entry={proposal.entry} />}
      {proposal.note !== null && (
        <p className={forms.soft}>
          <bdi dir="auto">{proposal.note}</bdi>
        </p>
      )}
      <Decide proposal={proposal} />
    </li>
  );
}

interface ProposalsProps {
  /** Null: of every list, only those that wait. */
  readonly watchlistId: string | null;
}

/** The proposals of a list, or all that wait. */
export function Proposals({ watchlistId }: ProposalsProps) {
  const { t } = useTexts();
  const status = watchlistId === null ? 'pending' : 'all';
  const proposals = usePages(API.listProposals, { query: { status, limit: 200 } });
  if (proposals.query.error) {
    return <ProblemNote error={proposals.query.error} onRetry={() => void proposals.query.refetch()} />;
  }
  if (!proposals.loaded) return <Loading />;
  const shown = proposals.rows.filter((each) => watchlistId === null || each.watchlistId === watchlistId);
  if (shown.length === 0) {
    return (
      <div className={forms.panel}>
        <EmptyState
          title={t(watchlistId === null ? 'watchlist.proposal.none' : 'watchlist.proposal.noneHere')}
        />
      </div>
    );
  }
  return (
    <ul className={forms.cards}>
      {shown.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
    </ul>
  );
}
