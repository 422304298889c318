/** The thread: what was said on both sides, by whom, under which article, and what binds whoever holds it. */
import type { LetterState, RequestDetail, RequestLetter } from '@jisr/contract';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Countdown, When } from '../../parts/times.tsx';
import { Code } from '../../parts/values.tsx';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { labelOf } from '../disclosures/labels.ts';
import { Content } from './content.tsx';
import { NoticeButtons } from './notice-form.tsx';
import styles from './request.module.css';

const MARKS: Readonly<Record<LetterState, readonly [Tone, Shape]>> = {
  'awaiting-approval': ['wait', 'half'],
  approved: ['wait', 'ring'],
  sent: ['calm', 'ring'],
  delivered: ['done', 'check'],
  withheld: ['now', 'square'],
  stopped: ['now', 'square'],
  rejected: ['now', 'square'],
  received: ['done', 'check'],
};
/** Everything that did not get through, shown with why. */
const HALTED: readonly LetterState[] = ['withheld', 'stopped', 'rejected'];

function Refused({ of }: { readonly of: RequestLetter }) {
  const { t, pick } = useTexts();
  if (of.refusal === null || !HALTED.includes(of.state)) return null;
  return (
    <div className={styles.refusal} role="note">
      <strong>{pick(of.refusal.text)}</strong>
      <span>
        {t('request.clause')} <Code>{of.refusal.clause}</Code> · <Code>{of.refusal.code}</Code>
      </span>
      <span>{t('request.kept')}</span>
    </div>
  );
}

/** How many have approved, and the way to the approval. */
function Approval({ of }: { readonly of: RequestLetter }) {
  const { t } = useTexts();
  if (of.approval === null) return null;
  const { id, given, needed, state } = of.approval;
  return (
    <FactItem label={t('request.approvals')}>
      {t('request.given', { given, needed })} · {t(`approvals.state.${state}`)} ·{' '}
      <Link to={`/approvals/${id}`}>{t('request.toApproval')}</Link>
    </FactItem>
  );
}

/** What binds whoever holds it. */
function Bound({ of }: { readonly of: RequestLetter }) {
  const { t, pick } = useTexts();
  const { retainUntil, onward, caveats, disclosureId, direction, article } = of;
  const place = direction === 'out' ? '/disclosures' : '/received-disclosures';
  return (
    <Facts>
      {article !== null && (
        <FactItem label={t('request.article')}>
          <Code>{article}</Code>
        </FactItem>
      )}
      <Approval of={of} />
      {retainUntil !== null && (
        <FactItem label={t('request.retainUntil')}>
          <When at={retainUntil} day="always" /> <Countdown at={retainUntil} soonMinutes={10_080} />
        </FactItem>
      )}
      {onward !== null && <FactItem label={t('request.onward')}>{pick(labelOf('onward', onward))}</FactItem>}
      {caveats.map((caveat) => (
        <FactItem key={caveat.en} label={t('request.caveat')}>
          {pick(caveat)}
        </FactItem>
      ))}
      {disclosureId !== null && (
        <FactItem label={t('request.register')}>
          <Link to={`${place}/${disclosureId}`}>{t('request.toDisclosure')}</Link>
        </FactItem>
      )}
    </Facts>
  );
}

function Letter({ of, request }: { readonly of: RequestLetter; readonly request: RequestDetail }) {
  const { t, pick } = useTexts();
  const { can } = useSession();
  const [tone, shape] = MARKS[of.state];
  const decided = of.decision === null ? '' : ` · ${t(`request.decision.${of.decision}`)}`;
  const corrects =
    can('requests:write') &&
    of.direction === 'out' &&
    of.disclosureId !== null &&
    ['request', 'answer', 'warning'].includes(of.kind);
  return (
    <li className={styles.letter}>
      <div className={styles.head}>
        <h3>
          {t(`request.kind.${of.kind}`)}
          {decided}
        </h3>
        <Mark tone={tone} shape={shape}>
          {t(`request.letter.${of.state}`)}
        </Mark>
        <span className={styles.soft}>
          {of.direction === 'in' ? <Code>{request.partner}</Code> : of.author && pick(of.author.name)} ·{' '}
          <When at={of.at} day="always" />
        </span>
      </div>
      <Refused of={of} />
      {of.content === null ? (
        <p className={styles.soft}>{t('request.gone')}</p>
      ) : (
        of.kind !== 'request' && <Content of={of.content} />
      )}
      <Bound of={of} />
      {corrects && <NoticeButtons request={request} letter={of} />}
    </li>
  );
}

export function Letters({ request }: { readonly request: RequestDetail }) {
  const { t } = useTexts();
  return (
    <Section title={t('request.thread')} flat>
      <ol className={styles.letters}>
        {request.letters.map((letter) => (
          <Letter key={letter.id} of={letter} request={request} />
        ))}
      </ol>
    </Section>
  );
}
