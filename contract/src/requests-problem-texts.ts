/** Problems of requests: see `problem-texts.ts`. */
export const REQUESTS_PROBLEMS = {
  REQUEST_UNKNOWN: {
    status: 404,
    en: 'There is no such request.',
    ar: 'لا يوجد طلب كهذا.',
  },
} as const;
