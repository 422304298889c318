import { z } from 'zod';
import { BilingualSchema, DigestSchema, PartySchema, SecondsSchema, UuidSchema } from './claims.ts';
import { type Expected, partyFault } from './disclosure.ts';
import { bad, type Checked, good } from './fault.ts';
import { type Opened, openJws, signJws } from './jws.ts';
import type { Signer, Suite } from './suite.ts';

export const RECEIPT_BYTES = 16 * 1024;

/** Why the receiver refused: the clause that stopped it, and no more of the data than the sender sent. */
export const ReasonSchema = z.strictObject({
  /** `wire`: the document itself is faulty; the others are the sets of rules that the receiver's gate evaluates. */
  set: z.enum(['wire', 'floor', 'memorandum', 'directive']),
  /** The article or clause, `BORDERS/4.2` or `floor/minor`; null for a fault of the wire. */
  clause: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9./()-]{0,79}$/)
    .nullable(),
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/),
  text: BilingualSchema.nullable(),
});
export type Reason = z.infer<typeof ReasonSchema>;

const FIRST = ['accepted', 'refused', 'duplicate'] as const;
const SECOND = ['processed', 'rejected', 'deleted'] as const;

export const ReceiptSchema = z
  .strictObject({
    v: z.literal(1),
    /** The disclosure's id, and the SHA-256 of its text. */
    of: UuidSchema,
    digest: DigestSchema,
    iss: PartySchema,
    aud: PartySchema,
    iat: SecondsSchema,
    receivedAt: SecondsSchema,
    verdict: z.enum([...FIRST, ...SECOND]),
    reason: ReasonSchema.nullable(),
    /** Where the receiver wrote it into its ledger. */
    log: z
      .strictObject({ origin: z.string().max(200), index: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
      .nullable(),
  })
  .refine(({ verdict, reason }) => (verdict === 'refused' || verdict === 'rejected') === (reason !== null), {
    path: ['reason'],
  });
export type Receipt = z.infer<typeof ReceiptSchema>;

/** First receipts say what became of the delivery, second ones what became of the content. */
export const receiptStage = (receipt: Pick<Receipt, 'verdict'>): 'first' | 'second' =>
  (FIRST as readonly string[]).includes(receipt.verdict) ? 'first' : 'second';

/**
 * Signs a receipt. Keep its bytes: the same document again gets the same receipt.
 *
 * @example
 * await signReceipt(signer, { v: 1, of: id, digest, iss: 'USA', aud: 'BHR', iat, receivedAt, verdict: 'accepted', reason: null, log: null });
 */
export const signReceipt = (signer: Signer, receipt: Receipt): Promise<string> =>
  signJws(signer, 'jisr-receipt+jwt', ReceiptSchema.parse(receipt));

/**
 * Checks a receipt of the peer, and that it is for what we sent.
 *
 * @param sent id and digest of the disclosure; null where the receipt itself says which one is meant (pulled receipts)
 * @returns the receipt, or the first fault: a swapped one is `RECEIPT_OTHER_DOCUMENT` or `RECEIPT_OTHER_DIGEST`
 * @example
 * openReceipt(suite, token, { keys, issuer: 'USA', audience: 'BHR', receivedAt: now }, { id, digest })
 */
export function openReceipt(
  suite: Suite,
  token: string,
  expected: Expected,
  sent: { readonly id: string; readonly digest: string } | null,
): Checked<Opened<Receipt>> {
  const opened = openJws(
    suite,
    token,
    { typ: 'jisr-receipt+jwt', schema: ReceiptSchema, maxBytes: RECEIPT_BYTES },
    { keys: expected.keys, use: 'sign', receivedAt: expected.receivedAt },
  );
  if (!opened.ok) return opened;
  const { claims } = opened.value;
  const fault = partyFault(claims, expected);
  if (fault) return fault;
  if (sent && claims.of !== sent.id) return bad('RECEIPT_OTHER_DOCUMENT', 'of');
  if (sent && claims.digest !== sent.digest) return bad('RECEIPT_OTHER_DIGEST', 'digest');
  return good(opened.value);
}
