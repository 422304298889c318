/** The state of the node in numbers a person can read: no personal data. */
import { API, type SystemState } from '@jisr/contract';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { FactItem, Facts, Section } from '../../parts/page.tsx';
import { Ago, When } from '../../parts/times.tsx';
import { Code, None } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { Link } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { scaleOf } from './scale.ts';

function Size({ bytes }: { readonly bytes: number | null }) {
  const { number } = useTexts();
  if (bytes === null) return <None />;
  const { value, unit } = scaleOf(bytes);
  return <>{number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })}</>;
}

function Jobs({ jobs }: { readonly jobs: SystemState['jobs'] }) {
  const { t, number } = useTexts();
  return (
    <Facts>
      <FactItem label={t('administration.system.waiting')}>{number(jobs.waiting)}</FactItem>
      <FactItem label={t('administration.system.running')}>{number(jobs.running)}</FactItem>
      <FactItem label={t('administration.system.oldest')}>
        <Ago at={jobs.oldestWaitingAt} />
      </FactItem>
      <FactItem label={t('administration.system.dead')}>
        {jobs.dead === 0 ? (
          number(0)
        ) : (
          <Link to="/administration?tab=jobs">
            <Mark tone="now" shape="diamond">
              {number(jobs.dead)}
            </Mark>
          </Link>
        )}
      </FactItem>
    </Facts>
  );
}

function Stored({ state }: { readonly state: SystemState }) {
  const { t, number } = useTexts();
  return (
    <Facts>
      <FactItem label={t('administration.system.messages')}>{number(state.messages.total)}</FactItem>
      <FactItem label={t('administration.system.lastHour')}>{number(state.messages.lastHour)}</FactItem>
      <FactItem label={t('administration.system.quarantined')}>{number(state.messages.quarantined)}</FactItem>
      <FactItem label={t('administration.system.travellers')}>{number(state.travellers)}</FactItem>
      <FactItem label={t('administration.system.listings')}>{number(state.listings)}</FactItem>
      <FactItem label={t('administration.system.size')}>
        <Size bytes={state.database.sizeBytes} />
      </FactItem>
    </Facts>
  );
}

/** Read on request and by events; nothing here names a person. */
export function NodeState() {
  const { t, number } = useTexts();
  const { data, error, refetch } = useRead(API.systemState, {});
  if (error && data === undefined) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Section title={t('administration.system.node')}>
        <Facts>
          <FactItem label={t('administration.system.version')}>
            <Code>{data.version}</Code>
          </FactItem>
          <FactItem label={t('administration.system.started')}>
            <When at={data.startedAt} day="always" />
          </FactItem>
          <FactItem label={t('administration.system.database')}>
            <Code>{data.database.engine}</Code>
          </FactItem>
          <FactItem label={t('administration.system.memory')}>
            <Size bytes={data.memory.rssBytes} />
          </FactItem>
          <FactItem label={t('administration.system.policy')}>
            <Code>{data.policyPack}</Code>
          </FactItem>
          <FactItem label={t('administration.system.folder')}>
            {data.folder === null ? (
              t('administration.system.noFolder')
            ) : (
              <>
                <Code>{data.folder.path}</Code> ·{' '}
                {t('administration.system.inFolder', { waiting: number(data.folder.waiting) })}
              </>
            )}
          </FactItem>
        </Facts>
      </Section>
      <Section title={t('administration.system.jobs')}>
        <Jobs jobs={data.jobs} />
      </Section>
      <Section title={t('administration.system.stored')}>
        <Stored state={data} />
      </Section>
    </>
  );
}
