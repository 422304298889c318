/** What stands beside a hit: the flight, where the name was said, companions, other hits of the same traveller. */
import type { HitDetail } from '@jisr/contract';
import { StateMark } from '../../parts/marks.tsx';
import { Route } from '../../parts/route.tsx';
import { Countdown, LocalWhen } from '../../parts/times.tsx';
import { Code, Flight, Name } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './hit.module.css';

/** The flight with its countdown. */
export function FlightCard({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const { crossingDetail: crossing, person } = hit;
  return (
    <section className={styles.panel} aria-label={t('hit.flight.title')}>
      <div className={styles.panelHead}>
        <h2>{t('hit.flight.title')}</h2>
        <Countdown at={crossing.departureAt} />
      </div>
      <dl className={styles.pairs}>
        <div>
          <dt>{t('hit.flight.route')}</dt>
          <dd className={styles.sub}>
            <Link to={`/crossings/${crossing.id}`}>
              <Flight carrier={crossing.carrier} number={crossing.number} />
            </Link>
            <Route crossing={crossing} />
          </dd>
        </div>
        <div>
          <dt>{t('hit.flight.departure')}</dt>
          <dd>
            <LocalWhen local={crossing.departure} at={crossing.departureAt} day="always" />
          </dd>
        </div>
        <div>
          <dt>{t('hit.flight.traveller')}</dt>
          <dd className={styles.sub}>
            <Link to={`/travellers/${hit.traveller.id}`}>{t('hit.flight.page')}</Link>
            <span>{t(`words.travel-status.${person.status}`)}</span>
            {person.seat !== null && <Code>{person.seat}</Code>}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Where the name was said and what computed the score: what makes the hit reproducible. */
export function SourceCard({ hit }: { readonly hit: HitDetail }) {
  const { t, number } = useTexts();
  const { can } = useSession();
  const { engine } = hit;
  const segment = engine.segment === null ? '' : `#${engine.segment}`;
  return (
    <section className={styles.panel} aria-label={t('hit.source.title')}>
      <h2>{t('hit.source.title')}</h2>
      <dl className={styles.pairs}>
        {engine.messageId !== null && can('messages:content') && (
          <div>
            <dt>{t('hit.source.message')}</dt>
            <dd>
              <Link to={`/messages/${engine.messageId}${segment}`}>
                {engine.segment === null
                  ? t('hit.source.open')
                  : t('hit.source.segment', { segment: number(engine.segment, { useGrouping: false }) })}
              </Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('hit.source.basis')}</dt>
          <dd>{t(`hit.basis.${hit.basis}`)}</dd>
        </div>
        <div>
          <dt>{t('hit.source.engine')}</dt>
          <dd>
            <Code>{engine.version}</Code>
          </dd>
        </div>
        <div>
          <dt>{t('hit.source.list')}</dt>
          <dd>
            <Code>{engine.listVersion}</Code>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Who travels with the person, and the traveller's other hits. */
export function RelatedCards({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  return (
    <>
      {hit.companions.length > 0 && (
        <section className={styles.panel} aria-label={t('hit.companions.title')}>
          <h2>{t('hit.companions.title')}</h2>
          <ul className={styles.lines}>
            {hit.companions.map((companion) => (
              <li key={`${companion.id} ${companion.link}`}>
                <Link to={`/travellers/${companion.id}`}>
                  <Name value={companion.name} form="single" />
                </Link>
                <small>{t(`words.link.${companion.link}`)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {hit.otherHits.length > 0 && (
        <section className={styles.panel} aria-label={t('hit.others.title')}>
          <h2>{t('hit.others.title')}</h2>
          <ul className={styles.lines}>
            {hit.otherHits.map((other) => (
              <li key={other.id}>
                <Link to={`/hits/${other.id}`}>
                  <Name value={other.listing.name} form="single" />
                </Link>
                <span className={styles.sub}>
                  <StateMark state={other.state} />
                  <Code muted>{other.listing.watchlist.code}</Code>
                  <Flight carrier={other.crossing.carrier} number={other.crossing.number} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
