/** Where a crossing goes: in one line for tables, drawn as an arch for the head of a screen. */
import type { CrossingSummary } from '@jisr/contract';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '../routing.tsx';
import type { Translate } from '../text.ts';
import { useTexts } from '../texts.tsx';
import styles from './route.module.css';
import { Countdown, LocalWhen, useNow } from './times.tsx';
import { Flight, Station } from './values.tsx';

type Ends = Pick<CrossingSummary, 'from' | 'to'> & Partial<Pick<CrossingSummary, 'fromName' | 'toName'>>;

/** `RUH → JFK`, the arrow in the reading direction, the stations' names on hover. */
export function Route({ crossing }: { readonly crossing: Ends }) {
  const { t } = useTexts();
  return (
    <span className={styles.route}>
      <Station code={crossing.from} name={crossing.fromName} />
      <IconArrowRight size={14} className="points" aria-label={t('parts.route.to')} />
      <Station code={crossing.to} name={crossing.toName} />
    </span>
  );
}

/** A flight that leads to its crossing. */
export function CrossingLink({
  crossing,
}: {
  readonly crossing: Pick<CrossingSummary, 'id' | 'carrier' | 'number'>;
}) {
  return (
    <Link to={`/crossings/${crossing.id}`} className={styles.flight}>
      <Flight carrier={crossing.carrier} number={crossing.number} />
    </Link>
  );
}

function End({ crossing, end }: { readonly crossing: CrossingSummary; readonly end: 'from' | 'to' }) {
  const { pick } = useTexts();
  const name = end === 'from' ? crossing.fromName : crossing.toName;
  const local = end === 'from' ? crossing.departure : crossing.arrival;
  const at = end === 'from' ? crossing.departureAt : crossing.arrivalAt;
  return (
    <div className={`${styles.station} ${end === 'to' ? styles.far : ''}`}>
      <strong>
        <Station code={crossing[end]} name={name} />
      </strong>
      {name && <span>{pick(name)}</span>}
      <span>
        <LocalWhen local={local} at={at} day="always" />
      </span>
    </div>
  );
}

/** What a watch officer counts down to: the departure of what leaves, the arrival of what comes. */
export function nextMoment(crossing: Pick<CrossingSummary, 'direction' | 'departureAt' | 'arrivalAt'>): {
  readonly at: string | null;
  readonly kind: 'departs' | 'lands';
} {
  return crossing.direction === 'inbound'
    ? {
        at: crossing.arrivalAt ?? crossing.departureAt,
        kind: crossing.arrivalAt === null ? 'departs' : 'lands',
      }
    : { at: crossing.departureAt, kind: 'departs' };
}

/** The verb before the countdown: departs or departed, lands or landed. */
export function momentWord(kind: 'departs' | 'lands', at: string | null, now: number, t: Translate): string {
  if (at === null || Date.parse(at) >= now) return t(`parts.route.${kind}`);
  return t(kind === 'lands' ? 'parts.route.landed' : 'parts.route.departed');
}

/** The crossing as an arch between its two stations, with both local times and the countdown. */
export function RouteLine({ crossing }: { readonly crossing: CrossingSummary }) {
  const { t } = useTexts();
  const now = useNow();
  const { at, kind } = nextMoment(crossing);
  return (
    <div className={styles.line}>
      <End crossing={crossing} end="from" />
      <div className={styles.arch}>
        <svg
          viewBox="0 0 400 26"
          preserveAspectRatio="none"
          fill="none"
          stroke="currentColor"
          aria-hidden="true"
        >
          <path d="M4 24C90 -4 310 -4 396 24" strokeWidth="1.6" vectorEffect="non-scaling-stroke" />
        </svg>
        {at !== null && (
          <span>
            {momentWord(kind, at, now, t)} <Countdown at={at} />
          </span>
        )}
      </div>
      <End crossing={crossing} end="to" />
    </div>
  );
}
