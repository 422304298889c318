import { subjectOf } from './suite.ts';
import type { ExchangeEntry } from './types.ts';

/** The ledger's line of what became of a key of this node: made, changed, renewed, revoked. */
export const keyEntry = (kid: string, details: Record<string, string>): ExchangeEntry => ({
  kind: 'key',
  subject: subjectOf(kid),
  articles: [],
  policyDigest: null,
  objectDigest: null,
  counterpart: null,
  actors: [],
  previousReceipt: null,
  details,
});
