/** Problems of ledger: see `problem-texts.ts`. */
export const LEDGER_PROBLEMS = {
  LEDGER_ENTRY_UNKNOWN: {
    status: 404,
    en: 'The ledger has no such entry.',
    ar: 'لا يوجد قيد كهذا في السجل الموثّق.',
  },
  LEDGER_BROKEN: {
    status: 500,
    en: 'What the ledger stores no longer leads to the head that it signed (checkpoint {size}). Nothing more is signed. Run the whole verification and tell the auditor.',
    ar: 'لم يعد المخزَّن في السجل الموثّق يؤدي إلى رأسه الموقَّع (نقطة التحقق {size})، فتوقف التوقيع. شغّل التحقق الكامل وأبلغ المدقق.',
  },
  LEDGER_UNPAIRED: {
    status: 409,
    en: 'This node has no peer yet. Pair the two nodes first.',
    ar: 'لا عقدة نظيرة لهذه العقدة بعد. اقرن العقدتين أولًا.',
  },
  LEDGER_PEER_UNREACHABLE: {
    status: 502,
    en: 'The peer’s ledger cannot be read now: {detail}. Try again later.',
    ar: 'تتعذر قراءة سجل العقدة النظيرة الآن: {detail}. حاول لاحقًا.',
  },
} as const;
