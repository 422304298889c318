/** Problems of queries: see `problem-texts.ts`. */
export const QUERIES_PROBLEMS = {
  QUERY_UNKNOWN: {
    status: 404,
    en: 'There is no such query.',
    ar: 'لا يوجد استعلام كهذا.',
  },
} as const;
