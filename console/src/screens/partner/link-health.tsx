/** How the link to the partner stands, in words: contact, clocks, what waits and for how long, by lane. */
import { API, type LinkHealth as Health, type Partner } from '@jisr/contract';
import { Button } from '@mantine/core';
import { Mark, type Shape, type Tone } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Ago, Countdown, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useAct } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { DocumentState } from '../exchange/document-state.tsx';
import { addressWith } from '../hits/view-links.tsx';
import { Lanes } from './lanes.tsx';
import styles from './partner.module.css';

const LINK: Readonly<Record<Health['state'], readonly [Tone, Shape]>> = {
  none: ['calm', 'bar'],
  up: ['done', 'check'],
  waiting: ['wait', 'ring'],
  down: ['now', 'diamond'],
  paused: ['wait', 'triangle'],
};
const WAIT: Readonly<Record<Health['alarm'], readonly [Tone, Shape]>> = {
  none: ['done', 'check'],
  hour: ['wait', 'triangle'],
  day: ['now', 'diamond'],
};
/** Clocks that differ by less are as good as the same, milliseconds. */
const SAME_CLOCK_MS = 2_000;

function Skew({ ms }: { readonly ms: number | null }) {
  const { t, number } = useTexts();
  if (ms === null) return <None />;
  const far = Math.abs(ms) >= SAME_CLOCK_MS;
  return (
    <Mark tone={far ? 'wait' : 'done'} shape={far ? 'triangle' : 'check'}>
      {far
        ? t(ms > 0 ? 'partner.link.ahead' : 'partner.link.behind', {
            seconds: number(Math.round(Math.abs(ms) / 1000)),
          })
        : t('partner.link.sameClock')}
    </Mark>
  );
}

function Oldest({ link }: { readonly link: Health }) {
  const { t } = useTexts();
  const [tone, shape] = WAIT[link.alarm];
  if (link.oldestUnsentAt === null)
    return (
      <Mark tone="done" shape="check">
        {t('partner.link.nothingWaits')}
      </Mark>
    );
  return (
    <>
      <Mark tone={tone} shape={shape}>
        {t(`partner.link.alarm.${link.alarm}`)}
      </Mark>{' '}
      <Ago at={link.oldestUnsentAt} />
    </>
  );
}

function Since({ at }: { readonly at: string | null }) {
  if (at === null) return <None />;
  return (
    <>
      <When at={at} /> · <Ago at={at} />
    </>
  );
}

function OwnClock({ standing }: { readonly standing: Health['ownClock'] }) {
  const { t } = useTexts();
  const said = t(`partner.link.clock.${standing}`);
  return standing === 'unsynchronised' ? (
    <Mark tone="now" shape="diamond">
      {said}
    </Mark>
  ) : (
    said
  );
}

function Contact({ link }: { readonly link: Health }) {
  const { t } = useTexts();
  return (
    <>
      <FactItem label={t('partner.link.lastContact')}>
        <Since at={link.lastContactAt} />
      </FactItem>
      <FactItem label={t('partner.link.heard')}>
        <Since at={link.heardAt} />
      </FactItem>
      <FactItem label={t('partner.link.skew')}>
        <Skew ms={link.skewMs} />
      </FactItem>
      <FactItem label={t('partner.link.ownClock')}>
        <OwnClock standing={link.ownClock} />
      </FactItem>
      <FactItem label={t('partner.link.oldest')}>
        <Oldest link={link} />
      </FactItem>
      {link.state === 'down' && link.retryAt !== null && (
        <FactItem label={t('partner.link.retry')}>
          <Countdown at={link.retryAt} soonMinutes={0} />
        </FactItem>
      )}
      {link.lastError !== null && (
        <FactItem label={t('partner.link.error')}>
          <bdi dir="ltr" lang="en">
            {link.lastError}
          </bdi>
        </FactItem>
      )}
    </>
  );
}

function Witnessed({ link }: { readonly link: Health }) {
  const { t } = useTexts();
  if (link.unwitnessed === null) return null;
  const { entries, since } = link.unwitnessed;
  return (
    <FactItem label={t('partner.link.witness')}>
      <Link to="/ledger">
        <Mark tone={entries === 0 ? 'done' : 'wait'} shape={entries === 0 ? 'check' : 'half'}>
          {t('partner.link.tail', { count: entries })}
        </Mark>
      </Link>{' '}
      {since !== null && <Ago at={since} />}
    </FactItem>
  );
}

function Retry() {
  const { t } = useTexts();
  const { can } = useSession();
  const { tell } = useNotices();
  const act = useAct(API.retryExchange, [API.readPartner, API.listExchange]);
  if (!can('requests:write')) return null;
  return (
    <>
      {act.error && <ProblemNote error={act.error} />}
      <div>
        <Button
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate({}, { onSuccess: () => tell(t('exchange.retried')) })}
        >
          {t('exchange.retry')}
        </Button>
      </div>
    </>
  );
}

export function LinkHealth({ partner }: { readonly partner: Partner }) {
  const { t, number } = useTexts();
  const { link } = partner;
  const [tone, shape] = LINK[link.state];
  return (
    <Section title={t('partner.link')}>
      <div className={styles.stack}>
        <p className={styles.lead}>
          <Mark tone={tone} shape={shape} chip>
            {t(`partner.link.state.${link.state}`)}
          </Mark>{' '}
          {t(`partner.link.says.${link.state}`)}
        </p>
        <Facts>
          <Contact link={link} />
          <Witnessed link={link} />
          <FactItem label={t('partner.certificate')}>
            <When at={partner.own.certificateEndsAt} day="always" />
          </FactItem>
        </Facts>
        <ul className={styles.counts} aria-label={t('partner.link.counts')}>
          {link.counts.map(({ state, count }) => (
            <li key={state}>
              <Link to={addressWith('/exchange', { view: 'out', state })}>
                <DocumentState state={state} direction="out" /> <Code>{number(count)}</Code>
              </Link>
            </li>
          ))}
          <li>
            <Link to={addressWith('/exchange', { view: 'in' })}>
              {t('partner.link.received')} <Code>{number(link.received)}</Code>
            </Link>
          </li>
        </ul>
        <Lanes lanes={link.lanes} />
        <Retry />
      </div>
    </Section>
  );
}
