import { join } from 'node:path';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createContents } from './contents.ts';
import { closeCorrections } from './duty-store.ts';
import { createErasure } from './erasure.ts';
import { createJournal } from './erasure-journal.ts';
import { createEvidence } from './evidence-export.ts';
import { createGate } from './gate.ts';
import { createNotices, createOwed } from './notices.ts';
import { createReading } from './reading.ts';
import { createReceive } from './receive.ts';
import { createRegister } from './register.ts';
import { createSend } from './sending.ts';
import { selectDeliveries, selectKnown, selectUses, updateDelivery, updateDocuments } from './store.ts';
import type { DisclosuresDeps, Settled } from './types.ts';

export type { Prepared } from './gate.ts';
export { disclosureJobs } from './jobs.ts';
export { approvalDocument } from './model.ts';
export { ONWARD_CONSENT } from './onward.ts';
export { type GatePass, takePass } from './pass.ts';
export { disclosureRoutes } from './routes.ts';
export type { Sender } from './sending.ts';
export type {
  Desk,
  Desks,
  DisclosuresDeps,
  GateAnswer,
  GateQuestion,
  Intent,
  IntentSubject,
  Obligations,
  Outcome,
  Preview,
  Received,
  ReceivedDocument,
  Refusal,
  Settled,
  Side,
  Verdict,
} from './types.ts';

export type Disclosures = ReturnType<typeof createDisclosures>;

const HOUR_MS = 3_600_000;

/** The gate of the node: the one way out to the partner, the one way in. */
export function createDisclosures<Sealed>(kernel: Kernel, deps: DisclosuresDeps<Sealed>) {
  const { clock, config, database, queue } = kernel;
  const register = createRegister(kernel, deps);
  const contents = createContents(deps.fieldsOf);
  const gate = createGate(kernel, deps, { contents, register, sent: createOwed(kernel) });
  const journal = createJournal(join(config.dataDir, 'erased-disclosures.txt'));
  const sender = createSend(kernel, gate);
  const erasure = createErasure(kernel, deps, { send: sender.send, journal });
  const notices = createNotices(kernel, deps, { erasure, contents });
  const desks = () => ({ ...deps.desks(), ...notices });

  /** The hour is part of the key: a job that asks for itself under its own key would only run again at once. */
  async function schedule(): Promise<void> {
    const runAt = new Date(Math.floor(clock.now().getTime() / HOUR_MS + 1) * HOUR_MS);
    const key = runAt.toISOString().slice(0, 13);
    await database.transaction((tx) => queue.enqueue(tx, 'disclosures.expire', {}, { key, runAt }));
  }

  return {
    ...gate,
    receive: createReceive(kernel, deps, { contents, register, desks }),
    /** Which of these documents the register knows as what it disclosed over the exchange: nothing else may be sent. */
    mayLeave: async (db: Db, documents: readonly { id: string; digest: string }[]) =>
      new Set(await selectKnown(db, documents)),
    /** Documents that wait under another signature now. */
    resigned: (tx: Db, documents: readonly { id: string; before: string; digest: string }[]) =>
      updateDocuments(tx, documents),
    /** How far these have come on their way to the partner. */
    deliveries: (db: Db, ids: readonly string[]) => selectDeliveries(db, ids),
    /** How often each article was the reason of what left or came. */
    uses: (db: Db) => selectUses(db),
    ...sender,
    /** What became of what was sent, in the transaction that records it. */
    async settled(tx: Db, outcomes: readonly Settled[]): Promise<void> {
      await updateDelivery(tx, outcomes);
      const taken = outcomes.filter(({ state }) => state === 'received' || state === 'processed');
      await closeCorrections(
        tx,
        taken.map(({ id }) => id),
        clock.nowIso(),
      );
    },
    reading: createReading(kernel, deps, register),
    evidence: createEvidence(kernel, deps),
    confirm: erasure.confirm,
    expire: erasure.expire,
    /** Before the node takes work: what was erased stays erased, and what ended meanwhile ends now. */
    async start(): Promise<void> {
      await erasure.applyJournal();
      await erasure.expire();
    },
    schedule,
    async hourly(): Promise<void> {
      await erasure.expire();
      await schedule();
    },
  };
}
