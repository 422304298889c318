import { APPROVALS_PROBLEMS } from './approvals-problem-texts.ts';
import { DISCLOSURES_PROBLEMS } from './disclosures-problem-texts.ts';
import { EXCHANGE_PROBLEMS } from './exchange-problem-texts.ts';
import { LEDGER_PROBLEMS } from './ledger-problem-texts.ts';
import { MEMORANDA_PROBLEMS } from './memoranda-problem-texts.ts';
import { PEER_PROBLEMS } from './peer-problem-texts.ts';
import { QUERIES_PROBLEMS } from './queries-problem-texts.ts';
import { REQUESTS_PROBLEMS } from './requests-problem-texts.ts';

/**
 * Every error that a caller can meet: stable code, HTTP status, and what happened and what to do in both languages
 * (RFC 9457 problem details). Codes are never reused. Texts may hold `{parameters}`.
 */
interface ProblemText {
  readonly status: number;
  readonly en: string;
  readonly ar: string;
}

export const PROBLEMS = {
  // — how a request is made —
  REQUEST_INVALID: {
    status: 400,
    en: 'The request is not valid: {detail}. Correct it and send it again.',
    ar: 'الطلب غير صالح: {detail}. صحّحه ثم أعد إرساله.',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    en: 'The body is larger than {limit}. Split it and send the parts.',
    ar: 'حجم المحتوى أكبر من {limit}. قسّمه وأرسل الأجزاء.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    en: 'The request did not arrive in time. Send it again.',
    ar: 'لم يصل الطلب في الوقت المحدد. أعد إرساله.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    en: 'The headers of the request are too large.',
    ar: 'ترويسات الطلب أكبر من اللازم.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    en: 'This content type is not accepted here: {type}.',
    ar: 'نوع المحتوى غير مقبول هنا: {type}.',
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 415,
    en: 'Only gzip, deflate or no content encoding is accepted, not {encoding}.',
    ar: 'لا يُقبل إلا ترميز gzip أو deflate أو المحتوى غير المضغوط، وليس {encoding}.',
  },
  CONTENT_ENCODING_BROKEN: {
    status: 400,
    en: 'The compressed body cannot be unpacked. Compress it again and resend.',
    ar: 'تعذّر فك ضغط المحتوى. أعد ضغطه ثم أرسله.',
  },
  ROUTE_UNKNOWN: { status: 404, en: 'There is nothing at this address.', ar: 'لا يوجد شيء في هذا العنوان.' },
  NOT_FOUND: {
    status: 404,
    en: 'This record does not exist or has expired.',
    ar: 'هذا السجل غير موجود أو انتهت مدة حفظه.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    en: 'Too many requests. Try again in {seconds} seconds.',
    ar: 'طلبات كثيرة جدًا. حاول مجددًا بعد {seconds} ثانية.',
  },
  INTERNAL: {
    status: 500,
    en: 'Something failed on our side. Nothing that was accepted is lost. Quote the trace number to your administrator.',
    ar: 'حدث خلل من جهتنا. لم يُفقد شيء مما قُبل. زوّد مدير النظام برقم التتبع.',
  },
  NOT_READY: {
    status: 503,
    en: 'The node is starting. Try again in a moment.',
    ar: 'العقدة قيد التشغيل. حاول بعد لحظات.',
  },
  // — who is asking —
  SIGN_IN_REQUIRED: { status: 401, en: 'Sign in first.', ar: 'سجّل الدخول أولًا.' },
  SIGN_IN_FAILED: {
    status: 401,
    en: 'The user name or the password is not right.',
    ar: 'اسم المستخدم أو كلمة المرور غير صحيحة.',
  },
  ACCOUNT_LOCKED: {
    status: 423,
    en: 'Too many failed attempts. This account is locked for {minutes} minutes.',
    ar: 'محاولات فاشلة كثيرة. أُقفل هذا الحساب مدة {minutes} دقيقة.',
  },
  KEY_INVALID: {
    status: 401,
    en: 'The API key is unknown or revoked.',
    ar: 'مفتاح الواجهة البرمجية غير معروف أو ملغى.',
  },
  FORBIDDEN: { status: 403, en: 'Your role does not allow this.', ar: 'لا يسمح دورك بهذا الإجراء.' },
  CSRF_MISSING: {
    status: 403,
    en: 'The request lacks the session’s protection token. Reload the page.',
    ar: 'يفتقر الطلب إلى رمز حماية الجلسة. أعد تحميل الصفحة.',
  },
  PASSWORD_WEAK: {
    status: 422,
    en: 'The password is too weak: at least 12 characters, and not a common one.',
    ar: 'كلمة المرور ضعيفة: 12 حرفًا على الأقل وألا تكون شائعة.',
  },
  USERNAME_TAKEN: { status: 409, en: 'This user name is taken.', ar: 'اسم المستخدم هذا مستعمل.' },
  ACCOUNT_SELF: {
    status: 409,
    en: 'You cannot change your own roles or switch off your own account.',
    ar: 'لا يمكنك تغيير أدوارك أو إيقاف حسابك بنفسك.',
  },
  REASON_REQUIRED: {
    status: 422,
    en: 'Say why: a reason is required to read personal data this way.',
    ar: 'اذكر السبب: لا تُقرأ البيانات الشخصية بهذه الطريقة إلا بسبب.',
  },
  // — messages —
  MESSAGE_EMPTY: { status: 422, en: 'The message is empty.', ar: 'الرسالة فارغة.' },
  MESSAGE_UNREADABLE: {
    status: 422,
    en: 'No message could be read in what was sent: {detail}. It is kept in quarantine for seven days.',
    ar: 'تعذّرت قراءة أي رسالة فيما أُرسل: {detail}. وهو محفوظ في الحجر سبعة أيام.',
  },
  ANSWER_PENDING: {
    status: 425,
    en: 'The answer is not ready yet. Ask again in a moment.',
    ar: 'الجواب غير جاهز بعد. أعد السؤال بعد لحظات.',
  },
  CARRIER_MISMATCH: {
    status: 403,
    en: 'This key belongs to another carrier.',
    ar: 'هذا المفتاح يخص ناقلًا آخر.',
  },
  // — hits —
  HIT_ALREADY_CLAIMED: {
    status: 409,
    en: '{officer} is working on this hit.',
    ar: 'يعمل {officer} على هذا التطابق.',
  },
  HIT_NOT_CLAIMED: { status: 409, en: 'Claim the hit before you decide.', ar: 'استلم التطابق قبل أن تقرر.' },
  HIT_ALREADY_DECIDED: { status: 409, en: 'This hit is already decided.', ar: 'صدر قرار في هذا التطابق.' },
  HIT_MOVE_INVALID: {
    status: 409,
    en: 'A hit that is {state} cannot take this step.',
    ar: 'لا يقبل التطابق هذا الإجراء وهو في حالة {state}.',
  },
  HIT_CHANGED: {
    status: 409,
    en: 'The evidence has changed since you opened this hit. Look at it again, then decide.',
    ar: 'تغيّرت الأدلة منذ أن فتحت هذا التطابق. راجعها ثم اتخذ قرارك.',
  },
  HIT_SECOND_SAME_PERSON: {
    status: 403,
    en: 'The second person must be someone else.',
    ar: 'يجب أن يكون الشخص الثاني غيرك.',
  },
  HIT_INSTRUCTION_REQUIRED: {
    status: 422,
    en: 'Choose the instruction that follows when the traveller is the listed person.',
    ar: 'اختر التعليمات الواجبة إذا كان المسافر هو الشخص المدرج.',
  },
  REFERRAL_DONE: {
    status: 409,
    en: 'This referral is already acknowledged.',
    ar: 'سبق الإقرار باستلام هذه الإحالة.',
  },
  REFERRAL_NOT_DECIDED: {
    status: 409,
    en: 'A referral needs a decision first.',
    ar: 'لا تصح الإحالة قبل صدور قرار.',
  },
  REFERRAL_RECALLED: {
    status: 409,
    en: 'This referral was recalled: the decision behind it no longer holds. Do nothing on its account.',
    ar: 'سُحبت هذه الإحالة لأن القرار الذي استندت إليه لم يعد قائمًا، فلا تتخذ أي إجراء بناءً عليها.',
  },
  REFERRAL_OTHER_POST: {
    status: 403,
    en: 'This referral was sent to {post}; that post acknowledges it.',
    ar: 'أُرسلت هذه الإحالة إلى {post}، وهو الذي يقر باستلامها.',
  },
  // — watchlists —
  LIST_CODE_TAKEN: {
    status: 409,
    en: 'A watchlist with this code exists.',
    ar: 'توجد قائمة مراقبة بهذا الرمز.',
  },
  LIST_FORMAT_UNKNOWN: {
    status: 422,
    en: 'The format of {file} is not known: {detail}.',
    ar: 'صيغة الملف {file} غير معروفة: {detail}.',
  },
  LIST_EMPTY: {
    status: 422,
    en: 'No listing could be read. The present list stays in force.',
    ar: 'تعذّرت قراءة أي قيد. تبقى القائمة الحالية سارية.',
  },
  LIST_DAMAGED: {
    status: 422,
    en: 'The file is damaged: see what could not be read. The present list stays in force.',
    ar: 'الملف معطوب: راجع ما تعذرت قراءته منه. تبقى القائمة الحالية سارية.',
  },
  LIST_SOURCE_UNREACHABLE: {
    status: 502,
    en: 'The list’s address does not answer: {detail}. The present list stays in force.',
    ar: 'لا يستجيب عنوان القائمة: {detail}. تبقى القائمة الحالية سارية.',
  },
  LIST_PATH_INVALID: {
    status: 422,
    en: 'The file must lie in the node’s list folder.',
    ar: 'يجب أن يكون الملف في مجلد القوائم الخاص بالعقدة.',
  },
  LIST_READ_ONLY: {
    status: 409,
    en: 'This list comes from its publisher; it is not edited by hand.',
    ar: 'هذه القائمة من ناشرها ولا تُعدَّل يدويًا.',
  },
  LIST_MANUAL: {
    status: 409,
    en: 'This list is kept by hand: propose listings instead of importing a file.',
    ar: 'تُدار هذه القائمة يدويًا: اقترح القيود بدل استيراد ملف.',
  },
  IMPORT_NOT_HELD: {
    status: 409,
    en: 'This import does not wait for a confirmation.',
    ar: 'لا ينتظر هذا الاستيراد تأكيدًا.',
  },
  IMPORT_SUPERSEDED: {
    status: 409,
    en: 'The list has changed since this import was held. Import it again.',
    ar: 'تغيّرت القائمة منذ تعليق هذا الاستيراد. أعد الاستيراد.',
  },
  PROPOSAL_NOT_PENDING: {
    status: 409,
    en: 'This proposal is already decided.',
    ar: 'بُتّ في هذا المقترح من قبل.',
  },
  PROPOSAL_OUTDATED: {
    status: 409,
    en: 'The listing was changed after this was proposed. Reject it, and propose the change anew.',
    ar: 'عُدّل القيد بعد تقديم هذا المقترح. ارفضه ثم قدّم التعديل من جديد.',
  },
  PROPOSAL_OWN: {
    status: 403,
    en: 'Someone else must approve what you proposed.',
    ar: 'يجب أن يعتمد مقترحك شخص آخر.',
  },
  LISTING_DATES_INVALID: {
    status: 422,
    en: 'The review date and the expiry date must lie in the future, review first.',
    ar: 'يجب أن يكون تاريخ المراجعة وتاريخ الانتهاء في المستقبل، والمراجعة أولًا.',
  },
  // — names compared with each other —
  MATCH_NAME_UNREADABLE: {
    status: 422,
    en: 'The name in “{side}” has no letter that can be compared.',
    ar: 'ليس في الاسم الوارد في الحقل {side} حرف تمكن مقارنته.',
  },
  MATCH_BATCH_UNCLEAR: {
    status: 422,
    en: 'Send either “pairs”, or “query” and “listed”, and not both.',
    ar: 'أرسل إمّا pairs وإمّا query مع listed، لا كليهما.',
  },
  MATCH_BATCH_TOO_LARGE: {
    status: 413,
    en: '{count} rows were sent and at most {most} are compared at once. Split them and send the parts.',
    ar: 'عدد الصفوف المرسلة {count} ولا تُقارن دفعةً واحدة إلا {most} على الأكثر. قسّمها وأرسل الأجزاء.',
  },
  // — the node —
  DATABASE_UNAVAILABLE: {
    status: 503,
    en: 'The database does not answer. Nothing that was accepted is lost. Try again in a moment.',
    ar: 'قاعدة البيانات لا تستجيب. لم يُفقد شيء مما قُبل. حاول بعد لحظات.',
  },
  DISK_FULL: {
    status: 507,
    en: 'The node’s disk is full: nothing new is taken. Nothing that was accepted is lost. Tell your administrator.',
    ar: 'قرص العقدة ممتلئ ولا يُقبل جديد. لم يُفقد شيء مما قُبل. أبلغ مدير النظام.',
  },
  DATABASE_LOCKED: {
    status: 503,
    en: 'Another process uses this data folder.',
    ar: 'تستخدم عملية أخرى مجلد البيانات هذا.',
  },
  JOB_NOT_DEAD: {
    status: 409,
    en: 'This job is not waiting for a retry.',
    ar: 'لا تنتظر هذه المهمة إعادة المحاولة.',
  },
  ...APPROVALS_PROBLEMS,
  ...DISCLOSURES_PROBLEMS,
  ...EXCHANGE_PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...MEMORANDA_PROBLEMS,
  ...PEER_PROBLEMS,
  ...QUERIES_PROBLEMS,
  ...REQUESTS_PROBLEMS,
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEMS;
