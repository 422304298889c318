import { z } from 'zod';
import { canonicalBytes } from './digest.ts';

/** One party's signature over the digest of a memorandum. */
export const SignatureEnvelope = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  party: z.string().regex(/^[A-Z]{3}$/),
  /** Office of the signatory, as the memorandum names it. */
  role: z.string().min(1).max(200),
  keyId: z.string().min(1).max(200),
  signedAt: z.iso.datetime(),
  /** base64url, without padding. */
  signature: z.string().regex(/^[\w-]{40,700}$/),
});
export type SignatureEnvelope = z.infer<typeof SignatureEnvelope>;

/** Keeps a signature of a memorandum from ever being one of something else. */
const CONTEXT = 'jisr-memorandum-signature-v1';

/**
 * The bytes that a party signs: canonical JSON of the envelope without key and signature: the key is
 * bound by making the signature.
 *
 * @example
 * await sign(signedBytes({ digest, party: 'BHR', role, signedAt }))
 */
export const signedBytes = ({
  digest,
  party,
  role,
  signedAt,
}: Omit<SignatureEnvelope, 'signature' | 'keyId'>): Uint8Array =>
  canonicalBytes({ context: CONTEXT, digest, party, role, signedAt });

/** Checks a signature by a key of that party; how is the caller's. */
export type SignatureVerifier = (of: {
  readonly party: string;
  readonly keyId: string;
  readonly bytes: Uint8Array;
  readonly signature: string;
}) => boolean | Promise<boolean>;

/**
 * Whether an envelope is a good signature over exactly this digest.
 *
 * @example
 * if (!(await verifySignature(envelope, digest, verify))) refuse();
 */
export async function verifySignature(
  envelope: SignatureEnvelope,
  digest: string,
  verify: SignatureVerifier,
): Promise<boolean> {
  if (envelope.digest !== digest) return false;
  const { party, keyId, signature } = envelope;
  return (await verify({ party, keyId, bytes: signedBytes(envelope), signature })) === true;
}
