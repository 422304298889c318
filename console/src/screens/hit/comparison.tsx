/** Traveller and listed person side by side, one attribute a row: verdict word, weight, and why. */
import type { HitDetail } from '@jisr/contract';
import type { ReactNode } from 'react';
import { DayBoth } from '../../parts/times.tsx';
import { Code, Country, Name, None } from '../../parts/values.tsx';
import type { Translate } from '../../text.ts';
import { useTexts } from '../../texts.tsx';
import { type EvidenceKind, type Explained, readExplanation, type VerdictWord } from './explained.ts';
import styles from './hit.module.css';
import { Bits, VerdictMark } from './weights.tsx';

type Key = 'name' | 'birth-date' | 'birth-place' | 'nationality' | 'documents' | 'gender';

interface Attribute {
  readonly key: Key;
  readonly verdict: VerdictWord;
  readonly bits: number | null;
  readonly why: string | null;
  readonly traveller: ReactNode;
  readonly listed: ReactNode;
}

interface SeveralProps<Value> {
  readonly values: readonly Value[];
  readonly keyOf: (value: Value) => string;
  readonly show: (value: Value) => ReactNode;
}

function Several<Value>({ values, keyOf, show }: SeveralProps<Value>) {
  if (values.length === 0) return <None />;
  return (
    <ul className={styles.several}>
      {values.map((value) => (
        <li key={keyOf(value)}>{show(value)}</li>
      ))}
    </ul>
  );
}

const itself = (text: string): string => text;

interface DocumentLike {
  readonly type: string | null;
  readonly number: string;
  readonly issuer: string | null;
}

const Paper = ({ document }: { readonly document: DocumentLike }) => (
  <span className={styles.paper}>
    <Code>{document.number}</Code>
    {document.issuer !== null && <Country code={document.issuer} form="code" />}
  </span>
);

const Papers = ({ documents }: { readonly documents: readonly DocumentLike[] }) => (
  <Several
    values={documents}
    keyOf={({ number, issuer }) => `${number} ${issuer ?? ''}`}
    show={(document) => <Paper document={document} />}
  />
);

const Born = ({ day }: { readonly day: string }) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? <DayBoth day={day} /> : <Code>{day.replace('/', '–')}</Code>;

const NAMES_SHOWN = 4;

function ListedNames({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const others = hit.listed.names.filter(({ text }) => text !== hit.explanation.listedName);
  return (
    <div className={styles.several}>
      <bdi className={styles.mainName} dir="auto">
        {hit.explanation.listedName}
      </bdi>
      {others.slice(0, NAMES_SHOWN).map(({ text, quality }) => (
        <span key={text} className={styles.alias}>
          <bdi dir="auto">{text}</bdi> <small>{t(`words.name-quality.${quality}`)}</small>
        </span>
      ))}
      {others.length > NAMES_SHOWN && (
        <small className={styles.soft}>{t('hit.names.more', { count: others.length - NAMES_SHOWN })}</small>
      )}
    </div>
  );
}

function weighed(
  explained: Explained,
  kind: EvidenceKind,
  unknown: string,
): Pick<Attribute, 'verdict' | 'bits' | 'why'> {
  const term = explained.evidence.get(kind);
  if (term === undefined) return { verdict: 'unknown', bits: 0, why: unknown };
  return { verdict: term.verdict, bits: term.bits, why: term.why };
}

/** What the engine does not weigh is for the eye, where there is something to see. */
function unweighed(seen: boolean, t: Translate): Pick<Attribute, 'verdict' | 'bits' | 'why'> {
  return seen
    ? { verdict: 'unweighed', bits: null, why: t('hit.why.unweighed') }
    : { verdict: 'unknown', bits: null, why: t('hit.why.neither') };
}

function useAttributes(hit: HitDetail): readonly Attribute[] {
  const { t, language } = useTexts();
  const explained = readExplanation(hit.explanation, language);
  const { person, listed } = hit;
  const unknown = t('hit.why.unknown');
  const genderOf = (gender: string | null) => (gender === null ? <None /> : t(`words.gender.${gender}`));
  return [
    {
      key: 'name',
      verdict: explained.nameVerdict,
      bits: explained.nameBits,
      why: t('hit.why.name', { count: explained.pairs.length }),
      traveller: <Name value={person.name} />,
      listed: <ListedNames hit={hit} />,
    },
    {
      key: 'birth-date',
      ...weighed(explained, 'birth-date', unknown),
      traveller: person.birthDate === null ? <None /> : <Born day={person.birthDate} />,
      listed: <Several values={listed.birthDates} keyOf={itself} show={(day) => <Born day={day} />} />,
    },
    {
      key: 'birth-place',
      ...unweighed(hit.birthPlace !== null || listed.birthPlaces.length > 0, t),
      traveller: hit.birthPlace === null ? <None /> : <bdi dir="auto">{hit.birthPlace}</bdi>,
      listed: (
        <Several values={listed.birthPlaces} keyOf={itself} show={(place) => <bdi dir="auto">{place}</bdi>} />
      ),
    },
    {
      key: 'nationality',
      ...weighed(explained, 'nationality', unknown),
      traveller: <Country code={person.nationality} />,
      listed: (
        <Several values={listed.nationalities} keyOf={itself} show={(code) => <Country code={code} />} />
      ),
    },
    {
      key: 'documents',
      ...weighed(explained, 'document', unknown),
      traveller: <Papers documents={hit.documents} />,
      listed: <Papers documents={listed.documents} />,
    },
    {
      key: 'gender',
      ...weighed(explained, 'gender', unknown),
      traveller: genderOf(person.gender),
      listed: genderOf(listed.gender),
    },
  ];
}

/** The comparison as a real table, so that a screen reader says both sides and the verdict. */
export function Comparison({ hit }: { readonly hit: HitDetail }) {
  const { t } = useTexts();
  const attributes = useAttributes(hit);
  return (
    <table className={styles.comparison} aria-label={t('hit.comparison.label')}>
      <thead>
        <tr>
          <th scope="col">{t('hit.comparison.attribute')}</th>
          <th scope="col">{t('hit.comparison.traveller')}</th>
          <th scope="col">{t('hit.comparison.verdict')}</th>
          <th scope="col">{t('hit.comparison.listed')}</th>
          <th scope="col" className={styles.end}>
            {t('hit.comparison.weight')}
          </th>
        </tr>
      </thead>
      <tbody>
        {attributes.map((attribute) => (
          <tr key={attribute.key} data-verdict={attribute.verdict}>
            <th scope="row">{t(`hit.attribute.${attribute.key}`)}</th>
            <td>{attribute.traveller}</td>
            <td>
              <VerdictMark verdict={attribute.verdict} />
              {attribute.why !== null && <div className={styles.why}>{attribute.why}</div>}
            </td>
            <td>{attribute.listed}</td>
            <td className={styles.end}>
              {attribute.bits === null ? <None /> : <Bits value={attribute.bits} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
