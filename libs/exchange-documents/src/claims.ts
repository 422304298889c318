import { z } from 'zod';
import { bad, type Checked, good } from './fault.ts';

/** Shapes that several documents share. Everything is strict: what is not agreed is refused, not ignored. */
export const PartySchema = z.string().regex(/^[A-Z]{3}$/);
export const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** Seconds since 1970 (RFC 7519 NumericDate), whole. */
export const SecondsSchema = z.int().min(0).max(253_402_300_799);
/** An instant inside a sealed content, ISO 8601. There is no year 0 in a database, and ISO 8601 has one only by agreement (§4.3.2). */
export const InstantSchema = z.iso.datetime().refine((instant) => !instant.startsWith('0000'));
export const UuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
/** A word of a closed list that is kept elsewhere: the gate of the receiver knows which ones there are. */
export const WordSchema = z.string().regex(/^[a-z0-9][a-z0-9+-]{0,39}$/);
/** `BORDERS/4.2`: memorandum and article, or a paragraph below it. */
export const ArticleSchema = z.string().regex(/^[A-Z][A-Z-]{1,31}\/[A-Za-z0-9][A-Za-z0-9.()-]{0,31}$/);
export const KidSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Text for people: bounded, and in both languages. */
export const BilingualSchema = z.strictObject({
  en: z.string().min(1).max(2000),
  ar: z.string().min(1).max(2000),
});

/** Claims in the agreed shape, or where they first differ from it. */
export function readClaims<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return good(parsed.data);
  const issue = parsed.error.issues[0];
  // Names of members come from the peer: they are cut, and never longer than a line.
  const named = issue?.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : [];
  const path = [...(issue?.path ?? []), ...named].map(String).join('.');
  return bad('CLAIMS_SHAPE', path.slice(0, 120), issue?.code);
}
