/** One request for supplementary data: its grounds and clock, all that was said, and what is left to do. */
import { API, type RequestDetail } from '@jisr/contract';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import type { ScreenProps } from '../index.ts';
import { Clock, RequestMark } from '../requests/index.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Letters } from './letters.tsx';
import { OutcomeForm } from './outcome-form.tsx';

function Grounds({ of }: { readonly of: RequestDetail }) {
  const { t, pick } = useTexts();
  const list = (kind: 'field' | 'assurance', words: readonly string[]) =>
    words.length === 0 ? <None /> : words.map((word) => pick(labelOf(kind, word))).join(t('request.comma'));
  return (
    <Section title={t('request.grounds')}>
      <Facts>
        <FactItem label={t('request.case')}>
          <bdi>{of.caseReference}</bdi>
        </FactItem>
        <FactItem label={t('request.reference')}>
          {of.references.map((reference) => (
            <div key={reference}>
              <Code>{reference}</Code>
            </div>
          ))}
        </FactItem>
        <FactItem label={t('request.purpose')}>{pick(labelOf('purpose', of.purpose))}</FactItem>
        <FactItem label={t('request.offence')}>{pick(labelOf('offence', of.offence))}</FactItem>
        <FactItem label={t('request.urgency')}>{t(`request.urgency.${of.urgency}`)}</FactItem>
        <FactItem label={t('request.legalBasis')}>
          <bdi>{of.legalBasis}</bdi>
        </FactItem>
        <FactItem label={t('request.necessity')}>
          <bdi>{of.necessity}</bdi>
        </FactItem>
        <FactItem label={t('request.fields')}>{list('field', of.fields)}</FactItem>
        <FactItem label={t('request.assurances')}>{list('assurance', of.assurances)}</FactItem>
        {of.partnerHitId !== null && (
          <FactItem label={t('request.hit')}>
            <Link to={`/partner-hits/${of.partnerHitId}`}>{t('request.toHit')}</Link>
          </FactItem>
        )}
      </Facts>
    </Section>
  );
}

/** An answer can be drafted while one is owed or more can be told, and none waits for approval. */
const mayAnswer = ({ side, spontaneous, state, letters }: RequestDetail): boolean =>
  side === 'inbound' &&
  !spontaneous &&
  ['received', 'deferred', 'answered'].includes(state) &&
  !letters.some(
    (letter) => letter.kind === 'answer' && ['awaiting-approval', 'approved'].includes(letter.state),
  );
const mayReport = ({ side, state }: RequestDetail): boolean =>
  side === 'outbound' && ['answered', 'declined'].includes(state);

export function RequestScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { can } = useSession();
  const { data, error, refetch } = useRead(API.readRequest, { params: { id: params.id ?? '' } });
  const back = { to: '/requests', label: t('requests.title') };
  if (data === undefined)
    return (
      <Page title={t('request.title')} back={back}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}
      </Page>
    );
  const writes = can('requests:write');
  return (
    <Page
      title={t('request.titleOf', { case: data.caseReference })}
      windowTitle={t('request.title')}
      back={{ ...back, to: data.side === 'inbound' ? '/requests' : '/requests?view=outbound' }}
      sub={
        <>
          {t(data.spontaneous ? 'requests.spontaneous' : `requests.side.${data.side}`)} ·{' '}
          <Code>{data.partner}</Code> · <Code>{data.article}</Code>
        </>
      }
      actions={
        <>
          <RequestMark state={data.state} />
          {data.dueAt !== null && <Clock row={data} />}
        </>
      }
    >
      <Grounds of={data} />
      <Letters request={data} />
      {writes && mayAnswer(data) && <AnswerForm key={data.letters.length} request={data} />}
      {writes && mayReport(data) && <OutcomeForm request={data} />}
    </Page>
  );
}
