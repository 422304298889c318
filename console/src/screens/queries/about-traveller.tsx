/** What the partner was asked about one traveller, newest first, and the way to ask again. */
import { API, type PartnerQuery } from '@jisr/contract';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Section } from '../../parts/page.tsx';
import { When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import styles from './queries.module.css';
import { QueryAnswer } from './query-answer.tsx';

function Question({ query, travellerId }: { readonly query: PartnerQuery; readonly travellerId: string }) {
  const { t, pick } = useTexts();
  // Of a question about a flight, only what was asked about this traveller.
  const own = { ...query, subjects: query.subjects.filter(({ traveller }) => traveller.id === travellerId) };
  return (
    <li className={styles.question}>
      <div className={styles.questionHead}>
        <When at={query.askedAt} day="always" />
        <span>{pick(labelOf('mode', query.mode))}</span>
        <span>{pick(labelOf('purpose', query.purpose))}</span>
        <Code>{query.article}</Code>
      </div>
      <QueryAnswer query={own} />
      <div className={styles.soft}>
        {query.askedBy === null ? t('queries.byNode') : <bdi>{pick(query.askedBy.name)}</bdi>}
        {' · '}
        <bdi dir="auto">{query.caseReference}</bdi>
      </div>
    </li>
  );
}

interface QuestionsProps {
  readonly travellerId: string;
  /** How many at most. */
  readonly most?: number;
}

/** For whoever may ask; shown to nobody else. */
export function QuestionsAbout({ travellerId, most = 20 }: QuestionsProps) {
  const { can } = useSession();
  return can('queries:ask') ? <Questions travellerId={travellerId} most={most} /> : null;
}

function Questions({ travellerId, most }: Required<QuestionsProps>) {
  const { t } = useTexts();
  const read = useRead(API.listQueries, { query: { traveller: travellerId, limit: most } });
  return (
    <Section title={t('queries.about')}>
      {read.error && <ProblemNote error={read.error} onRetry={() => void read.refetch()} />}
      {!read.data && !read.error && <Loading />}
      {read.data?.items.length === 0 && <p className={styles.soft}>{t('queries.neverAsked')}</p>}
      <ul className={styles.questions}>
        {read.data?.items.map((query) => (
          <Question key={query.id} query={query} travellerId={travellerId} />
        ))}
      </ul>
    </Section>
  );
}
