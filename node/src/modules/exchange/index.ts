import type { Kernel } from '../../kernel/kernel.ts';
import type { PeerCall, PeerReply, PeerRoute } from '../../kernel/peer-http.ts';
import { createActs } from './acts.ts';
import { createAlarms } from './alarms.ts';
import { createAnnounce } from './announce.ts';
import { createCertificateUpkeep } from './certificate.ts';
import { createClockWatch } from './clock-watch.ts';
import { createContents } from './contents.ts';
import { createKeys } from './keys.ts';
import { createLink, type Link } from './link.ts';
import { createMemorandumKey } from './memorandum-key.ts';
import { createPairing } from './pairing.ts';
import { createPeerCaller } from './peer-caller.ts';
import { createPeerDoor } from './peer-door.ts';
import { servePeer } from './peer-routes.ts';
import { createProve } from './prove.ts';
import { createPull } from './pull.ts';
import { bundlesOf, createPush } from './push.ts';
import { createPut } from './put.ts';
import { createRead } from './read.ts';
import { createReceipts } from './receipts.ts';
import { createReceive } from './receive.ts';
import { createResign } from './resign.ts';
import { createRevoking } from './revoking.ts';
import { createRing } from './ring.ts';
import { createSettle } from './settle.ts';
import { createSigned } from './signed.ts';
import { createTimes } from './times.ts';
import type { Carry } from './transport.ts';
import type { ExchangeDeps } from './types.ts';
import { createUpkeep } from './upkeep.ts';

export { exchangeJobs } from './jobs.ts';
export type { CardParts } from './keys.ts';
export type { Lane, OutboxState, PairingState } from './model.ts';
export type { PeerDoor, PeerHandler, PeerQuestion, PeerResult } from './peer-door.ts';
export { exchangeRoutes } from './routes.ts';
export { type Carry, createCarry, type WireAnswer, type WireRequest } from './transport.ts';
export type {
  CertificateKeeper,
  DisclosureHead,
  ExchangeDeps,
  ExchangeEntry,
  HeadApproval,
  KeyNotice,
  PeerAnswer,
  PeerRequest,
  Reason,
  ReceivedDocument,
  Sealed,
  Settlement,
  Tlp,
  Verdict,
} from './types.ts';

/** The parts, each built from those before it. */
function createParts(kernel: Kernel, deps: ExchangeDeps, carry: Carry) {
  const ring = createRing(kernel);
  const alarms = createAlarms(kernel);
  const clocks = createClockWatch(kernel, alarms);
  const keys = createKeys(kernel, deps, clocks);
  const caller = createPeerCaller(kernel, { keys, ring, clocks }, carry);
  const link = createLink(kernel, caller, alarms);
  const contents = createContents(kernel, keys);
  const receipts = createReceipts(kernel, deps, { keys, ring });
  const receive = createReceive(kernel, deps, { keys, ring, alarms, contents, receipts });
  const settle = createSettle(kernel, deps, { alarms });
  const push = createPush(kernel, deps, { ring, link, settle, alarms });
  const prove = createProve(kernel, deps, { keys, ring, link });
  const pairing = createPairing(kernel, deps, { keys, ring, alarms });
  const announce = createAnnounce(kernel, { keys, link });
  const pull = createPull(kernel, { ring, link, receive, contents, pairing, announce, settle });
  const resign = createResign(kernel, deps, { keys });
  const revoking = createRevoking(kernel, deps, { keys, ring, alarms, pairing, resign });
  const renewCertificate = createCertificateUpkeep(kernel, deps, { keys, ring });
  const upkeep = createUpkeep(kernel, deps, { keys, alarms, renewCertificate });

  return {
    ring,
    keys,
    caller,
    link,
    contents,
    receipts,
    receive,
    settle,
    push,
    prove,
    pairing,
    pull,
    upkeep,
    revoking,
    clocks,
  };
}

/** A node that waits to be asked does not try in vain, and is not down for it. */
const askOf = ({ config }: Kernel, link: Link): Link['ask'] =>
  config.exchangeMode === 'pull'
    ? () => Promise.reject(new Error('this node waits for its peer to call'))
    : link.ask;

/** The road to the partner's node: keys, pairing, outbox, inbox, receipts. */
export function createExchange(kernel: Kernel, deps: ExchangeDeps, carry: Carry) {
  const { database, clock } = kernel;
  const parts = createParts(kernel, deps, carry);
  const { ring, keys, caller, link, receipts, receive, settle, push, prove, pairing, pull } = parts;
  return {
    ...createPut(kernel, deps, { keys, ring }),
    ...createMemorandumKey(kernel, { keys, ring }),
    ...createActs(kernel, deps, { keys, prove }),
    ...parts.revoking,
    ...createTimes(kernel, parts),
    keys,
    pairing,
    signed: createSigned(kernel, { keys, ring }),
    read: createRead(kernel, deps, { keys, ring, pairing }),
    /** Says later what became of the content of an accepted document. */
    secondReceipt: receipts.second,
    /** The peer as it is paired now; undefined when there is none. */
    peer: ring.peer,
    /** TLS keys of the peer that the listener lets in. */
    pins: ring.pins,
    push,
    pull,
    /** What a batch of the peer becomes: for the door, and for a batch that came on another way. */
    take: receive,
    /** Records receipts that came on another way than as an answer. */
    settle,
    /** What waits in a lane, as it would go: for taking it over by hand where no network is. */
    peek: (lane: string) => bundlesOf(database.db, lane),
    prove: prove.prove,
    takeProof: prove.take,
    /** Asks the peer a signed question: for the ledger's witnessing and reconciliation. */
    ask: askOf(kernel, link),
    /** The same, for questions whose refusal is an answer too. */
    askAny: caller.ask,
    now: () => clock.now().getTime(),
    /** Opens the node's side for the peer; what is served on the door is verified and signed. */
    serve(listener: { serve(route: PeerRoute, handler: (call: PeerCall) => Promise<PeerReply>): void }) {
      const door = createPeerDoor(kernel, listener, parts);
      servePeer(door, kernel, deps, parts);
      return door;
    },
    /** Makes the keys at the first start, and knows the peer. */
    async start(): Promise<void> {
      await keys.ensure();
      await ring.peer();
    },
  };
}
export type Exchange = ReturnType<typeof createExchange>;
