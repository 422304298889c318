/** From documents to a law that can be asked: checked, put together, named by digest. */
import { checkPolicies, type PolicyFault, prepare } from './cedar.ts';
import { digestOf } from './digest.ts';
import type { DirectiveDocument, MemorandumDocument } from './document.ts';
import { FLOOR, type FloorRule } from './floor.ts';
import { type Ask, remembering } from './reading-memory.ts';
import {
  directiveRules,
  type ForbidRule,
  floorRules,
  forbidInCedar,
  type PermitRule,
  permitInCedar,
  rulesOf,
} from './rules.ts';
import type { Standing } from './state.ts';

/** A memorandum as it stands at the moment of asking. */
export interface StandingMemorandum {
  readonly document: MemorandumDocument;
  readonly digest: string;
  readonly standing: Standing;
}

export interface Law {
  readonly memoranda: readonly StandingMemorandum[];
  readonly directives?: readonly DirectiveDocument[];
  readonly floor?: readonly FloorRule[];
}

export interface Compiled {
  /** SHA-256 over the digests of the floor, of each memorandum in force and of each directive. */
  readonly policyDigest: string;
  /** The set's name in Cedar. */
  readonly setName: string;
  /** Cedar's reading of this law. */
  readonly ask: Ask;
  readonly permits: readonly PermitRule[];
  readonly forbids: readonly ForbidRule[];
  /** Permits of memoranda that do not stand: they explain a refusal and allow nothing. */
  readonly asleep: readonly (PermitRule & { readonly standing: Standing })[];
}

const FLOOR_DIGEST = digestOf(FLOOR);

/**
 * Names a law without compiling it, to find a compiled one again.
 *
 * @example
 * const law = compiled.get(policyDigestOf(now)) ?? compile(now);
 */
export const policyDigestOf = ({ memoranda, directives = [], floor = FLOOR }: Law): string =>
  digestOf({
    floor: floor === FLOOR ? FLOOR_DIGEST : digestOf(floor),
    memoranda: memoranda.map(({ digest, standing }) => `${digest} ${standing}`).sort(),
    directives: directives.map(digestOf).sort(),
  });

/**
 * Puts floor, memoranda and directives together. Since floor and directives hold prohibitions alone and a prohibition
 * always wins in Cedar, one set gives the same as three sets that must all allow; a property test holds that.
 *
 * @throws Error when Cedar refuses a policy: run {@link faultsOfDocument} before signing
 */
export function compile(law: Law): Compiled {
  const { memoranda, directives = [], floor = FLOOR } = law;
  const permits: PermitRule[] = [];
  const forbids: ForbidRule[] = [...floorRules(floor), ...directives.flatMap(directiveRules)];
  const asleep: Compiled['asleep'][number][] = [];
  for (const { document, digest, standing } of memoranda) {
    const rules = rulesOf(document, digest);
    if (standing === 'in-force') {
      permits.push(...rules.permits);
      forbids.push(...rules.forbids);
    } else asleep.push(...rules.permits.map((rule) => ({ ...rule, standing })));
  }
  const setName = prepare(policiesOf(permits, forbids));
  const ask = remembering(setName, permits, forbids);
  return { policyDigest: policyDigestOf(law), setName, ask, permits, forbids, asleep };
}

/** The Cedar text of a set by reference. */
export const policiesOf = (
  permits: readonly PermitRule[],
  forbids: readonly ForbidRule[],
): Record<string, string> =>
  Object.fromEntries([
    ...permits.map((rule) => [rule.reference, permitInCedar(rule)] as const),
    ...forbids.map((rule) => [rule.reference, forbidInCedar(rule)] as const),
  ]);

/** What Cedar's own checker says against the clauses of a document. */
export function cedarFaults(document: MemorandumDocument): PolicyFault[] {
  const { permits, forbids } = rulesOf(document, '');
  return checkPolicies(policiesOf(permits, forbids));
}
