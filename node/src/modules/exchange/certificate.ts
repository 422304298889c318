import type { Kernel } from '../../kernel/kernel.ts';
import { keyEntry } from './key-entry.ts';
import type { Keys } from './keys.ts';
import { certificateStep, OPEN_PAIRING } from './model.ts';
import type { Ring } from './ring.ts';
import type { ExchangeDeps } from './types.ts';

/** What the ledger says of each step. */
const ACTS = { announce: 'announced', take: 'changed', prolong: 'prolonged' } as const;

/** Renews the certificate towards the peer in its last month: first the new key is on the card, then it is used. */
export function createCertificateUpkeep(
  { database, clock, bus, log }: Kernel,
  deps: Pick<ExchangeDeps, 'certificate' | 'ledger'>,
  parts: { keys: Keys; ring: Ring },
) {
  const { certificate } = deps;

  /** Whether whoever must know the newest card knows it. */
  async function standing() {
    const peer = await parts.ring.peer();
    if (!peer || peer.state === 'revoked') return { paired: false, told: true };
    const paired = OPEN_PAIRING.has(peer.state);
    return { paired, told: paired && peer.toldSerial >= parts.keys.card().card.serial };
  }

  /** One step at most; each day the next one. A stop between two steps loses nothing: the next start goes on. */
  return async (): Promise<void> => {
    const leftMs = Date.parse(certificate.endsAt()) - clock.now().getTime();
    const step = certificateStep({ leftMs, announced: certificate.announced(), ...(await standing()) });
    if (step === 'none') return;
    const pin = await certificate[step]();
    await database.transaction(async (tx) => {
      await deps.ledger.append(tx, keyEntry(pin, { purpose: 'tls', kid: pin, act: ACTS[step] }));
      await bus.publish(tx, 'peer', '*');
    });
    await parts.keys.ensure();
    log.info({ event: 'exchange.certificate', step, pin }, 'the certificate towards the peer is renewed');
  };
}
