/** Administration: accounts, carriers and their keys, the state of the node, jobs that gave up. */
import type { Permit } from '@jisr/contract';
import { Page } from '../../parts/page.tsx';
import { useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { Accounts } from './accounts.tsx';
import { Carriers } from './carriers.tsx';
import { DeadJobs } from './dead-jobs.tsx';
import { NodeState } from './node-state.tsx';

const TABS = [
  { key: 'accounts', permit: 'accounts:manage' },
  { key: 'carriers', permit: 'carriers:manage' },
  { key: 'system', permit: 'system:manage' },
  { key: 'jobs', permit: 'system:manage' },
] as const satisfies readonly { key: string; permit: Permit }[];

/** The administrator runs the node and reads no traveller, hit or listing. */
export function AdministrationScreen() {
  const { t } = useTexts();
  const { can } = useSession();
  const [tabText] = useQueryMember('tab', '');
  const own = TABS.filter((tab) => can(tab.permit));
  const tab = own.find(({ key }) => key === tabText)?.key ?? own[0]?.key ?? 'accounts';
  const tabs = own.map(({ key }, index) => ({
    key,
    to: addressWith('/administration', { tab: index === 0 ? '' : key }),
    label: t(`administration.tab.${key}`),
  }));
  return (
    <Page title={t('administration.title')}>
      <div className={hits.tools}>
        <ViewLinks label={t('administration.tabs')} views={tabs} current={tab} />
      </div>
      {tab === 'accounts' && <Accounts />}
      {tab === 'carriers' && <Carriers />}
      {tab === 'system' && <NodeState />}
      {tab === 'jobs' && <DeadJobs />}
    </Page>
  );
}
