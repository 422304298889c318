/** The pairing step by step: what is done and by whom, what is next, what cannot start yet. */
import type { Partner } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { When } from '../../parts/times.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './partner.module.css';
import { ApproveStep, CompareStep, ImportStep, ProveStep } from './step-acts.tsx';
import { type Step, stepsOf } from './steps.ts';
import { Words } from './words.tsx';

const MARKS = {
  done: ['done', 'check'],
  now: ['wait', 'half'],
  later: ['calm', 'ring'],
} as const;

function By({ step }: { readonly step: Step }) {
  const { pick } = useTexts();
  if (step.at === null) return null;
  return (
    <span className={styles.soft}>
      <When at={step.at} day="always" />
      {step.by !== null && (
        <>
          {' · '}
          <bdi>{pick(step.by.name)}</bdi>
        </>
      )}
    </span>
  );
}

function bodyOf(step: Step, { peer }: Partner): ReactNode {
  const now = step.standing === 'now';
  if (step.name === 'import') return now && <ImportStep />;
  if (peer === null) return null;
  if (step.name === 'compare' && now) return <CompareStep fingerprint={peer.fingerprint} />;
  if (step.name === 'compare' && step.standing === 'done') return <Kept fingerprint={peer.fingerprint} />;
  if (step.name === 'approve' && step.standing !== 'later')
    return <ApproveStep approvalId={peer.approvalId} done={step.standing === 'done'} />;
  return step.name === 'prove' && now && <ProveStep />;
}

function Kept({ fingerprint }: { readonly fingerprint: NonNullable<Partner['peer']>['fingerprint'] }) {
  const { t } = useTexts();
  return (
    <details>
      <summary>{t('partner.words.show')}</summary>
      <Words of={fingerprint} />
    </details>
  );
}

export function Ceremony({ partner }: { readonly partner: Partner }) {
  const { t } = useTexts();
  return (
    <>
      {partner.peer === null && <p className={styles.lead}>{t('partner.how')}</p>}
      <ol className={styles.steps}>
        {stepsOf(partner.peer).map((step) => {
          const [tone, shape] = MARKS[step.standing];
          return (
            <li
              key={step.name}
              data-standing={step.standing}
              aria-current={step.standing === 'now' ? 'step' : undefined}
            >
              <span className={styles.dot} aria-hidden="true" />
              <div className={styles.step}>
                <h3>
                  {t(`partner.step.${step.name}`)}{' '}
                  <Mark tone={tone} shape={shape}>
                    {t(`partner.standing.${step.standing}`)}
                  </Mark>
                </h3>
                <By step={step} />
                {step.standing !== 'done' && (
                  <p className={styles.soft}>{t(`partner.step.what.${step.name}`)}</p>
                )}
                {bodyOf(step, partner)}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
