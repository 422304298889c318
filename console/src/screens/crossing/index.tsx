/** One crossing: where it goes and when, who is on it, what the carrier sent. */
import { API, type CrossingDetail } from '@jisr/contract';
import { Tabs } from '@mantine/core';
import { Mark } from '../../parts/marks.tsx';
import { Loading, ProblemNote } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { RouteLine } from '../../parts/route.tsx';
import { Code, Flight } from '../../parts/values.tsx';
import { useRead } from '../../queries.ts';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { OpenHits } from '../crossings/columns.tsx';
import type { ScreenProps } from '../index.ts';
import styles from './crossing.module.css';
import { MessagesTab } from './messages-tab.tsx';
import { People } from './people.tsx';

function Head({ crossing }: { readonly crossing: CrossingDetail }) {
  const { t } = useTexts();
  const { declared, travellers, screened } = crossing;
  return (
    <div className={styles.head}>
      <RouteLine crossing={crossing} />
      <div className={styles.summary}>
        <span>{t(`words.crossing-status.${crossing.status}`)}</span>
        <span>{t('crossing.travellers', { count: travellers })}</span>
        <span>{t('crossings.crew', { count: crossing.crew })}</span>
        {declared !== null && declared !== travellers && (
          <Mark tone="wait" shape="triangle">
            {t('crossing.declared', { declared, travellers })}
          </Mark>
        )}
        <span>{t('crossings.screenedOf', { screened, travellers: travellers + crossing.crew })}</span>
        <span className={styles.hits}>
          {t('crossings.column.hits')}: <OpenHits crossing={crossing} />
        </span>
        {crossing.operatingNumber !== null && (
          <span>
            {t('crossing.operated')}{' '}
            <Flight carrier={crossing.operatingCarrier} number={crossing.operatingNumber} />
          </span>
        )}
        {crossing.test && (
          <Mark tone="calm" shape="ring" chip>
            {t('crossings.test')}
          </Mark>
        )}
      </div>
    </div>
  );
}

function Content({ crossing }: { readonly crossing: CrossingDetail }) {
  const { t, number } = useTexts();
  const [tab, setTab] = useQueryMember('tab', 'travellers');
  const crew = crossing.people.filter((person) => person.role === 'crew');
  const travellers = crossing.people.filter((person) => person.role !== 'crew');
  const counts = { travellers: travellers.length, crew: crew.length, messages: crossing.messages.length };
  return (
    <Tabs value={tab} onChange={(value) => setTab(value ?? 'travellers')} keepMounted={false}>
      <Tabs.List mb="md">
        {(['travellers', 'crew', 'messages'] as const).map((value) => (
          <Tabs.Tab key={value} value={value}>
            {t(`crossing.tab.${value}`)} <span className={styles.soft}>{number(counts[value])}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="travellers" className={styles.quality ?? ''}>
        <People people={travellers} crew={false} />
      </Tabs.Panel>
      <Tabs.Panel value="crew" className={styles.quality ?? ''}>
        <People people={crew} crew />
      </Tabs.Panel>
      <Tabs.Panel value="messages">
        <MessagesTab crossing={crossing} />
      </Tabs.Panel>
    </Tabs>
  );
}

export function CrossingScreen({ params }: ScreenProps) {
  const { t } = useTexts();
  const read = useRead(API.readCrossing, { params: { id: params.id ?? '' } });
  const back = { to: '/', label: t('crossings.title') };
  if (read.data === undefined) {
    return (
      <Page title={t('crossing.title')} back={back}>
        {read.error ? <ProblemNote error={read.error} onRetry={() => void read.refetch()} /> : <Loading />}
      </Page>
    );
  }
  const crossing = read.data;
  const flight = `${crossing.carrier ?? ''} ${crossing.number ?? ''}`.trim();
  return (
    <Page title={<Code>{flight}</Code>} windowTitle={flight} back={back}>
      <Head crossing={crossing} />
      <Content crossing={crossing} />
    </Page>
  );
}
