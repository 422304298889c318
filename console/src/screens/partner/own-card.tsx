/** The own card, to be handed over: as a file, as a picture, or its digest read aloud. */
import type { Partner } from '@jisr/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { saveFile } from '../ledger-entry/save-file.ts';
import { CardDigest, Face } from './face.tsx';
import styles from './partner.module.css';

export function OwnCard({ own }: { readonly own: Partner['own'] }) {
  const { t } = useTexts();
  const file = `jisr-card-${own.party}-${own.version}.jws`;
  return (
    <Section title={t('partner.own')}>
      <div className={styles.card}>
        <div className={styles.stack}>
          <p className={styles.soft}>{t('partner.own.what')}</p>
          <Facts>
            <Face of={own} />
            <FactItem label={t('partner.certificate')}>
              <When at={own.certificateEndsAt} day="always" />{' '}
              <Countdown at={own.certificateEndsAt} soonMinutes={43_200} />
            </FactItem>
          </Facts>
          <CardDigest of={own} />
          <div>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden="true" />}
              onClick={() => saveFile(file, own.signed)}
            >
              {t('partner.own.save')}
            </Button>{' '}
            <Code muted>{file}</Code>
          </div>
        </div>
        <img
          className={styles.qr}
          alt={t('partner.own.qr')}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(own.qr)}`}
        />
      </div>
    </Section>
  );
}
