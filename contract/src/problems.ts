import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from './problem-texts.ts';
import type { Language } from './vocabulary.ts';

/** The body of every error answer (RFC 9457 §3, with our members `code`, `params`, `text`, `traceId`). */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.string()),
  text: z.object({ en: z.string(), ar: z.string() }),
  traceId: z.string(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/**
 * The text of a problem in one language, parameters filled in; an unknown parameter stays visible in braces. Where a
 * parameter is itself words, its Arabic stands beside it: `detail` and `detailAr`.
 *
 * @example
 * problemText('ACCOUNT_LOCKED', 'en', { minutes: '15' }) // 'Too many failed attempts. This account is locked for 15 minutes.'
 */
export function problemText(
  code: ProblemCode,
  language: z.infer<typeof Language>,
  params: Readonly<Record<string, string>> = {},
): string {
  return PROBLEMS[code][language].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => (language === 'ar' ? params[`${name}Ar`] : undefined) ?? params[name] ?? whole,
  );
}
