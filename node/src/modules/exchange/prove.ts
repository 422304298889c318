import { createHash, randomBytes } from 'node:crypto';
import {
  currentKey,
  openPayload,
  PayloadClaimSchema,
  readStrictJson,
  sealPayload,
} from '@jisr/exchange-documents';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { secondsOf } from './claims.ts';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { canPair, type PairingState } from './model.ts';
import type { PeerResult } from './peer-door.ts';
import { lockPeer, updatePeerState, updateTold } from './peer-store.ts';
import type { KnownPeer, Ring } from './ring.ts';
import { subjectOf, suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

/** The queue's name of "prove the peer's keys". */
export const PROVE_JOB = 'exchange.prove';
const MEDIA = 'application/vnd.jisr.challenge';
const MOST_BYTES = 64 * 1024;

const Question = z.strictObject({
  v: z.literal(1),
  claim: PayloadClaimSchema,
  sealed: z.string().max(16 * 1024),
});
type Question = z.infer<typeof Question>;
const Proof = z.strictObject({
  v: z.literal(1),
  /** SHA-256 of the secret and the answering party: only the holder of the encryption key can know it. */
  opened: z.string().regex(/^[0-9a-f]{64}$/),
  /** The memorandum key's signature over that. */
  memorandum: z.string().max(200),
  /** The serial of the asking node's card that the answering one knows. */
  knows: z.int().min(0),
  state: z.string().max(20),
  /** The answering node's own challenge, where it cannot call to bring it. */
  ask: Question.optional(),
});
type Proof = z.infer<typeof Proof>;
const Standing = z.object({ state: z.string() });

const openedBy = (secret: Uint8Array, party: string): string =>
  createHash('sha256').update(secret).update(party).digest('hex');
const signedText = (opened: string): Buffer => Buffer.from(`jisr-challenge-v1\n${opened}\n`);

/**
 * The last step of the ceremony: each node makes the other show that it holds the private keys of its card. The signed
 * messages prove `sign`, a sealed secret proves `encrypt`, a signature proves `memorandum`; TLS has proved its own.
 */
export function createProve(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'cardParts'>,
  parts: { keys: Keys; ring: Ring; link: Link },
) {
  const { database, clock, config, queue, bus } = kernel;

  async function move(to: PairingState): Promise<void> {
    await database.transaction(async (tx) => {
      const peer = await lockPeer(tx);
      if (!peer || !canPair(peer.state, to)) return;
      await updatePeerState(tx, to, clock.nowIso());
      if (to === 'active') {
        const known = await parts.ring.peer(tx);
        await deps.ledger.append(tx, {
          kind: 'peer',
          subject: subjectOf(peer.party),
          articles: [],
          policyDigest: null,
          objectDigest: known?.trusted.digest ?? null,
          counterpart: peer.party,
          actors: [],
          previousReceipt: null,
          details: { act: 'paired', ownCard: parts.keys.card().digest },
        });
      }
      await bus.publish(tx, 'peer', '*');
    });
  }

  async function challenge(peer: KnownPeer): Promise<{ secret: Uint8Array; question: Question }> {
    const key = currentKey(peer.ring, 'encrypt', secondsOf(clock.nowIso()));
    if (!key) throw problem('PEER_PROOF_FAILED', { detail: 'encrypt' });
    const secret = randomBytes(32);
    const sealed = await sealPayload(suite, secret, { salt: randomBytes(32), key, mediaType: MEDIA });
    return { secret, question: { v: 1, claim: sealed.claim, sealed: sealed.parts[0] ?? '' } };
  }

  /** @throws Problem `PEER_PROOF_FAILED` */
  function verified(peer: KnownPeer, secret: Uint8Array, body: Uint8Array): Proof {
    const json = readStrictJson(body, MOST_BYTES);
    const proof = json.ok ? Proof.safeParse(json.value) : null;
    if (!proof?.success) throw problem('PEER_PROOF_FAILED', { detail: 'answer' });
    if (proof.data.opened !== openedBy(secret, peer.party))
      throw problem('PEER_PROOF_FAILED', { detail: 'encrypt' });
    const memorandum = currentKey(peer.ring, 'memorandum', secondsOf(clock.nowIso()));
    const signature = Buffer.from(proof.data.memorandum, 'base64url');
    if (!memorandum || !suite.verify(memorandum.jwk, signedText(proof.data.opened), signature))
      throw problem('PEER_PROOF_FAILED', { detail: 'memorandum' });
    return proof.data;
  }

  async function ask(peer: KnownPeer): Promise<Proof> {
    const { secret, question } = await challenge(peer);
    const body = Buffer.from(JSON.stringify(question));
    const answer = await parts.link.ask({ method: 'POST', path: '/x/v1/challenge', body });
    return verified(peer, secret, answer.body);
  }

  /** What shows that this node holds its keys. */
  async function proofFor(peer: KnownPeer, { claim, sealed }: Question): Promise<Proof> {
    const opened = await openPayload(suite, claim, [sealed], parts.keys.openingKey);
    if (!opened.ok) throw problem('PEER_DOCUMENT_INVALID', { detail: opened.fault.code });
    const digest = openedBy(opened.value.payload, config.country);
    const signature = await parts.keys.memorandumSigner(peer.toldSerial).sign(signedText(digest));
    const memorandum = Buffer.from(signature).toString('base64url');
    return { v: 1, opened: digest, memorandum, knows: peer.trusted.card.serial, state: peer.state };
  }

  /** The peer waits to be asked: its challenge came with its answer, and ours goes to it. */
  async function bringProof(question: Question): Promise<string> {
    const peer = await parts.ring.peer();
    if (!peer) throw problem('PEER_UNKNOWN');
    const body = Buffer.from(JSON.stringify(await proofFor(peer, question)));
    const answer = await parts.link.ask({ method: 'POST', path: '/x/v1/proof', body });
    return Standing.parse(JSON.parse(Buffer.from(answer.body).toString('utf8'))).state;
  }

  /** The secret of the challenge that was given along, until it is answered or another one is. */
  let given: Uint8Array | undefined;

  return {
    /**
     * Proves the peer's keys; idempotent, nothing happens before the approval or after the proof.
     *
     * @throws Problem `PEER_PROOF_FAILED`; PeerAway while the peer does not answer
     */
    async prove(): Promise<void> {
      const peer = await parts.ring.peer();
      if (!peer || !['approved', 'proven'].includes(peer.state) || config.exchangeMode === 'pull') return;
      const proof = await ask(peer);
      await updateTold(database.db, proof.knows);
      if (peer.state === 'approved') await move('proven');
      const state = proof.ask ? await bringProof(proof.ask) : proof.state;
      if (state === 'proven' || state === 'active') await move('active');
    },
    /** Takes the proof that a peer brings to a node that cannot ask for it. */
    async take(peer: KnownPeer, body: Uint8Array): Promise<PeerResult> {
      if (!given) throw problem('PEER_PROOF_FAILED', { detail: 'challenge' });
      const proof = verified(peer, given, body);
      given = undefined;
      await updateTold(database.db, proof.knows);
      await move('proven');
      if (proof.state === 'proven' || proof.state === 'active') await move('active');
      return { body: { v: 1, state: (await parts.ring.peer())?.state ?? 'none' } };
    },
    /** Answers the peer's challenge, and asks the peer in turn if it has not been asked. */
    async answer(peer: KnownPeer, body: Uint8Array): Promise<PeerResult> {
      if (!['approved', 'proven', 'active', 'suspended'].includes(peer.state))
        throw problem('PEER_NOT_ACTIVE', { state: peer.state });
      const json = readStrictJson(body, MOST_BYTES);
      const question = json.ok ? Question.safeParse(json.value) : null;
      if (!question?.success) throw problem('PEER_DOCUMENT_INVALID', { detail: 'challenge' });
      const proof = await proofFor(peer, question.data);
      if (config.exchangeMode === 'pull' && ['approved', 'proven'].includes(peer.state)) {
        const own = await challenge(peer);
        given = own.secret;
        return { body: { ...proof, ask: own.question } };
      }
      if (peer.state === 'approved')
        await database.transaction((tx) => queue.enqueue(tx, PROVE_JOB, {}, { key: 'now' }));
      if (peer.state === 'proven') await move('active');
      return { body: { ...proof, state: peer.state === 'proven' ? 'active' : peer.state } };
    },
  };
}
export type Prove = ReturnType<typeof createProve>;
