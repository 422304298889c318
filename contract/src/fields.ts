/** Small shapes that several parts of the API share. */
import { z } from 'zod';

export const Id = z.uuid().describe('UUIDv7');
/** An instant, ISO 8601 with Z. */
export const Instant = z.string().describe('instant, ISO 8601 UTC');
/** A local time as printed by the carrier: no zone, never shifted. */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .describe('local time at the airport');
/** A day, or as much of it as is known: `1968`, `1968-02`, `1968-02-11`. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .describe('full or partial date');
/** A listed birth date: a partial date or a range of years `1960/1965`. */
export const ListedDate = z
  .string()
  .regex(/^\d{4}((-\d{2}(-\d{2})?)?|\/\d{4})$/)
  .describe('partial date or year range');
export const Day = z.iso.date();
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 3166-1 alpha-3 or ICAO 9303 code');
export const Bilingual = z.object({ en: z.string(), ar: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

/** A name as supplied, and its form in the other script with where that form comes from (never a replacement). */
export const DisplayName = z.object({
  text: z.string(),
  other: z
    .object({ text: z.string(), lang: z.enum(['ar', 'en']), source: z.enum(['supplied', 'generated']) })
    .nullable(),
});
export type DisplayName = z.infer<typeof DisplayName>;

export const Document = z.object({
  type: z.string().nullable(),
  number: z.string(),
  issuer: z.string().nullable(),
  expiry: z.string().nullable(),
});
export type Document = z.infer<typeof Document>;

export const Officer = z.object({ id: Id, name: Bilingual });
export type Officer = z.infer<typeof Officer>;

/** A page of rows: `next` is the cursor of the following page, null on the last. */
export const page = <T extends z.ZodType>(row: T) =>
  z.object({ items: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() });

export const PageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
