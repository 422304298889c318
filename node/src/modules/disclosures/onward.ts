import type { Db } from '../../kernel/db/types.ts';
import type { Refused } from './approval-check.ts';
import { selectReceived } from './received-store.ts';
import { gateRefusal } from './refusal-texts.ts';
import type { Intent } from './types.ts';

/** Where a content came from, as the law is told. */
export interface Source {
  readonly originator: string | null;
  readonly consent: boolean;
}

/** What the sender's notice says when it agrees that its information is passed on. */
export const ONWARD_CONSENT = 'onward-consent';

/**
 * Whose information it is and whether it may go on: read from what was received, never from the desk.
 *
 * @returns the refusal where the source's term has ended, or its article's rule for passing on stands against it
 */
export async function readSource(db: Db, intent: Intent, now: string): Promise<Source | Refused> {
  if (!intent.source) return { originator: intent.originator ?? null, consent: false };
  const source = await selectReceived(db, intent.source);
  if (!source || source.erasedAt !== null || source.retainUntil <= now) return gateRefusal('SOURCE_GONE');
  const { article, sender } = source;
  const back = intent.to.party === sender;
  if (back) return { originator: sender, consent: true };
  if (source.obligations.onward === 'forbidden') return gateRefusal('ONWARD_FORBIDDEN', { article });
  if (source.obligations.onward === 'allowed-within-purpose') {
    if (source.purpose !== intent.purpose) return gateRefusal('ONWARD_PURPOSE', { detail: source.purpose });
    return { originator: sender, consent: true };
  }
  const notice = intent.consent ? await selectReceived(db, intent.consent) : undefined;
  const consents =
    notice?.category === 'outcome-notice' && notice.sender === sender && notice.consentOf === source.id;
  return consents ? { originator: sender, consent: true } : gateRefusal('ONWARD_CONSENT', { article });
}
