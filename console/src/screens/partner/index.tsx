/** The partner's node: how the two came to know each other, how the link stands, and by which keys. */
import { API, type Partner } from '@jisr/contract';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { Acts } from './acts.tsx';
import { Alarms } from './alarms.tsx';
import { Ceremony } from './ceremony.tsx';
import { Keys } from './keys.tsx';
import { LinkHealth } from './link-health.tsx';
import { OwnCard } from './own-card.tsx';
import { PeerCard } from './peer-card.tsx';
import { StateMark } from './state-mark.tsx';

function Content({ partner }: { readonly partner: Partner }) {
  const { t, pick } = useTexts();
  const { peer } = partner;
  const paired = peer !== null && ['active', 'suspended'].includes(peer.state);
  const ceremony = (
    <Section title={t('partner.ceremony')}>
      <Ceremony partner={partner} />
    </Section>
  );
  return (
    <Page
      title={t('partner.title')}
      sub={
        peer === null ? (
          t('partner.alone')
        ) : (
          <>
            <bdi>{pick(peer.card.name)}</bdi> · <Code>{peer.card.party}</Code>{' '}
            <StateMark state={peer.state} chip />
          </>
        )
      }
      actions={<Acts partner={partner} />}
    >
      <Alarms alarms={partner.alarms} />
      {paired && <LinkHealth partner={partner} />}
      {!paired && ceremony}
      {peer !== null && <PeerCard peer={peer} />}
      <OwnCard own={partner.own} />
      <Keys keys={partner.keys} />
      {paired && ceremony}
    </Page>
  );
}

export function PartnerScreen() {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readPartner, {});
  if (data) return <Content partner={data} />;
  return (
    <Page title={t('partner.title')}>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}
