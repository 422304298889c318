import type { Fault } from '@jisr/exchange-documents';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Alarms } from './alarms.ts';
import { updateSkew } from './peer-store.ts';

/** Faults that say nothing but that two clocks differ; their detail is by how many seconds. */
const OF_TIME: ReadonlySet<string> = new Set(['SIGNATURE_STALE', 'SIGNATURE_FROM_THE_FUTURE']);

/** What a node answers to a request that it refused, as far as it is about time. Unsigned: a hint. */
const Refused = z.object({
  params: z.object({ fault: z.string(), detail: z.coerce.number().int() }),
});

/** Clocks: the partner's against ours where it keeps messages from being taken, and ours against the time service. */
export function createClockWatch({ database, config, timeSync }: Kernel, alarms: Alarms) {
  async function differ(seconds: number): Promise<void> {
    await updateSkew(database.db, seconds * 1000);
    await alarms(database.db, 'clock-skew', { minutes: String(Math.round(seconds / 60)) });
  }

  return {
    standing: timeSync.standing,
    /** A message of the peer that was refused for its time: nobody else can have sent it over this connection. */
    async refused({ code, detail }: Pick<Fault, 'code' | 'detail'>): Promise<void> {
      const seconds = Number(detail);
      if (OF_TIME.has(code) && Number.isInteger(seconds)) await differ(seconds);
    },
    /** The peer's refusal of ours. By its clock ours is behind: then its clock is ahead of ours. */
    async refusedByPeer(body: Uint8Array | null): Promise<void> {
      const said = Refused.safeParse(readJson(body));
      if (said.success && OF_TIME.has(said.data.params.fault)) await differ(-said.data.params.detail);
    },
    /**
     * Before each signature: it bears a time, and others rely on it.
     *
     * @throws Problem `CLOCK_UNSYNCHRONISED` where the machine says that no time service keeps its clock
     */
    trust(): void {
      if (timeSync.standing() === 'unsynchronised' && config.clockUnsynchronised === 'refuse')
        throw problem('CLOCK_UNSYNCHRONISED');
    },
    /** Each minute: asks the machine, and raises the alarm. */
    async look(): Promise<void> {
      await timeSync.look();
      if (timeSync.standing() !== 'unsynchronised') return;
      await alarms(database.db, 'clock-unsynchronised', { signs: config.clockUnsynchronised });
    },
  };
}
export type ClockWatch = ReturnType<typeof createClockWatch>;

function readJson(body: Uint8Array | null): unknown {
  try {
    return JSON.parse(Buffer.from(body ?? []).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
