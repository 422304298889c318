/** What passed the gate in either direction, what did not, why, and what is owed for it. */
import { z } from 'zod';
import { Bilingual, Day, Id, Instant, Officer, PageQuery, page } from './fields.ts';

export const DisclosureChannel = z.enum(['exchange', 'export', 'print']);
export const DisclosureDelivery = z.enum([
  'queued',
  'handed-over',
  'received',
  'processed',
  'refused',
  'expired',
  'cancelled',
]);
const Agreement = z.object({ id: z.string(), version: z.number().int(), digest: z.string() });
const Side = z.object({ party: z.string(), agency: z.string() });

/** What both lists show. Nothing in it is about a person. */
const Register = z.object({
  id: Id,
  at: Instant,
  thread: Id,
  category: z.string(),
  action: z.string(),
  purpose: z.string(),
  tlp: z.string(),
  article: z.string(),
  agreement: Agreement,
  fields: z.array(z.string()),
  retainUntil: Instant,
  /** False once the content was erased: the register stays. */
  held: z.boolean(),
});

export const DisclosureRow = Register.extend({
  channel: DisclosureChannel,
  recipient: z.string(),
  delivery: DisclosureDelivery,
  redactions: z.array(z.string()),
  author: Officer.nullable(),
});
export type DisclosureRow = z.infer<typeof DisclosureRow>;

export const ReceivedDisclosureRow = Register.extend({
  sender: z.string(),
  erasedAt: Instant.nullable(),
  erasedWhy: z.enum(['term', 'notice', 'restore']).nullable(),
  onward: z.enum(['forbidden', 'with-consent', 'allowed-within-purpose']),
});
export type ReceivedDisclosureRow = z.infer<typeof ReceivedDisclosureRow>;

export const DisclosureRefusal = z.object({
  id: Id,
  at: Instant,
  direction: z.enum(['out', 'in']),
  thread: Id.nullable(),
  category: z.string(),
  action: z.string(),
  purpose: z.string(),
  tlp: z.string(),
  law: z.enum(['floor', 'memorandum', 'directive', 'gate']),
  /** The article or paragraph that stopped it. */
  clause: z.string(),
  code: z.string(),
  reason: Bilingual,
  author: Officer.nullable(),
  ledgerEntry: Id,
});
export type DisclosureRefusal = z.infer<typeof DisclosureRefusal>;

export const DisclosureObligations = z.object({
  retentionDays: z.number().int(),
  onward: z.enum(['forbidden', 'with-consent', 'allowed-within-purpose']),
  deleteOnRequest: z.boolean(),
  answerWithinHours: z.number().nullable(),
  approvals: z.number().int(),
  approvalRoles: z.array(z.string()),
  quotaPerDay: z.number().int().nullable(),
  minimise: z.array(z.string()),
  caveats: z.array(Bilingual),
});

/** What the law was asked, as the gate established it. */
export const GateQuestionView = z.object({
  from: Side,
  to: Side,
  offence: z.string().nullable(),
  mode: z.string().nullable(),
  minor: z.boolean().nullable(),
  own: z.boolean().nullable(),
  sensitive: z.boolean(),
  approvals: z.number().int(),
  usedToday: z.number().int(),
  assurances: z.array(z.string()),
  originator: z.string().nullable(),
  originatorConsent: z.boolean(),
  automatic: z.boolean(),
});

export const DisclosureDuty = z.object({
  id: Id,
  disclosureId: Id,
  owedBy: z.enum(['us', 'partner']),
  kind: z.enum(['deletion', 'correction', 'deletion-receipt']),
  article: z.string(),
  openedAt: Instant,
  dueAt: Instant,
  doneAt: Instant.nullable(),
});
export type DisclosureDuty = z.infer<typeof DisclosureDuty>;

/** One officer's approval, by the pseudonym that the ledger has. */
const Approval = z.object({
  officer: z.string(),
  at: Instant,
  method: z.string(),
  keyThumbprint: z.string().nullable(),
});
const Ledgered = z.object({ entry: Id, index: z.number().int().nullable() });

/** Why it was allowed, clause by clause. */
export const DisclosureDetail = DisclosureRow.extend({
  inReplyTo: Id.nullable(),
  articles: z.array(z.string()),
  /** The words of the deciding article, where its memorandum is known here. */
  articleText: z.object({ heading: Bilingual, text: Bilingual }).nullable(),
  policyDigest: z.string(),
  question: GateQuestionView,
  obligations: DisclosureObligations,
  approvedBy: z.array(Approval),
  objectDigest: z.string(),
  documentDigest: z.string().nullable(),
  deliveryReason: z.object({ article: z.string(), code: z.string() }).nullable(),
  ledger: Ledgered,
  duties: z.array(DisclosureDuty),
});
export type DisclosureDetail = z.infer<typeof DisclosureDetail>;

export const ReceivedDisclosureDetail = ReceivedDisclosureRow.extend({
  inReplyTo: Id.nullable(),
  articles: z.array(z.string()),
  articleText: z.object({ heading: Bilingual, text: Bilingual }).nullable(),
  policyDigest: z.string(),
  obligations: DisclosureObligations,
  approvedBy: z.array(Approval),
  objectDigest: z.string(),
  documentDigest: z.string(),
  ledger: Ledgered,
  duties: z.array(DisclosureDuty),
});
export type ReceivedDisclosureDetail = z.infer<typeof ReceivedDisclosureDetail>;

/** The content itself, while it is held. */
export const DisclosureContent = z.object({ id: Id, content: z.record(z.string(), z.unknown()) });

export const DisclosureQuery = PageQuery.extend({
  category: z.string().max(60).optional(),
  thread: Id.optional(),
});
export const DisclosurePage = page(DisclosureRow);
export const ReceivedDisclosurePage = page(ReceivedDisclosureRow);
export const DisclosureRefusalPage = page(DisclosureRefusal);

export const DataProtectionState = z.object({
  sent: z.number().int(),
  refusedOut: z.number().int(),
  received: z.number().int(),
  refusedIn: z.number().int(),
  held: z.number().int(),
  erased: z.number().int(),
  /** Held beyond its term: always 0 but for the minutes until the hourly run. */
  overdue: z.number().int(),
  owedByUs: z.number().int(),
  owedByPartner: z.number().int(),
  /** Owed by either side beyond its day. */
  late: z.number().int(),
});
export type DataProtectionState = z.infer<typeof DataProtectionState>;

export const ExpiryQuery = z.object({ from: Day, days: z.coerce.number().int().min(1).max(400).default(42) });
export const ExpiryDay = z.object({ day: Day, received: z.number().int(), sent: z.number().int() });
export const ExpiryCalendar = z.object({ days: z.array(ExpiryDay) });
export const DutyQuery = z.object({ state: z.enum(['owed', 'done']).default('owed') });
export const DutyList = z.object({ items: z.array(DisclosureDuty) });

/** Everything that passed about one person, by a reference: a document (`document:BHR:1234567`), a case, an own number. */
export const PersonSearch = z.object({
  reference: z.string().trim().min(3).max(200),
  reason: z.string().trim().min(5).max(300),
});
export const PersonFindings = z.object({
  sent: z.array(DisclosureRow),
  received: z.array(ReceivedDisclosureRow),
});
