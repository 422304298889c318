/** What the keys of a hit say of each attribute; a key that did not agree says nothing. */
import type { PartnerHit } from '@jisr/contract';

export const ATTRIBUTES = ['name', 'birthDate', 'document', 'nationality'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];
/** `year`: only the year of birth is known to agree. `told-nothing`: the partner's engine found it and says no more. */
export type Agreement = 'agrees' | 'year' | 'told-nothing' | 'not-compared';

/**
 * Which attributes agreed on the partner's side.
 *
 * @example
 * agreementOf(['nameyear'], 'birthDate') // 'year'
 */
export function agreementOf(kinds: PartnerHit['kinds'], attribute: Attribute): Agreement {
  const by = (...wanted: PartnerHit['kinds']) => kinds.some((kind) => wanted.includes(kind));
  if (attribute === 'document' && by('doc')) return 'agrees';
  if (attribute === 'name' && by('namedob', 'nameyear')) return 'agrees';
  if (attribute === 'birthDate' && by('namedob')) return 'agrees';
  if (attribute === 'birthDate' && by('nameyear')) return 'year';
  return by('plain') ? 'told-nothing' : 'not-compared';
}
