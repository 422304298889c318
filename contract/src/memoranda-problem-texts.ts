/** Problems of memoranda: see `problem-texts.ts`. */
export const MEMORANDA_PROBLEMS = {
  MEMORANDUM_UNKNOWN: {
    status: 404,
    en: 'There is no such memorandum.',
    ar: 'لا توجد مذكرة كهذه.',
  },
} as const;
