import type { KeyChange, KeyPurpose } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Keys } from './keys.ts';
import { isPeerAway } from './link.ts';
import { selectDocument } from './list-store.ts';
import { cancelOutgoing } from './outbox-store.ts';
import { clearPauses, endAlarm } from './peer-store.ts';
import type { Prove } from './prove.ts';
import { PUSH_JOB } from './put.ts';
import { subjectOf } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

const APPROVAL_MS = 7 * 86_400_000;

/** What officers do with the exchange besides pairing. */
export function createActs(kernel: Kernel, deps: ExchangeDeps, parts: { keys: Keys; prove: Prove }) {
  const { database, clock, bus, queue } = kernel;
  return {
    /** Tries the proof now. @throws Problem `PEER_UNREACHABLE`, `PEER_PROOF_FAILED` */
    async proveNow(): Promise<void> {
      try {
        await parts.prove.prove();
      } catch (error) {
        if (isPeerAway(error)) throw problem('PEER_UNREACHABLE', { detail: error.message.slice(0, 200) });
        throw error;
      }
    },
    /** Says that the way is free: nothing waits for its pause to end. */
    retryNow: (): Promise<void> =>
      database.transaction(async (tx) => {
        await clearPauses(tx);
        await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
      }),
    /** @throws Problem `EXCHANGE_NOT_QUEUED` once it has left */
    async cancel(actor: OfficerActor, id: string, reason: string): Promise<void> {
      await database.transaction(async (tx) => {
        const at = clock.nowIso();
        const row = await selectDocument(tx, id);
        if (row?.direction !== 'out') throw problem('NOT_FOUND');
        if (!(await cancelOutgoing(tx, id, at))) throw problem('EXCHANGE_NOT_QUEUED', { state: row.state });
        await deps.ledger.append(tx, {
          kind: 'peer',
          subject: id,
          articles: row.articles,
          policyDigest: null,
          objectDigest: null,
          counterpart: null,
          actors: [deps.ledger.pseudonym(actor.accountId)],
          previousReceipt: null,
          details: { act: 'withdrawn', reason },
        });
        await deps.settled(tx, [{ id, state: 'cancelled', reason: null, at }]);
        await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
        await bus.publish(tx, 'exchange', id);
      });
    },
    /** Puts a change of key before two others. */
    async proposeKeyChange(
      actor: OfficerActor,
      { purpose, reason }: z.output<typeof KeyChange>,
    ): Promise<void> {
      if (purpose === 'root') throw problem('KEY_ROOT_FIXED');
      await database.transaction(async (tx) => {
        await deps.approvals.open(tx, {
          kind: 'key-change',
          subject: subjectOf(`key ${purpose} ${clock.nowIso()}`),
          document: { purpose, reason, card: parts.keys.card().digest },
          title: { en: `Change the ${purpose} key of this node`, ar: `تغيير مفتاح ${purpose} لهذه العقدة` },
          needed: 2,
          roles: ['policy-officer', 'supervisor', 'administrator'],
          excluded: [actor.accountId],
          articles: [],
          expiresAt: new Date(clock.now().getTime() + APPROVAL_MS),
        });
      });
    },
    /** What the approval of a key change does, in its transaction. */
    async keyChangeApproved(tx: Db, purpose: KeyPurpose, accounts: readonly string[]): Promise<void> {
      await parts.keys.change(tx, purpose, accounts.map(deps.ledger.pseudonym));
      await bus.publish(tx, 'peer', '*');
    },
    async endAlarm(actor: OfficerActor, id: string, reason: string): Promise<void> {
      await database.transaction(async (tx) => {
        if (!(await endAlarm(tx, id, actor.accountId, clock.nowIso()))) throw problem('NOT_FOUND');
        await deps.ledger.append(tx, {
          kind: 'peer',
          subject: id,
          articles: [],
          policyDigest: null,
          objectDigest: null,
          counterpart: null,
          actors: [deps.ledger.pseudonym(actor.accountId)],
          previousReceipt: null,
          details: { act: 'alarm ended', reason },
        });
        await bus.publish(tx, 'peer', id);
      });
    },
  };
}
