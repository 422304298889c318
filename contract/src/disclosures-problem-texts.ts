/** Problems of disclosures: see `problem-texts.ts`. */
export const DISCLOSURES_PROBLEMS = {
  DISCLOSURE_UNKNOWN: {
    status: 404,
    en: 'There is no such disclosure.',
    ar: 'لا يوجد إفصاح كهذا.',
  },
  DISCLOSURE_CONTENT_ERASED: {
    status: 410,
    en: 'The content was erased at the end of its term or at the sender’s demand. The register of it stays.',
    ar: 'مُحي المحتوى عند انتهاء مدته أو بطلب المُرسِل، ويبقى قيده في السجل.',
  },
  EVIDENCE_MISSING: {
    status: 409,
    en: 'There is no evidence yet: nothing signed went over the exchange for this disclosure.',
    ar: 'لا يوجد دليل إثبات بعد، إذ لم يمر عبر قناة التبادل مستند موقّع لهذا الإفصاح.',
  },
} as const;
