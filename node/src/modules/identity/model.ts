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

/** The most used passwords of twelve characters and more, and their likes; the rest falls to length and variety. */
const COMMON = [
  'password',
  'passw0rd',
  'qwertyuiop',
  '1234567890',
  'administrator',
  'welcome',
  'letmein',
  'bahrain',
  'america',
  'jisr',
];

/**
 * Whether a password may be set (NIST SP 800-63B §5.1.1.2: length before composition, no common ones, none that
 * repeats the user name).
 *
 * @example
 * isStrongPassword('correct horse battery', 'noora') // true
 */
export function isStrongPassword(password: string, username: string): boolean {
  if (password.length < 12) return false;
  if (new Set(password).size < 5) return false;
  const bare = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (bare.includes(username.toLowerCase())) return false;
  return !COMMON.some((word) => bare.replaceAll(word, '').length < 5);
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
