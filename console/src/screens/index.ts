/** Every screen: its address, who may open it, its key after G, and where its code is. */
import type { Permit } from '@jisr/contract';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface ScreenProps {
  /** Parameters of the path (`id`). */
  readonly params: Readonly<Record<string, string>>;
}
type ScreenComponent = ComponentType<ScreenProps>;

export interface Screen {
  readonly name: string;
  /** Pattern of the path. */
  readonly path: string;
  /** Any one of these opens it. */
  readonly permits: readonly Permit[];
  readonly view: LazyExoticComponent<ScreenComponent>;
  /** Physical key after G; a screen with a key stands in the navigation. */
  readonly key?: string;
}

/** One line of {@link SCREENS}; the code of the screen is loaded when it is first opened. */
export function screen(
  name: string,
  path: string,
  permits: readonly Permit[],
  load: () => Promise<ScreenComponent>,
  key?: string,
): Screen {
  const view = lazy(async () => ({ default: await load() }));
  return { name, path, permits, view, ...(key === undefined ? {} : { key }) };
}

/** In the order of the navigation. */
export const SCREENS: readonly Screen[] = [
  screen(
    'crossings',
    '/',
    ['crossings:read'],
    async () => (await import('./crossings/index.tsx')).CrossingsScreen,
    'KeyC',
  ),
  screen(
    'crossing',
    '/crossings/:id',
    ['travellers:read'],
    async () => (await import('./crossing/index.tsx')).CrossingScreen,
  ),
  screen(
    'traveller',
    '/travellers/:id',
    ['travellers:read'],
    async () => (await import('./traveller/index.tsx')).TravellerScreen,
  ),
  screen('hits', '/hits', ['hits:read'], async () => (await import('./hits/index.tsx')).HitsScreen, 'KeyH'),
  screen('hit', '/hits/:id', ['hits:read'], async () => (await import('./hit/index.tsx')).HitScreen),
  screen(
    'referrals',
    '/referrals',
    ['hits:read'],
    async () => (await import('./referrals/index.tsx')).ReferralsScreen,
    'KeyR',
  ),
  screen(
    'search',
    '/search',
    ['travellers:search'],
    async () => (await import('./search/index.tsx')).SearchScreen,
    'KeyS',
  ),
  screen(
    'watchlists',
    '/watchlists',
    ['watchlists:read'],
    async () => (await import('./watchlists/index.tsx')).WatchlistsScreen,
    'KeyW',
  ),
  screen(
    'watchlist',
    '/watchlists/:id',
    ['watchlists:read'],
    async () => (await import('./watchlist/index.tsx')).WatchlistScreen,
  ),
  screen(
    'test-name',
    '/test-name',
    ['screening:test'],
    async () => (await import('./test-name/index.tsx')).TestNameScreen,
    'KeyT',
  ),
  screen(
    'messages',
    '/messages',
    ['messages:read'],
    async () => (await import('./inbox/index.tsx')).InboxScreen,
    'KeyM',
  ),
  screen(
    'message',
    '/messages/:id',
    ['messages:content'],
    async () => (await import('./message/index.tsx')).MessageScreen,
  ),
  screen(
    'quarantine',
    '/quarantine',
    ['messages:read', 'quarantine:read'],
    async () => (await import('./quarantine/index.tsx')).QuarantineScreen,
    'KeyQ',
  ),
  screen(
    'partner-hits',
    '/partner-hits',
    ['queries:ask'],
    async () => (await import('./partner-hits/index.tsx')).PartnerHitsScreen,
    'KeyI',
  ),
  screen(
    'partner-hit',
    '/partner-hits/:id',
    ['queries:ask'],
    async () => (await import('./partner-hit/index.tsx')).PartnerHitScreen,
  ),
  screen(
    'queries',
    '/queries',
    ['queries:ask', 'exchange:read', 'queries:desk', 'data-protection:read'],
    async () => (await import('./queries/index.tsx')).QueriesScreen,
    'KeyY',
  ),
  screen(
    'approvals',
    '/approvals',
    ['approvals:read'],
    async () => (await import('./approvals/index.tsx')).ApprovalsScreen,
    'KeyV',
  ),
  screen(
    'approval',
    '/approvals/:id',
    ['approvals:read'],
    async () => (await import('./approval/index.tsx')).ApprovalScreen,
  ),
  screen(
    'security',
    '/security',
    ['session:use'],
    async () => (await import('./security/index.tsx')).SecurityScreen,
  ),
  screen(
    'memoranda',
    '/memoranda',
    ['memoranda:read'],
    async () => (await import('./memoranda/index.tsx')).MemorandaScreen,
    'KeyN',
  ),
  screen(
    'memorandum',
    '/memoranda/:id',
    ['memoranda:read'],
    async () => (await import('./memorandum/index.tsx')).MemorandumScreen,
  ),
  screen(
    'exchange',
    '/exchange',
    ['exchange:read'],
    async () => (await import('./exchange/index.tsx')).ExchangeScreen,
    'KeyE',
  ),
  screen(
    'exchange-document',
    '/exchange/:id',
    ['exchange:read'],
    async () => (await import('./exchange/document.tsx')).ExchangeDocumentScreen,
  ),
  screen(
    'partner',
    '/partner',
    ['peer:read'],
    async () => (await import('./partner/index.tsx')).PartnerScreen,
    'KeyP',
  ),
  screen(
    'ledger',
    '/ledger',
    ['ledger:read'],
    async () => (await import('./ledger/index.tsx')).LedgerScreen,
    'KeyB',
  ),
  screen(
    'ledger-entry',
    '/ledger/:id',
    ['ledger:read'],
    async () => (await import('./ledger-entry/index.tsx')).LedgerEntryScreen,
  ),
  screen(
    'requests',
    '/requests',
    ['exchange:read'],
    async () => (await import('./requests/index.tsx')).RequestsScreen,
    'KeyX',
  ),
  screen(
    'new-request',
    '/requests/new',
    ['requests:write'],
    async () => (await import('./request/new-request.tsx')).NewRequestScreen,
  ),
  screen(
    'request',
    '/requests/:id',
    ['exchange:read'],
    async () => (await import('./request/index.tsx')).RequestScreen,
  ),
  screen(
    'administration',
    '/administration',
    ['accounts:manage', 'carriers:manage', 'system:manage'],
    async () => (await import('./administration/index.tsx')).AdministrationScreen,
    'KeyA',
  ),
  screen(
    'disclosures',
    '/disclosures',
    ['disclosures:read'],
    async () => (await import('./disclosures/index.tsx')).DisclosuresScreen,
    'KeyO',
  ),
  screen(
    'disclosure',
    '/disclosures/:id',
    ['disclosures:read'],
    async () => (await import('./disclosure/index.tsx')).DisclosureScreen,
  ),
  screen(
    'received-disclosure',
    '/received-disclosures/:id',
    ['disclosures:read'],
    async () => (await import('./disclosure/index.tsx')).ReceivedDisclosureScreen,
  ),
  screen(
    'data-protection',
    '/data-protection',
    ['data-protection:read'],
    async () => (await import('./data-protection/index.tsx')).DataProtectionScreen,
    'KeyD',
  ),
  screen(
    'access-log',
    '/access-log',
    ['access-log:own'],
    async () => (await import('./access-log/index.tsx')).AccessLogScreen,
    'KeyL',
  ),
];
