import type { Issue } from '@jisr/contract';

/** The issues that only the node can see, because they depend on what it already knows (travellers.md §8). */
const ISSUES = {
  CARRIER_MISMATCH: {
    severity: 'warn',
    en: 'The flight is of {carrier}, the key that brought the message belongs to {sender}.',
    ar: 'الرحلة للناقل {carrier}، والمفتاح الذي وردت به الرسالة للناقل {sender}.',
  },
  CLOB_UNKNOWN_REF: {
    severity: 'error',
    en: 'The close-out list names {reference}, whom no earlier message declared.',
    ar: 'تذكر قائمة الإقفال {reference} ولم تصرّح به أي رسالة سابقة.',
  },
  CHANGE_UNKNOWN_REF: {
    severity: 'warn',
    en: 'The change or cancellation is of a traveller whom no earlier message declared; kept as a new traveller.',
    ar: 'التعديل أو الإلغاء لمسافر لم تصرّح به أي رسالة سابقة، وقد قُيّد مسافرًا جديدًا.',
  },
  SERIES_INCOMPLETE: {
    severity: 'warn',
    en: 'Parts {parts} of the series {series} have not come after five minutes.',
    ar: 'لم تصل الأجزاء {parts} من السلسلة {series} بعد خمس دقائق.',
  },
} as const;

/**
 * Makes an issue of the node with its text in both languages.
 *
 * @param raw what stood in the message, where it can be shown
 * @example
 * issue('CLOB_UNKNOWN_REF', { reference: '90004' }, '90004').severity // 'error'
 */
export function issue(
  code: keyof typeof ISSUES,
  params: Readonly<Record<string, string>>,
  raw: string | null = null,
): Issue {
  const { severity, en, ar } = ISSUES[code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  return {
    code,
    severity,
    segment: null,
    offset: null,
    raw,
    message: { en: fill(en), ar: fill(ar) },
  };
}
