/** One hit of the partner: what we know beside what the partner says, and the officer's word on it. */
import { API, type PartnerHit } from '@jisr/contract';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { CrossingLink, Route } from '../../parts/route.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code, Name } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import type { ScreenProps } from '../index.ts';
import { PartnerStateMark } from '../partner-hits/state-mark.tsx';
import { QuestionsAbout } from '../queries/about-traveller.tsx';
import { SideBySide } from './comparison.tsx';
import { DecisionPanel } from './decision.tsx';
import styles from './partner-hit.module.css';

function Head({ hit }: { readonly hit: PartnerHit }) {
  const { t } = useTexts();
  const { crossing } = hit;
  return (
    <span className={styles.sub}>
      <PartnerStateMark state={hit.state} chip />
      {crossing !== null && (
        <>
          <CrossingLink crossing={crossing} />
          <Route crossing={crossing} />
          <span>
            {t('partner-hit.departs')} <Countdown at={crossing.departureAt} />
          </span>
        </>
      )}
    </span>
  );
}

function Asked({ hit }: { readonly hit: PartnerHit }) {
  const { t, pick } = useTexts();
  return (
    <Section title={t('partner-hit.asked')}>
      <Facts>
        <FactItem label={t('partner-hit.article')}>
          <Code>{hit.article}</Code>
        </FactItem>
        <FactItem label={t('partner-hit.purpose')}>{pick(labelOf('purpose', hit.purpose))}</FactItem>
        <FactItem label={t('partner-hit.offence')}>{pick(labelOf('offence', hit.offence))}</FactItem>
        <FactItem label={t('partner-hit.case')}>
          <bdi dir="auto">{hit.caseReference}</bdi>
        </FactItem>
        <FactItem label={t('partner-hit.raised')}>
          <When at={hit.raisedAt} day="always" />
        </FactItem>
      </Facts>
    </Section>
  );
}

export function PartnerHitScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { can } = useSession();
  const read = useRead(API.readPartnerHit, { params: { id: params.id ?? '' } });
  const back = { to: '/partner-hits', label: t('partner-hits.title') };
  if (read.data === undefined)
    return (
      <Page title={t('partner-hit.title')} back={back}>
        {read.error ? <ProblemNote error={read.error} onRetry={() => void read.refetch()} /> : <Loading />}
      </Page>
    );
  const hit = read.data;
  return (
    <Page
      title={<Name value={hit.traveller.name} form="inline" />}
      windowTitle={t('partner-hit.title')}
      back={back}
      sub={<Head hit={hit} />}
    >
      <Section title={t('partner-hit.beside')}>
        <SideBySide hit={hit} />
        {can('travellers:read') && (
          <Link to={`/travellers/${hit.traveller.id}`}>{t('partner-hit.traveller')}</Link>
        )}
      </Section>
      <DecisionPanel hit={hit} />
      <Asked hit={hit} />
      <QuestionsAbout travellerId={hit.traveller.id} />
    </Page>
  );
}
