/** The partner's card as it is trusted, and why the pairing stopped where it has. */
import type { Partner } from '@jisr/contract';
import { Facts, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { useTexts } from '../../texts.tsx';
import { CardDigest, Face } from './face.tsx';
import styles from './partner.module.css';
import { StateMark } from './state-mark.tsx';

type Peer = NonNullable<Partner['peer']>;

export function PeerCard({ peer }: { readonly peer: Peer }) {
  const { t } = useTexts();
  return (
    <Section title={t('partner.peer')}>
      <div className={styles.stack}>
        {peer.stopped !== null && <Stopped state={peer.state} stopped={peer.stopped} />}
        <Facts>
          <Face of={peer.card} />
        </Facts>
        <CardDigest of={peer.card} />
      </div>
    </Section>
  );
}

function Stopped({
  state,
  stopped,
}: {
  readonly state: Peer['state'];
  readonly stopped: NonNullable<Peer['stopped']>;
}) {
  const { t, pick } = useTexts();
  return (
    <div className={styles.stopped}>
      <StateMark state={state} /> <When at={stopped.at} day="always" />
      {stopped.by !== null && (
        <>
          {' · '}
          <bdi>{pick(stopped.by.name)}</bdi>
        </>
      )}
      <p>
        <bdi dir="auto">{stopped.reason}</bdi>
      </p>
      {state !== 'none' && <p className={styles.soft}>{t(`partner.next.${state}`)}</p>}
    </div>
  );
}
