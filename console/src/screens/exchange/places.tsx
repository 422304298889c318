/** Where the two ledgers hold it: the own entries by link, the partner's place as its receipt says it. */
import { API, type ExchangeDocument } from '@jisr/contract';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';

function OwnEntries({ id }: { readonly id: string }) {
  const { t } = useTexts();
  const { data } = useRead(API.listLedgerEntries, { query: { subject: id, limit: 50 } });
  if (!data) return null;
  if (data.items.length === 0)
    return <FactItem label={t('exchange.place.own')}>{t('exchange.place.pending')}</FactItem>;
  return (
    <>
      {[...data.items].reverse().map((entry) => (
        <FactItem key={entry.index} label={t(`ledger.kind.${entry.kind}`)}>
          <Link to={`/ledger/${entry.index}`}>
            <Code>{entry.index}</Code>
          </Link>{' '}
          · <When at={entry.at} day="always" />
        </FactItem>
      ))}
    </>
  );
}

export function Places({ of }: { readonly of: ExchangeDocument }) {
  const { t } = useTexts();
  const { can } = useSession();
  const { own, peer } = of.places;
  return (
    <Section title={t('exchange.places')}>
      <Facts>
        {can('ledger:read') ? (
          <OwnEntries id={of.id} />
        ) : (
          <FactItem label={t('exchange.place.own')}>
            {own === null ? <None /> : <Code>{own.index}</Code>}
          </FactItem>
        )}
        {of.direction === 'out' && (
          <FactItem label={t('exchange.place.peer')}>
            {peer === null ? <None /> : <Code>{peer.index}</Code>}
          </FactItem>
        )}
      </Facts>
    </Section>
  );
}
