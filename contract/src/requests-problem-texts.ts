/** Problems of requests: see `problem-texts.ts`. */
export const REQUESTS_PROBLEMS = {
  REQUEST_UNKNOWN: {
    status: 404,
    en: 'There is no such request, or its term has ended.',
    ar: 'لا يوجد طلب كهذا، أو انتهت مدة حفظه.',
  },
  REQUEST_HIT_UNCONFIRMED: {
    status: 409,
    en: 'No officer has confirmed this hit. Confirm that it is the person before you ask for data.',
    ar: 'لم يؤكد أي ضابط هذا التطابق. أكّد أنه الشخص نفسه قبل طلب البيانات.',
  },
  REQUEST_NO_PARTNER: {
    status: 409,
    en: 'The node is paired with no partner. Nothing can be asked or answered.',
    ar: 'العقدة غير مقترنة بأي شريك، فلا يمكن طلب شيء ولا الرد.',
  },
  REQUEST_STATE: {
    status: 409,
    en: 'This cannot be done while the request stands as it does ({state}). Reload the page and see what is left to do.',
    ar: 'لا يمكن إتمام هذا الإجراء والطلب على حاله ({state}). أعد تحميل الصفحة لترى ما بقي.',
  },
  REQUEST_DRAFT_OPEN: {
    status: 409,
    en: 'Another answer to this request waits for approval. Withdraw it first.',
    ar: 'ينتظر الاعتمادَ ردٌّ آخر على هذا الطلب. اسحبه أولًا.',
  },
  REQUEST_REFERENCE_UNKNOWN: {
    status: 409,
    en: 'The reference belongs to no listing of this node. Nothing can be supplied; refuse with the ground “no longer listed”.',
    ar: 'لا يعود رقم الإحالة إلى أي قيد في هذه العقدة، فلا يمكن التزويد بشيء. ارفض الطلب لسبب «لم يعد مدرجًا».',
  },
  REQUEST_LISTING_OTHER: {
    status: 409,
    en: 'This listing is not the one that the reference stands for.',
    ar: 'ليس هذا القيد هو الذي يدل عليه رقم الإحالة.',
  },
  REQUEST_FIELD_EMPTY: {
    status: 422,
    en: 'The listing holds nothing for: {fields}. Choose other fields.',
    ar: 'لا يتضمن القيد شيئًا في: {fields}. اختر حقولًا أخرى.',
  },
  REQUEST_ASSURANCE_NOT_GIVEN: {
    status: 422,
    en: 'The partner has not given this assurance: {assurances}. It cannot be ticked on its behalf.',
    ar: 'لم يقدم الشريك هذا التعهد: {assurances}، فلا يجوز إثباته نيابةً عنه.',
  },
} as const;
