/** What carriers send, what was found wrong with it, and what they are answered. */
import { z } from 'zod';
import { Bilingual, Id, Instant, PageQuery, page } from './fields.ts';
import { AnswerStatus, MessageChannel, MessageStatus } from './vocabulary.ts';

export const Issue = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warn', 'info']),
  segment: z.number().int().nullable(),
  offset: z.number().int().nullable(),
  raw: z.string().nullable(),
  message: Bilingual,
});
export type Issue = z.infer<typeof Issue>;

/** One message found in what was posted. */
export const ReceivedMessage = z.object({
  id: Id,
  status: MessageStatus,
  format: z.string(),
  function: z.string(),
  reference: z.string().nullable(),
  crossingId: Id.nullable(),
  travellers: z.number().int(),
  duplicateOf: Id.nullable(),
  issues: z.array(Issue),
});

/** The receipt of a post: everything in it is stored when the caller reads this (202) or was stored before (200). */
export const Receipt = z.object({
  id: Id,
  digest: z.string().describe('SHA-256 of the bytes as received, hex'),
  receivedAt: Instant,
  replayed: z.boolean().describe('true when the same bytes had been accepted before'),
  messages: z.array(ReceivedMessage),
  refusals: z.array(Issue),
});
export type Receipt = z.infer<typeof Receipt>;

export const MessageSummary = z.object({
  id: Id,
  receivedAt: Instant,
  channel: MessageChannel,
  carrier: z.string().nullable(),
  sender: z.string().nullable(),
  format: z.string(),
  version: z.string().nullable(),
  function: z.string(),
  reference: z.string().nullable(),
  status: MessageStatus,
  test: z.boolean(),
  size: z.number().int(),
  travellers: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  sensitiveDropped: z.number().int(),
  crossing: z
    .object({
      id: Id,
      carrier: z.string().nullable(),
      number: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      departure: z.string().nullable(),
    })
    .nullable(),
  series: z.string().nullable(),
  duplicates: z.number().int(),
});
export type MessageSummary = z.infer<typeof MessageSummary>;

export const MessageDetail = MessageSummary.extend({
  digest: z.string(),
  recipient: z.string().nullable(),
  sentAt: z.string().nullable(),
  issues: z.array(Issue),
  /** Segments as kept (sensitive text removed), so that a value can be shown where it stands. */
  segments: z.array(z.object({ index: z.number().int(), raw: z.string() })),
  answers: z.array(
    z.object({
      id: Id,
      code: z.string(),
      createdAt: Instant,
      deliveredAt: Instant.nullable(),
      travellers: z.number().int(),
    }),
  ),
});
export type MessageDetail = z.infer<typeof MessageDetail>;

export const MessageQuery = PageQuery.extend({
  view: z.enum(['all', 'problems', 'duplicates', 'test']).default('all'),
  q: z.string().max(80).optional(),
});

/** What is in quarantine: never its content, which two roles read on their own, with a reason. */
export const QuarantineItem = z.object({
  id: Id,
  receivedAt: Instant,
  channel: MessageChannel,
  carrier: z.string().nullable(),
  size: z.number().int(),
  digest: z.string(),
  reason: Issue,
  eraseOn: Instant,
});
export type QuarantineItem = z.infer<typeof QuarantineItem>;
export const QuarantineContent = z.object({ id: Id, hex: z.string(), text: z.string() });
export const ReasonQuery = z.object({ reason: z.string().min(3).max(300) });

/** One answer (CUSRES) to a carrier: to a request (962) or because a decision changed a traveller's status (132). */
export const Answer = z.object({
  id: Id,
  messageId: Id.nullable(),
  code: z.enum(['962', '132']),
  createdAt: Instant,
  edifact: z.string(),
  travellers: z.array(
    z.object({
      reference: z.string().nullable(),
      locator: z.string().nullable(),
      status: AnswerStatus,
      text: z.string(),
    }),
  ),
});
export type Answer = z.infer<typeof Answer>;
export const AnswerQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const AnswerPage = page(Answer);
export const MessagePage = page(MessageSummary);
export const QuarantinePage = page(QuarantineItem);
