/** The computation of a proof, shown as it was made on this computer. */
import type { ReactNode } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './ledger-entry.module.css';
import type { ProofCheck, SignatureCheck } from './proof-check.ts';

const Hash = ({ children }: { readonly children: string | null }) => (
  <span className={styles.hash}>
    <Code>{children}</Code>
  </span>
);

function Step({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={styles.step}>
      <strong>{title}</strong>
      {children}
    </li>
  );
}

const VERDICTS = {
  good: { tone: 'done', shape: 'check' },
  bad: { tone: 'now', shape: 'diamond' },
  absent: { tone: 'wait', shape: 'ring' },
  unknown: { tone: 'calm', shape: 'question' },
} as const;

function SignatureStep({ title, check }: { readonly title: string; readonly check: SignatureCheck }) {
  const { t } = useTexts();
  return (
    <Step title={title}>
      <Mark {...VERDICTS[check.verdict]}>{t(`ledger-entry.verdict.${check.verdict}`)}</Mark>
      {check.name !== null && (
        <span className={styles.soft}>
          <Code>{check.name}</Code> · {t('ledger-entry.keyId')} <Code>{check.keyId}</Code>
          {check.at !== null && (
            <>
              {' · '}
              <When at={check.at} day="always" />
            </>
          )}
        </span>
      )}
    </Step>
  );
}

/** All steps, the verdict first. */
export function ProofSteps({ check }: { readonly check: ProofCheck }) {
  const { t, number } = useTexts();
  const size = { index: number(check.index), size: number(check.size) };
  return (
    <Section title={t('ledger-entry.proof')}>
      <div className={styles.verdict} data-bad={check.proved ? undefined : ''} role="status">
        <Mark tone={check.proved ? 'done' : 'now'} shape={check.proved ? 'check' : 'diamond'}>
          <strong>{t(check.proved ? 'ledger-entry.proved' : 'ledger-entry.notProved', size)}</strong>
        </Mark>
        <p className={styles.soft}>{t('ledger-entry.here')}</p>
      </div>
      <ol className={styles.steps}>
        <Step title={t('ledger-entry.step.leaf')}>
          <Hash>{check.leaf}</Hash>
        </Step>
        {check.path.map((step, at) => (
          <Step key={step.hash} title={t(`ledger-entry.step.${step.side}`, { step: number(at + 1) })}>
            <span className={styles.soft}>
              {t('ledger-entry.sibling')} <Hash>{step.sibling}</Hash>
            </span>
            <Hash>{step.hash}</Hash>
          </Step>
        ))}
        <Step title={t('ledger-entry.step.root', size)}>
          <Hash>{check.signedRoot}</Hash>
          <Mark {...VERDICTS[check.leads ? 'good' : 'bad']}>
            {t(check.leads ? 'ledger-entry.leads' : 'ledger-entry.leadsNot')}
          </Mark>
        </Step>
        <SignatureStep title={t('ledger-entry.step.log')} check={check.log} />
        <SignatureStep title={t('ledger-entry.step.witness')} check={check.witness} />
      </ol>
    </Section>
  );
}
