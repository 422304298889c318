/** What the console hears over server-sent events: identifiers only, never personal data. */
import { z } from 'zod';
import { Id } from './fields.ts';

export const LiveEvent = z.object({
  kind: z.enum([
    'crossing',
    'hit',
    'message',
    'referral',
    'watchlist',
    'import',
    'proposal',
    'screening',
    'quarantine',
    'memorandum',
    'query',
    'partner-hit',
    'request',
    'ledger',
    'approval',
    'break-glass',
    'disclosure',
    'peer',
    'exchange',
  ]),
  id: z.union([Id, z.literal('*')]),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
