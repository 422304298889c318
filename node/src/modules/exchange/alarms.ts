import type { AlarmKind } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { insertAlarm } from './peer-store.ts';

/** Raises what an officer must know. The same alarm stands once until somebody has ended it. */
export function createAlarms({ clock, ids, bus, log }: Pick<Kernel, 'clock' | 'ids' | 'bus' | 'log'>) {
  return async (db: Db, kind: AlarmKind, details: Record<string, string>): Promise<void> => {
    const id = ids.uuid();
    if (!(await insertAlarm(db, { id, kind, at: clock.nowIso(), details }))) return;
    await bus.publish(db, 'peer', id);
    log.warn({ event: 'exchange.alarm', kind, ...details }, 'the exchange raised an alarm');
  };
}
export type Alarms = ReturnType<typeof createAlarms>;
