/** The signed receipts: what each says in words, and its text verbatim. */
import type { ExchangeDocument } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { instantOf, receiptOf } from './claims.ts';
import styles from './exchange.module.css';

type Signed = NonNullable<ExchangeDocument['receipt']>;

function One({ signed }: { readonly signed: Signed }) {
  const { t } = useTexts();
  const said = receiptOf(signed.claims);
  const good = said !== null && said.verdict !== 'refused' && said.verdict !== 'rejected';
  return (
    <div className={styles.receipt}>
      {said && (
        <p>
          <Mark tone={good ? 'done' : 'now'} shape={good ? 'check' : 'diamond'}>
            {t(`exchange.verdict.${said.verdict}`)}
          </Mark>{' '}
          · {t('exchange.signedBy')} <Code>{said.iss}</Code> · <When at={instantOf(said.iat)} day="always" />
        </p>
      )}
      <details className={styles.raw}>
        <summary>{t('exchange.receipt.verbatim')}</summary>
        <pre>{JSON.stringify(signed.claims, null, 2)}</pre>
        <pre>{signed.jws}</pre>
      </details>
    </div>
  );
}

export function Receipts({ of }: { readonly of: ExchangeDocument }) {
  const { t } = useTexts();
  return (
    <Section title={t('exchange.receipts')}>
      {of.receipt === null && <p>{t(`exchange.noReceipt.${of.direction}`)}</p>}
      {of.receipt && <One signed={of.receipt} />}
      {of.secondReceipt && <One signed={of.secondReceipt} />}
    </Section>
  );
}
