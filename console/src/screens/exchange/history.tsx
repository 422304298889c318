/** What became of a document, in the order in which it happened. */
import type { ExchangeDocument } from '@jisr/contract';
import { When } from '../../parts/times.tsx';
import { useTexts } from '../../texts.tsx';
import hit from '../hit/hit.module.css';
import { instantOf, receiptOf } from './claims.ts';

interface Moment {
  readonly name: string;
  readonly at: string;
}

/**
 * The moments that are known of a document. Of a first receipt the time is when it came; a second one carries its own.
 *
 * @example
 * momentsOf(document).map(({ name }) => name) // ['out.put', 'out.sent', 'out.accepted', 'out.processed']
 */
export function momentsOf(of: ExchangeDocument): readonly Moment[] {
  const side = of.direction;
  const first = of.receipt && receiptOf(of.receipt.claims);
  const second = of.secondReceipt && receiptOf(of.secondReceipt.claims);
  const all = [
    { name: `${side}.put`, at: of.at },
    { name: `${side}.sent`, at: of.sentAt },
    { name: `${side}.${first?.verdict ?? 'accepted'}`, at: first && instantOf(first.iat) },
    { name: `${side}.${second?.verdict ?? 'processed'}`, at: second && instantOf(second.iat) },
  ];
  return all.flatMap(({ name, at }) => (at ? [{ name, at }] : []));
}

export function History({ of }: { readonly of: ExchangeDocument }) {
  const { t } = useTexts();
  return (
    <>
      <ol className={hit.timeline}>
        {momentsOf(of).map(({ name, at }) => (
          <li key={name} className={hit.event}>
            <When at={at} day="always" />
            <span className={hit.dot} aria-hidden="true" />
            <p>{t(`exchange.moment.${name}`)}</p>
          </li>
        ))}
      </ol>
      {of.attempts > 1 && <p>{t('exchange.attempts', { count: of.attempts })}</p>}
      {of.lastError !== null && (
        <p>
          {t('exchange.lastError')}{' '}
          <bdi dir="ltr" lang="en">
            {of.lastError}
          </bdi>
        </p>
      )}
    </>
  );
}
