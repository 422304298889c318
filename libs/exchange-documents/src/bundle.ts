import { z } from 'zod';
import type { Disclosure } from './disclosure.ts';
import { bad, type Checked, good } from './fault.ts';
import { readStrictJson } from './strict-json.ts';
import { canonicalBytes } from './suite.ts';

export const BATCH_BYTES = 10 * 1024 * 1024;
/** Bundles or receipts in one message. */
const MOST = 250;
const token = (most: number) => z.string().min(1).max(most);

/** One disclosure on its way: the signed head and, where it is small, the sealed payload. */
const BundleSchema = z.strictObject({
  disclosure: token(64 * 1024),
  payload: token(2 * 1024 * 1024).nullable(),
});
export type Bundle = z.infer<typeof BundleSchema>;

const BatchSchema = z.strictObject({
  v: z.literal(1),
  bundles: z.array(BundleSchema).max(MOST),
  /** Receipts that the sender owes: second receipts, and first ones of pulled documents. */
  receipts: z.array(token(16 * 1024)).max(MOST),
});
/** The body of `POST /x/v1/documents`, and of the answer to `GET /x/v1/outbox`. */
export type Batch = z.infer<typeof BatchSchema>;

const AnswerSchema = z.strictObject({ v: z.literal(1), receipts: z.array(token(16 * 1024)).max(MOST) });
/** The body of the answer to `POST /x/v1/documents`, and of `POST /x/v1/receipts`. */
export type Receipts = z.infer<typeof AnswerSchema>;

/**
 * @returns the bundles, or `JSON_…` / `BUNDLE_SHAPE` with the place
 * @example
 * readBatch(bytes) // { ok: true, value: { v: 1, bundles: [{ disclosure: 'eyJ…', payload: 'eyJ…' }], receipts: [] } }
 */
export const readBatch = (bytes: Uint8Array): Checked<Batch> => read(BatchSchema, bytes);

/** Reads a list of receipts: see {@link readBatch}. */
export const readReceipts = (bytes: Uint8Array): Checked<Receipts> => read(AnswerSchema, bytes);

export const writeBatch = (batch: Batch): Uint8Array => canonicalBytes(BatchSchema.parse(batch));
export const writeReceipts = (receipts: Receipts): Uint8Array => canonicalBytes(AnswerSchema.parse(receipts));

/** The sealed payload of a bundle, as its head says where it is; null when it comes in chunks. */
export function inlinePayload(
  bundle: Bundle,
  disclosure: Pick<Disclosure, 'payload'>,
): Checked<string | null> {
  const inline = disclosure.payload.place === 'inline';
  if (inline && bundle.payload === null) return bad('BUNDLE_PAYLOAD_MISSING', 'payload');
  if (!inline && bundle.payload !== null) return bad('BUNDLE_PAYLOAD_EXTRA', 'payload');
  return good(bundle.payload);
}

function read<T>(schema: z.ZodType<T>, bytes: Uint8Array): Checked<T> {
  const json = readStrictJson(bytes, BATCH_BYTES);
  if (!json.ok) return json;
  // Millions of empty entries would each be described as a fault of its own.
  const long = Object.entries(json.value ?? {}).find(([, list]) => Array.isArray(list) && list.length > MOST);
  if (long) return bad('BUNDLE_SHAPE', long[0].slice(0, 40), String(MOST));
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return good(parsed.data);
  return bad('BUNDLE_SHAPE', (parsed.error.issues[0]?.path ?? []).map(String).join('.').slice(0, 120));
}
