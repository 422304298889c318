/** Problems that the peer's node meets at our second door: see `problem-texts.ts`. */
export const PEER_PROBLEMS = {
  PEER_CERTIFICATE_UNKNOWN: {
    status: 401,
    en: 'No pairing knows this certificate ({pin}). Compare the pin with the one on the node card.',
    ar: 'لا يعرف أي اقتران هذه الشهادة ({pin}). قارن البصمة بالمدوّنة على بطاقة العقدة.',
  },
  PEER_SIGNATURE_REFUSED: {
    status: 401,
    en: 'The signature of the request was refused: {fault} at {at} {detail}. Sign it again; if this stays, compare clocks and node cards.',
    ar: 'رُفض توقيع الطلب: {fault} عند {at} {detail}. وقّعه من جديد، وإن تكرر ذلك فقارن الساعتين وبطاقتي العقدتين.',
  },
} as const;
