/** The travellers table of a crossing. */
import type { TravellerRow } from '@jisr/contract';
import { useMemo } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import { AnswerMark, Mark, StateMark } from '../../parts/marks.tsx';
import { PartnerMark } from '../../parts/partner-mark.tsx';
import { Code, Country, Name, None } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './crossing.module.css';

/** A traveller's name that leads to the traveller. */
export function TravellerLink({ row }: { readonly row: Pick<TravellerRow, 'id' | 'name'> }) {
  return (
    <span className={styles.person}>
      <Link to={`/travellers/${row.id}`}>
        <Name value={row.name} />
      </Link>
    </span>
  );
}

/** Each hit of a traveller by its state; leads to the hit for whoever may read it. */
export function TravellerHits({ row }: { readonly row: TravellerRow }) {
  const { can } = useSession();
  const { t } = useTexts();
  if (row.hits.length === 0 && row.partnerHit === null)
    return <span className={styles.soft}>{t('crossing.noHits')}</span>;
  return (
    <span className={styles.hits}>
      {row.hits.map((hit) =>
        can('hits:read') ? (
          <Link key={hit.id} to={`/hits/${hit.id}`} className={styles.hit}>
            <StateMark state={hit.state} chip />
          </Link>
        ) : (
          <StateMark key={hit.id} state={hit.state} chip />
        ),
      )}
      <PartnerMark mark={row.partnerHit} brief />
    </span>
  );
}

/** Birth date as far as it is known, with gender and nationality below. */
export function BirthCell({ row }: { readonly row: TravellerRow }) {
  const { t } = useTexts();
  return (
    <span className={styles.stack}>
      <Code>{row.birthDate}</Code>
      <small>
        {row.gender !== null && `${t(`words.gender.${row.gender}`)} · `}
        <Country code={row.nationality} form="code" />
      </small>
    </span>
  );
}

/** Document number, with its kind and issuer below. */
export function DocumentCell({ row }: { readonly row: TravellerRow }) {
  if (row.document === null) return <None />;
  const { number, type, issuer } = row.document;
  return (
    <span className={styles.stack}>
      <Code>{number}</Code>
      <small>
        <Code>{[type, issuer].filter(Boolean).join(' ')}</Code>
      </small>
    </span>
  );
}

function StatusCell({ row }: { readonly row: TravellerRow }) {
  const { t } = useTexts();
  return (
    <span className={styles.stack}>
      {t(`words.travel-status.${row.status}`)}
      {row.role !== 'passenger' && <small>{t(`words.traveller-role.${row.role}`)}</small>}
    </span>
  );
}

const RANK = {
  open: 0,
  'awaiting-second': 1,
  claimed: 2,
  confirmed: 3,
  undetermined: 4,
  cleared: 5,
} as const;
/** Open hits of the highest severity first; travellers without any last. */
export const hitRank = (row: TravellerRow): number | null =>
  row.hits.length === 0 ? null : Math.min(...row.hits.map((hit) => RANK[hit.state] * 10 + hit.severity));

/** The columns; crew have neither seat nor booking. */
export function usePeopleColumns(crew: boolean): readonly Column<TravellerRow>[] {
  const { t } = useTexts();
  return useMemo(() => {
    const column = (key: string) => t(`crossing.column.${key}`);
    const all: readonly Column<TravellerRow>[] = [
      {
        key: 'name',
        header: column('name'),
        cell: (row) => <TravellerLink row={row} />,
        sort: (row) => row.name.text,
      },
      {
        key: 'birth',
        header: column('birth'),
        width: '130px',
        cell: (row) => <BirthCell row={row} />,
        sort: (row) => row.birthDate,
      },
      {
        key: 'document',
        header: column('document'),
        width: '116px',
        cell: (row) => <DocumentCell row={row} />,
        sort: (row) => row.document?.number ?? null,
      },
      {
        key: 'seat',
        header: column('seat'),
        width: '72px',
        cell: (row) => <Code>{row.seat}</Code>,
        sort: (row) => row.seat,
      },
      {
        key: 'locator',
        header: column('locator'),
        width: '92px',
        cell: (row) => <Code>{row.locator}</Code>,
        sort: (row) => row.locator,
      },
      {
        key: 'status',
        header: column('status'),
        width: '98px',
        cell: (row) => <StatusCell row={row} />,
        sort: (row) => row.status,
      },
      {
        key: 'hits',
        header: column('hits'),
        width: '200px',
        cell: (row) => <TravellerHits row={row} />,
        sort: hitRank,
      },
      {
        key: 'answer',
        header: column('answer'),
        width: '146px',
        cell: (row) => <AnswerMark answer={row.answer} />,
        sort: (row) => row.answer,
      },
      {
        key: 'issues',
        header: column('issues'),
        width: '108px',
        cell: (row) =>
          row.issues === 0 ? (
            <span className={styles.soft}>{t('crossing.noIssues')}</span>
          ) : (
            <Mark tone="wait" shape="triangle">
              {t('crossing.issues', { count: row.issues })}
            </Mark>
          ),
        sort: (row) => -row.issues,
      },
    ];
    return crew ? all.filter(({ key }) => key !== 'seat' && key !== 'locator') : all;
  }, [t, crew]);
}
