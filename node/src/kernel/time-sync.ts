import { execFile } from 'node:child_process';

/** What the machine says of its clock: kept by a time service, kept by none, or nobody can tell (a container, say). */
export type ClockStanding = 'synchronised' | 'unsynchronised' | 'unknown';

/** Whether the machine's clock may be believed: what is signed bears its time. */
export interface TimeSync {
  /** As of the last look; `unknown` before the first. */
  standing(): ClockStanding;
  look(): Promise<void>;
}

const ANSWER_MS = 5_000;

/**
 * Watches the machine's own word on its clock. The kernel of Linux keeps a flag that chrony, ntpd and systemd-timesyncd
 * all set and clear; it is cleared once the clock may be off by more than some seconds (`STA_UNSYNC`, adjtimex(2)).
 *
 * @param ask gives `yes` or `no`; rejects, or gives anything else, where nobody can tell
 * @example
 * const timeSync = createTimeSync();
 * await timeSync.look();
 * timeSync.standing(); // 'synchronised'
 */
export function createTimeSync(ask: () => Promise<string> = askSystem): TimeSync {
  let standing: ClockStanding = 'unknown';
  return {
    standing: () => standing,
    async look() {
      const said = await ask().catch(() => '');
      standing = said === 'yes' ? 'synchronised' : said === 'no' ? 'unsynchronised' : 'unknown';
    },
  };
}

/** A clock that somebody else answers for: a test, or the synthetic world. */
export const trustedTime: TimeSync = { standing: () => 'synchronised', look: async () => undefined };

const askSystem = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = ['show', '--property=NTPSynchronized', '--value'];
    execFile('timedatectl', asked, { timeout: ANSWER_MS }, (error, said) => {
      if (error) reject(error);
      else resolve(said.trim());
    });
  });
