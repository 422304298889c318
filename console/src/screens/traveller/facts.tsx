/** Every statement about a traveller with the message and segment that made it; replaced ones stay, struck through. */
import type { TravellerDetail } from '@jisr/contract';
import { When } from '../../parts/times.tsx';
import { Code, Name } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { useFieldName } from '../crossing/fields.ts';
import styles from './traveller.module.css';

type Fact = TravellerDetail['facts'][number];
const NAMES = new Set(['surname', 'givenNames', 'birthPlace']);

function Value({ fact }: { readonly fact: Fact }) {
  const { t } = useTexts();
  if (fact.field === 'role') return t(`words.traveller-role.${fact.value}`);
  if (fact.field === 'verified') return t(fact.value === 'true' ? 'traveller.fact.yes' : 'traveller.fact.no');
  if (NAMES.has(fact.field)) return <Name value={{ text: fact.value, other: null }} form="single" />;
  return <Code>{fact.value}</Code>;
}

function Source({ fact }: { readonly fact: Fact }) {
  const { t } = useTexts();
  const { can } = useSession();
  const place =
    fact.segment === null
      ? t('traveller.fact.message')
      : t('traveller.fact.segment', { segment: fact.segment });
  if (!can('messages:content')) return <span>{place}</span>;
  const hash = fact.segment === null ? '' : `#${fact.segment}`;
  return <Link to={`/messages/${fact.messageId}${hash}`}>{place}</Link>;
}

/** The facts, in the order of the node. */
export function FactTable({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTexts();
  const fieldName = useFieldName();
  return (
    <table className={styles.facts}>
      <thead>
        <tr>
          <th scope="col">{t('traveller.fact.field')}</th>
          <th scope="col">{t('traveller.fact.value')}</th>
          <th scope="col">{t('traveller.fact.source')}</th>
          <th scope="col">{t('traveller.fact.stated')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr
            key={`${fact.field} ${fact.value} ${fact.messageId} ${fact.segment}`}
            className={fact.current ? '' : styles.past}
          >
            <td>{fieldName(fact.field)}</td>
            <td>
              <span className={styles.value}>
                <Value fact={fact} />
              </span>
              {!fact.current && <div className={styles.soft}>{t('traveller.fact.replaced')}</div>}
            </td>
            <td>
              <Source fact={fact} />
            </td>
            <td>
              <When at={fact.statedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
