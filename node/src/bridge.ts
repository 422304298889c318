import { join } from 'node:path';
import { KeyChange } from '@jisr/contract';
import { currentKey } from '@jisr/exchange-documents';
import { PROTOCOL_DIGEST } from '@jisr/memorandum';
import { z } from 'zod';
import type { Kernel } from './kernel/kernel.ts';
import {
  openPeerCertificates,
  type PeerCertificate,
  type PeerCertificates,
} from './kernel/peer-certificate.ts';
import { createPeerHttp, type PeerHttp } from './kernel/peer-http.ts';
import { problem } from './kernel/problem.ts';
import type { ApprovalHandler } from './modules/approvals/index.ts';
import type { Desks, Intent } from './modules/disclosures/index.ts';
import {
  type Carry,
  type CertificateKeeper,
  createCarry,
  createExchange,
  type Exchange,
  type ExchangeDeps,
  type KeyNotice,
  type PeerDoor,
} from './modules/exchange/index.ts';
import type { Ledger, LedgerPeer } from './modules/ledger/index.ts';

/** What two officers approved about a key, as far as it is carried out. */
const RevokedKey = z.object({ keyId: z.string(), reason: z.string() });

const KeyNoticeContent = RevokedKey.extend({ card: z.string().max(131_072) });

/** What the gate is asked to let out about a revoked key (article P.4 of the protocol). */
export const keyNoticeIntent = (own: Intent['from'], { party, thread, ...content }: KeyNotice): Intent => ({
  key: `key-notice ${content.keyId}`,
  action: 'agree',
  category: 'key-notice',
  purpose: 'protocol',
  offence: null,
  tlp: 'amber',
  mode: null,
  payload: { ...content },
  subject: { minor: false, own: false, sensitive: false, references: [] },
  from: own,
  to: { ...own, party },
  thread,
  inReplyTo: null,
  approval: null,
  author: null,
});

/** In the card of a node that listens for no peer. */
const NO_ADDRESS = 'https://no-address.invalid';

/** What the exchange is built from, but for its certificate and the ledger's keys. */
export type BridgeDeps = Omit<ExchangeDeps, 'cardParts' | 'certificate' | 'ledger' | 'unwitnessed'> & {
  readonly ledger: Ledger;
};

/**
 * The exchange with its two ends on the network: the listener for the peer and the connection to it.
 *
 * @param carry another way to the peer than the network, for two nodes in one process
 */
export function createBridge(kernel: Kernel, deps: BridgeDeps, carry?: Carry) {
  const { config, clock, secrets, log } = kernel;
  let certificates: PeerCertificates | undefined;
  let listener: PeerHttp | undefined;
  const held = (): PeerCertificates => {
    if (!certificates) throw new Error('the bridge has not started');
    return certificates;
  };
  const network = createCarry(() => held().current());
  const exchange = createExchange(
    kernel,
    {
      ...deps,
      certificate: certificateKeeper(held, (certificate) => listener?.useCertificate(certificate)),
      unwitnessed: async () => (await deps.ledger.state()).unwitnessed,
      cardParts: async () => ({
        url: config.exchangeUrl ?? NO_ADDRESS,
        tls: [held().current(), held().next()].flatMap((certificate) => certificate?.pin ?? []),
        logOrigin: deps.ledger.keys.origin,
        vkeys: [
          { use: 'log', vkey: deps.ledger.keys.log },
          { use: 'witness', vkey: deps.ledger.keys.witness },
        ],
        protocolDigest: PROTOCOL_DIGEST,
      }),
    },
    carry ?? network,
  );

  return {
    exchange,
    /** What follows from the approvals of pairing and of new keys. */
    approvals: {
      pairing: {
        approved: (tx, { id, accounts }) => exchange.pairing.approved(tx, id, accounts),
        refused: (tx, { id }) => exchange.pairing.refused(tx, id),
      },
      keyChange: {
        approved: (tx, { document, accounts }) =>
          exchange.keyChangeApproved(tx, KeyChange.pick({ purpose: true }).parse(document).purpose, accounts),
        refused: async () => undefined,
      },
      keyRevocation: {
        approved: (tx, { document, accounts }) =>
          exchange.keyRevocationApproved(tx, RevokedKey.parse(document), accounts),
        refused: async () => undefined,
      },
    } satisfies Record<string, ApprovalHandler>,
    ...ledgerPeerOf(exchange),
    /** The peer's word that one of its keys holds no more. */
    keyNotice: {
      fault: (payload) => (KeyNoticeContent.safeParse(payload).success ? null : 'keyId'),
      take: (tx, { payload }) => exchange.takeKeyNotice(tx, KeyNoticeContent.parse(payload)),
    } satisfies Desks[string],
    /** Makes ready certificate, keys, card and door. */
    async start(): Promise<void> {
      const host = new URL(config.exchangeUrl ?? NO_ADDRESS).hostname;
      const file = join(config.dataDir, 'keys', 'exchange-tls');
      certificates = await openPeerCertificates({ file, secrets, clock, host });
      await exchange.start();
      if (config.exchangeUrl === null) return;
      const certificate = certificates.current();
      listener = await createPeerHttp({ ...kernel, certificate, pins: exchange.pins });
      serveLedger(exchange.serve(listener), deps.ledger);
    },
    /** Listens for the peer, where an address is configured. */
    async listen(): Promise<void> {
      if (!listener) return;
      const address = await listener.listen();
      log.info({ event: 'exchange.listening', address }, 'the node listens for its peer');
    },
    /** The pin of the own certificate. */
    pin: (): string => held().current().pin,
    /** Hands a request in as if the holder of this certificate had sent it. */
    deliver: (pin: string, request: Parameters<PeerHttp['deliver']>[1]) => {
      if (!listener) throw new Error('the node has no address for its peer');
      return listener.deliver(pin, request);
    },
    async stop(): Promise<void> {
      network.close();
      await listener?.close();
    },
  };
}
export type Bridge = ReturnType<typeof createBridge>;

/** The steps of a renewal, each with the pin that it is about. */
const certificateKeeper = (
  held: () => PeerCertificates,
  use: (certificate: PeerCertificate) => void,
): CertificateKeeper => ({
  endsAt: () => held().current().notAfter.toISOString(),
  announced: () => held().next() !== null,
  async announce() {
    await held().announce();
    return held().next()?.pin ?? held().current().pin;
  },
  async take() {
    held().take();
    use(held().current());
    return held().current().pin;
  },
  async prolong() {
    await held().prolong();
    use(held().current());
    return held().current().pin;
  },
});

/** The peer as the ledger knows it: its keys, and its answers over the exchange. */
function ledgerPeerOf(exchange: Exchange) {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
  return {
    async ledgerPeer(): Promise<LedgerPeer | null> {
      const peer = await exchange.peer();
      if (peer?.state !== 'active') return null;
      const now = Math.floor(exchange.now() / 1000);
      const log = currentKey(peer.ring, 'log', now);
      const witness = currentKey(peer.ring, 'witness', now);
      return log && witness ? { party: peer.party, logKey: log.vkey, witnessKey: witness.vkey } : null;
    },
    async askWitness(body: string) {
      const request = { method: 'POST', path: '/x/v1/add-checkpoint', type: 'text/plain' } as const;
      const answer = await exchange.askAny({ ...request, body: Buffer.from(body) });
      return { status: answer.status, body: text(answer.body) };
    },
    async peerEntries(after: number): Promise<unknown> {
      const { body } = await exchange.ask({
        method: 'GET',
        path: `/x/v1/ledger/entries?about=peer&after=${after}`,
      });
      return JSON.parse(text(body));
    },
  };
}

/** What the peer asks of the ledger: to witness its head, to see ours, and our entries about it (C2SP tlog-witness). */
function serveLedger(door: PeerDoor, ledger: Ledger): void {
  door.serve({ method: 'POST', path: '/x/v1/add-checkpoint' }, async ({ peer, body }) => {
    const { status, contentType, body: said } = await ledger.addCheckpoint(peer.trusted.card.logOrigin, body);
    return { status, type: contentType, body: said };
  });
  door.serve({ method: 'GET', path: '/x/v1/checkpoint' }, async () => {
    const note = await ledger.latestCheckpoint();
    return note === null ? { status: 404, body: 'NO_CHECKPOINT\n' } : { body: note };
  });
  door.serve({ method: 'GET', path: '/x/v1/ledger/entries' }, async ({ peer, query }) => {
    const after = z.coerce.number().int().min(-1).safeParse(query.after);
    if (!after.success) throw problem('REQUEST_INVALID', { detail: 'after' });
    return { body: await ledger.entriesAbout(peer.party, after.data) };
  });
}
