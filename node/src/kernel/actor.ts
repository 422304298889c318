import type { Bilingual, Permit, Role, RouteSpec } from '@jisr/contract';
import { problem } from './problem.ts';

/** Who is asking: an officer with a session or a carrier with a key. */
export type Actor = OfficerActor | CarrierActor;

export interface OfficerActor {
  readonly kind: 'officer';
  readonly accountId: string;
  readonly sessionId: string;
  readonly username: string;
  readonly name: Bilingual;
  readonly roles: readonly Role[];
  readonly post: string | null;
  /** What a live break-glass opens beyond the roles: one object under one permit, to be read. */
  readonly grants?: readonly Grant[];
}

export interface Grant {
  readonly id: string;
  readonly permit: Permit;
  readonly object: string;
  /** The case that it was opened for: stands in the access log beside every reading under it. */
  readonly caseReference: string;
}

export interface CarrierActor {
  readonly kind: 'carrier';
  readonly carrier: string;
  readonly keyId: string;
}

/** What a permit is checked against. */
export const rolesOf = (actor: Actor): readonly (Role | 'carrier')[] =>
  actor.kind === 'carrier' ? ['carrier'] : actor.roles;

/** How the actor is named in the access log. */
export const labelOf = (actor: Actor): string => (actor.kind === 'carrier' ? actor.carrier : actor.username);

/** The officer behind a request, on routes whose permit no carrier holds. */
export function officer(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw problem('FORBIDDEN');
  return actor;
}

/** The carrier behind a request, on routes that only carriers use. */
export function carrier(actor: Actor): CarrierActor {
  if (actor.kind !== 'carrier') throw problem('FORBIDDEN');
  return actor;
}

/**
 * The break-glass that opens this route to an actor whose roles do not: for reading, of the object that it names, where
 * each reading is written to the access log. Everything else stays shut.
 */
export function grantFor(route: RouteSpec, actor: Actor, object: string | undefined): Grant | undefined {
  if (actor.kind !== 'officer' || route.method !== 'GET' || !route.purpose || !object) return undefined;
  return actor.grants?.find((grant) => grant.permit === route.permit && grant.object === object);
}

/** What stands in the access log beside a reading under a break-glass. */
export const reasonUnder = (grant: Grant, reason: string | null): string =>
  [`break-glass ${grant.caseReference}`, ...(reason ? [reason] : [])].join(': ');
