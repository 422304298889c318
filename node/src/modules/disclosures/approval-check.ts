import type { Db } from '../../kernel/db/types.ts';
import { approvalDocument, canonical, distinctOfficers } from './model.ts';
import { gateRefusal } from './refusal-texts.ts';
import { isApprovalUsed } from './store.ts';
import type { DisclosuresDeps, HeadApproval, Intent, Obligations, Refusal } from './types.ts';

export type Refused = Omit<Refusal, 'id'>;
export interface Approved {
  readonly approvals: readonly HeadApproval[];
  readonly roles: readonly string[];
}

/**
 * Who has approved exactly this content: read from the approval itself, the author and repeated people not counted.
 *
 * @returns the refusal where the approval is open, refused, expired, of something else, or already used
 */
export async function readApproval(
  tx: Db,
  deps: Pick<DisclosuresDeps, 'approvals' | 'ledger'>,
  intent: Intent,
): Promise<Approved | Refused> {
  if (intent.approval === null) return { approvals: [], roles: [] };
  const standing = await deps.approvals.standing(tx, intent.approval);
  if (standing?.state !== 'approved')
    return gateRefusal('APPROVAL_MISSING', { detail: standing?.state ?? 'unknown' });
  if (!isOf(standing.document, intent)) return gateRefusal('APPROVAL_OTHER');
  if (await isApprovalUsed(tx, intent.approval)) return gateRefusal('APPROVAL_USED');
  const author = intent.author === null ? null : deps.ledger.pseudonym(intent.author);
  return { approvals: distinctOfficers(standing.approvals, author), roles: standing.roles };
}

/** The document is the gate's own, or holds it as its member `disclosure` beside what the desk shows. */
function isOf(document: unknown, intent: Intent): boolean {
  const wanted = canonical(approvalDocument(intent));
  const inner =
    typeof document === 'object' && document !== null && 'disclosure' in document
      ? document.disclosure
      : null;
  return [document, inner].some((each) => each !== null && canonical(each) === wanted);
}

/** What the article demands of approvals, held against what there is; null when it is kept. */
export function lackOf(article: string, wanted: Obligations, given: Approved): Refused | null {
  if (given.approvals.length < wanted.approvals)
    return gateRefusal('APPROVALS_FEW', { article, detail: String(wanted.approvals) });
  const stranger = given.roles.some((role) => !wanted.approvalRoles.includes(role));
  if (wanted.approvals > 0 && wanted.approvalRoles.length > 0 && stranger)
    return gateRefusal('APPROVAL_ROLES', { article, detail: wanted.approvalRoles.join(', ') });
  return null;
}
