import type { Damage, ParseIssue } from './listing-draft.ts';

interface Wording {
  readonly severity: ParseIssue['severity'];
  readonly en: string;
  readonly ar: string;
}

/** Everything that can be wrong with a list, in both languages. */
const WORDINGS = {
  LIST_FORMAT_UNKNOWN: {
    severity: 'error',
    en: 'The format of this list is not known; nothing was read.',
    ar: 'صيغة هذه القائمة غير معروفة، ولم يُقرأ منها شيء.',
  },
  LIST_FILES_MIXED: {
    severity: 'error',
    en: 'This file belongs to another list than the others and was not read.',
    ar: 'هذا الملف من قائمة غير قائمة الملفات الأخرى، ولم يُقرأ.',
  },
  LIST_FILES_MISSING: {
    severity: 'error',
    en: 'The file of the aliases (alt.csv) was not given: the listings have their main names only.',
    ar: 'لم يُقدَّم ملف الأسماء البديلة (alt.csv)، فليس للقيود إلا أسماؤها الأساسية.',
  },
  LIST_ENCODING_UNKNOWN: {
    severity: 'error',
    en: 'The letters of this file are not in UTF-8; it was not read. Save it as UTF-8 and import it again.',
    ar: 'حروف هذا الملف ليست بترميز UTF-8، فلم يُقرأ. احفظه بترميز UTF-8 ثم أعد استيراده.',
  },
  TEXT_DAMAGED: {
    severity: 'warn',
    en: 'Some letters of this line were damaged before it came here; check the name.',
    ar: 'تلفت بعض حروف هذا السطر قبل وصوله إلى هنا، فتحقق من الاسم.',
  },
  LIST_XML_MALFORMED: {
    severity: 'error',
    en: 'The XML is broken at this place; whole entries before and after it were still read.',
    ar: 'بنية XML معطوبة في هذا الموضع، وقُرئت القيود السليمة قبله وبعده.',
  },
  LIST_XML_DTD_REFUSED: {
    severity: 'error',
    en: 'The file declares a document type; such files are refused for safety.',
    ar: 'يتضمن الملف تعريفًا لنوع المستند، وتُرفض هذه الملفات لدواعي الأمان.',
  },
  LIST_XML_TOO_DEEP: {
    severity: 'error',
    en: 'The elements are nested too deeply; reading stopped here.',
    ar: 'تداخل العناصر أعمق من المسموح به، وتوقفت القراءة هنا.',
  },
  LIST_EMPTY: {
    severity: 'warn',
    en: 'The list holds no listing.',
    ar: 'لا تحتوي القائمة على أي قيد.',
  },
  HEADER_MISSING: {
    severity: 'error',
    en: 'The first row must name the columns, “reference” and “name” among them; nothing was read.',
    ar: 'يجب أن يسمّي الصف الأول الأعمدة، ومنها «المرجع» و«الاسم»، ولم يُقرأ شيء.',
  },
  COLUMN_UNKNOWN: {
    severity: 'warn',
    en: 'This column is not known and was not read.',
    ar: 'هذا العمود غير معروف ولم يُقرأ.',
  },
  ROW_DAMAGED: {
    severity: 'warn',
    en: 'This row has too few or too many fields, or its quotation marks do not match; check what was read from it.',
    ar: 'حقول هذا الصف ناقصة أو زائدة، أو علامات الاقتباس فيه غير متطابقة، فتحقق مما قُرئ منه.',
  },
  ROW_UNREADABLE: {
    severity: 'error',
    en: 'This row could not be read and gave no listing.',
    ar: 'تعذرت قراءة هذا الصف ولم ينتج عنه قيد.',
  },
  REFERENCE_MISSING: {
    severity: 'error',
    en: 'The entry has no reference and gave no listing.',
    ar: 'لا مرجع لهذا القيد، فلم يُدرج.',
  },
  REFERENCE_DUPLICATE: {
    severity: 'error',
    en: 'The reference was already used in this file; only the first entry was taken.',
    ar: 'سبق استعمال هذا المرجع في الملف، ولم يؤخذ إلا القيد الأول.',
  },
  NAME_MISSING: {
    severity: 'error',
    en: 'The entry has no name and gave no listing.',
    ar: 'لا اسم لهذا القيد، فلم يُدرج.',
  },
  KIND_UNKNOWN: {
    severity: 'warn',
    en: 'The kind of listing is not known; it is kept as “other”.',
    ar: 'نوع القيد غير معروف، وحُفظ على أنه «آخر».',
  },
  DATE_UNREADABLE: {
    severity: 'warn',
    en: 'This date could not be read; its words are kept in the remarks.',
    ar: 'تعذرت قراءة هذا التاريخ، وحُفظ نصه في الملاحظات.',
  },
  COUNTRY_UNKNOWN: {
    severity: 'warn',
    en: 'This country is not known; its name is kept in the remarks.',
    ar: 'هذه الدولة غير معروفة، وحُفظ اسمها في الملاحظات.',
  },
  GENDER_UNKNOWN: {
    severity: 'warn',
    en: 'The gender could not be read; its words are kept in the remarks.',
    ar: 'تعذرت قراءة الجنس، وحُفظ نصه في الملاحظات.',
  },
  DOCUMENT_UNREADABLE: {
    severity: 'warn',
    en: 'This document has no number that can be read; its words are kept in the remarks.',
    ar: 'لا رقم مقروءًا لهذه الوثيقة، وحُفظ نصها في الملاحظات.',
  },
  INSTRUCTION_UNKNOWN: {
    severity: 'error',
    en: 'The instruction is not known; the listing has none until it is corrected.',
    ar: 'التعليمة غير معروفة، ويبقى القيد بلا تعليمة حتى تُصحَّح.',
  },
  ROWS_WITHOUT_LISTING: {
    severity: 'warn',
    en: 'Rows of this file refer to listings that the list does not hold.',
    ar: 'في هذا الملف صفوف تشير إلى قيود غير موجودة في القائمة.',
  },
  LINE_NOT_JSON: {
    severity: 'error',
    en: 'This line is not an entity in JSON and was not read.',
    ar: 'هذا السطر ليس كيانًا بصيغة JSON، ولم يُقرأ.',
  },
  SCHEMA_NOT_LISTED: {
    severity: 'info',
    en: 'Entities of this schema are counted but are not listings.',
    ar: 'كيانات هذا النوع محسوبة في العدد ولكنها ليست قيودًا.',
  },
} as const satisfies Record<string, Wording>;

/** The codes of {@link ParseIssue}. */
export type IssueCode = keyof typeof WORDINGS;

/** The file breaks off or is no file of its format: what follows the place is not known. */
const FILE_BROKEN: ReadonlySet<string> = new Set<IssueCode>([
  'LIST_XML_MALFORMED',
  'LIST_XML_DTD_REFUSED',
  'LIST_XML_TOO_DEEP',
  'LIST_ENCODING_UNKNOWN',
]);
/** An entry was left out, or a row was read that may be cut: a listing may be missing that its publisher has not withdrawn. */
const ENTRY_LOST: ReadonlySet<string> = new Set<IssueCode>([
  'LIST_FILES_MIXED',
  'ROW_DAMAGED',
  'ROW_UNREADABLE',
  'REFERENCE_MISSING',
  'NAME_MISSING',
  'LINE_NOT_JSON',
]);

/**
 * How far these issues leave it open what the file holds.
 *
 * @example
 * damageOf([{ code: 'ROW_UNREADABLE' }]); // 'entries'
 */
export function damageOf(issues: readonly { readonly code: string }[]): Damage {
  if (issues.some(({ code }) => FILE_BROKEN.has(code))) return 'file';
  if (issues.some(({ code }) => code === 'LIST_FILES_MISSING')) return 'aliases';
  return issues.some(({ code }) => ENTRY_LOST.has(code)) ? 'entries' : 'none';
}

const RAW_MAX = 200;

/**
 * States an issue; `raw` is cut after 200 characters.
 *
 * @example
 * parseIssue('DATE_UNREADABLE', { line: 4, reference: 'UN:QDi.001', raw: '30-35 years old' });
 */
export function parseIssue(
  code: IssueCode,
  at: { line?: number | null; reference?: string | null; raw?: string | null } = {},
): ParseIssue {
  const { severity, en, ar } = WORDINGS[code];
  const raw = at.raw == null ? null : at.raw.slice(0, RAW_MAX);
  return { code, severity, line: at.line ?? null, reference: at.reference ?? null, raw, message: { en, ar } };
}
