import {
  type CardKey,
  type Fingerprint,
  fingerprint,
  type KeyRing,
  type NodeCard,
  type TrustedCard,
  verifyCard,
} from '@jisr/exchange-documents';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Alarms } from './alarms.ts';
import { deleteCards, insertCard } from './key-store.ts';
import type { Keys } from './keys.ts';
import { canPair, firstDifference, type PairingState } from './model.ts';
import {
  insertPeer,
  lockPeer,
  nextEpoch,
  type PeerRow,
  updateCompared,
  updatePeerState,
  updateStopped,
} from './peer-store.ts';
import { PROVE_JOB } from './prove.ts';
import type { Ring } from './ring.ts';
import { scrypt, subjectOf, suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

/** Three weeks: long enough for two ministries, short enough that nobody forgets what was compared. */
const APPROVAL_MS = 21 * 86_400_000;

/** Keys that this card revokes and that were good until now. */
const newlyRevoked = (ring: KeyRing, card: NodeCard): readonly CardKey[] =>
  card.keys.filter(({ kid, revokedAt }) => revokedAt !== undefined && ring.get(kid)?.revokedAt === undefined);

/** The ceremony by which two nodes come to know each other, step by step, and its end. */
export function createPairing(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'cardParts' | 'approvals'>,
  parts: { keys: Keys; ring: Ring; alarms: Alarms },
) {
  const { database, clock, config, bus, queue } = kernel;
  let shown: { readonly mark: string; readonly words: Fingerprint } | undefined;

  /** Slow on purpose: computed once for each pair of cards. */
  async function wordsWith(card: TrustedCard): Promise<Fingerprint> {
    const own = parts.keys.card();
    const mark = `${own.digest} ${card.digest}`;
    if (shown?.mark !== mark) shown = { mark, words: await fingerprint(own, card, scrypt) };
    return shown.words;
  }

  const note = (tx: Db, peer: PeerRow, act: string, actors: readonly string[], reason = '') =>
    deps.ledger.append(tx, {
      kind: 'peer',
      subject: subjectOf(peer.party),
      articles: [],
      policyDigest: null,
      objectDigest: null,
      counterpart: peer.party,
      actors,
      previousReceipt: null,
      details: { act, ...(reason ? { reason } : {}) },
    });

  async function step(to: PairingState, work: (tx: Db, peer: PeerRow) => Promise<void>): Promise<void> {
    await database.transaction(async (tx) => {
      const peer = await lockPeer(tx);
      if (!peer) throw problem('PEER_UNKNOWN');
      if (!canPair(peer.state, to)) throw problem('PAIRING_STEP_INVALID', { state: peer.state });
      await work(tx, peer);
      await bus.publish(tx, 'peer', '*');
    });
  }

  /**
   * A later card of the paired peer. Only the root that is known can sign it; anything else raises an alarm and changes
   * nothing.
   */
  async function acceptCard(tx: Db, signed: string): Promise<void> {
    const peer = await parts.ring.peer(tx);
    if (!peer) throw problem('PEER_UNKNOWN');
    const checked = verifyCard(suite, signed, peer.trusted);
    if (checked.ok) {
      const { card, digest } = checked.value;
      if (digest === peer.trusted.digest) return;
      await insertCard(tx, {
        party: peer.party,
        epoch: peer.epoch,
        serial: card.serial,
        digest,
        signed,
        at: clock.nowIso(),
      });
      await note(tx, peer, `card ${card.serial}`, []);
      for (const key of newlyRevoked(peer.ring, card))
        await parts.alarms(tx, 'peer-key-revoked', { purpose: key.use, kid: key.kid });
      await bus.publish(tx, 'peer', '*');
      return;
    }
    const { code, at } = checked.fault;
    if (code === 'CARD_SERIAL') return;
    await parts.alarms(tx, 'card-not-by-root', { code, place: at });
  }

  return {
    wordsWith,
    acceptCard,
    /**
     * The first step: the partner's card, from a file that somebody brought. A card of a peer that is already paired is
     * a later card of it.
     */
    async importCard(actor: OfficerActor, text: string): Promise<void> {
      const signed = text.trim();
      const first = verifyCard(suite, signed, null);
      const known = await parts.ring.peer();
      if (known && ['proven', 'active', 'suspended'].includes(known.state)) {
        await database.transaction((tx) => acceptCard(tx, signed));
        const after = await parts.ring.peer();
        if (!first.ok || after?.trusted.digest !== first.value.digest) throw problem('CARD_NOT_BY_ROOT');
        return;
      }
      if (!first.ok) throw problem('CARD_INVALID', { detail: `${first.fault.code} ${first.fault.at}` });
      const { card, digest } = first.value;
      if (card.party === config.country) throw problem('PAIRING_SELF');
      await database.transaction(async (tx) => {
        const before = await lockPeer(tx);
        if (before && !canPair(before.state, 'card-imported'))
          throw problem('PAIRING_STEP_INVALID', { state: before.state });
        if (before && before.state !== 'revoked') await deleteCards(tx, before.party, before.epoch);
        const epoch = await nextEpoch(tx);
        const at = clock.nowIso();
        const toldSerial = parts.keys.card().card.serial;
        await insertPeer(tx, {
          party: card.party,
          epoch,
          toldSerial,
          importedBy: actor.accountId,
          importedAt: at,
        });
        await insertCard(tx, { party: card.party, epoch, serial: card.serial, digest, signed, at });
        await bus.publish(tx, 'peer', '*');
      });
    },
    /**
     * The second step: the words that the partner read aloud, typed in. Two others must then approve what was compared.
     *
     * @throws Problem `WORDS_DIFFER` with the first word that is another one
     */
    async compareWords(actor: OfficerActor, typed: string): Promise<void> {
      const peer = await parts.ring.peer();
      if (!peer) throw problem('PEER_UNKNOWN');
      const words = await wordsWith(peer.trusted);
      const place = firstDifference(typed, [words.en, words.ar, words.groups]);
      if (place > 0) throw problem('WORDS_DIFFER', { place: String(place) });
      await step('words-compared', async (tx, row) => {
        const approvalId = await deps.approvals.open(tx, {
          kind: 'pairing',
          subject: subjectOf(`${row.party} ${row.epoch}`),
          document: {
            party: row.party,
            card: peer.trusted.digest,
            ownCard: parts.keys.card().digest,
            words: [...words.en],
          },
          title: {
            en: `Pair this node with the node of ${row.party}`,
            ar: `إقران هذه العقدة بعقدة ${row.party}`,
          },
          needed: 2,
          roles: ['policy-officer', 'supervisor', 'administrator'],
          excluded: [actor.accountId],
          articles: [],
          expiresAt: new Date(clock.now().getTime() + APPROVAL_MS),
        });
        await updateCompared(tx, actor.accountId, approvalId, clock.nowIso());
      });
    },
    /** The third step, by two people: what the approval module calls. */
    async approved(tx: Db, approvalId: string, accounts: readonly string[]): Promise<void> {
      const peer = await lockPeer(tx);
      if (peer?.approvalId !== approvalId || !canPair(peer.state, 'approved')) return;
      await updatePeerState(tx, 'approved', clock.nowIso());
      await note(tx, peer, 'approved', accounts.map(deps.ledger.pseudonym));
      await queue.enqueue(tx, PROVE_JOB, {}, { key: 'now' });
      await bus.publish(tx, 'peer', '*');
    },
    /** Refused or expired: the ceremony begins again. */
    async refused(tx: Db, approvalId: string): Promise<void> {
      const peer = await lockPeer(tx);
      if (peer?.approvalId !== approvalId || peer.state !== 'words-compared') return;
      await updatePeerState(tx, 'none', clock.nowIso());
      await bus.publish(tx, 'peer', '*');
    },
    /** Stops at once, by one person: what waits stays in order. */
    suspend: (actor: OfficerActor, reason: string): Promise<void> =>
      step('suspended', async (tx, peer) => {
        await updateStopped(tx, 'suspended', { by: actor.accountId, at: clock.nowIso(), reason });
        await note(tx, peer, 'suspended', [deps.ledger.pseudonym(actor.accountId)], reason);
      }),
    resume: (actor: OfficerActor): Promise<void> =>
      step('active', async (tx, peer) => {
        if (peer.state !== 'suspended') throw problem('PAIRING_STEP_INVALID', { state: peer.state });
        await updatePeerState(tx, 'active', clock.nowIso());
        await note(tx, peer, 'resumed', [deps.ledger.pseudonym(actor.accountId)]);
      }),
    /** Ends a ceremony that is not complete, or revokes a pairing for good. */
    async end(actor: OfficerActor, reason: string): Promise<void> {
      const peer = await parts.ring.peer();
      const to = peer && ['active', 'suspended'].includes(peer.state) ? 'revoked' : 'none';
      await step(to, async (tx, row) => {
        await updateStopped(tx, to, { by: actor.accountId, at: clock.nowIso(), reason });
        await note(
          tx,
          row,
          to === 'none' ? 'abandoned' : to,
          [deps.ledger.pseudonym(actor.accountId)],
          reason,
        );
      });
    },
  };
}
export type Pairing = ReturnType<typeof createPairing>;
