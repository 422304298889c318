import { keysOf } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Keys } from './keys.ts';
import type { Ring } from './ring.ts';
import { suite } from './suite.ts';

/** Signing what the node agrees to, with the key that is used for nothing else. */
export function createMemorandumKey({ config }: Kernel, { keys, ring }: { keys: Keys; ring: Ring }) {
  return {
    async signMemorandum(bytes: Uint8Array): Promise<{ keyId: string; signature: string }> {
      const signer = keys.memorandumSigner((await ring.peer())?.toldSerial);
      return { keyId: signer.kid, signature: Buffer.from(await signer.sign(bytes)).toString('base64url') };
    },
    /** Whether this memorandum key of that party, own or the peer's, made the signature; by what `db` sees of the peer. */
    async verifyMemorandum(
      db: Db,
      of: { party: string; keyId: string; bytes: Uint8Array; signature: string },
    ): Promise<boolean> {
      const peer = await ring.peer(db);
      const isPeer = of.party === peer?.party;
      if (!isPeer && of.party !== config.country) return false;
      const key = (isPeer ? peer.ring : keysOf([keys.card()])).get(of.keyId);
      if (!key || !('jwk' in key) || key.use !== 'memorandum') return false;
      return suite.verify(key.jwk, of.bytes, Buffer.from(of.signature, 'base64url'));
    },
  };
}
