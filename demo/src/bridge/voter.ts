import { API, type ApprovalKind } from '@jisr/contract';
import { accountOf } from '../day/accounts.ts';
import { asOfficer, type OfficerClient } from '../day/officer.ts';
import { until } from '../day/until.ts';
import { createSecurityKey } from './security-key.ts';

const KEY_NAME = 'Demonstration';

/** An officer who approves with a security key. */
export interface Voter {
  readonly client: OfficerClient;
  /** Approves the oldest thing of this kind that waits for this officer; waits until there is one. */
  approve(kind: ApprovalKind): Promise<void>;
  /** Takes the key off the account: a visitor who signs in as this officer does not hold it. */
  leave(): Promise<void>;
}

/** Signs in, proves it with the code of the moment, and registers a security key. */
export async function asVoter(address: string, username: string): Promise<Voter> {
  const account = accountOf(username);
  const client = await asOfficer(address, account);
  const { code } = await client.call(API.demonstrationCode);
  const proof = { method: 'password-totp' as const, password: account.password, code: code ?? '' };
  await client.call(API.stepUp, {}, proof);
  const { passkeyPlace } = await client.call(API.security);
  const key = createSecurityKey(passkeyPlace);
  const { challengeId, options } = await client.call(API.beginPasskey);
  const registration = key.register(String(options.challenge));
  await client.call(API.addPasskey, {}, { challengeId, name: KEY_NAME, registration });

  return {
    client,
    async approve(kind) {
      let id = '';
      await until(async () => {
        const { items } = await client.call(API.listApprovals, {}, undefined, '?view=waiting');
        id = items.find((item) => item.kind === kind)?.id ?? '';
        return id !== '';
      });
      const { digest } = await client.call(API.readApproval, { id });
      const assertion = key.sign(Buffer.from(digest, 'hex').toString('base64url'));
      await client.call(API.approve, { id }, { digest, proof: { method: 'passkey', assertion } });
    },
    async leave() {
      const { passkeys } = await client.call(API.security);
      for (const { id, name } of passkeys)
        if (name === KEY_NAME) await client.call(API.revokePasskey, { id });
    },
  };
}
