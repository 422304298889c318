/** The flight strip: one line a crossing. */
import type { CrossingSummary, Severity } from '@jisr/contract';
import { useMemo } from 'react';
import type { Column } from '../../parts/data-table.tsx';
import { Mark, SeverityMark } from '../../parts/marks.tsx';
import { CrossingLink, momentWord, nextMoment, Route } from '../../parts/route.tsx';
import { Ago, Countdown, LocalWhen, useNow } from '../../parts/times.tsx';
import { None, Share } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './crossings.module.css';

const SEVERITIES: readonly Severity[] = [1, 2, 3];
/** Below this share of good fields a carrier's data waits for someone to ask for better. */
const GOOD_QUALITY = 0.9;

function FlightCell({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t } = useTexts();
  return (
    <span className={styles.flight}>
      <CrossingLink crossing={crossing} />
      {crossing.test && (
        <Mark tone="calm" shape="ring" chip>
          {t('crossings.test')}
        </Mark>
      )}
      {crossing.status === 'cancelled' && (
        <Mark tone="calm" shape="bar" chip>
          {t('words.crossing-status.cancelled')}
        </Mark>
      )}
    </span>
  );
}

function MomentCell({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t } = useTexts();
  const now = useNow();
  const { at, kind } = nextMoment(crossing);
  const [local, moment] =
    kind === 'lands' ? [crossing.arrival, crossing.arrivalAt] : [crossing.departure, crossing.departureAt];
  return (
    <span className={styles.stack}>
      {crossing.status === 'cancelled' ? <None /> : <Countdown at={at} />}
      <small>
        {momentWord(kind, at, now, t)} <LocalWhen local={local} at={moment} />
      </small>
    </span>
  );
}

/** Open hits by severity, each a chip with its word; nothing open is said quietly. */
export function OpenHits({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t } = useTexts();
  const open = SEVERITIES.filter((severity) => crossing.openHits[severity] > 0);
  if (open.length === 0) {
    return (
      <span className={styles.quiet}>
        {crossing.decidedHits > 0
          ? t('crossings.decided', { count: crossing.decidedHits })
          : t('crossings.noHits')}
      </span>
    );
  }
  return (
    <span className={styles.chips}>
      {open.map((severity) => (
        <SeverityMark key={severity} severity={severity} count={crossing.openHits[severity]} chip />
      ))}
    </span>
  );
}

function ScreenedCell({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t, number } = useTexts();
  const { screened } = crossing;
  // The crew is screened like everybody.
  const travellers = crossing.travellers + crossing.crew;
  if (travellers === 0) return <None />;
  return (
    <Share value={screened / travellers} waits label={t('crossings.screenedOf', { screened, travellers })}>
      {t('crossings.share', { part: number(screened), whole: number(travellers) })}
    </Share>
  );
}

function QualityCell({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t, number } = useTexts();
  const score = crossing.qualityScore;
  if (score === null) return <None />;
  const share = number(Math.floor(score * 100) / 100, { style: 'percent' });
  if (score >= GOOD_QUALITY) return <span>{share}</span>;
  return (
    <Mark tone="wait" shape="triangle" title={t('crossings.qualityLow')}>
      {share}
    </Mark>
  );
}

/** The columns, remade only when the language changes. */
export function useCrossingColumns(): readonly Column<CrossingSummary>[] {
  const { t, number } = useTexts();
  return useMemo(
    () => [
      {
        key: 'flight',
        header: t('crossings.column.flight'),
        width: '150px',
        cell: (crossing) => <FlightCell crossing={crossing} />,
      },
      {
        key: 'route',
        header: t('crossings.column.route'),
        width: '130px',
        cell: (crossing) => <Route crossing={crossing} />,
      },
      {
        key: 'moment',
        header: t('crossings.column.moment'),
        width: '190px',
        cell: (crossing) => <MomentCell crossing={crossing} />,
        sort: (crossing) => nextMoment(crossing).at,
      },
      {
        key: 'travellers',
        header: t('crossings.column.travellers'),
        width: '120px',
        cell: (crossing) => (
          <span className={styles.stack}>
            {number(crossing.travellers)}
            <small>{t('crossings.crew', { count: crossing.crew })}</small>
          </span>
        ),
        sort: (crossing) => crossing.travellers,
      },
      {
        key: 'screened',
        header: t('crossings.column.screened'),
        width: '120px',
        cell: (crossing) => <ScreenedCell crossing={crossing} />,
      },
      {
        key: 'hits',
        header: t('crossings.column.hits'),
        cell: (crossing) => <OpenHits crossing={crossing} />,
        sort: ({ openHits }) => -(openHits[1] * 1e6 + openHits[2] * 1e3 + openHits[3]),
      },
      {
        key: 'quality',
        header: t('crossings.column.quality'),
        width: '110px',
        cell: (crossing) => <QualityCell crossing={crossing} />,
        sort: (crossing) => crossing.qualityScore,
      },
      {
        key: 'message',
        header: t('crossings.column.message'),
        width: '130px',
        cell: (crossing) => <Ago at={crossing.lastMessageAt} />,
      },
    ],
    [t, number],
  );
}
