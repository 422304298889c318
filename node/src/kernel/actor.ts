import type { Bilingual, Role } from '@jisr/contract';
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
