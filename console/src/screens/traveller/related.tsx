/** What stands beside a traveller: hits, companions, other crossings. */
import type { TravellerDetail } from '@jisr/contract';
import { SeverityMark, StateMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { Route } from '../../parts/route.tsx';
import { LocalWhen } from '../../parts/times.tsx';
import { Flight, Name } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './traveller.module.css';

type Part = { readonly traveller: TravellerDetail };

export function HitsPart({ traveller }: Part) {
  const { t, number } = useTexts();
  const { can } = useSession();
  return (
    <Section title={t('traveller.hits')}>
      {traveller.hits.length === 0 ? (
        <p className={styles.soft}>{t('traveller.noHits')}</p>
      ) : (
        <div className={styles.rows}>
          {traveller.hits.map((hit) => {
            const line = (
              <>
                <StateMark state={hit.state} />
                <SeverityMark severity={hit.severity} />
                <span>{t('traveller.score', { score: number(Math.round(hit.score * 100)) })}</span>
              </>
            );
            return (
              <div key={hit.id} className={styles.row}>
                {line}
                {can('hits:read') && <Link to={`/hits/${hit.id}`}>{t('traveller.openHit')}</Link>}
              </div>
            );
          })}
        </div>
      )}
    </Section>
  );
}

export function CompanionsPart({ traveller }: Part) {
  const { t } = useTexts();
  return (
    <Section title={t('traveller.companions')}>
      {traveller.companions.length === 0 ? (
        <p className={styles.soft}>{t('traveller.noCompanions')}</p>
      ) : (
        <ul className={styles.rows}>
          {traveller.companions.map((companion) => (
            <li key={`${companion.id} ${companion.link}`} className={styles.row}>
              <Link to={`/travellers/${companion.id}`}>
                <Name value={companion.name} />
              </Link>
              <span className={styles.soft}>{t(`words.link.${companion.link}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function OtherCrossingsPart({ traveller }: Part) {
  const { t } = useTexts();
  return (
    <Section title={t('traveller.otherCrossings')}>
      {traveller.otherCrossings.length === 0 ? (
        <p className={styles.soft}>{t('traveller.noOtherCrossings')}</p>
      ) : (
        <ul className={styles.rows}>
          {traveller.otherCrossings.map(({ travellerId, crossing }) => (
            <li key={travellerId} className={styles.row}>
              <Link to={`/travellers/${travellerId}`}>
                <Flight carrier={crossing.carrier} number={crossing.number} />
              </Link>
              <Route crossing={crossing} />
              <LocalWhen local={crossing.departure} at={crossing.departureAt} day="always" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
