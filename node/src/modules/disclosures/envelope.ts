import { readStrictJson } from '@jisr/exchange-documents';
import { z } from 'zod';
import { canonical } from './model.ts';
import type { GateQuestion } from './types.ts';

/** Media type of what the gate seals. */
export const ENVELOPE_TYPE = 'application/vnd.jisr.disclosure+json';
/** The content of one disclosure at most, bytes (exchange-design §2 allows 2 GiB for files; a disclosure is a record). */
export const CONTENT_MOST = 16 * 1024 * 1024;

const Party = z.object({ party: z.string().max(20), agency: z.string().max(60) }).strict();

/** What is encrypted: the content, and beside it what only the receiver may know. */
export const Envelope = z
  .object({
    v: z.literal(1),
    from: Party,
    to: Party,
    mode: z.enum(['plain', 'blind']).nullable(),
    subject: z
      .object({ minor: z.boolean().nullable(), own: z.boolean().nullable(), sensitive: z.boolean() })
      .strict(),
    automatic: z.boolean(),
    urgent: z.boolean(),
    assurances: z.array(z.string().max(60)).max(16),
    originator: z.string().max(20).nullable(),
    originatorConsent: z.boolean(),
    payload: z.record(z.string().max(60), z.unknown()),
  })
  .strict();
export type Envelope = z.infer<typeof Envelope>;

/**
 * The bytes that are sealed, and whose salted digest stands in both ledgers.
 *
 * @example
 * exchange.seal([{ content: writeEnvelope(envelope), salt }], ENVELOPE_TYPE)
 */
export const writeEnvelope = (envelope: Envelope): Uint8Array => Buffer.from(canonical(envelope), 'utf8');

/** The envelope of a content, with what the law was asked of it. */
export function envelopeOf(question: GateQuestion, payload: Record<string, unknown>): Envelope {
  const { from, to, mode, subject, automatic, urgent, assurances, originator, originatorConsent } = question;
  return {
    ...{ v: 1, mode, automatic, urgent, originator, originatorConsent, payload },
    from: { ...from },
    to: { ...to },
    subject: { ...subject },
    assurances: [...assurances],
  };
}

/**
 * Reads an envelope back, or null for bytes that are none: too many, no JSON as two readers agree on it, what no database
 * keeps (U+0000, half a surrogate), another shape, not canonical (then a second reader could understand something else).
 */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
  const json = readStrictJson(bytes, CONTENT_MOST);
  const parsed = json.ok ? Envelope.safeParse(json.value) : null;
  if (!parsed?.success) return null;
  return Buffer.from(bytes).equals(writeEnvelope(parsed.data)) ? parsed.data : null;
}
