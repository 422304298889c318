/** The words of the printed sheet, in both languages: for states, verdicts and the like those of the console. */
export interface Words {
  readonly en: string;
  readonly ar: string;
}

export const LABELS = {
  title: { en: 'Hit sheet', ar: 'ورقة التطابق' },
  demonstration: { en: 'DEMONSTRATION: invented data', ar: 'عرض توضيحي: بيانات مخترعة' },
  test: { en: 'Test message', ar: 'رسالة اختبارية' },
  subject: { en: 'Traveller', ar: 'المسافر' },
  crossing: { en: 'Crossing', ar: 'رحلة العبور' },
  departure: { en: 'Departure, airport time', ar: 'المغادرة بتوقيت المطار' },
  state: { en: 'State', ar: 'الحالة' },
  severity: { en: 'Needed', ar: 'الأولوية' },
  list: { en: 'Watchlist and reference', ar: 'قائمة المراقبة والمرجع' },
  comparison: { en: 'Side by side', ar: 'المقارنة' },
  traveller: { en: 'Traveller', ar: 'المسافر' },
  listed: { en: 'Listed person', ar: 'الشخص المدرج' },
  name: { en: 'Name', ar: 'الاسم' },
  supplied: { en: 'as supplied', ar: 'كما ورد' },
  generated: { en: 'generated', ar: 'مولَّد آليًا' },
  birthDate: { en: 'Birth date', ar: 'تاريخ الميلاد' },
  birthPlace: { en: 'Birth place', ar: 'مكان الميلاد' },
  nationality: { en: 'Nationality', ar: 'الجنسية' },
  gender: { en: 'Sex', ar: 'الجنس' },
  documents: { en: 'Documents', ar: 'الوثائق' },
  booking: { en: 'Booking', ar: 'الحجز' },
  listing: { en: 'The listing', ar: 'القيد' },
  legalBasis: { en: 'Legal basis', ar: 'السند القانوني' },
  originator: { en: 'Originator', ar: 'الجهة المُدرِجة' },
  handling: { en: 'Handling', ar: 'درجة التداول' },
  instruction: { en: 'Instruction', ar: 'التعليمات' },
  remarks: { en: 'Remarks', ar: 'ملاحظات' },
  expiresOn: { en: 'Expires', ar: 'تاريخ الانتهاء' },
  evidence: { en: 'Evidence', ar: 'الأدلة' },
  bits: { en: 'bits', ar: 'بت' },
  decision: { en: 'Decision', ar: 'القرار' },
  none: { en: 'No decision yet.', ar: 'لم يصدر قرار بعد.' },
  verdict: { en: 'Verdict', ar: 'النتيجة' },
  reason: { en: 'Reason', ar: 'السبب' },
  officer: { en: 'Officer', ar: 'الضابط' },
  second: { en: 'Second person', ar: 'الشخص الثاني' },
  agreed: { en: 'agreed', ar: 'وافق' },
  refused: { en: 'did not agree', ar: 'لم يوافق' },
  waits: { en: 'waits', ar: 'بالانتظار' },
  note: { en: 'Note', ar: 'ملاحظة' },
  clearance: { en: 'Clearance', ar: 'براءة من التطابق' },
  until: { en: 'until', ar: 'سارية حتى' },
  history: { en: 'History', ar: 'السجل' },
  engine: { en: 'Engine and version of the list', ar: 'محرك الفرز ونسخة القائمة' },
  printed: { en: 'Printed by', ar: 'طبعها' },
} as const satisfies Record<string, Words>;
export type Label = keyof typeof LABELS;

/** What a code of the contract is called. */
export const TERMS = {
  'hit-state': {
    open: { en: 'Open', ar: 'مفتوح' },
    claimed: { en: 'Claimed', ar: 'مستلَم' },
    'awaiting-second': { en: 'Awaits a second person', ar: 'بانتظار شخص ثانٍ' },
    cleared: { en: 'Cleared', ar: 'مُبرَّأ' },
    confirmed: { en: 'Confirmed', ar: 'مؤكَّد' },
    undetermined: { en: 'Undetermined', ar: 'غير محسوم' },
  },
  severity: {
    1: { en: 'Now', ar: 'الآن' },
    2: { en: 'Soon', ar: 'قريبًا' },
    3: { en: 'Later', ar: 'لاحقًا' },
  },
  verdict: {
    'not-listed': { en: 'Not the listed person', ar: 'ليس الشخص المدرج' },
    'is-listed': { en: 'The listed person', ar: 'هو الشخص المدرج' },
    'cannot-tell': { en: 'Cannot tell', ar: 'لا يمكن الجزم' },
  },
  instruction: {
    inform: { en: 'Inform', ar: 'الإبلاغ' },
    monitor: { en: 'Monitor', ar: 'المتابعة' },
    refer: { en: 'Refer', ar: 'الإحالة' },
    detain: { en: 'Detain', ar: 'التوقيف' },
    'deny-boarding': { en: 'Deny boarding', ar: 'منع الصعود' },
  },
  reason: {
    'birth-date-differs': { en: 'Birth date differs', ar: 'اختلاف تاريخ الميلاد' },
    'document-differs': { en: 'Document differs', ar: 'اختلاف الوثيقة' },
    'name-differs': { en: 'Name differs', ar: 'اختلاف الاسم' },
    'gender-differs': { en: 'Sex differs', ar: 'اختلاف الجنس' },
    'nationality-differs': { en: 'Nationality differs', ar: 'اختلاف الجنسية' },
    'known-traveller': { en: 'Known traveller', ar: 'مسافر معروف' },
    'documents-agree': { en: 'Documents agree', ar: 'توافق الوثائق' },
    'birth-date-agrees': { en: 'Birth date agrees', ar: 'توافق تاريخ الميلاد' },
    'photo-agrees': { en: 'Photo agrees', ar: 'توافق الصورة' },
    'partner-confirmed': { en: 'The partner confirmed it', ar: 'أكّده الشريك' },
    'insufficient-information': { en: 'Not enough information', ar: 'معلومات غير كافية' },
    other: { en: 'Another reason', ar: 'سبب آخر' },
  },
  listing: {
    active: { en: 'In force again', ar: 'عاد ساريًا' },
    expired: { en: 'Expired', ar: 'انتهى سريانه' },
    withdrawn: { en: 'Withdrawn', ar: 'سُحب من القائمة' },
  },
  gender: {
    M: { en: 'Male', ar: 'ذكر' },
    F: { en: 'Female', ar: 'أنثى' },
    X: { en: 'Unspecified', ar: 'غير محدد' },
  },
  event: {
    raised: { en: 'Raised by the engine', ar: 'أثاره محرك الفرز' },
    rescored: { en: 'Scored again', ar: 'أُعيد حساب الدرجة' },
    claimed: { en: 'Claimed', ar: 'استُلم' },
    released: { en: 'Given back to the queue', ar: 'أُعيد إلى القائمة' },
    'lease-expired': { en: 'The claim ran out', ar: 'انتهت مدة الاستلام' },
    proposed: { en: 'Proposed', ar: 'اقتُرح' },
    decided: { en: 'Decided', ar: 'القرار' },
    'second-agreed': { en: 'The second person agreed', ar: 'وافق الشخص الثاني' },
    'second-refused': { en: 'The second person disagreed', ar: 'لم يوافق الشخص الثاني' },
    reopened: { en: 'Opened again', ar: 'أُعيد فتحه' },
    noted: { en: 'Note', ar: 'ملاحظة' },
    referred: { en: 'Referred', ar: 'أُحيل' },
    acknowledged: { en: 'The post acknowledged the referral', ar: 'أقرّ المنفذ باستلام الإحالة' },
    answered: { en: 'The carrier was answered', ar: 'أُجيب الناقل' },
    suppressed: {
      en: 'A clearance kept this from coming back',
      ar: 'منعت براءة من التطابق عودة هذا التطابق',
    },
    recalled: { en: 'The referral was recalled', ar: 'سُحبت الإحالة' },
    'listing-changed': { en: 'The listing changed', ar: 'تغيّر القيد' },
    'cleared-elsewhere': { en: 'Cleared by the decision on another hit', ar: 'بُرِّئ بقرار في تطابق آخر' },
  },
} as const satisfies Record<string, Record<string, Words>>;

/** The words of a code; null for one that the sheet does not know. */
export function term(group: keyof typeof TERMS, code: string | number | null | undefined): Words | null {
  const words: Readonly<Record<string, Words>> = TERMS[group];
  const key = String(code);
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}
