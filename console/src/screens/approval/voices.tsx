/** Who has decided, how it is proved, and the kept proofs checked again. */
import { API, type ApprovalDetail, type ApprovalVerification } from '@jisr/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import styles from './approval.module.css';

function Checked({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const { data, error } = useRead(API.verifyApproval, { params: { id } });
  if (error) return <ProblemNote error={error} />;
  if (data === undefined) return null;
  return (
    <p className={isGood(data) ? styles.soft : styles.differs}>
      {t(isGood(data) ? 'approval.intact' : 'approval.broken')}
    </p>
  );
}

const isGood = ({ sheetIntact, voices }: ApprovalVerification): boolean =>
  sheetIntact && voices.every((voice) => voice.valid);

export function Voices({ approval }: { readonly approval: ApprovalDetail }) {
  const { t, pick } = useTexts();
  const [checking, setChecking] = useState(false);
  return (
    <Section title={t('approval.voices', { given: approval.given, needed: approval.needed })}>
      {approval.voices.length === 0 && <p className={styles.soft}>{t('approval.nobody')}</p>}
      <ul className={styles.voices}>
        {approval.voices.map((voice) => (
          <li key={voice.officer.id}>
            <strong>{pick(voice.officer.name)}</strong> <span>{t(`approval.said.${voice.decision}`)}</span>{' '}
            <When at={voice.at} />
            {voice.reason && (
              <div className={styles.text}>
                <bdi>{voice.reason}</bdi>
              </div>
            )}
            {voice.method && <div className={styles.soft}>{t(`approval.method.${voice.method}`)}</div>}
            {voice.keyThumbprint && (
              <div className={styles.soft}>
                {t('approval.key')}{' '}
                <Code title={voice.keyThumbprint}>{`${voice.keyThumbprint.slice(0, 16)}…`}</Code>
              </div>
            )}
            {!voice.counts && <div className={styles.differs}>{t('approval.notCounted')}</div>}
          </li>
        ))}
      </ul>
      {approval.voices.some((voice) => voice.method !== null) && (
        <div>
          <Button variant="subtle" size="xs" onClick={() => setChecking(true)}>
            {t('approval.check')}
          </Button>
        </div>
      )}
      {checking && <Checked id={approval.id} />}
    </Section>
  );
}
