import { createIssueRaiser, type IssueText } from '@jisr/edifact';

/** Every issue that reading traveller messages can raise (travellers.md §8), besides those of the envelope. */
export const travelIssues = {
  SERIES_INCOMPLETE: {
    severity: 'warn',
    en: 'Parts of the series are missing: {missing}.',
    ar: 'أجزاء ناقصة من السلسلة: {missing}.',
  },
  SERIES_DUP_PART: {
    severity: 'info',
    en: 'Part {part} of the series arrived more than once.',
    ar: 'وصل الجزء {part} من السلسلة أكثر من مرة.',
  },
  DUPLICATE: {
    severity: 'info',
    en: 'The message repeats one that was already received.',
    ar: 'الرسالة مكررة عن رسالة سبق تسلّمها.',
  },
  BGM_UNKNOWN: {
    severity: 'warn',
    en: 'The message function {code} is not known; the message was read as a list of travellers.',
    ar: 'وظيفة الرسالة {code} غير معروفة، فقُرئت الرسالة على أنها قائمة مسافرين.',
  },
  SEGMENT_UNKNOWN: {
    severity: 'info',
    en: 'The segment {tag} is not part of this message type; it was kept and not read.',
    ar: 'المقطع {tag} ليس من هذا النوع من الرسائل، فحُفظ من غير قراءة.',
  },
  SEGMENT_ORDER: {
    severity: 'info',
    en: 'The segment {tag} stands in an unusual place.',
    ar: 'ورد المقطع {tag} في غير موضعه المعتاد.',
  },
  SEGMENT_TRUNCATED: {
    severity: 'warn',
    en: 'The segment {tag} is cut off; what it said was not used.',
    ar: 'المقطع {tag} مبتور، فلم يُستعمل ما ورد فيه.',
  },
  CODE_UNKNOWN: {
    severity: 'info',
    en: 'The code {value} in {field} is not known; it was kept as sent.',
    ar: 'الرمز {value} في {field} غير معروف، فحُفظ كما ورد.',
  },
  DATE_INVALID: {
    severity: 'warn',
    en: 'The date {value} is impossible; it was not used.',
    ar: 'التاريخ {value} مستحيل، فلم يُستعمل.',
  },
  DATE_PARTIAL: {
    severity: 'info',
    en: 'The date {value} is only partly known.',
    ar: 'التاريخ {value} معروف جزئيًا فقط.',
  },
  EXPIRY_IMPLAUSIBLE: {
    severity: 'warn',
    en: 'The expiry date {value} is implausibly far away.',
    ar: 'تاريخ انتهاء الصلاحية {value} بعيد إلى حد غير معقول.',
  },
  FLIGHT_UNPARSED: {
    severity: 'warn',
    en: 'The flight {value} could not be separated into carrier and number.',
    ar: 'تعذر فصل الناقل عن الرقم في الرحلة {value}.',
  },
  CARRIER_MISMATCH: {
    severity: 'info',
    en: 'The flight {value} and the carrier {carrier} do not agree.',
    ar: 'الرحلة {value} والناقل {carrier} غير متوافقين.',
  },
  LEG_BROKEN: {
    severity: 'warn',
    en: 'The stations of the flight do not form a route.',
    ar: 'محطات الرحلة لا تكوّن مسارًا.',
  },
  NO_TRAVELLERS: {
    severity: 'warn',
    en: 'The message is a list of travellers but names nobody.',
    ar: 'الرسالة قائمة مسافرين لكنها لا تذكر أحدًا.',
  },
  NAME_MISSING: {
    severity: 'warn',
    en: 'The traveller has no name.',
    ar: 'المسافر بلا اسم.',
  },
  NAME_TRUNCATED: {
    severity: 'info',
    en: 'The name may have been cut at the length limit of a system.',
    ar: 'ربما قُطع الاسم عند الحد الأقصى للطول في أحد الأنظمة.',
  },
  GENDER_MISSING: { severity: 'warn', en: 'The gender is missing.', ar: 'الجنس غير مذكور.' },
  DOB_MISSING: { severity: 'warn', en: 'The date of birth is missing.', ar: 'تاريخ الميلاد غير مذكور.' },
  DOC_MISSING: {
    severity: 'warn',
    en: 'No travel document, or no document number, was sent.',
    ar: 'لم تُرسل وثيقة سفر أو رقمها.',
  },
  DOC_TYPE_MISSING: {
    severity: 'warn',
    en: 'The type of the document is missing.',
    ar: 'نوع الوثيقة غير مذكور.',
  },
  DOC_EXPIRED: {
    severity: 'warn',
    en: 'The document expires on {value}, before the journey.',
    ar: 'تنتهي صلاحية الوثيقة في {value}، أي قبل السفر.',
  },
  COUNT_MISMATCH: {
    severity: 'warn',
    en: 'The message declares a total of {declared} and holds {counted}.',
    ar: 'تعلن الرسالة مجموعًا قدره {declared} وفيها {counted}.',
  },
  CNT_MALFORMED: {
    severity: 'warn',
    en: 'The control total is not written as the standard asks.',
    ar: 'مجموع الضبط غير مكتوب وفق المعيار.',
  },
  CLOB_UNKNOWN_REF: {
    severity: 'error',
    en: 'The close-out names the reference {value}, which was never declared.',
    ar: 'تذكر رسالة الإغلاق المرجع {value} الذي لم يُصرّح به من قبل.',
  },
  AVF_MISSING: { severity: 'info', en: 'The reservation locator is missing.', ar: 'رمز الحجز غير مذكور.' },
  ABO_MISSING: {
    severity: 'warn',
    en: "The carrier's reference of the traveller is missing.",
    ar: 'مرجع المسافر لدى الناقل غير مذكور.',
  },
  SENSITIVE_DROPPED: {
    severity: 'info',
    en: 'Sensitive texts were removed: {count}.',
    ar: 'أُزيلت نصوص حساسة، عددها {count}.',
  },
  MESSAGE_DAMAGED: {
    severity: 'warn',
    en: 'The type of the message is damaged ({value}); it was read as PAXLST.',
    ar: 'نوع الرسالة معطوب ({value})، فقُرئت على أنها PAXLST.',
  },
} as const satisfies Record<string, IssueText>;

/** A code of {@link travelIssues}. */
export type TravelIssueCode = keyof typeof travelIssues;

/**
 * Raises an issue of {@link travelIssues}; for those too that only the receiver of several messages can know
 * (`DUPLICATE`, `SERIES_INCOMPLETE`, `CLOB_UNKNOWN_REF` …).
 * @example raiseTravelIssue('SERIES_INCOMPLETE', {}, { missing: '2, 3' }).message.en
 */
export const raiseTravelIssue = createIssueRaiser<TravelIssueCode>(travelIssues);
