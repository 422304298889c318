/** Problems of ledger: see `problem-texts.ts`. */
export const LEDGER_PROBLEMS = {
  LEDGER_ENTRY_UNKNOWN: {
    status: 404,
    en: 'The ledger has no such entry.',
    ar: 'لا يوجد قيد كهذا في السجل الموثّق.',
  },
} as const;
