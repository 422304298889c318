/** What a letter says, field by field, as people read it. */
import type { ReactNode } from 'react';
import { FactItem, Facts } from '../../parts/page.tsx';
import { Code, None } from '../../parts/values.tsx';
import type { Translate } from '../../text.ts';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './request.module.css';

/** Fields that hold identifiers: left to right, in Latin digits. */
const CODES = new Set(['references', 'birthDate', 'listedSince', 'documents', 'nationalities', 'until']);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Words of closed lists in the language of the reader; null: it is no such word. */
function wordOf(
  field: string,
  value: string,
  t: Translate,
  pick: ReturnType<typeof useTexts>['pick'],
): string | null {
  if (field === 'decision') return t(`request.decision.${value}`);
  if (field === 'ground') return t(`request.ground.${value}`);
  if (field === 'outcome') return t(`request.outcome.${value}`);
  if (field === 'urgency') return t(`request.urgency.${value}`);
  if (field === 'instruction') return t(`words.instruction.${value}`);
  if (field === 'offence') return pick(labelOf('offence', value));
  if (field === 'fields' || field === 'withdrawn') return pick(labelOf('field', value));
  if (field === 'assurances') return pick(labelOf('assurance', value));
  return null;
}

/** One value: a word, an identifier, a list of them, or what it is made of. */
export function Value({ field, value }: { readonly field: string; readonly value: unknown }): ReactNode {
  const { t, pick } = useTexts();
  if (isNothing(value)) return <None />;
  if (Array.isArray(value))
    return (
      <ul className={styles.values}>
        {value.map((each) => (
          <li key={JSON.stringify(each)}>
            <Value field={field} value={each} />
          </li>
        ))}
      </ul>
    );
  if (isRecord(value)) {
    if (field === 'documents')
      return <Code>{[value.type, value.number, value.issuer].filter(Boolean).join(' ')}</Code>;
    return <Content of={value} />;
  }
  if (typeof value === 'boolean') return t(value ? 'request.yes' : 'request.no');
  const text = String(value);
  const word = wordOf(field, text, t, pick);
  if (word !== null) return word;
  if (field === 'of') return <bdi className={styles.identifier}>{text}</bdi>;
  return CODES.has(field) ? <Code>{text}</Code> : <bdi>{text}</bdi>;
}

/** Names of members that stand inside of a field. */
const INNER = new Set(['ground', 'until', 'text', 'fields', 'assurances']);

export function Content({ of }: { readonly of: Readonly<Record<string, unknown>> }) {
  const { t, pick } = useTexts();
  const label = (field: string) =>
    INNER.has(field) ? t(`request.member.${field}`) : pick(labelOf('field', field));
  return (
    <Facts>
      {Object.entries(of).map(([field, value]) => (
        <FactItem key={field} label={label(field)}>
          <Value field={field} value={value} />
        </FactItem>
      ))}
    </Facts>
  );
}
