import { createIssueRaiser, fillText, type IssueText } from './issue.ts';
import type { BilingualText, Refusal } from './types.ts';

/** Every issue that the EDIFACT reader itself can raise. */
export const edifactIssues = {
  CHARSET_REPAIRED: {
    severity: 'info',
    en: 'The text is not valid in its declared character set; it was read as {charset}.',
    ar: 'النص غير صالح وفق مجموعة المحارف المعلنة، فقُرئ على أنه {charset}.',
  },
  UNA_MALFORMED: {
    severity: 'warn',
    en: 'The UNA service characters do not fit the message; the characters it really uses were inferred.',
    ar: 'محارف الخدمة في UNA لا توافق الرسالة، فاستُنتجت المحارف المستعملة فعلًا.',
  },
  UNA_MISSING_NONDEFAULT: {
    severity: 'warn',
    en: 'UNA is missing although the message does not use the default service characters; they were inferred.',
    ar: 'لا يوجد UNA مع أن الرسالة لا تستعمل محارف الخدمة المعتادة، فاستُنتجت المحارف.',
  },
  WRAPPER_STRIPPED: {
    severity: 'info',
    en: 'Text around the interchange (mail, teletype header or footer) was removed.',
    ar: 'أُزيل النص المحيط بالرسالة (بريد أو ترويسة برقية أو تذييل).',
  },
  MAIL_DECODED: {
    severity: 'info',
    en: 'The message was taken out of an encoded mail body or HTML page.',
    ar: 'استُخرجت الرسالة من متن بريد مرمّز أو من صفحة HTML.',
  },
  HARD_WRAP_JOINED: {
    severity: 'info',
    en: '{count} lines were broken inside a segment and were joined again.',
    ar: 'عدد الأسطر المقطوعة داخل المقاطع والتي أُعيد وصلها: {count}.',
  },
  TERMINATOR_MISSING: {
    severity: 'warn',
    en: '{count} segments had no terminator; they were read as ending with their line.',
    ar: 'عدد المقاطع التي ينقصها محرف الإنهاء: {count}، وقد عُدّ كل منها منتهيًا بنهاية سطره.',
  },
  LOWERCASE_TAG: {
    severity: 'info',
    en: 'Segment tags are written in lower case ({count}).',
    ar: 'رموز المقاطع مكتوبة بأحرف صغيرة (العدد {count}).',
  },
  EDI_NEEDLESS_RELEASE: {
    severity: 'info',
    en: 'The release character stands before an ordinary character ({count} times); it was dropped.',
    ar: 'ورد محرف التحرير قبل محرف عادي (العدد {count}) فحُذف.',
  },
  UNT_COUNT: {
    severity: 'warn',
    en: 'UNT declares {declared} segments; the message has {counted}.',
    ar: 'يعلن UNT عددًا من المقاطع قدره {declared}، وفي الرسالة {counted}.',
  },
  UNT_REF: {
    severity: 'warn',
    en: 'The reference in UNT is not the one in UNH.',
    ar: 'المرجع في UNT يخالف المرجع في UNH.',
  },
  UNT_MISSING: {
    severity: 'warn',
    en: 'The message has no UNT trailer.',
    ar: 'الرسالة بلا مقطع ختام UNT.',
  },
  UNH_MISSING: {
    severity: 'warn',
    en: 'The message has no UNH header; it was read from its first segment.',
    ar: 'الرسالة بلا مقطع افتتاح UNH، فقُرئت من أول مقاطعها.',
  },
  UNB_MISSING: {
    severity: 'warn',
    en: 'The interchange has no UNB header; sender and date are unknown.',
    ar: 'التبادل بلا مقطع افتتاح UNB، فالمرسل والتاريخ مجهولان.',
  },
  UNB_DATE: {
    severity: 'warn',
    en: 'The date of the interchange cannot be read.',
    ar: 'تعذرت قراءة تاريخ التبادل.',
  },
  UNE_MISSING: {
    severity: 'warn',
    en: 'The functional group has no UNE trailer.',
    ar: 'المجموعة الوظيفية بلا مقطع ختام UNE.',
  },
  UNE_COUNT: {
    severity: 'warn',
    en: 'UNE declares {declared} messages; the group has {counted}.',
    ar: 'يعلن UNE عددًا من الرسائل قدره {declared}، وفي المجموعة {counted}.',
  },
  UNE_REF: {
    severity: 'warn',
    en: 'The reference in UNE is not the one in UNG.',
    ar: 'المرجع في UNE يخالف المرجع في UNG.',
  },
  UNZ_MISSING: {
    severity: 'warn',
    en: 'The interchange has no UNZ trailer.',
    ar: 'التبادل بلا مقطع ختام UNZ.',
  },
  UNZ_COUNT: {
    severity: 'warn',
    en: 'UNZ declares {declared} messages or groups; the interchange has {counted}.',
    ar: 'يعلن UNZ عددًا من الرسائل أو المجموعات قدره {declared}، وفي التبادل {counted}.',
  },
  UNZ_REF: {
    severity: 'warn',
    en: 'The reference in UNZ is not the one in UNB.',
    ar: 'المرجع في UNZ يخالف المرجع في UNB.',
  },
  TRUNCATED: {
    severity: 'warn',
    en: 'The message is cut off: its last segment or its trailer is missing.',
    ar: 'الرسالة مبتورة: ينقصها مقطعها الأخير أو مقطع ختامها.',
  },
  TEST_INTERCHANGE: {
    severity: 'info',
    en: 'The sender marked this interchange as a test.',
    ar: 'وسم المرسل هذا التبادل بأنه تجريبي.',
  },
} as const satisfies Record<string, IssueText>;

/** A code of {@link edifactIssues}. */
export type EdifactIssueCode = keyof typeof edifactIssues;

/** Raises an issue of {@link edifactIssues}. */
export const raiseEdifactIssue = createIssueRaiser<EdifactIssueCode>(edifactIssues);

const refusalTexts = {
  FILE_EMPTY: { en: 'The input is empty.', ar: 'المُدخل فارغ.' },
  FILE_BINARY: {
    en: 'The input is binary data, not a text message.',
    ar: 'المُدخل بيانات ثنائية وليس رسالة نصية.',
  },
  ENVELOPE_MISSING: {
    en: 'No EDIFACT envelope (UNB, UNG or UNH) was found in the input.',
    ar: 'لم يُعثر في المُدخل على غلاف EDIFACT ‏(UNB أو UNG أو UNH).',
  },
  MESSAGE_MISSING: {
    en: 'The envelope holds no message.',
    ar: 'لا يضم الغلاف أي رسالة.',
  },
} as const satisfies Record<string, BilingualText>;

/** Makes a located refusal. */
export function refuse(code: keyof typeof refusalTexts, offset: number): Refusal {
  return { code, offset, message: fillText(refusalTexts[code]) };
}
