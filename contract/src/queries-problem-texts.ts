/** Problems of queries: see `problem-texts.ts`. */
export const QUERIES_PROBLEMS = {
  QUERY_UNKNOWN: {
    status: 404,
    en: 'There is no such query.',
    ar: 'لا يوجد استعلام كهذا.',
  },
  QUERY_NO_PARTNER: {
    status: 409,
    en: 'No partner is paired with this node. Pair the nodes first.',
    ar: 'لا توجد عقدة نظيرة مقترنة بهذه العقدة. أتمّ الاقتران أولًا.',
  },
  QUERY_NO_FILTER: {
    status: 409,
    en: 'The partner has published no filter yet, so it cannot be asked blindly. Ask in the clear, or wait for the filter.',
    ar: 'لم ينشر الشريك مرشِّحًا بعد، فلا يمكن الاستعلام المحجوب. استعلم استعلامًا مكشوفًا أو انتظر نشر المرشِّح.',
  },
  QUERY_NOTHING_TO_ASK: {
    status: 422,
    en: 'Neither a document nor a name with a birth date is known of this traveller. Nothing can be asked.',
    ar: 'لا تُعرف لهذا المسافر وثيقة ولا اسم مقرون بتاريخ ميلاد، فلا يوجد ما يُسأل عنه.',
  },
  PARTNER_HIT_DECIDED: {
    status: 409,
    en: 'Another officer has decided this hit. Read the decision.',
    ar: 'بتّ ضابط آخر في هذا التطابق. اطّلع على قراره.',
  },
  RECEIVED_QUERY_NOT_HELD: {
    status: 409,
    en: 'This question does not wait for an officer.',
    ar: 'هذا السؤال لا ينتظر ردًّا من ضابط.',
  },
  QUERY_NOT_OPENABLE: {
    status: 422,
    en: 'Only an input of a blind question that was sent can be opened.',
    ar: 'لا يمكن كشف سوى مدخل من استعلام محجوب أُرسل فعلًا.',
  },
} as const;
