import { createHash, createHmac } from 'node:crypto';
import { LedgerKind } from '@jisr/contract';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { LedgerEntry } from './types.ts';

/** An entry as it stands in the tree. */
export const LedgerBody = z.strictObject({
  id: z.uuid(),
  kind: LedgerKind,
  subject: z.string(),
  time: z.string(),
  actors: z.array(z.string()),
  articles: z.array(z.string()),
  policyDigest: z.string().nullable(),
  objectDigest: z.string().nullable(),
  counterpart: z.string().nullable(),
  previousReceipt: z.string().nullable(),
  details: z.record(z.string(), z.string()),
});
export type LedgerBody = z.infer<typeof LedgerBody>;

/**
 * How JSON spells what no database keeps: U+0000 and half a character (RFC 8785 §3.2.2.2 refuses that one); a backslash
 * before it would make it plain text.
 */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/;
const PSEUDONYM_DIGITS = 20;

/**
 * The exact text of an entry: canonical JSON (RFC 8785), so that one entry has one hash.
 *
 * @throws RangeError for text that cannot be stored as it is: its hash could not be computed again from what is
 */
export function bodyOf(id: string, time: string, entry: LedgerEntry): string {
  const { kind, subject, actors, articles, policyDigest, objectDigest, counterpart, previousReceipt } = entry;
  const details = entry.details ?? {};
  const body: LedgerBody = {
    ...{ id, kind, subject, time, policyDigest, objectDigest, counterpart, previousReceipt, details },
    actors: [...actors],
    articles: [...articles],
  };
  const text = canonicalize(body);
  if (text === undefined || UNSTORABLE.test(text)) throw new RangeError('an entry has no form that is kept');
  return text;
}

/** Reads the text of an entry; null where it is none, or not the canonical spelling of it, or cannot be kept. */
export function readBody(text: string): LedgerBody | null {
  try {
    const parsed = UNSTORABLE.test(text) ? null : LedgerBody.safeParse(JSON.parse(text));
    return parsed?.success && canonicalize(parsed.data) === text ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** How an officer is named in entries: always the same, and known only to whoever holds the node's key. */
export const pseudonymOf = (key: Uint8Array, accountId: string): string =>
  createHmac('sha256', key).update(accountId).digest('hex').slice(0, PSEUDONYM_DIGITS);

/** SHA-256(salt ‖ payload digest), both sides compute it alike. @param payloadDigest hexadecimal */
export const saltedDigest = (salt: Uint8Array, payloadDigest: string): string =>
  createHash('sha256').update(salt).update(Buffer.from(payloadDigest, 'hex')).digest('hex');
