/** One message: what it says of itself, what was found wrong, its segments as kept, and what was answered. */
import { API, type MessageDetail } from '@jisr/contract';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Mark } from '../../parts/marks.tsx';
import { MessageKind } from '../../parts/message-kind.tsx';
import { EmptyState, Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Page, Section } from '../../parts/page.tsx';
import { Route } from '../../parts/route.tsx';
import { LocalWhen, When } from '../../parts/times.tsx';
import { Code, Flight, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link, usePlace } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { MessageStatusMark } from '../inbox/index.tsx';
import type { ScreenProps } from '../index.ts';
import styles from './message.module.css';
import { cutAt, segmentOf } from './segments.ts';

const ISSUE = {
  error: { tone: 'now', shape: 'diamond' },
  warn: { tone: 'wait', shape: 'triangle' },
  info: { tone: 'calm', shape: 'ring' },
} as const;

type Issue = MessageDetail['issues'][number];

function IssueLine({ issue, link }: { readonly issue: Issue; readonly link: boolean }) {
  const { t, pick, number } = useTexts();
  return (
    <>
      <Mark tone={ISSUE[issue.severity].tone} shape={ISSUE[issue.severity].shape}>
        {t(`words.issue.${issue.severity}`)}
      </Mark>
      <span>{pick(issue.message)}</span>
      {link && issue.segment !== null ? (
        <a href={`#${issue.segment}`}>
          {t('message.segment', { segment: number(issue.segment, { useGrouping: false }) })}
        </a>
      ) : (
        <Code muted>{issue.code}</Code>
      )}
    </>
  );
}

function Head({ message }: { readonly message: MessageDetail }) {
  const { t, number } = useTexts();
  return (
    <div className={styles.panel}>
      <Facts>
        <FactItem label={t('message.fact.status')}>
          <MessageStatusMark status={message.status} />
        </FactItem>
        <FactItem label={t('message.fact.received')}>
          <When at={message.receivedAt} day="always" /> · {t(`words.channel.${message.channel}`)}
        </FactItem>
        <FactItem label={t('message.fact.format')}>
          <Code>{[message.format, message.version].filter(Boolean).join(' ')}</Code> ·{' '}
          <MessageKind of={message.function} />
        </FactItem>
        <FactItem label={t('message.fact.parties')}>
          <Code>{message.sender}</Code> {t('message.fact.to')} <Code>{message.recipient}</Code>
        </FactItem>
        <FactItem label={t('message.fact.sent')}>
          <LocalWhen local={message.sentAt} day="always" />
        </FactItem>
        <FactItem label={t('message.fact.crossing')}>
          {message.crossing === null ? (
            <None />
          ) : (
            <>
              <Link to={`/crossings/${message.crossing.id}`}>
                <Flight carrier={message.crossing.carrier} number={message.crossing.number} />
              </Link>{' '}
              <Route crossing={message.crossing} />
            </>
          )}
        </FactItem>
        <FactItem label={t('message.fact.travellers')}>{number(message.travellers)}</FactItem>
        <FactItem label={t('message.fact.series')}>
          <Code>{message.series}</Code>
        </FactItem>
        <FactItem label={t('message.fact.size')}>{t('message.bytes', { count: message.size })}</FactItem>
        <FactItem label={t('message.fact.digest')}>
          <Code title={message.digest}>{`${message.digest.slice(0, 16)}…`}</Code>
        </FactItem>
      </Facts>
      {message.duplicates > 0 && (
        <p className={styles.soft}>{t('message.duplicates', { count: message.duplicates })}</p>
      )}
      {message.sensitiveDropped > 0 && (
        <p className={styles.soft}>{t('message.dropped', { count: message.sensitiveDropped })}</p>
      )}
    </div>
  );
}

interface SegmentProps {
  readonly segment: MessageDetail['segments'][number];
  readonly issues: readonly Issue[];
  readonly here: boolean;
}

function SegmentText({ raw, issues }: { readonly raw: string; readonly issues: readonly Issue[] }) {
  const found = issues
    .map((issue) => issue.raw)
    .find((part) => part !== null && part !== '' && raw.includes(part));
  const [before, marked, after] = cutAt(raw, found ?? null);
  return (
    <bdi dir="ltr" lang="en" className={styles.raw}>
      {before}
      {marked !== '' && <mark className={styles.mark}>{marked}</mark>}
      {after}
    </bdi>
  );
}

function SegmentLine({ segment, issues, here }: SegmentProps) {
  const { t } = useTexts();
  return (
    <li
      id={String(segment.index)}
      className={styles.segment}
      data-here={here ? '' : undefined}
      aria-current={here ? 'true' : undefined}
    >
      <a
        href={`#${segment.index}`}
        className={styles.index}
        aria-label={t('message.segment', { segment: String(segment.index) })}
      >
        {segment.index}
      </a>
      <div className={styles.body}>
        <SegmentText raw={segment.raw} issues={issues} />
        {issues.map((issue) => (
          <div key={`${issue.code} ${issue.offset ?? ''}`} className={styles.issue}>
            <IssueLine issue={issue} link={false} />
          </div>
        ))}
      </div>
    </li>
  );
}

function Segments({ message }: { readonly message: MessageDetail }) {
  const { hash } = usePlace();
  const here = segmentOf(hash);
  useEffect(() => {
    if (here !== null) document.getElementById(String(here))?.scrollIntoView({ block: 'center' });
  }, [here]);
  const bySegment = new Map<number | null, Issue[]>();
  for (const issue of message.issues)
    bySegment.set(issue.segment, [...(bySegment.get(issue.segment) ?? []), issue]);
  return (
    <ol className={styles.segments}>
      {message.segments.map((segment) => (
        <SegmentLine
          key={segment.index}
          segment={segment}
          issues={bySegment.get(segment.index) ?? []}
          here={segment.index === here}
        />
      ))}
    </ol>
  );
}

function Answers({ message }: { readonly message: MessageDetail }) {
  const { t } = useTexts();
  if (message.answers.length === 0) return <p className={styles.soft}>{t('message.answers.none')}</p>;
  return (
    <ul className={styles.answers}>
      {message.answers.map((answer) => (
        <li key={answer.id}>
          <Code>{answer.code}</Code>
          <span>{t(answer.code === '132' ? 'message.answers.changed' : 'message.answers.first')}</span>
          <span>{t('message.answers.travellers', { count: answer.travellers })}</span>
          <When at={answer.createdAt} day="always" />
          <Mark
            tone={answer.deliveredAt === null ? 'wait' : 'done'}
            shape={answer.deliveredAt === null ? 'half' : 'check'}
          >
            {t(answer.deliveredAt === null ? 'message.answers.waiting' : 'message.answers.delivered')}
          </Mark>
        </li>
      ))}
    </ul>
  );
}

function Content({ message }: { readonly message: MessageDetail }) {
  const { t } = useTexts();
  return (
    <>
      <Head message={message} />
      <Section title={t('message.issues.title')}>
        {message.issues.length === 0 ? (
          <p className={styles.soft}>{t('message.issues.none')}</p>
        ) : (
          <ul className={styles.issues}>
            {message.issues.map((issue) => (
              <li key={`${issue.code} ${issue.segment ?? ''} ${issue.offset ?? ''}`}>
                <IssueLine issue={issue} link />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('message.answers.title')}>
        <Answers message={message} />
      </Section>
      <Section title={t('message.segments.title')}>
        {message.segments.length === 0 ? (
          <EmptyState
            icon={<IconAlertTriangle size={28} aria-hidden="true" />}
            title={t('message.segments.none')}
          />
        ) : (
          <Segments message={message} />
        )}
      </Section>
    </>
  );
}

/** Opened from the inbox, or at a segment from any value that it stated. */
export function MessageScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const { data, error, refetch } = useRead(API.readMessage, { params: { id: params.id ?? '' } });
  return (
    <Page
      title={data === undefined ? t('message.title') : <Code>{data.reference ?? data.id}</Code>}
      windowTitle={t('message.title')}
      back={{ to: '/messages', label: t('message.back') }}
      sub={data?.test ? t('inbox.test') : undefined}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && <Content message={data} />}
    </Page>
  );
}
