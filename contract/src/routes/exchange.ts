/** The peer, its node card, lanes, inbox and outbox. */
import { z } from 'zod';
import {
  Because,
  CardImport,
  ExchangeDocument,
  ExchangePage,
  ExchangeQuery,
  ExchangeThread,
  KeyChange,
  KeyRevocation,
  Partner,
  WordComparison,
} from '../exchange.ts';
import { Id } from '../fields.ts';
import { routes } from '../route.ts';

const byId = z.object({ id: Id });

export const exchangeRoutes = routes({
  readPartner: {
    method: 'GET',
    path: '/api/v1/partner',
    summary: {
      en: 'The partner’s node: cards, pairing, keys, alarms, and how the link stands',
      ar: 'عقدة الشريك: البطاقتان والاقتران والمفاتيح والإنذارات وحال الوصلة',
    },
    permit: 'peer:read',
    status: 200,
    response: Partner,
  },
  importCard: {
    method: 'POST',
    path: '/api/v1/partner/cards',
    summary: {
      en: 'Import the partner’s node card: the first step of the pairing',
      ar: 'استيراد بطاقة عقدة الشريك: الخطوة الأولى من الاقتران',
    },
    permit: 'peer:pair',
    body: CardImport,
    status: 200,
    response: Partner,
  },
  compareWords: {
    method: 'POST',
    path: '/api/v1/partner/comparisons',
    summary: {
      en: 'Type the words that the partner read aloud; two other officers then approve',
      ar: 'كتابة الكلمات التي قرأها الشريك بصوت مسموع، ثم يعتمدها ضابطان آخران',
    },
    permit: 'peer:pair',
    body: WordComparison,
    status: 200,
    response: Partner,
  },
  provePeer: {
    method: 'POST',
    path: '/api/v1/partner/proofs',
    summary: {
      en: 'Challenge the partner’s node to prove its keys, and open the bridge',
      ar: 'مطالبة عقدة الشريك بإثبات مفاتيحها ثم فتح الجسر',
    },
    permit: 'peer:pair',
    status: 200,
    response: Partner,
  },
  abandonPairing: {
    method: 'DELETE',
    path: '/api/v1/partner',
    summary: {
      en: 'End a pairing that is not complete, or revoke one that is',
      ar: 'إنهاء اقتران لم يكتمل أو إلغاء اقتران قائم',
    },
    permit: 'peer:pair',
    body: Because,
    status: 200,
    response: Partner,
  },
  suspendPeer: {
    method: 'POST',
    path: '/api/v1/partner/suspensions',
    summary: {
      en: 'Stop the exchange at once; what waits stays in order',
      ar: 'إيقاف التبادل فورًا مع بقاء المنتظر على ترتيبه',
    },
    permit: 'peer:pair',
    body: Because,
    status: 200,
    response: Partner,
  },
  resumePeer: {
    method: 'DELETE',
    path: '/api/v1/partner/suspensions',
    summary: { en: 'Go on after a suspension', ar: 'استئناف التبادل بعد إيقافه' },
    permit: 'peer:pair',
    status: 200,
    response: Partner,
  },
  changeKey: {
    method: 'POST',
    path: '/api/v1/partner/key-changes',
    summary: {
      en: 'Propose a new key of one use; two other officers approve it',
      ar: 'اقتراح مفتاح جديد لاستعمال واحد ثم يعتمده ضابطان آخران',
    },
    permit: 'peer:pair',
    body: KeyChange,
    status: 202,
    response: Partner,
  },
  revokeNodeKey: {
    method: 'POST',
    path: '/api/v1/partner/keys/:kid/revocations',
    summary: {
      en: 'Propose to revoke a key that may be in other hands; two other officers approve it',
      ar: 'اقتراح إبطال مفتاح يُخشى وقوعه في يد غير أمينة ثم يعتمده ضابطان آخران',
    },
    permit: 'peer:pair',
    params: z.object({ kid: z.string().min(1).max(100) }),
    body: KeyRevocation,
    status: 202,
    response: Partner,
  },
  endAlarm: {
    method: 'POST',
    path: '/api/v1/partner/alarms/:id/endings',
    summary: { en: 'Say that an alarm has been dealt with', ar: 'الإقرار بأن الإنذار قد عولج' },
    permit: 'peer:pair',
    params: byId,
    body: Because,
    status: 200,
    response: Partner,
  },
  listExchange: {
    method: 'GET',
    path: '/api/v1/exchange',
    summary: { en: 'Outbox and inbox, the newest first', ar: 'الصادر والوارد، الأحدث أولًا' },
    permit: 'exchange:read',
    query: ExchangeQuery,
    status: 200,
    response: ExchangePage,
  },
  listExchangeThreads: {
    method: 'GET',
    path: '/api/v1/exchange-threads',
    summary: {
      en: 'Questions with their answers, among the newest 2,000 documents of each direction',
      ar: 'الأسئلة مع أجوبتها ضمن أحدث 2000 وثيقة في كل اتجاه',
    },
    permit: 'exchange:read',
    status: 200,
    response: z.object({ items: z.array(ExchangeThread) }),
  },
  readExchange: {
    method: 'GET',
    path: '/api/v1/exchange/:id',
    summary: {
      en: 'One document: signed head, receipts verbatim, places in both ledgers, its thread',
      ar: 'وثيقة واحدة: رأسها الموقَّع وإيصالاتها بنصها وموضعاها في السجلين وسلسلتها',
    },
    permit: 'exchange:read',
    params: byId,
    status: 200,
    response: ExchangeDocument,
  },
  retryExchange: {
    method: 'POST',
    path: '/api/v1/exchange/retries',
    summary: {
      en: 'Try the partner’s node again now, without waiting for the pause to end',
      ar: 'إعادة محاولة الإرسال الآن دون انتظار انتهاء المهلة',
    },
    permit: 'requests:write',
    status: 204,
    response: null,
  },
  cancelExchange: {
    method: 'POST',
    path: '/api/v1/exchange/:id/cancellations',
    summary: {
      en: 'Cancel what has not left: the partner learns only that it was withdrawn',
      ar: 'إلغاء ما لم يُرسل بعد، ولا يعلم الشريك إلا أنه سُحب',
    },
    permit: 'requests:release',
    params: byId,
    body: Because,
    status: 200,
    response: ExchangeDocument,
  },
});
