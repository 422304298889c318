/** Problems of exchange: see `problem-texts.ts`. */
export const EXCHANGE_PROBLEMS = {
  PEER_UNKNOWN: {
    status: 404,
    en: 'This node is not paired with that peer.',
    ar: 'هذه العقدة غير مقترنة بتلك العقدة النظيرة.',
  },
} as const;
