/** What became of a document, in the order in which it happened. */
import type { ExchangeDocument } from '@jisr/contract';
import { When } from '../../parts/times.tsx';
import { useTexts } from '../../texts.tsx';
import hit from '../hit/hit.module.css';
import { momentsOf } from './moments.ts';

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
