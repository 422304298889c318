/** Where a memorandum stands: signatures of both sides, dates, versions, suspensions, what waits for officers. */
import type { MemorandumDetail } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { FactItem, Facts } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { StandingMark } from '../memoranda/standing-mark.tsx';
import styles from './memorandum.module.css';

export function Standing({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t, number } = useTexts();
  return (
    <section className={styles.panel}>
      <Facts>
        <FactItem label={t('memorandum.fact.standing')}>
          <StandingMark standing={memorandum.standing} />
        </FactItem>
        <FactItem label={t('memorandum.fact.from')}>
          <When at={memorandum.inForceFrom} day="always" />
        </FactItem>
        <FactItem label={t('memorandum.fact.until')}>
          {memorandum.inForceUntil === null ? (
            t('memoranda.noEnd')
          ) : (
            <When at={memorandum.inForceUntil} day="always" />
          )}
        </FactItem>
        <FactItem label={t('memorandum.fact.used')}>{number(memorandum.used)}</FactItem>
        <FactItem label={t('memorandum.fact.digest')}>
          <Code title={memorandum.digest}>{memorandum.digest.slice(0, 16)}</Code>
        </FactItem>
        <FactItem label={t('memorandum.fact.versions')}>
          <Versions memorandum={memorandum} />
        </FactItem>
      </Facts>
      <Signatures memorandum={memorandum} />
      <Pending memorandum={memorandum} />
    </section>
  );
}

function Versions({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t } = useTexts();
  return (
    <span className={styles.head}>
      {memorandum.versions.map((version) =>
        version.id === memorandum.id ? (
          <strong key={version.id}>{t('memoranda.version', { version: version.version })}</strong>
        ) : (
          <Link key={version.id} to={`/memoranda/${version.id}`}>
            {t('memoranda.version', { version: version.version })}
          </Link>
        ),
      )}
    </span>
  );
}

function Signatures({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t, pick } = useTexts();
  if (memorandum.builtIn) return <p className={styles.soft}>{t('memoranda.builtIn')}</p>;
  return (
    <div className={styles.signatures}>
      {memorandum.parties.map(({ code, name }) => {
        const signature = memorandum.signatures.find(({ party }) => party === code);
        const role = memorandum.signatories.find(({ party }) => party === code)?.role;
        return (
          <div key={code} className={`${styles.signature} ${signature ? styles.given : ''}`}>
            <strong>{pick(name)}</strong>
            {role && <span className={styles.soft}>{pick(role)}</span>}
            {signature ? (
              <>
                <Mark tone="done" shape="check">
                  {t('memorandum.signature.given')}
                </Mark>
                <When at={signature.signedAt} day="always" />
                <span className={styles.soft}>
                  {t('memorandum.signature.key')} <Code muted>{signature.keyId.slice(0, 32)}</Code>
                </span>
              </>
            ) : (
              <Mark tone="wait" shape="ring">
                {t('memorandum.signature.missing')}
              </Mark>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Pending({ memorandum }: { readonly memorandum: MemorandumDetail }) {
  const { t, pick } = useTexts();
  const waiting = memorandum.acts.filter(({ state }) => state === 'waiting' || state === 'agreed');
  const suspended = memorandum.suspensions.filter(({ until }) => until === null);
  return (
    <>
      {suspended.map((suspension) => (
        <div key={suspension.id} className={styles.head}>
          <Mark tone="now" shape="square">
            {t('memorandum.suspended', { party: suspension.party })}
          </Mark>
          <When at={suspension.from} day="always" />
          <bdi dir="auto">{suspension.reason}</bdi>
        </div>
      ))}
      {waiting.map((act) => (
        <div key={act.id} className={styles.head}>
          <Mark tone="wait" shape="half">
            {t(`memorandum.waiting.${act.kind}`)}
          </Mark>
          {act.by && <bdi>{pick(act.by.name)}</bdi>}
          <When at={act.at} day="always" />
        </div>
      ))}
    </>
  );
}
