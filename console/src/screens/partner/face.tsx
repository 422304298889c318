/** A node card as a person reads it. */
import type { CardFace } from '@jisr/contract';
import { FactItem } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';

/** A digest in groups of eight, as it is read aloud. */
const grouped = (digest: string): string => digest.match(/.{1,8}/g)?.join(' ') ?? digest;

/** Members of a list of facts. */
export function Face({ of }: { readonly of: CardFace }) {
  const { t, pick, number } = useTexts();
  return (
    <>
      <FactItem label={t('partner.card.name')}>
        <bdi>{pick(of.name)}</bdi> · <Code>{of.party}</Code>
      </FactItem>
      <FactItem label={t('partner.card.address')}>
        <span className={styles.long}>
          <Code>{of.address}</Code>
        </span>
      </FactItem>
      <FactItem label={t('partner.card.version')}>
        {number(of.version)} · <When at={of.issuedAt} day="always" />
      </FactItem>
      <FactItem label={t('partner.card.root')}>
        <span className={styles.long}>
          <Code>{of.rootKid}</Code>
        </span>
      </FactItem>
    </>
  );
}

/** The digest of a card in one line, to be read aloud. */
export function CardDigest({ of }: { readonly of: CardFace }) {
  const { t } = useTexts();
  return (
    <p className={styles.digest}>
      <span>{t('partner.card.digest')}</span>
      <Code>{grouped(of.digest)}</Code>
    </p>
  );
}
