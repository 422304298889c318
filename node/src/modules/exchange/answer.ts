/** What a node answers to a batch of documents: receipts, and what it could not take and why. */
import { readStrictJson } from '@jisr/exchange-documents';
import { z } from 'zod';

const MOST_BYTES = 32 * 1024 * 1024;
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const AnswerSchema = z.strictObject({
  v: z.literal(1),
  receipts: z
    .array(
      z
        .string()
        .min(1)
        .max(16 * 1024),
    )
    .max(1000),
  /** Lanes in which something is missing, with the number that is expected. */
  gaps: z.array(z.strictObject({ lane: z.string().max(64), expected: count })).max(100),
  /** Documents that were not judged: their place in the batch, and the rule that failed. Nothing about them was kept. */
  faults: z
    .array(z.strictObject({ at: count, code: z.string().max(64), place: z.string().max(200) }))
    .max(1000),
  /** The newest card of the asking node that the answering one knows, and the answering one's own newest. */
  knows: count,
  card: count,
});
export type Answer = z.infer<typeof AnswerSchema>;

export const writeAnswer = (answer: Answer): Uint8Array => Buffer.from(JSON.stringify(answer));

/** Null for what no Jisr answers. */
export function readAnswer(bytes: Uint8Array): Answer | null {
  const json = readStrictJson(bytes, MOST_BYTES);
  const parsed = json.ok ? AnswerSchema.safeParse(json.value) : null;
  return parsed?.success ? parsed.data : null;
}
