/** Messages in, answers out, quarantine. */
import { z } from 'zod';
import { Id, PageQuery } from '../fields.ts';
import {
  AnswerPage,
  AnswerQuery,
  MessageDetail,
  MessagePage,
  MessageQuery,
  QuarantineContent,
  QuarantinePage,
  ReasonQuery,
  Receipt,
} from '../messages.ts';
import { routes } from '../route.ts';

const byId = z.object({ id: Id });

export const ingestRoutes = routes({
  sendMessage: {
    method: 'POST',
    path: '/api/v1/messages',
    summary: {
      en: 'Send a message (raw body; the same bytes twice are one message)',
      ar: 'إرسال رسالة (المحتوى كما هو، وإعادة الإرسال لا تكرّرها)',
    },
    permit: 'messages:send',
    rawBody: true,
    bodyLimit: 16 * 1024 * 1024,
    status: 202,
    response: Receipt,
  },
  listMessages: {
    method: 'GET',
    path: '/api/v1/messages',
    summary: { en: 'Messages received', ar: 'الرسائل الواردة' },
    permit: 'messages:read',
    query: MessageQuery,
    status: 200,
    response: MessagePage,
  },
  readMessage: {
    method: 'GET',
    path: '/api/v1/messages/:id',
    summary: { en: 'One message with its issues and segments', ar: 'رسالة وملاحظاتها ومقاطعها' },
    permit: 'messages:content',
    purpose: 'message-quality',
    params: byId,
    status: 200,
    response: MessageDetail,
  },
  readAnswer: {
    method: 'GET',
    path: '/api/v1/messages/:id/answer',
    summary: {
      en: 'The answer to the carrier’s own message (CUSRES)',
      ar: 'الجواب عن رسالة الناقل (CUSRES)',
    },
    permit: 'answers:read',
    params: byId,
    status: 200,
    response: 'application/edifact',
  },
  listAnswers: {
    method: 'GET',
    path: '/api/v1/answers',
    summary: {
      en: 'The carrier’s answers in order, from a cursor',
      ar: 'أجوبة الناقل بالترتيب بدءًا من موضع',
    },
    permit: 'answers:read',
    query: AnswerQuery,
    status: 200,
    response: AnswerPage,
  },
  listQuarantine: {
    method: 'GET',
    path: '/api/v1/quarantine',
    summary: { en: 'What could not be read', ar: 'ما تعذّرت قراءته' },
    permit: 'messages:read',
    query: PageQuery,
    status: 200,
    response: QuarantinePage,
  },
  readQuarantine: {
    method: 'GET',
    path: '/api/v1/quarantine/:id/content',
    summary: { en: 'The bytes of a quarantined message', ar: 'محتوى رسالة في الحجر' },
    permit: 'quarantine:read',
    purpose: 'message-quality',
    params: byId,
    query: ReasonQuery,
    status: 200,
    response: QuarantineContent,
  },
});
