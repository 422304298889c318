/** One traveller: who, with which documents, on which way, and where every fact comes from. */
import { API, type TravellerDetail } from '@jisr/contract';
import { AnswerMark, Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { PartnerMark } from '../../parts/partner-mark.tsx';
import { CrossingLink, RouteLine } from '../../parts/route.tsx';
import { DayBoth } from '../../parts/times.tsx';
import { Code, Country, Name, None, Station } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useTexts } from '../../texts.tsx';
import { useFieldName } from '../crossing/fields.ts';
import type { ScreenProps } from '../index.ts';
import { QuestionsAbout } from '../queries/about-traveller.tsx';
import { AskButton } from '../queries/ask-button.tsx';
import { FactTable } from './facts.tsx';
import { CompanionsPart, HitsPart, OtherCrossingsPart } from './related.tsx';
import styles from './traveller.module.css';

type Part = { readonly traveller: TravellerDetail };
const plain = (text: string) => <Name value={{ text, other: null }} form="single" />;

function Summary({ traveller }: Part) {
  const { t } = useTexts();
  const fieldName = useFieldName();
  const { surname, givenNames, title, birthPlace, gender } = traveller;
  return (
    <Section title={t('traveller.summary')}>
      <Facts>
        <FactItem label={fieldName('surname')}>{surname === null ? <None /> : plain(surname)}</FactItem>
        <FactItem label={fieldName('givenNames')}>
          {givenNames === null ? <None /> : plain(givenNames)}
        </FactItem>
        {title !== null && <FactItem label={fieldName('title')}>{plain(title)}</FactItem>}
        <FactItem label={fieldName('birthDate')}>
          <DayBoth day={traveller.birthDate} />
        </FactItem>
        <FactItem label={fieldName('birthPlace')}>
          {birthPlace === null ? <None /> : plain(birthPlace)}
        </FactItem>
        <FactItem label={fieldName('gender')}>
          {gender === null ? <None /> : t(`words.gender.${gender}`)}
        </FactItem>
        <FactItem label={fieldName('nationality')}>
          <Country code={traveller.nationality} />
        </FactItem>
        <FactItem label={fieldName('residence')}>
          <Country code={traveller.residence} />
        </FactItem>
      </Facts>
    </Section>
  );
}

/** Document codes begin with the kind (ICAO Doc 9303); what follows is the issuer's own. */
const PAPERS = {
  P: 'passport',
  V: 'visa',
  A: 'identity-card',
  C: 'identity-card',
  I: 'identity-card',
} as const;

function DocumentType({ code }: { readonly code: string | null }) {
  const { t } = useTexts();
  if (code === null) return <None />;
  const paper = code === 'AC' ? 'crew-certificate' : PAPERS[code[0] as keyof typeof PAPERS];
  if (paper === undefined) return <Code>{code}</Code>;
  return (
    <>
      {t(`words.document-type.${paper}`)} <Code muted>{code}</Code>
    </>
  );
}

function Documents({ traveller }: Part) {
  const { t } = useTexts();
  return (
    <Section title={t('traveller.documents')}>
      {traveller.documents.length === 0 ? (
        <p className={styles.soft}>{t('traveller.noDocuments')}</p>
      ) : (
        <ul className={styles.rows}>
          {traveller.documents.map((document) => (
            <li key={`${document.type} ${document.number}`} className={styles.row}>
              <strong>
                <Code>{document.number}</Code>
              </strong>
              <span>
                <DocumentType code={document.type} />
              </span>
              <Country code={document.issuer} />
              <span>
                {t('traveller.expires')} <DayBoth day={document.expiry} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Itinerary({ traveller }: Part) {
  const { t, number } = useTexts();
  const fieldName = useFieldName();
  const { count, weightKg } = traveller.bags;
  return (
    <Section title={t('traveller.itinerary')}>
      <div className={styles.column}>
        <RouteLine crossing={traveller.crossing} />
        <Facts>
          <FactItem label={t('traveller.flight')}>
            <CrossingLink crossing={traveller.crossing} />
          </FactItem>
          <FactItem label={fieldName('embarkation')}>
            <Station code={traveller.embarkation} />
          </FactItem>
          <FactItem label={fieldName('debarkation')}>
            <Station code={traveller.debarkation} />
          </FactItem>
          <FactItem label={fieldName('seat')}>
            <Code>{traveller.seats.length > 0 ? traveller.seats.join(', ') : traveller.seat}</Code>
          </FactItem>
          <FactItem label={fieldName('locator')}>
            <Code>{traveller.locator}</Code>
          </FactItem>
          <FactItem label={fieldName('reference')}>
            <Code>{traveller.reference}</Code>
          </FactItem>
          <FactItem label={fieldName('bags')}>
            {count === null ? <None /> : t('traveller.bags', { count })}
            {weightKg !== null && ` · ${t('traveller.weight', { weight: number(weightKg) })}`}
          </FactItem>
        </Facts>
      </div>
    </Section>
  );
}

function Marks({ traveller }: Part) {
  const { t } = useTexts();
  return (
    <div className={styles.marks}>
      <span>{t(`words.traveller-role.${traveller.role}`)}</span>
      <span>{t(`words.travel-status.${traveller.status}`)}</span>
      <AnswerMark answer={traveller.answer} />
      <PartnerMark mark={traveller.partnerHit} />
      {traveller.verified !== null && (
        <Mark tone={traveller.verified ? 'done' : 'calm'} shape={traveller.verified ? 'check' : 'question'}>
          {t(traveller.verified ? 'traveller.verified' : 'traveller.unverified')}
        </Mark>
      )}
      <span className={styles.soft}>
        {t('traveller.masked')} <DayBoth day={traveller.maskedOn} />
      </span>
    </div>
  );
}

export function TravellerScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const read = useRead(API.readTraveller, { params: { id: params.id ?? '' } });
  if (read.data === undefined) {
    return (
      <Page title={t('traveller.title')} back={{ to: '/', label: t('crossings.title') }}>
        {read.error ? <ProblemNote error={read.error} onRetry={() => void read.refetch()} /> : <Loading />}
      </Page>
    );
  }
  const traveller = read.data;
  const { carrier, number, id } = traveller.crossing;
  return (
    <Page
      title={
        <span className={styles.title}>
          <Name value={traveller.name} />
        </span>
      }
      windowTitle={t('traveller.title')}
      back={{
        to: `/crossings/${id}`,
        label: t('traveller.backTo', { flight: `${carrier ?? ''} ${number ?? ''}`.trim() }),
      }}
      sub={<Marks traveller={traveller} />}
      actions={<AskButton traveller={traveller} />}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <Summary traveller={traveller} />
          <Documents traveller={traveller} />
          <Itinerary traveller={traveller} />
          <Section title={t('traveller.facts')}>
            <FactTable facts={traveller.facts} />
          </Section>
        </div>
        <div className={styles.column}>
          <HitsPart traveller={traveller} />
          <QuestionsAbout travellerId={traveller.id} />
          <CompanionsPart traveller={traveller} />
          <OtherCrossingsPart traveller={traveller} />
        </div>
      </div>
    </Page>
  );
}
