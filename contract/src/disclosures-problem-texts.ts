/** Problems of disclosures: see `problem-texts.ts`. */
export const DISCLOSURES_PROBLEMS = {
  DISCLOSURE_UNKNOWN: {
    status: 404,
    en: 'There is no such disclosure.',
    ar: 'لا يوجد إفصاح كهذا.',
  },
} as const;
