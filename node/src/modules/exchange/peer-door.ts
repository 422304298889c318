import { signMessage, verifyMessage } from '@jisr/exchange-documents';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import type { PeerCall, PeerReply, PeerRoute } from '../../kernel/peer-http.ts';
import { isProblem, problem, problemDetails } from '../../kernel/problem.ts';
import { secondsOf } from './claims.ts';
import type { ClockWatch } from './clock-watch.ts';
import { insertNonce } from './inbox-store.ts';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { updateTold } from './peer-store.ts';
import type { KnownPeer, Ring } from './ring.ts';
import { suite } from './suite.ts';

/** The newest of our cards that the peer has, as it says itself. */
const Serial = z.coerce.number().int().min(1).max(1_000_000);

/** A request that the peer has signed. */
export interface PeerQuestion {
  readonly peer: KnownPeer;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What a handler answers; signed before it leaves. */
export interface PeerResult {
  readonly status?: number;
  readonly type?: string;
  readonly body: Uint8Array | string | object;
}
export type PeerHandler = (question: PeerQuestion) => Promise<PeerResult>;

/** Serves the peer. */
export interface PeerDoor {
  serve(route: PeerRoute, handler: PeerHandler): void;
}

/**
 * Behind the listener: verifies that the peer signed the request, that it is fresh and new, and signs the answer for
 * this very request (RFC 9421). Whoever is not the peer gets an unsigned refusal and learns nothing.
 */
export function createPeerDoor(
  kernel: Kernel,
  listener: { serve(route: PeerRoute, handler: (call: PeerCall) => Promise<PeerReply>): void },
  parts: { keys: Keys; ring: Ring; link: Link; clocks: ClockWatch },
): PeerDoor {
  const { clock, config, database, ids, log } = kernel;
  const now = () => secondsOf(clock.nowIso());

  async function admit(call: PeerCall): Promise<KnownPeer> {
    const peer = await parts.ring.peer();
    if (!peer || peer.state === 'card-imported' || peer.state === 'revoked') throw problem('PEER_UNKNOWN');
    const message = { method: call.method, targetUri: targetOf(call), headers: call.headers };
    const checked = verifyMessage(suite, message, call.body, peer.ring, now());
    if (!checked.ok) {
      const { code, at, detail } = checked.fault;
      await parts.clocks.refused(checked.fault);
      log.warn({ event: 'exchange.refused', code, at, detail }, 'a request that the peer did not sign');
      throw problem('PEER_SIGNATURE_REFUSED', { fault: code, at, detail: detail ?? '' });
    }
    const { kid, nonce, skewSeconds } = checked.value;
    if (!(await insertNonce(database.db, kid, nonce, clock.nowIso())))
      throw problem('PEER_SIGNATURE_REFUSED', { fault: 'SIGNATURE_REPLAYED', at: 'nonce', detail: '' });
    await parts.link.heard(skewSeconds * 1000);
    const knows = Serial.safeParse(call.query.knows);
    if (!knows.success || knows.data <= peer.toldSerial) return peer;
    // What the peer says that it has heard of, it is answered by.
    await updateTold(database.db, knows.data);
    return { ...peer, toldSerial: knows.data };
  }

  const targetOf = ({ path }: PeerCall) => `${config.exchangeUrl ?? ''}${path}`;

  async function signed(call: PeerCall, peer: KnownPeer, result: PeerResult): Promise<PeerReply> {
    const { status = 200 } = result;
    const body = bytesOf(result.body);
    const headers = {
      'content-type': result.type ?? (typeof result.body === 'string' ? 'text/plain' : 'application/json'),
    };
    const request = { method: call.method, targetUri: targetOf(call), headers: call.headers };
    const message = { status, headers, request };
    const when = { created: now(), nonce: ids.token(16) };
    const signer = parts.keys.messageSigner(peer.toldSerial);
    return {
      status,
      headers: { ...headers, ...(await signMessage(suite, signer, message, body, when)) },
      body,
    };
  }

  return {
    serve: (route, handler) =>
      listener.serve(route, async (call) => {
        const peer = await admit(call);
        const { params, query, headers } = call;
        try {
          const question = { peer, params, query, headers, body: call.body ?? new Uint8Array(0) };
          return await signed(call, peer, await handler(question));
        } catch (error) {
          if (!isProblem(error)) throw error;
          // A refusal of a known peer is signed too: nobody else can make it believe that it was refused.
          const details = problemDetails(error, 'en', call.traceId);
          return signed(call, peer, {
            status: details.status,
            body: details,
            type: 'application/problem+json',
          });
        }
      }),
  };
}

const bytesOf = (body: PeerResult['body']): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
