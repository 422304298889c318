/** The navigation's groups: one a desk, the bridge to the partner, and what keeps the node. */
import type { Screen } from './index.ts';

const GROUPS = [
  {
    desk: 'travellers',
    screens: [
      'crossings',
      'hits',
      'referrals',
      'search',
      'watchlists',
      'test-name',
      'messages',
      'quarantine',
    ],
  },
  {
    desk: 'bridge',
    screens: [
      'partner-hits',
      'queries',
      'exchange',
      'requests',
      'disclosures',
      'approvals',
      'memoranda',
      'partner',
      'ledger',
    ],
  },
  { desk: 'keeping', screens: ['data-protection', 'administration', 'access-log'] },
] as const;

/** A group and those of its screens that stand in the navigation. */
export interface Desk {
  readonly desk: (typeof GROUPS)[number]['desk'];
  readonly screens: readonly Screen[];
}

/**
 * Puts screens into their groups, in the groups' order; groups without any are left out. A screen that no group names
 * stands with what keeps the node, where an administrator would look for it.
 *
 * @example
 * desksOf(SCREENS).map(({ desk }) => desk) // ['travellers', 'bridge', 'keeping']
 */
export function desksOf(screens: readonly Screen[]): readonly Desk[] {
  const shown = screens.filter((screen) => screen.key !== undefined);
  const named = new Set<string>(GROUPS.flatMap((group) => group.screens));
  return GROUPS.map(({ desk, screens: names }) => {
    const own = names.flatMap((name) => shown.filter((screen) => screen.name === name));
    const rest = desk === 'keeping' ? shown.filter((screen) => !named.has(screen.name)) : [];
    return { desk, screens: [...own, ...rest] };
  }).filter((group) => group.screens.length > 0);
}
