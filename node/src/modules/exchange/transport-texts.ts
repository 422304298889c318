/** Why the peer could not be asked: stable codes, and what happened and what to do in both languages. */
export const TRANSPORT_FAULTS = {
  PEER_UNREACHABLE: {
    en: 'The peer’s node cannot be reached. It is tried again; check the network and the address on its card.',
    ar: 'تعذّر الوصول إلى العقدة النظيرة. ستُعاد المحاولة؛ تحقق من الشبكة ومن العنوان على بطاقتها.',
  },
  PEER_TIMEOUT: {
    en: 'The peer’s node did not answer in time. It is tried again.',
    ar: 'لم تجب العقدة النظيرة في الوقت المحدد. ستُعاد المحاولة.',
  },
  PEER_BROKE_OFF: {
    en: 'The connection broke off. What was sent is sent again; nothing takes effect twice.',
    ar: 'انقطع الاتصال. سيُعاد إرسال ما أُرسل ولن يسري شيء مرتين.',
  },
  PEER_TLS: {
    en: 'No encrypted connection was agreed with the peer. Compare the TLS pins on both cards.',
    ar: 'لم يُتفق على اتصال مشفّر مع العقدة النظيرة. قارن بصمات TLS على البطاقتين.',
  },
  PEER_PIN: {
    en: 'Another key answers at the peer’s address than its card names. Nothing was sent. Call the peer before you do anything else.',
    ar: 'يجيب عند عنوان العقدة النظيرة مفتاح غير المذكور على بطاقتها. لم يُرسل شيء. اتصل بالطرف الآخر قبل أي إجراء.',
  },
  ANSWER_TOO_LARGE: {
    en: 'The peer’s answer is larger than agreed and was dropped.',
    ar: 'جواب العقدة النظيرة أكبر من المتفق عليه وقد أُهمل.',
  },
} as const;

export type TransportFault = keyof typeof TRANSPORT_FAULTS;
