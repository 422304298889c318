import { z } from 'zod';
import { canonical } from './model.ts';
import type { Intent } from './types.ts';

/** Media type of what the gate seals. */
export const ENVELOPE_TYPE = 'application/vnd.jisr.disclosure+json';
/** The content of one disclosure at most, bytes (exchange-design §2 allows 2 GiB for files; a disclosure is a record). */
export const CONTENT_MOST = 16 * 1024 * 1024;

const Party = z.object({ party: z.string().max(20), agency: z.string().max(60) }).strict();

/**
 * What is encrypted: the content, and beside it what only the receiver may know. The salt makes the digest in the
 * ledgers mute for whoever does not have it; without the salt nobody can try names against it.
 */
export const Envelope = z
  .object({
    v: z.literal(1),
    salt: z.string().regex(/^[\w-]{43}$/),
    from: Party,
    to: Party,
    mode: z.enum(['plain', 'blind']).nullable(),
    subject: z
      .object({ minor: z.boolean().nullable(), own: z.boolean().nullable(), sensitive: z.boolean() })
      .strict(),
    originator: z.string().max(20).nullable(),
    payload: z.record(z.string().max(60), z.unknown()),
  })
  .strict();
export type Envelope = z.infer<typeof Envelope>;

/**
 * The bytes that are sealed.
 *
 * @example
 * exchange.seal(writeEnvelope(envelope), ENVELOPE_TYPE)
 */
export const writeEnvelope = (envelope: Envelope): Uint8Array => Buffer.from(canonical(envelope), 'utf8');

/** The parts of an envelope that come from the intent. */
export const envelopeOf = (
  intent: Intent,
  salt: string,
  subject: Envelope['subject'],
  payload: Record<string, unknown>,
): Envelope => ({
  v: 1,
  salt,
  from: { ...intent.from },
  to: { ...intent.to },
  mode: intent.mode,
  subject,
  originator: intent.originator ?? null,
  payload,
});

/**
 * Reads an envelope back, or null for bytes that are none: too many, no JSON, another shape, not canonical (then a
 * second reader could understand something else).
 */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
  if (bytes.length > CONTENT_MOST) return null;
  const text = new TextDecoder('utf-8').decode(bytes);
  const parsed = Envelope.safeParse(jsonOf(text));
  return parsed.success && canonical(parsed.data) === text ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
