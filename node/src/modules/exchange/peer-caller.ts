import { type SignedRequest, type Signer, signMessage, verifyMessage } from '@jisr/exchange-documents';
import type { Kernel } from '../../kernel/kernel.ts';
import { secondsOf } from './claims.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Keys } from './keys.ts';
import type { KnownPeer, Ring } from './ring.ts';
import { suite } from './suite.ts';
import type { Carry, WireAnswer } from './transport.ts';
import type { PeerAnswer, PeerRequest, PeerTransport } from './types.ts';

/** Asks the peer by signed messages (RFC 9421): only an answer that the peer signed for this very question is one. */
export function createPeerCaller(
  kernel: Kernel,
  parts: { keys: Keys; ring: Ring; clocks: ClockWatch },
  carry: Carry,
): PeerTransport {
  const { clock, ids } = kernel;
  const now = () => secondsOf(clock.nowIso());
  return {
    async ask(request: PeerRequest): Promise<PeerAnswer> {
      const peer = await parts.ring.peer();
      if (!peer) throw new Error('no peer is paired');
      const { card } = peer.trusted;
      const body = request.body ?? null;
      const plain: SignedRequest = {
        method: request.method,
        targetUri: `${card.url}${request.path}`,
        headers: {
          ...(body === null ? {} : { 'content-type': request.type ?? 'application/json' }),
          ...(request.method === 'POST' ? { 'idempotency-key': request.key ?? ids.uuid() } : {}),
        },
      };
      const signer = parts.keys.messageSigner(peer.toldSerial);
      const answer = await askAs(signer, peer, plain, body);
      // Perhaps it has heard of a revocation, and its word of that was lost.
      const newest = parts.keys.messageSigner(Number.POSITIVE_INFINITY);
      if (answer.ok || answer.status !== 401 || newest.kid === signer.kid) return taken(answer);
      return taken(await askAs(newest, peer, plain, body));
    },
  };

  async function askAs(signer: Signer, peer: KnownPeer, plain: SignedRequest, body: Uint8Array | null) {
    const signature = await signMessage(suite, signer, plain, body, {
      created: now(),
      nonce: ids.token(16),
    });
    const signed = { ...plain, headers: { ...plain.headers, ...signature } as Record<string, string> };
    const answer = await carry({ ...signed, body }, new Set(peer.trusted.card.tls));
    const message = { status: answer.status, headers: answer.headers, request: signed };
    const checked = verifyMessage(suite, message, answer.body, peer.ring, now());
    if (!checked.ok) {
      await parts.clocks.refused(checked.fault);
      await parts.clocks.refusedByPeer(answer.body);
    }
    return { ...answer, ok: checked.ok, checked };
  }
}

/** An answer that the peer signed for this very question. @throws Error for any other */
function taken(answer: WireAnswer & { readonly checked: ReturnType<typeof verifyMessage> }): PeerAnswer {
  const { status, body, checked } = answer;
  if (!checked.ok) {
    const { code, at, detail } = checked.fault;
    throw new Error(`the answer is not the peer's (${code} ${detail ?? at}); HTTP ${status} ${textOf(body)}`);
  }
  return { status, body: body ?? new Uint8Array(0), skewMs: checked.value.skewSeconds * 1000 };
}

const textOf = (body: Uint8Array | null): string =>
  body === null ? '' : Buffer.from(body.subarray(0, 200)).toString('utf8');
