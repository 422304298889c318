/** Problems of exchange: see `problem-texts.ts`. */
export const EXCHANGE_PROBLEMS = {
  PEER_UNKNOWN: {
    status: 404,
    en: 'This node is not paired with that peer.',
    ar: 'هذه العقدة غير مقترنة بتلك العقدة النظيرة.',
  },
  PEER_NOT_ACTIVE: {
    status: 409,
    en: 'The pairing is {state}: nothing can be exchanged now. See the partner page for the next step.',
    ar: 'حالة الاقتران {state} فلا تبادل الآن. راجع صفحة الشريك لمعرفة الخطوة التالية.',
  },
  PAIRING_STEP_INVALID: {
    status: 409,
    en: 'A pairing that is {state} cannot take this step.',
    ar: 'لا يقبل الاقتران هذه الخطوة وهو في حالة {state}.',
  },
  PAIRING_SELF: {
    status: 422,
    en: 'This is the card of this very node. Import the partner’s.',
    ar: 'هذه بطاقة هذه العقدة نفسها. استورد بطاقة الشريك.',
  },
  CARD_INVALID: {
    status: 422,
    en: 'This is not a valid node card: {detail}. Nothing was changed.',
    ar: 'هذه ليست بطاقة عقدة صالحة: {detail}. لم يتغير شيء.',
  },
  CARD_NOT_BY_ROOT: {
    status: 409,
    en: 'The card is not signed by the root key that this node knows. Nothing was changed, and an alarm was raised.',
    ar: 'البطاقة غير موقَّعة بالمفتاح الجذر الذي تعرفه هذه العقدة. لم يتغير شيء ورُفع إنذار.',
  },
  CARD_OLD: {
    status: 409,
    en: 'A newer card of this partner is already known. Nothing was changed.',
    ar: 'لدى هذه العقدة بطاقة أحدث لهذا الشريك. لم يتغير شيء.',
  },
  WORDS_DIFFER: {
    status: 422,
    en: 'These are not the words of this pairing (first difference: word {place}). Compare again by telephone; if they still differ, one of the two cards is not genuine.',
    ar: 'ليست هذه كلمات هذا الاقتران (أول اختلاف في الكلمة {place}). أعد المقارنة هاتفيًّا، فإن بقي الاختلاف فإحدى البطاقتين غير أصلية.',
  },
  PEER_UNREACHABLE: {
    status: 502,
    en: 'The partner’s node does not answer: {detail}. What waits stays in order.',
    ar: 'لا تستجيب عقدة الشريك: {detail}. يبقى المنتظر على ترتيبه.',
  },
  PEER_DOCUMENT_INVALID: {
    status: 422,
    en: 'What the peer sent is not in the agreed form: {detail}. Nothing was kept.',
    ar: 'ما أرسلته العقدة النظيرة ليس بالصيغة المتفق عليها: {detail}. لم يُحفظ شيء.',
  },
  PEER_PROOF_FAILED: {
    status: 409,
    en: 'The partner’s node did not prove its keys: {detail}. Nothing was changed.',
    ar: 'لم تثبت عقدة الشريك مفاتيحها: {detail}. لم يتغير شيء.',
  },
  EXCHANGE_NOT_QUEUED: {
    status: 409,
    en: 'This has left or is settled ({state}): it can no longer be cancelled.',
    ar: 'أُرسل هذا أو انتهى أمره ({state}) فلا يمكن إلغاؤه.',
  },
  EXCHANGE_PASS_MISSING: {
    status: 500,
    en: 'Nothing leaves without the gate’s pass. Nothing was sent.',
    ar: 'لا يخرج شيء دون إذن البوابة. لم يُرسل شيء.',
  },
  CLOCK_UNSYNCHRONISED: {
    status: 503,
    en: 'No time service keeps the clock of this machine, so nothing is signed for the partner now. What waits stays in order. Ask your administrator to start the time service.',
    ar: 'لا تضبط أي خدمة توقيت ساعة هذا الجهاز، فلا يُوقَّع شيء للشريك الآن. يبقى المنتظر على ترتيبه. اطلب من مدير النظام تشغيل خدمة التوقيت.',
  },
  KEY_ROOT_FIXED: {
    status: 409,
    en: 'The root key is not changed here: pair the nodes anew.',
    ar: 'لا يُغيَّر المفتاح الجذر هنا: أعد اقتران العقدتين.',
  },
} as const;
