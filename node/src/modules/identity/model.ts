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
