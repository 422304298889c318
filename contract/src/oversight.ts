/** The access log, the work queue and the state of the node. */
import { z } from 'zod';
import { Id, Instant, Officer, PageQuery, page } from './fields.ts';
import { Purpose } from './vocabulary.ts';

export const AccessEntry = z.object({
  id: Id,
  at: Instant,
  officer: Officer.nullable(),
  actor: z.string().describe('user name or carrier code'),
  action: z.string(),
  objectType: z.string(),
  objects: z.array(z.string()),
  purpose: Purpose,
  reason: z.string().nullable(),
  traceId: z.string(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

export const AccessQuery = PageQuery.extend({
  actor: z.string().max(100).optional(),
  object: z.string().max(100).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const AccessPage = page(AccessEntry);
/** The chain of digests over the log, checked from its first line to its last. */
export const ChainCheck = z.object({
  entries: z.number().int(),
  intact: z.boolean(),
  firstBroken: Id.nullable(),
  head: z.string().nullable(),
});

export const DeadJob = z.object({
  id: Id,
  kind: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: Instant,
});
export const DeadJobPage = page(DeadJob);
export const Retry = z.object({ reason: z.string().min(3).max(300) });

export const SystemState = z.object({
  version: z.string(),
  startedAt: Instant,
  database: z.object({ engine: z.enum(['pglite', 'postgres']), sizeBytes: z.number().int().nullable() }),
  jobs: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    dead: z.number().int(),
    oldestWaitingAt: Instant.nullable(),
  }),
  messages: z.object({ total: z.number().int(), lastHour: z.number().int(), quarantined: z.number().int() }),
  travellers: z.number().int(),
  listings: z.number().int(),
  folder: z.object({ path: z.string(), waiting: z.number().int() }).nullable(),
  policyPack: z.string(),
  memory: z.object({ rssBytes: z.number().int() }),
});
export type SystemState = z.infer<typeof SystemState>;

export const Health = z.object({
  status: z.enum(['ok', 'starting', 'failing']),
  checks: z.record(z.string(), z.boolean()),
});
