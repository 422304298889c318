/** Hits that the partner reported: open ones first; an officer says whether it is the person. */
import { API, type PartnerHit } from '@jisr/contract';
import { IconBuildingBridge } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Ago, Countdown } from '../../parts/times.tsx';
import { Code, Country, Flight, Name, None, Station } from '../../parts/values.tsx';
import { usePages } from '../../queries.ts';
import { Link, useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { TwoLines } from '../hits/two-lines.tsx';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { PartnerStateMark } from './state-mark.tsx';

const VIEWS = ['open', 'confirmed', 'all'] as const;
const keyOf = (hit: PartnerHit): string => hit.id;
const hrefOf = (hit: PartnerHit): string => `/partner-hits/${hit.id}`;

function FlightCell({ hit: { crossing } }: { readonly hit: PartnerHit }) {
  if (crossing === null) return <None />;
  return (
    <TwoLines
      under={
        <>
          <Flight carrier={crossing.carrier} number={crossing.number} /> <Station code={crossing.to} />
        </>
      }
    >
      <Countdown at={crossing.departureAt} />
    </TwoLines>
  );
}

function useColumns(): readonly Column<PartnerHit>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (key: string, cell: Column<PartnerHit>['cell'], width?: string): Column<PartnerHit> => ({
      key,
      header: t(`partner-hits.column.${key}`),
      cell,
      ...(width === undefined ? {} : { width }),
    });
    return [
      column('state', (hit) => <PartnerStateMark state={hit.state} />, '130px'),
      column('flight', (hit) => <FlightCell hit={hit} />, '130px'),
      column('traveller', (hit) => (
        <Link to={hrefOf(hit)} className={hits.name} tabIndex={-1}>
          <Name value={hit.traveller.name} />
        </Link>
      )),
      column(
        'person',
        ({ traveller }) => (
          <TwoLines under={<Country code={traveller.nationality} form="code" />}>
            <Code>{traveller.birthDate}</Code>
          </TwoLines>
        ),
        '110px',
      ),
      column(
        'reference',
        (hit) => (
          <TwoLines under={<Code>{hit.contact}</Code>}>
            <Code>{hit.references.join(', ')}</Code>
          </TwoLines>
        ),
        '220px',
      ),
      column(
        'article',
        (hit) => (
          <TwoLines under={<bdi dir="auto">{hit.caseReference}</bdi>}>
            <Code>{hit.article}</Code>
          </TwoLines>
        ),
        '150px',
      ),
      column('raised', (hit) => <Ago at={hit.raisedAt} />, '150px'),
    ];
  }, [t]);
}

export function PartnerHitsScreen() {
  const { t } = useTexts();
  const columns = useColumns();
  const [asked] = useQueryMember('view', 'open');
  const view = VIEWS.find((each) => each === asked) ?? 'open';
  const list = usePages(API.listPartnerHits, { query: { view, limit: 200 } }, { keep: true });
  const views = VIEWS.map((key) => ({
    key,
    to: addressWith('/partner-hits', { view: key === 'open' ? '' : key }),
    label: t(`partner-hits.view.${key}`),
  }));
  return (
    <Page title={t('partner-hits.title')} sub={t('partner-hits.what')}>
      <div className={hits.tools}>
        <ViewLinks label={t('partner-hits.views')} views={views} current={view} />
      </div>
      {list.query.error && <ProblemNote error={list.query.error} onRetry={() => void list.query.refetch()} />}
      {(list.loaded || !list.query.error) && (
        <DataTable
          label={t('partner-hits.title')}
          rows={list.rows}
          keyOf={keyOf}
          hrefOf={hrefOf}
          columns={columns}
          loaded={list.loaded}
          more={list.more}
          total={list.total}
          viewKey={view}
          empty={
            <EmptyState
              icon={<IconBuildingBridge size={32} stroke={1.4} aria-hidden="true" />}
              title={t(`partner-hits.empty.${view}`)}
            >
              {t('partner-hits.empty.what')}
            </EmptyState>
          }
          tall
          minWidth={1000}
        />
      )}
    </Page>
  );
}
