/** The reading by Cedar: policies checked against the schema, parsed once, and asked by the digest of their text. */
import {
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import { CEDAR_SCHEMA } from './cedar-schema.ts';
import { digestOf } from './digest.ts';
import type { Facts, Side } from './question.ts';

const SCHEMA_NAME = 'jisr-schema-v1';
let schemaReady = false;

/** What Cedar says against a policy. */
export interface PolicyFault {
  readonly reference: string;
  readonly message: string;
}

/**
 * Checks policies against the schema: unknown attributes, wrong types, conditions that can never hold.
 *
 * @param policies Cedar text by reference
 */
export function checkPolicies(policies: Readonly<Record<string, string>>): PolicyFault[] {
  const answer = validate({ schema: CEDAR_SCHEMA, policies: { staticPolicies: { ...policies } } });
  if (answer.type === 'failure')
    return answer.errors.map(({ message, help }) => ({
      reference: '',
      message: help ? `${message}: ${help}` : message,
    }));
  return answer.validationErrors.map(({ policyId, error }) => ({
    reference: policyId,
    message: error.message,
  }));
}

/**
 * Parses a set once and keeps it under the digest of its text.
 *
 * @returns the name to ask by
 * @throws Error when Cedar refuses the set: nothing may be decided by half a law
 */
export function prepare(policies: Readonly<Record<string, string>>): string {
  if (!schemaReady) {
    const schema = preparseSchema(SCHEMA_NAME, CEDAR_SCHEMA);
    if (schema.type === 'failure') throw new Error(schema.errors.map(({ message }) => message).join('; '));
    schemaReady = true;
  }
  const name = digestOf(policies);
  const parsed = preparsePolicySet(name, { staticPolicies: { ...policies } });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return name;
}

export type CedarAnswer =
  | { readonly decision: 'allow' | 'deny'; readonly reasons: readonly string[] }
  | { readonly decision: 'error'; readonly message: string };

const agency = ({ party, agency: code }: Side) => ({ type: 'Jisr::Agency', id: `${party}/${code}` });
const member = (side: Side) => ({
  uid: agency(side),
  attrs: {},
  parents: [{ type: 'Jisr::Party', id: side.party }],
});

/** Asks a prepared set. Any error in any policy is an error of the whole: the caller must deny. */
export function ask(setName: string, facts: Facts): CedarAnswer {
  const { from, to, action, category, at, ...attributes } = facts;
  const same = from.party === to.party && from.agency === to.agency;
  const answer = statefulIsAuthorized({
    principal: agency(from),
    action: { type: 'Jisr::Action', id: action },
    resource: { type: 'Jisr::Category', id: category },
    context: {
      ...attributes,
      fields: [...facts.fields],
      assurances: [...facts.assurances],
      recipient: { __entity: agency(to) },
      sameParty: from.party === to.party,
      now: { __extn: { fn: 'datetime', arg: new Date(at).toISOString() } },
    },
    entities: same ? [member(from)] : [member(from), member(to)],
    preparsedPolicySetId: setName,
    preparsedSchemaName: SCHEMA_NAME,
    validateRequest: true,
  });
  if (answer.type === 'failure')
    return { decision: 'error', message: answer.errors.map(({ message }) => message).join('; ') };
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0)
    return { decision: 'error', message: diagnostics.errors.map(({ error }) => error.message).join('; ') };
  // Cedar names them in no order of its own.
  return { decision, reasons: diagnostics.reason.sort() };
}
