import { PeerLedgerPage } from '@jisr/contract';
import { formatProofFile, fromBase64 } from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import type { LedgerDeps } from './types.ts';

/** Fetches what the peer's ledger holds about us, one entry with its proof: for evidence that shows both sides. */
export function createPeerEvidence({ log }: Pick<Kernel, 'log'>, deps: Pick<LedgerDeps, 'peerEntries'>) {
  return {
    /**
     * The peer's entry at this place of its log, in its exact bytes, and the proof file that leads it to the peer's signed
     * head. Nothing is believed here: whoever is given the evidence checks it.
     *
     * @returns null while the peer cannot be asked, or has no entry about us there
     */
    async peerEvidence(index: number): Promise<{ entry: string; proof: string } | null> {
      const answer = await deps.peerEntries(index - 1).catch((err: unknown) => {
        log.warn({ event: 'ledger.peer-evidence', index, err }, 'the peer could not be asked for its entry');
        return null;
      });
      const page = PeerLedgerPage.safeParse(answer);
      const found = page.data?.entries.find((entry) => entry.index === index);
      const proof = found?.proof.map(fromBase64).filter((hash) => hash !== null);
      if (!page.success || !found || proof?.length !== found.proof.length) return null;
      const { checkpoint } = page.data;
      return { entry: found.body, proof: formatProofFile({ index, proof, checkpoint, extra: null }) };
    },
  };
}
