/** What the console reads out of signed claims: the node has verified them, they are only shown here. */
import { z } from 'zod';

/** Seconds that a date can hold. */
const Seconds = z.number().min(0).max(8_640_000_000_000);

/** The members of a disclosure's head that the list does not have (docs/protocol/exchange.md §3). Times in seconds. */
const Head = z.object({
  offence: z.string().nullable().catch(null),
  retainUntil: Seconds.nullable().catch(null),
  onward: z.string().catch(''),
  answerBy: Seconds.nullable().catch(null),
  caveats: z.array(z.object({ en: z.string(), ar: z.string() })).catch(() => []),
  approvals: z
    .array(z.object({ officer: z.string(), at: Seconds, method: z.enum(['passkey', 'password-totp']) }))
    .catch(() => []),
});

/** A receipt (docs/protocol/exchange.md §4). Times in seconds. */
const Receipt = z.object({
  verdict: z.enum(['accepted', 'duplicate', 'refused', 'processed', 'rejected', 'deleted']),
  iss: z.string(),
  iat: Seconds,
  log: z.object({ origin: z.string(), index: z.number() }).nullable().catch(null),
});

export type HeadClaims = z.output<typeof Head>;
export type ReceiptClaims = z.output<typeof Receipt>;

/**
 * The head of a document; what a newer partner adds is left alone.
 *
 * @example
 * headOf(document.head).answerBy // 1767225600
 */
export const headOf = (claims: Readonly<Record<string, unknown>>): HeadClaims => Head.parse(claims);

/** What a receipt says, or null where this console does not know its form. */
export const receiptOf = (claims: Readonly<Record<string, unknown>>): ReceiptClaims | null =>
  Receipt.safeParse(claims).data ?? null;

/**
 * An instant of signed claims.
 *
 * @param seconds since 1970
 * @example
 * instantOf(0) // '1970-01-01T00:00:00.000Z'
 */
export const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
