/** Hit or no hit as a whole: what we asked, what we were asked, what both may be asked against, and its audit. */
import type { Permit } from '@jisr/contract';
import { Page } from '../../parts/page.tsx';
import { useQueryMember } from '../../routing.tsx';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import hits from '../hits/hits.module.css';
import { addressWith, ViewLinks } from '../hits/view-links.tsx';
import { Asked } from './asked.tsx';
import { Audit } from './audit.tsx';
import { Received } from './received.tsx';
import { Sharing } from './sharing.tsx';
import { Watch } from './watch.tsx';

const TABS = [
  { key: 'asked', permit: 'queries:ask', Part: Asked },
  { key: 'received', permit: 'exchange:read', Part: Received },
  { key: 'watch', permit: 'queries:desk', Part: Watch },
  { key: 'sharing', permit: 'queries:desk', Part: Sharing },
  { key: 'audit', permit: 'data-protection:read', Part: Audit },
] as const satisfies readonly { readonly permit: Permit; readonly key: string; readonly Part: unknown }[];

export function QueriesScreen() {
  const { t } = useTexts();
  const { can } = useSession();
  const [asked] = useQueryMember('tab', '');
  const open = TABS.filter(({ permit }) => can(permit));
  const tab = open.find(({ key }) => key === asked) ?? open[0];
  const views = open.map(({ key }, at) => ({
    key,
    to: addressWith('/queries', { tab: at === 0 ? '' : key }),
    label: t(`queries.tab.${key}`),
  }));
  return (
    <Page title={t('queries.title')} sub={t('queries.what')}>
      {views.length > 1 && (
        <div className={hits.tools}>
          <ViewLinks label={t('queries.tabs')} views={views} current={tab?.key ?? ''} />
        </div>
      )}
      {tab && <tab.Part />}
    </Page>
  );
}
