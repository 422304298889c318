/** Where one question stands, and what the partner answered. */
import type { PartnerQuery, QuerySubject } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { RefusalNote } from '../../parts/refusal.tsx';
import { Ago, useNow, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { isAway } from './asking.ts';
import styles from './queries.module.css';

function Waiting({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  const away = isAway(query, useNow());
  return (
    <div className={styles.answer} data-tone="wait">
      <Mark tone="wait" shape="half">
        <strong>{t(away ? 'queries.answer.away' : 'queries.answer.waiting')}</strong>
      </Mark>
      <p className={styles.soft}>
        {t(away ? 'queries.answer.awayWhat' : 'queries.answer.waitingWhat')} {t('queries.answer.asked')}{' '}
        <Ago at={query.askedAt} />
      </p>
    </div>
  );
}

function Failed({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  const cheated = query.failure === 'proof-wrong';
  return (
    <div className={styles.answer} data-tone="now" role="alert">
      <Mark tone="now" shape={cheated ? 'diamond' : 'triangle'}>
        <strong>{t('queries.answer.failed')}</strong>
      </Mark>
      {query.failure !== null && <p>{t(`queries.failure.${query.failure}`)}</p>}
    </div>
  );
}

function Hit({ query, subject }: { readonly query: PartnerQuery; readonly subject: QuerySubject }) {
  const { t } = useTexts();
  return (
    <div className={styles.answer} data-tone="now">
      <Mark tone="now" shape="diamond">
        <strong>{t('queries.answer.hit')}</strong>
      </Mark>
      <dl className={styles.pairs}>
        <div>
          <dt>{t('queries.answer.reference')}</dt>
          <dd>
            {subject.references.map((reference) => (
              <div key={reference}>
                <Code>{reference}</Code>
              </div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('queries.answer.contact')}</dt>
          <dd>
            <Code>{query.contact}</Code>
          </dd>
        </div>
      </dl>
      <p className={styles.soft}>{t('queries.answer.hitWhat')}</p>
      {subject.partnerHitId !== null && (
        <Link to={`/partner-hits/${subject.partnerHitId}`}>{t('queries.answer.open')}</Link>
      )}
    </div>
  );
}

function Answered({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  const hits = query.subjects.filter(({ outcome }) => outcome === 'hit');
  if (hits.length > 0)
    return hits.map((subject) => <Hit key={subject.traveller.id} query={query} subject={subject} />);
  return (
    <div className={styles.answer} data-tone="done">
      <Mark tone="done" shape="check">
        <strong>{t('queries.answer.noHit')}</strong>
      </Mark>
      <p className={styles.soft}>
        {t('queries.answer.noHitWhat')} <When at={query.answeredAt} />
      </p>
    </div>
  );
}

/** In place: waiting with its clock, hit, no hit, refused with its clause, or not to be relied on. */
export function QueryAnswer({ query }: { readonly query: PartnerQuery }) {
  const { t } = useTexts();
  if (query.state === 'asked') return <Waiting query={query} />;
  if (query.state === 'answered') return <Answered query={query} />;
  if (query.state === 'failed') return <Failed query={query} />;
  if (query.refusal === null) return null;
  return (
    <RefusalNote refusal={query.refusal}>
      {t(query.state === 'refused' ? 'queries.answer.refused' : 'queries.answer.rejected')}
    </RefusalNote>
  );
}
