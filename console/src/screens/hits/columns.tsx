/** The columns of the queue: what an officer reads before opening a hit. */
import type { HitSummary } from '@jisr/contract';
import { useMemo } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import { SeverityMark, StateMark } from '../../parts/marks.tsx';
import { PartnerMark } from '../../parts/partner-mark.tsx';
import { Ago, Countdown } from '../../parts/times.tsx';
import { Code, Country, Flight, Name, None, Station } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { ScoreBar } from '../hit/weights.tsx';
import styles from './hits.module.css';

function Departure({ hit }: { readonly hit: HitSummary }) {
  const { crossing } = hit;
  return (
    <span className={styles.two}>
      <Countdown at={crossing.departureAt} />
      <span className={styles.under}>
        <Flight carrier={crossing.carrier} number={crossing.number} /> <Station code={crossing.to} />
      </span>
    </span>
  );
}

function Person({ hit }: { readonly hit: HitSummary }) {
  const { traveller } = hit;
  return (
    <span className={styles.two}>
      {traveller.birthDate === null ? <None /> : <Code>{traveller.birthDate}</Code>}
      <span className={styles.under}>
        <Country code={traveller.nationality} form="code" />
      </span>
    </span>
  );
}

function Listed({ hit }: { readonly hit: HitSummary }) {
  const { pick } = useTexts();
  const { listing } = hit;
  return (
    <span className={styles.two}>
      <Name value={listing.name} form="single" />
      <span className={styles.under} title={pick(listing.watchlist.name)}>
        <Code>{listing.watchlist.code}</Code> <PartnerMark mark={hit.partnerHit} brief />
      </span>
    </span>
  );
}

function Owner({ hit }: { readonly hit: HitSummary }) {
  const { t, pick } = useTexts();
  const waits = hit.state === 'open' || hit.state === 'undetermined';
  return (
    <span className={styles.two}>
      {hit.claim === null ? (
        <span className={styles.under}>{waits ? t('hits.owner.none') : <None />}</span>
      ) : (
        <bdi title={pick(hit.claim.officer.name)}>{pick(hit.claim.officer.name)}</bdi>
      )}
      <span className={styles.under}>
        <Ago at={hit.raisedAt} />
      </span>
    </span>
  );
}

/** Two values a column, so that eleven facts fit beside the preview. */
export function useHitColumns(): readonly Column<HitSummary>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      {
        key: 'severity',
        header: t('hits.column.severity'),
        width: '136px',
        cell: (hit) => (
          <span className={styles.two}>
            <SeverityMark severity={hit.severity} />
            <StateMark state={hit.state} brief />
          </span>
        ),
      },
      {
        key: 'departure',
        header: t('hits.column.departure'),
        width: '102px',
        cell: (hit) => <Departure hit={hit} />,
      },
      {
        key: 'traveller',
        header: t('hits.column.traveller'),
        cell: (hit) => (
          <Link to={`/hits/${hit.id}`} className={styles.name} tabIndex={-1}>
            <Name value={hit.traveller.name} />
          </Link>
        ),
      },
      { key: 'person', header: t('hits.column.person'), width: '96px', cell: (hit) => <Person hit={hit} /> },
      { key: 'listed', header: t('hits.column.listed'), cell: (hit) => <Listed hit={hit} /> },
      {
        key: 'score',
        header: t('hits.column.score'),
        width: '54px',
        cell: (hit) => (
          <span className={styles.stacked}>
            <ScoreBar score={hit.score} />
          </span>
        ),
      },
      { key: 'owner', header: t('hits.column.owner'), width: '86px', cell: (hit) => <Owner hit={hit} /> },
    ],
    [t],
  );
}
