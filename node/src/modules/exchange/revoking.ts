import type { KeyPurpose, KeyRevocation } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Alarms } from './alarms.ts';
import type { KeyRow } from './key-store.ts';
import type { Keys } from './keys.ts';
import { OPEN_PAIRING, type PairingState } from './model.ts';
import type { Pairing } from './pairing.ts';
import { PUSH_JOB } from './put.ts';
import type { Resign } from './resign.ts';
import type { Ring } from './ring.ts';
import { subjectOf } from './suite.ts';
import type { ExchangeDeps, KeyNotice } from './types.ts';

const APPROVAL_MS = 7 * 86_400_000;

/** The queue's name of "tell the peer why a key was revoked". */
export const NOTICE_JOB = 'exchange.key-notice';

const KEY_NAMES = {
  root: { en: 'root', ar: 'الجذر' },
  sign: { en: 'signing', ar: 'التوقيع' },
  encrypt: { en: 'sealing', ar: 'الختم' },
  memorandum: { en: 'memorandum', ar: 'المذكرات' },
} as const satisfies Record<KeyPurpose, { en: string; ar: string }>;

/** Ends a key that may be in other hands: proposed by one, approved by two others, told to the peer at once. */
export function createRevoking(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'approvals' | 'tellKey'>,
  parts: { keys: Keys; ring: Ring; alarms: Alarms; pairing: Pairing; resign: Resign },
) {
  const { database, clock, ids, bus, queue } = kernel;
  const { keys } = parts;

  function standingKey(kid: string): KeyRow | undefined {
    return keys.list().find((key) => key.kid === kid && key.revokedAt === null);
  }

  return {
    /** @throws Problem `NOT_FOUND`, `KEY_ROOT_FIXED` */
    async proposeKeyRevocation(
      actor: OfficerActor,
      kid: string,
      { reason }: z.output<typeof KeyRevocation>,
    ): Promise<void> {
      const key = standingKey(kid);
      if (!key) throw problem('NOT_FOUND');
      if (key.purpose === 'root') throw problem('KEY_ROOT_FIXED');
      const { en, ar } = KEY_NAMES[key.purpose];
      await database.transaction(async (tx) => {
        await deps.approvals.open(tx, {
          kind: 'key-revocation',
          subject: subjectOf(kid),
          document: { keyId: kid, use: key.purpose, reason, card: keys.card().digest },
          title: { en: `Revoke the ${en} key of this node`, ar: `إبطال مفتاح ${ar} لهذه العقدة` },
          needed: 2,
          roles: ['policy-officer', 'supervisor', 'administrator'],
          excluded: [actor.accountId],
          articles: [],
          expiresAt: new Date(clock.now().getTime() + APPROVAL_MS),
        });
      });
    },
    /** What the approval does, in its transaction. A key that another approval has revoked meanwhile stays so. */
    async keyRevocationApproved(
      tx: Db,
      { keyId, reason }: { readonly keyId: string; readonly reason: string },
      accounts: readonly string[],
    ): Promise<void> {
      if (!standingKey(keyId)) return;
      await keys.revoke(tx, keyId, accounts.map(deps.ledger.pseudonym));
      await parts.resign(tx, keyId);
      const peer = await parts.ring.peer(tx);
      if (peer && isOpen(peer.state)) {
        const notice = { thread: ids.uuid(), keyId, reason, validFrom: clock.nowIso() };
        await queue.enqueue(tx, NOTICE_JOB, { ...notice }, { key: keyId });
        await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
      }
      await bus.publish(tx, 'peer', '*');
    },
    /** Sends the notice through the gate, once for each key. */
    async tellKey(notice: Omit<KeyNotice, 'party' | 'card'>): Promise<void> {
      const peer = await parts.ring.peer();
      if (!peer || !isOpen(peer.state)) return;
      const [card = ''] = (await keys.signedCards(0)).slice(-1);
      await deps.tellKey({ ...notice, party: peer.party, card });
    },
    /** The peer's notice, in the transaction of its receipt: its card is judged like any other, its reason is shown. */
    async takeKeyNotice(
      tx: Db,
      given: { readonly keyId: string; readonly reason: string; readonly card: string },
    ): Promise<void> {
      await parts.pairing.acceptCard(tx, given.card);
      const peer = await parts.ring.peer(tx);
      const key = peer?.ring.get(given.keyId);
      // A notice about a key that no card of the root revokes is the word of whoever sent it, and says so.
      const vouched = key !== undefined && 'jwk' in key && key.revokedAt !== undefined;
      await parts.alarms(tx, 'key-notice', {
        purpose: vouched ? key.use : '',
        kid: given.keyId,
        reason: given.reason,
        vouched: vouched ? 'yes' : 'no',
      });
    },
  };
}

const isOpen = (state: PairingState): boolean => OPEN_PAIRING.has(state);
