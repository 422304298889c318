/** One watchlist: its listings, its imports and the proposals about it. */

import { API, type Watchlist } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import type { ScreenProps } from '../index.ts';
import forms from './forms.module.css';
import { ImportForm } from './import-form.tsx';
import { Imports } from './imports.tsx';
import { Listings } from './listings.tsx';
import { ProposalForm } from './proposal-form.tsx';
import { Proposals } from './proposals.tsx';

const TABS = ['listings', 'imports', 'proposals'] as const;
type Tab = (typeof TABS)[number];

function Summary({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  return (
    <div className={forms.panel}>
      <Facts>
        <FactItem label={t('watchlist.fact.owner')}>
          <bdi dir="auto">{list.owner}</bdi>
        </FactItem>
        <FactItem label={t('watchlist.fact.legalBasis')}>
          <bdi dir="auto">{list.legalBasis}</bdi>
        </FactItem>
        <FactItem label={t('watchlist.fact.instruction')}>
          {t(`words.instruction.${list.instruction}`)}
        </FactItem>
        <FactItem label={t('watchlist.fact.handling')}>
          <Code>{list.handling}</Code>
        </FactItem>
        <FactItem label={t('watchlist.fact.version')}>
          <Code>{list.version}</Code>{' '}
          <Mark tone={list.live ? 'done' : 'wait'} shape={list.live ? 'check' : 'half'}>
            {t(list.live ? 'watchlists.live' : 'watchlists.notLive')}
          </Mark>
        </FactItem>
        <FactItem label={t('watchlist.fact.imported')}>
          <When at={list.importedAt} day="always" />
        </FactItem>
      </Facts>
    </div>
  );
}

type Open = 'import' | 'propose' | null;

function Actions({ list, setOpen }: { readonly list: Watchlist; readonly setOpen: (open: Open) => void }) {
  const { t } = useTexts();
  const { can } = useSession();
  const manual = list.format === 'manual';
  if (manual && can('watchlists:edit')) {
    return (
      <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen('propose')}>
        {t('watchlist.propose.add')}
      </Button>
    );
  }
  if (!manual && can('watchlists:import')) {
    return (
      <Button leftSection={<IconUpload size={16} aria-hidden="true" />} onClick={() => setOpen('import')}>
        {t('watchlist.import.open')}
      </Button>
    );
  }
  return null;
}

function Content({ list }: { readonly list: Watchlist }) {
  const { t, pick } = useTexts();
  const [tabText] = useQueryMember('tab', 'listings');
  const [open, setOpen] = useState<Open>(null);
  const tab: Tab = TABS.find((each) => each === tabText) ?? 'listings';
  const path = `/watchlists/${list.id}`;
  const tabs = TABS.map((key) => ({
    key,
    to: addressWith(path, { tab: key === 'listings' ? '' : key }),
    label: t(`watchlist.tab.${key}`),
  }));
  const close = () => setOpen(null);
  return (
    <Page
      title={pick(list.name)}
      back={{ to: '/watchlists', label: t('watchlist.back') }}
      sub={<Code>{list.code}</Code>}
      actions={<Actions list={list} setOpen={setOpen} />}
    >
      <Summary list={list} />
      <div className={hits.tools}>
        <ViewLinks label={t('watchlist.tabs')} views={tabs} current={tab} />
      </div>
      {tab === 'listings' && <Listings list={list} />}
      {tab === 'imports' && <Imports list={list} />}
      {tab === 'proposals' && <Proposals watchlistId={list.id} />}
      {open === 'import' && <ImportForm list={list} onClose={close} />}
      {open === 'propose' && <ProposalForm list={list} listing={null} onClose={close} />}
    </Page>
  );
}

/** The list is found among all lists, which the console has at hand. */
export function WatchlistScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const lists = usePages(API.listWatchlists, {});
  const list = lists.rows.find((each) => each.id === params.id);
  if (list !== undefined) return <Content list={list} />;
  return (
    <Page title={t('watchlist.title')} back={{ to: '/watchlists', label: t('watchlist.back') }}>
      {lists.query.error ? (
        <ProblemNote error={lists.query.error} onRetry={() => void lists.query.refetch()} />
      ) : lists.loaded ? (
        <EmptyState
          title={t('watchlist.unknown')}
          action={<Link to="/watchlists">{t('watchlist.back')}</Link>}
        />
      ) : (
        <Loading />
      )}
    </Page>
  );
}
