import type { Kernel } from '../../kernel/kernel.ts';
import type { Alarms } from './alarms.ts';
import { purge } from './inbox-store.ts';
import type { Keys } from './keys.ts';
import { selectOldestWaiting } from './list-store.ts';
import { NONCE_MS, OVERLAP_MS, waitingAlarm } from './model.ts';
import { expireOutgoing } from './outbox-store.ts';
import { updateWaitingAlarm } from './peer-store.ts';
import type { ExchangeDeps } from './types.ts';

/** What is done each minute and each day, whether or not the peer is there. */
export function createUpkeep(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'settled'>,
  parts: { keys: Keys; alarms: Alarms; renewCertificate: () => Promise<void> },
) {
  const { database, clock, bus } = kernel;
  const before = (ms: number) => new Date(clock.now().getTime() - ms).toISOString();

  return {
    /** Ends what nobody took in its time, and tells the gate. */
    async expire(): Promise<void> {
      await database.transaction(async (tx) => {
        const at = clock.nowIso();
        const ended = await expireOutgoing(tx, at);
        if (ended.length === 0) return;
        await deps.settled(
          tx,
          ended.map(({ id }) => ({ id, state: 'expired', reason: null, at })),
        );
        await bus.publish(tx, 'exchange', '*');
      });
    },
    /** Raises the alarm of an hour and of a day of waiting, and ends it when nothing waits any more. */
    async watchWaiting(): Promise<void> {
      const oldest = await selectOldestWaiting(database.db);
      const waited = oldest === null ? null : clock.now().getTime() - Date.parse(oldest);
      const alarm = waitingAlarm(waited);
      if (!(await updateWaitingAlarm(database.db, alarm))) return;
      if (alarm !== 'none') await parts.alarms(database.db, 'undelivered', { since: oldest ?? '', alarm });
      await bus.publish(database.db, 'peer', '*');
    },
    /** Renews the certificate, reminds of keys whose life ends within a month, and forgets what is no longer needed. */
    async daily(): Promise<void> {
      await parts.renewCertificate();
      for (const { purpose, kid } of parts.keys.due())
        await parts.alarms(database.db, 'key-due', { purpose, kid });
      await parts.keys.forget();
      await purge(database.db, { nonces: before(NONCE_MS), chunks: before(OVERLAP_MS) });
    },
    forgetNonces: () => purge(database.db, { nonces: before(NONCE_MS), chunks: before(OVERLAP_MS) }),
  };
}
export type Upkeep = ReturnType<typeof createUpkeep>;
