import type { NewPasskey } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import { problem } from '../../kernel/problem.ts';
import type { Passkeys } from './passkeys.ts';
import type { createSecurity } from './security.ts';
import type { Totp } from './totp.ts';

interface Parts {
  readonly passkeys: Passkeys;
  readonly totp: Totp;
  readonly security: ReturnType<typeof createSecurity>;
}

/** Changes of one's own second factors: each after a fresh proof, so that a stolen session adds no key of its own. */
export function createFactors({ passkeys, totp, security }: Parts) {
  const { needProof, overview } = security;
  return {
    async beginPasskey(actor: OfficerActor) {
      await needProof(actor);
      return passkeys.beginRegistration(actor);
    },
    async addPasskey(actor: OfficerActor, given: z.output<typeof NewPasskey>) {
      await needProof(actor);
      const passkey = await passkeys.register(actor, given);
      await security.proved(actor, 'passkey');
      return passkey;
    },
    async renamePasskey(actor: OfficerActor, id: string, name: string) {
      await passkeys.rename(actor.accountId, id, name);
      return overview(actor);
    },
    async revokePasskey(actor: OfficerActor, id: string) {
      await needProof(actor);
      await passkeys.revoke(actor.accountId, id);
      return overview(actor);
    },
    async enrolTotp(actor: OfficerActor) {
      await needProof(actor);
      return totp.enrol(actor.accountId, actor.username);
    },
    async confirmTotp(actor: OfficerActor, code: string) {
      await needProof(actor);
      const codes = await totp.confirm(actor.accountId, code);
      await security.proved(actor, 'password-totp');
      return codes;
    },
    async removeTotp(actor: OfficerActor) {
      await needProof(actor);
      if (!(await totp.remove(actor.accountId))) throw problem('TOTP_NOT_ENROLLED');
      return overview(actor);
    },
    async renewCodes(actor: OfficerActor) {
      await needProof(actor);
      if (!(await totp.isEnrolled(actor.accountId))) throw problem('TOTP_NOT_ENROLLED');
      return totp.renewCodes(actor.accountId);
    },
    demonstrationCode: (actor: OfficerActor) => totp.demonstrationCode(actor.accountId),
  };
}
