/**
 * Who may do what. The only table of permissions: the server enforces it, the console hides by it, the tests walk it.
 */
import type { Role } from './vocabulary.ts';

const everyRole = [
  'watch-officer',
  'border-officer',
  'list-manager',
  'supervisor',
  'data-protection-officer',
  'liaison-officer',
  'releasing-officer',
  'policy-officer',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];

/**
 * `carrier` stands for a caller with a carrier's API key. The administrator runs the node and reads no traveller,
 * hit or listing: separation of duties (safeguard 5).
 */
export const PERMITS = {
  'session:use': everyRole,
  'crossings:read': ['watch-officer', 'border-officer', 'supervisor'],
  'travellers:read': ['watch-officer', 'border-officer', 'supervisor'],
  'travellers:search': ['watch-officer', 'border-officer', 'supervisor'],
  'hits:read': ['watch-officer', 'border-officer', 'supervisor'],
  'hits:decide': ['watch-officer', 'supervisor'],
  'hits:second': ['supervisor', 'watch-officer'],
  'hits:reopen': ['supervisor'],
  'referrals:send': ['watch-officer', 'supervisor'],
  'referrals:acknowledge': ['border-officer', 'supervisor'],
  'watchlists:read': ['watch-officer', 'list-manager', 'supervisor', 'data-protection-officer'],
  'watchlists:edit': ['list-manager'],
  'watchlists:approve': ['list-manager', 'supervisor'],
  'watchlists:import': ['list-manager'],
  'screening:test': ['watch-officer', 'list-manager', 'supervisor'],
  'messages:send': ['carrier', 'administrator'],
  'messages:read': ['watch-officer', 'supervisor', 'administrator'],
  'messages:content': ['watch-officer', 'supervisor'],
  'answers:read': ['carrier'],
  'quarantine:read': ['supervisor', 'data-protection-officer'],
  'access-log:own': everyRole,
  'access-log:all': ['data-protection-officer'],
  // — the bridge: whoever runs the machine releases nothing, whoever writes a request does not approve it —
  'memoranda:read': everyRole,
  'memoranda:write': ['policy-officer'],
  'memoranda:sign': ['policy-officer', 'supervisor'],
  'peer:read': [
    'liaison-officer',
    'releasing-officer',
    'policy-officer',
    'auditor',
    'data-protection-officer',
    'administrator',
  ],
  'peer:pair': ['administrator', 'policy-officer'],
  'exchange:read': [
    'liaison-officer',
    'releasing-officer',
    'supervisor',
    'auditor',
    'data-protection-officer',
  ],
  'queries:ask': ['liaison-officer', 'watch-officer', 'supervisor'],
  /** What each side may be asked against: lists, filters, quotas, alarms; nobody's data. */
  'queries:desk': [
    'liaison-officer',
    'releasing-officer',
    'policy-officer',
    'supervisor',
    'auditor',
    'data-protection-officer',
  ],
  'requests:write': ['liaison-officer'],
  'requests:release': ['releasing-officer', 'supervisor'],
  'disclosures:read': [
    'liaison-officer',
    'releasing-officer',
    'supervisor',
    'auditor',
    'data-protection-officer',
  ],
  'ledger:read': [
    'liaison-officer',
    'releasing-officer',
    'policy-officer',
    'supervisor',
    'auditor',
    'data-protection-officer',
  ],
  'approvals:read': everyRole,
  'break-glass:use': ['watch-officer', 'liaison-officer', 'supervisor'],
  'data-protection:read': ['data-protection-officer', 'auditor'],
  'data-protection:act': ['data-protection-officer'],
  'accounts:manage': ['administrator'],
  'carriers:manage': ['administrator'],
  'system:manage': ['administrator'],
} as const satisfies Record<string, readonly (Role | 'carrier')[]>;

export type Permit = keyof typeof PERMITS;

/**
 * Says whether any of the roles holds the permit.
 *
 * @example
 * holdsPermit(['watch-officer'], 'hits:decide') // true
 */
export function holdsPermit(roles: readonly (Role | 'carrier')[], permit: Permit): boolean {
  const allowed: readonly string[] = PERMITS[permit];
  return roles.some((role) => allowed.includes(role));
}
