/** Why it was allowed: each condition of the article beside what the gate established. */
import type { DisclosureDetail } from '@jisr/contract';
import type { ReactNode } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './disclosure.module.css';

interface Clause {
  readonly key: string;
  readonly found: ReactNode;
  /** What the article says of it; null where it says nothing of its own. */
  readonly bound: ReactNode;
}

function useClauses(of: DisclosureDetail): readonly Clause[] {
  const { t, pick, number } = useTexts();
  const { question, obligations } = of;
  const list = (fields: readonly string[]) =>
    fields.map((field) => pick(labelOf('field', field))).join(t('disclosures.comma'));
  const known = (value: boolean | null) => t(`disclosure.known.${value ?? 'unknown'}`);
  const side = ({ party, agency }: { party: string; agency: string }) => <Code>{`${party}/${agency}`}</Code>;
  return [
    {
      key: 'sides',
      found: (
        <>
          {side(question.from)} {t('disclosure.to')} {side(question.to)}
        </>
      ),
      bound: null,
    },
    { key: 'category', found: pick(labelOf('category', of.category)), bound: null },
    { key: 'action', found: pick(labelOf('action', of.action)), bound: null },
    { key: 'purpose', found: pick(labelOf('purpose', of.purpose)), bound: null },
    {
      key: 'offence',
      found: question.offence === null ? <None /> : pick(labelOf('offence', question.offence)),
      bound: null,
    },
    { key: 'tlp', found: <bdi>{pick(labelOf('tlp', of.tlp))}</bdi>, bound: null },
    {
      key: 'mode',
      found: question.mode === null ? <None /> : pick(labelOf('mode', question.mode)),
      bound: null,
    },
    {
      key: 'fields',
      found: (
        <>
          {list(of.fields)}
          {of.redactions.length > 0 && <div>{t('disclosures.removed', { fields: list(of.redactions) })}</div>}
        </>
      ),
      bound: list(obligations.minimise),
    },
    { key: 'minor', found: known(question.minor), bound: null },
    { key: 'own', found: known(question.own), bound: null },
    { key: 'sensitive', found: known(question.sensitive), bound: null },
    {
      key: 'approvals',
      found: number(question.approvals),
      bound: t('disclosure.atLeast', { count: obligations.approvals }),
    },
    {
      key: 'quota',
      found: t('disclosure.used', { count: question.usedToday }),
      bound:
        obligations.quotaPerDay === null ? null : t('disclosure.perDay', { count: obligations.quotaPerDay }),
    },
    {
      key: 'originator',
      found:
        question.originator === null ? (
          t('disclosure.ownInformation')
        ) : (
          <>
            <Code>{question.originator}</Code> {question.originatorConsent && t('disclosure.consented')}
          </>
        ),
      bound: null,
    },
    { key: 'automatic', found: t(`disclosure.by.${question.automatic ? 'node' : 'officer'}`), bound: null },
  ];
}

export function Clauses({ of }: { readonly of: DisclosureDetail }) {
  const { t } = useTexts();
  const clauses = useClauses(of);
  return (
    <div className={styles.scroll}>
      <table className={styles.clauses}>
        <thead>
          <tr>
            <th scope="col">{t('disclosure.condition')}</th>
            <th scope="col">{t('disclosure.found')}</th>
            <th scope="col">{t('disclosure.bound')}</th>
            <th scope="col">{t('disclosure.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {clauses.map(({ key, found, bound }) => (
            <tr key={key}>
              <th scope="row">{t(`disclosure.clause.${key}`)}</th>
              <td>{found}</td>
              <td>{bound ?? <None />}</td>
              <td>
                <Mark tone="done" shape="check">
                  {t('disclosure.kept')}
                </Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
