/** Problems of memoranda: see `problem-texts.ts`. */
export const MEMORANDA_PROBLEMS = {
  MEMORANDUM_UNKNOWN: {
    status: 404,
    en: 'There is no such memorandum.',
    ar: 'لا توجد مذكرة كهذه.',
  },
  DIRECTIVE_UNKNOWN: {
    status: 404,
    en: 'There is no such directive.',
    ar: 'لا يوجد توجيه كهذا.',
  },
  MEMORANDUM_ACT_REFUSED: {
    status: 409,
    en: 'This cannot be done with a memorandum that stands as it does now. Read it again and see what is possible.',
    ar: 'لا يمكن ذلك مع حالة المذكرة الراهنة. أعد قراءتها لترى ما هو ممكن.',
  },
  MEMORANDUM_ACT_WAITING: {
    status: 409,
    en: 'The same is already before the officers. Wait for their decision.',
    ar: 'الطلب نفسه معروض على الضباط. انتظر قرارهم.',
  },
  MEMORANDUM_FAULTY: {
    status: 422,
    en: 'The memorandum has a fault and cannot be signed: {detail}',
    ar: 'في المذكرة خلل ولا يمكن توقيعها: {detail}',
  },
  MEMORANDUM_VERSION_SIGNED: {
    status: 409,
    en: 'This party has already signed version {version} or a later one. Write an amendment with a higher version.',
    ar: 'سبق لهذا الطرف توقيع النسخة {version} أو نسخة أحدث. اكتب تعديلًا برقم نسخة أعلى.',
  },
} as const;
