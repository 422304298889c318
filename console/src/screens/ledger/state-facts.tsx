/** How the ledger stands: its size, its signed head, who has witnessed it, and what nobody else has seen. */
import type { LedgerState } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import styles from './ledger.module.css';

function Signatures({ state }: { readonly state: LedgerState }) {
  const { t } = useTexts();
  const { checkpoint } = state;
  if (checkpoint === null) return <None />;
  return (
    <>
      <Mark tone="done" shape="check">
        {t('ledger.signedByLog')}
      </Mark>
      {checkpoint.cosignatures.map(({ witness, at }) => (
        <div key={witness}>
          <Mark tone="done" shape="check">
            {t('ledger.witnessedBy')} <Code>{witness}</Code>
          </Mark>{' '}
          <When at={at} />
        </div>
      ))}
      {checkpoint.cosignatures.length === 0 && (
        <div>
          <Mark tone="wait" shape="ring">
            {t('ledger.unwitnessedHead')}
          </Mark>
        </div>
      )}
    </>
  );
}

function Tail({ tail }: { readonly tail: LedgerState['unwitnessed'] }) {
  const { t } = useTexts();
  return (
    <>
      <Mark tone={tail.entries === 0 ? 'done' : 'wait'} shape={tail.entries === 0 ? 'check' : 'half'}>
        {t('ledger.tail', { count: tail.entries })}
      </Mark>
      {tail.since !== null && (
        <div className={styles.soft}>
          <Ago at={tail.since} />
        </div>
      )}
    </>
  );
}

export function StateFacts({ state }: { readonly state: LedgerState }) {
  const { t, number } = useTexts();
  const { checkpoint, seen } = state;
  return (
    <Section title={t('ledger.state')}>
      <Facts>
        <FactItem label={t('ledger.size')}>
          {number(state.size)}
          {state.pending > 0 && (
            <div className={styles.soft}>{t('ledger.pending', { count: state.pending })}</div>
          )}
        </FactItem>
        <FactItem label={t('ledger.head')}>
          {checkpoint === null ? <None /> : <When at={checkpoint.at} />}
        </FactItem>
        <FactItem label={t('ledger.signatures')}>
          <Signatures state={state} />
        </FactItem>
        <FactItem label={t('ledger.unwitnessed')}>
          <Tail tail={state.unwitnessed} />
        </FactItem>
        <FactItem label={t('ledger.seen')}>
          {seen === null ? <None /> : t('ledger.seenSize', { size: number(seen.size) })}
          {seen !== null && (
            <div className={styles.soft}>
              <When at={seen.at} />
            </div>
          )}
        </FactItem>
        <FactItem label={t('ledger.origin')}>
          <Code>{state.origin}</Code>
        </FactItem>
        <FactItem label={t('ledger.root')}>
          <span className={styles.hash}>
            <Code>{checkpoint?.root}</Code>
          </span>
        </FactItem>
        <FactItem label={t('ledger.logKey')}>
          <span className={styles.hash}>
            <Code>{state.keys.log}</Code>
          </span>
        </FactItem>
      </Facts>
    </Section>
  );
}

/** Signed heads of the partner that do not go together: the alarm stays, because the evidence stays. */
export function EvidenceAlarm({ evidence }: { readonly evidence: LedgerState['evidence'] }) {
  const { t, number } = useTexts();
  if (evidence.length === 0) return null;
  return (
    <div className={styles.alarm} role="alert">
      <Mark tone="now" shape="diamond">
        <strong>{t('ledger.evidence')}</strong>
      </Mark>
      {evidence.map((one) => (
        <div key={one.id}>
          {t(`ledger.evidence.${one.kind}`, { size: number(one.size) })} <When at={one.at} day="always" />
        </div>
      ))}
    </div>
  );
}
