/** The traveller as we know them beside what the partner's answer says: which keys agreed, a reference, an office. */
import type { PartnerHit } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { DayBoth } from '../../parts/times.tsx';
import { Code, Country, Name, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { type Agreement, ATTRIBUTES, type Attribute, agreementOf } from './agreeing.ts';
import styles from './partner-hit.module.css';

const MARKS = {
  agrees: { tone: 'now', shape: 'check' },
  year: { tone: 'wait', shape: 'half' },
  'told-nothing': { tone: 'calm', shape: 'question' },
  'not-compared': { tone: 'calm', shape: 'bar' },
} as const satisfies Record<Agreement, { tone: string; shape: string }>;

function Ours({
  hit: { traveller },
  attribute,
}: {
  readonly hit: PartnerHit;
  readonly attribute: Attribute;
}) {
  if (attribute === 'name') return <Name value={traveller.name} />;
  if (attribute === 'birthDate') return <DayBoth day={traveller.birthDate} />;
  if (attribute === 'nationality') return <Country code={traveller.nationality} />;
  if (traveller.document === null) return <None />;
  const { number, issuer } = traveller.document;
  return (
    <>
      <Code>{number}</Code> <Country code={issuer} />
    </>
  );
}

function Line({
  label,
  ours,
  theirs,
}: {
  readonly label: string;
  readonly ours: ReactNode;
  readonly theirs: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{ours}</td>
      <td>{theirs}</td>
    </tr>
  );
}

export function SideBySide({ hit }: { readonly hit: PartnerHit }) {
  const { t } = useTexts();
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.beside}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('partner-hit.ours')}</th>
              <th scope="col">{t('partner-hit.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {ATTRIBUTES.map((attribute) => {
              const agreement = agreementOf(hit.kinds, attribute);
              return (
                <Line
                  key={attribute}
                  label={t(`partner-hit.attribute.${attribute}`)}
                  ours={<Ours hit={hit} attribute={attribute} />}
                  theirs={<Mark {...MARKS[agreement]}>{t(`partner-hit.agreement.${agreement}`)}</Mark>}
                />
              );
            })}
            <Line
              label={t('partner-hit.reference')}
              ours={<None />}
              theirs={hit.references.map((reference) => (
                <div key={reference}>
                  <Code>{reference}</Code>
                </div>
              ))}
            />
            <Line label={t('partner-hit.contact')} ours={<None />} theirs={<Code>{hit.contact}</Code>} />
          </tbody>
        </table>
      </div>
      <p className={styles.soft}>{t('partner-hit.silent')}</p>
    </>
  );
}
