/** The listings of a watchlist: found by name or reference, one shown whole beside the table. */

import { API, type Listing, ListingKind, type ListingPage, type Watchlist } from '@jisr/contract';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Mark } from '../../parts/marks.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { Code, Country, Name, None } from '../../parts/values.tsx';
import { usePages, useRead } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { ListingCard } from '../hit/listing-card.tsx';
import { FilterBox } from '../hits/filter-box.tsx';
import hits from '../hits/hits.module.css';
import forms from './forms.module.css';
import { ProposalForm } from './proposal-form.tsx';
import { WithdrawForm } from './withdraw-form.tsx';

type Row = z.infer<typeof ListingPage>['items'][number];
const keyOf = (row: Row): string => row.id;
const isKind = (text: string): text is z.infer<typeof ListingKind> =>
  ListingKind.options.some((each) => each === text);

function useColumns(): readonly Column<Row>[] {
  const { t } = useTexts();
  const today = new Date().toISOString().slice(0, 10);
  return useMemo(
    () => [
      { key: 'name', header: t('watchlist.column.name'), cell: (row) => <Name value={row.name} /> },
      {
        key: 'reference',
        header: t('watchlist.column.reference'),
        width: '132px',
        cell: (row) => (
          <span className={hits.two}>
            <Code>{row.reference}</Code>
            <span className={hits.under}>{t(`words.listing-kind.${row.kind}`)}</span>
          </span>
        ),
      },
      {
        key: 'instruction',
        header: t('watchlist.column.instruction'),
        width: '126px',
        cell: (row) =>
          row.instruction === null ? t('watchlist.byList') : t(`words.instruction.${row.instruction}`),
      },
      {
        key: 'review',
        header: t('watchlist.column.review'),
        width: '132px',
        cell: (row) => (
          <span className={hits.two}>
            <Code>{row.reviewOn}</Code>
            {row.reviewOn !== null && row.reviewOn <= today && (
              <Mark tone="wait" shape="triangle">
                {t('watchlist.due')}
              </Mark>
            )}
          </span>
        ),
      },
      {
        key: 'expires',
        header: t('watchlist.column.expires'),
        width: '112px',
        cell: (row) => <Code>{row.expiresOn}</Code>,
      },
    ],
    [t, today],
  );
}

function Identity({ listing }: { readonly listing: Listing }) {
  const { t } = useTexts();
  return (
    <section className={forms.panel}>
      <div className={forms.cards}>
        {listing.names.map((name) => (
          <div key={name.text}>
            <bdi dir="auto">{name.text}</bdi>{' '}
            <span className={forms.soft}>{t(`words.name-quality.${name.quality}`)}</span>
          </div>
        ))}
      </div>
      <dl className={forms.entry}>
        <div>
          <dt>{t('watchlist.entry.birthDates')}</dt>
          <dd>
            <Code>{listing.birthDates.join(', ')}</Code>
          </dd>
        </div>
        <div>
          <dt>{t('watchlist.entry.nationalities')}</dt>
          <dd>
            {listing.nationalities.length === 0 && <None />}
            {listing.nationalities.map((code) => (
              <div key={code}>
                <Country code={code} />
              </div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('watchlist.entry.birthPlaces')}</dt>
          <dd>
            {listing.birthPlaces.length === 0 && <None />}
            {listing.birthPlaces.map((place) => (
              <div key={place}>
                <bdi dir="auto">{place}</bdi>
              </div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('watchlist.entry.documents')}</dt>
          <dd>
            <Code>{listing.documents.map((each) => each.number).join(', ')}</Code>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Detail({ list, id }: { readonly list: Watchlist; readonly id: string | null }) {
  const { t } = useTexts();
  const { can } = useSession();
  const [open, setOpen] = useState<'change' | 'withdraw' | null>(null);
  const { data, error } = useRead(API.readListing, { params: { id: id ?? '' } }, { enabled: id !== null });
  if (id === null) {
    return (
      <aside className={hits.preview} aria-label={t('watchlist.detail')}>
        <p className={hits.hint}>{t('watchlist.hint')}</p>
      </aside>
    );
  }
  if (error) return <ProblemNote error={error} />;
  if (data === undefined) return <Loading />;
  const editable = list.format === 'manual' && can('watchlists:edit') && data.status === 'active';
  return (
    <aside className={forms.cards} aria-label={t('watchlist.detail')}>
      <Identity listing={data} />
      <ListingCard listing={data} />
      {editable && (
        <div className={forms.acts}>
          <Button size="xs" variant="default" onClick={() => setOpen('change')}>
            {t('watchlist.propose.change')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpen('withdraw')}>
            {t('watchlist.propose.withdraw')}
          </Button>
        </div>
      )}
      {open === 'change' && <ProposalForm list={list} listing={data} onClose={() => setOpen(null)} />}
      {open === 'withdraw' && <WithdrawForm list={list} listing={data} onClose={() => setOpen(null)} />}
    </aside>
  );
}

interface ToolsProps {
  readonly kind: string;
  readonly setKind: (kind: string) => void;
  readonly due: boolean;
  readonly setDue: (due: boolean) => void;
  readonly q: string;
  readonly setQ: (q: string) => void;
}

function Tools({ kind, setKind, due, setDue, q, setQ }: ToolsProps) {
  const { t } = useTexts();
  return (
    <div className={forms.acts}>
      <FilterBox label={t('watchlist.filter')} value={q} onChange={setQ} />
      <NativeSelect
        aria-label={t('watchlist.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={[
          { value: '', label: t('watchlist.anyKind') },
          ...ListingKind.options.map((value) => ({ value, label: t(`words.listing-kind.${value}`) })),
        ]}
      />
      <Checkbox
        label={t('watchlist.dueOnly')}
        checked={due}
        onChange={(event) => setDue(event.currentTarget.checked)}
      />
    </div>
  );
}

/** Search, table, detail. */
export function Listings({ list }: { readonly list: Watchlist }) {
  const { t } = useTexts();
  const [q, setQ] = useQueryMember('q', '');
  const [kind, setKind] = useQueryMember('kind', '');
  const [dueText, setDue] = useQueryMember('due', '');
  const [current, setCurrent] = useState<Row | null>(null);
  const due = dueText === 'yes';
  const query = {
    limit: 200,
    ...(q === '' ? {} : { q }),
    ...(isKind(kind) ? { kind } : {}),
    ...(due ? { due: 'true' as const } : {}),
  };
  const listings = usePages(API.listListings, { params: { id: list.id }, query }, { keep: true });
  const columns = useColumns();
  const narrowed = q !== '' || kind !== '' || due;
  return (
    <>
      <Tools
        kind={kind}
        setKind={setKind}
        due={due}
        setDue={(on) => setDue(on ? 'yes' : '')}
        q={q}
        setQ={setQ}
      />
      {listings.query.error && (
        <ProblemNote error={listings.query.error} onRetry={() => void listings.query.refetch()} />
      )}
      {(listings.loaded || !listings.query.error) && (
        <div className={hits.floor}>
          <DataTable
            label={t('watchlist.tab.listings')}
            rows={listings.rows}
            keyOf={keyOf}
            columns={columns}
            loaded={listings.loaded}
            empty={<EmptyState title={t(narrowed ? 'watchlist.empty.filter' : 'watchlist.empty.listings')} />}
            onCursor={setCurrent}
            more={listings.more}
            total={listings.total}
            viewKey={JSON.stringify(query)}
            tall
            minWidth={720}
          />
          <Detail key={current?.id ?? ''} list={list} id={current?.id ?? null} />
        </div>
      )}
    </>
  );
}
