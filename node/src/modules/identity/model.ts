import type { Preferences } from '@jisr/contract';

/** Failures in a row after which an account is locked, and for how long (NIST SP 800-63B §5.2.2 asks for a limit). */
export const FAILURE_LIMIT = 5;
export const LOCK_MINUTES = 15;

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'ar',
  theme: 'system',
  density: 'normal',
  digits: 'latin',
  singleKeys: true,
};

/** Words that passwords are most often made of, alone or with digits; the rest falls to length and variety. */
const COMMON = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'qwerty',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'bahrain',
  'america',
  'jisr',
  'كلمةالمرور',
  'البحرين',
];
/** Letters and digits that must be left when the common parts are taken away. */
const LEAST_OWN = 5;

/**
 * Whether a password may be set (NIST SP 800-63B §5.1.1.2: length before composition, no common ones, none that
 * repeats the user name).
 *
 * @example
 * isStrongPassword('correct horse battery', 'noora') // true
 */
export function isStrongPassword(password: string, username: string): boolean {
  const letters = [...password.normalize('NFKC')];
  if (letters.length < 12 || new Set(letters).size < LEAST_OWN || isRun(letters)) return false;
  const bare = bareOf(password);
  if (bare.includes(bareOf(username))) return false;
  const own = COMMON.reduce((left, word) => left.replaceAll(word, ''), bare);
  // Digits behind a common word add nothing; a password without one keeps its digits.
  return (own === bare ? own : own.replace(/\p{N}/gu, '')).length >= LEAST_OWN;
}

const bareOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** `abcdefghijkl`, `123456789012`, `zyxwvutsrqpo`: each letter follows from the one before it. */
function isRun(letters: readonly string[]): boolean {
  const steps = letters.slice(1).map((letter, at) => letter.codePointAt(0)! - letters[at]!.codePointAt(0)!);
  return [1, -1].some((step) => steps.every((taken) => taken === step || taken === -9 * step));
}

/** Whether a session still holds: neither past its end nor idle for too long. */
export function isLive(
  session: { expiresAt: string; lastSeenAt: string },
  now: Date,
  idleMinutes: number,
): boolean {
  return (
    now.getTime() < Date.parse(session.expiresAt) &&
    now.getTime() - Date.parse(session.lastSeenAt) < idleMinutes * 60_000
  );
}

/** Letters and digits that nobody mixes up on paper (Crockford's base 32). */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Recovery codes from random bytes, ten of them for 16 letters: `XXXX-XXXX-XXXX-XXXX`, 80 bits each.
 *
 * @example
 * recoveryCodesFrom([new Uint8Array(10)]) // ['0000-0000-0000-0000']
 */
export function recoveryCodesFrom(random: readonly Uint8Array[]): string[] {
  return random.map((bytes) => {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const letters = (bits.match(/.{5}/g) ?? []).map((five) => CODE_LETTERS[Number.parseInt(five, 2)]);
    return (letters.join('').match(/.{1,4}/g) ?? []).join('-');
  });
}

/**
 * A recovery code as it is digested: spaces and hyphens mean nothing, and what is read wrongly is read right.
 *
 * @example
 * recoveryDigestInput('ab1o-0000') // 'AB100000'
 */
export const recoveryDigestInput = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

export type SignInMethod = 'password' | 'password-totp' | 'passkey' | 'oidc';

/** How long a proof holds for changes to second factors, minutes. */
export const PROOF_MINUTES = 10;

/**
 * Until when a session's last proof holds, or null. A password alone proves enough only while there is no second factor:
 * whoever stole one must not be able to add a key of their own.
 */
export function provedUntil(
  session: { provedAt: string | null; provedBy: SignInMethod },
  hasFactor: boolean,
  now: Date,
): string | null {
  if (session.provedAt === null) return null;
  const weak = session.provedBy === 'password' || session.provedBy === 'oidc';
  if (weak && hasFactor) return null;
  const until = Date.parse(session.provedAt) + PROOF_MINUTES * 60_000;
  return until > now.getTime() ? new Date(until).toISOString() : null;
}

/**
 * Which word of the ministry gives which roles, from the setting; words that name no role of ours give none.
 *
 * @example
 * rolesFrom('desk=border-officer').get('desk') // ['border-officer']
 */
export function rolesFrom(setting: string): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const [word, role] of setting.split(',').map((pair) => pair.split('=')))
    if (word && role) map.set(word, [...(map.get(word) ?? []), role]);
  return map;
}

/**
 * A user name from what the ministry calls a person, or null when it cannot be one here.
 *
 * @example
 * usernameFrom('Noora@interior.example') // 'noora'
 */
export function usernameFrom(claim: unknown): string | null {
  if (typeof claim !== 'string') return null;
  const name = claim.toLowerCase().split('@')[0]!.replaceAll('_', '-');
  return /^[a-z][a-z0-9.-]{2,39}$/.test(name) ? name : null;
}
