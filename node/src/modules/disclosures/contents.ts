import { InstantSchema } from '@jisr/exchange-documents';
import { z } from 'zod';
import { DEPTH_MOST, isTooDeep } from './model.ts';
import { gateRefusal } from './refusal-texts.ts';
import type { Refusal } from './types.ts';

/** What a category may hold: the name of each field with its shape. */
export type ContentShape = z.ZodObject;

const Text = z.string().max(20_000);
const Member: z.ZodType = z.lazy(() =>
  z.union([
    Text,
    z.number().finite(),
    z.boolean(),
    z.null(),
    z.array(Member).max(5_000),
    z.record(z.string().max(60), Member),
  ]),
);
const Short = z.string().min(1).max(200);
const PartialDay = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Fields whose form is the same wherever they stand; the rest is any JSON within the limits, or as its desk says. */
const FIELD_SHAPES: Readonly<Record<string, z.ZodType>> = {
  birthDate: PartialDay,
  takenOn: PartialDay,
  expiresOn: PartialDay,
  reportedOn: PartialDay,
  listedSince: PartialDay,
  sex: z.enum(['M', 'F', 'X']),
  documentNumber: z.string().regex(/^[A-Z0-9]{1,20}$/),
  issuer: z.string().regex(/^[A-Z]{1,3}$/),
  hit: z.boolean(),
  confirmed: z.boolean(),
  lifted: z.boolean(),
  of: z.uuid(),
  digest: Digest,
  deletedAt: InstantSchema,
  signedAt: InstantSchema,
  copies: z.number().int().min(0).max(1_000_000),
  listSize: z.number().int().min(0),
  version: z.number().int().min(1),
  memorandumId: Short,
  party: Short,
  role: Short,
  keyId: Short,
  signature: z.string().max(4_000),
  // Filters, photographs, files: base64 of up to 9 MiB.
  filter: z.string().max(12_600_000),
  photograph: z.string().max(12_600_000),
  blinded: z.array(z.string().max(100)).min(1).max(500),
  evaluated: z.array(z.string().max(100)).max(500),
  memorandum: z.union([z.string().max(2_000_000), z.record(z.string().max(60), Member)]),
};

/**
 * The strict shape of a category: its fields and no other, each optional, each within limits. Which of them must be
 * there is for the desk that takes them.
 *
 * @example
 * shapeOf(['birthDate', 'sex']).safeParse({ birthDate: '1980', colour: 'blue' }).success // false
 */
export const shapeOf = (fields: readonly string[]): ContentShape =>
  z.strictObject(
    Object.fromEntries(fields.map((field) => [field, (FIELD_SHAPES[field] ?? Member).nullish()])),
  );

export interface Contents {
  /** Null for content that has the form of its category; otherwise the refusal, which names the field. */
  check(category: string, payload: Readonly<Record<string, unknown>>): Omit<Refusal, 'id'> | null;
}

/**
 * Checks contents by category.
 *
 * @param fieldsOf the fields that each category may hold; undefined for an unknown category
 * @example
 * createContents((category) => CATALOGUE[category]?.fields).check('deletion-notice', { of: id, reason: 'released' })
 */
export function createContents(fieldsOf: (category: string) => readonly string[] | undefined): Contents {
  const shapes = new Map<string, ContentShape>();
  const shapeFor = (category: string): ContentShape | null => {
    const fields = fieldsOf(category);
    if (fields === undefined) return null;
    if (!shapes.has(category)) shapes.set(category, shapeOf(fields));
    return shapes.get(category)!;
  };
  return {
    check(category, payload) {
      const shape = shapeFor(category);
      if (shape === null) return gateRefusal('CONTENT_INVALID', { detail: category.slice(0, 60) });
      if (isTooDeep(payload)) return gateRefusal('CONTENT_INVALID', { detail: `> ${DEPTH_MOST}` });
      const unknown = Object.keys(payload).filter((field) => !Object.hasOwn(shape.shape, field));
      if (unknown.length > 0)
        return gateRefusal('FIELD_UNKNOWN', { category, detail: unknown.join(', ').slice(0, 200) });
      const parsed = shape.safeParse(payload);
      // The path says which field it is; what it holds may be about a person and is not repeated.
      const at = parsed.success ? null : parsed.error.issues[0]?.path.map(String).join('.');
      return at === null ? null : gateRefusal('CONTENT_INVALID', { detail: at ?? category });
    },
  };
}
