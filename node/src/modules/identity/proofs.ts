import type { Proof } from '@jisr/contract';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { hashPassword, isPassword } from './accounts.ts';
import { passkeyFault, verifyAssertion } from './assertion.ts';
import type { Attempts } from './attempts.ts';
import { type AssertionEvidence, type Passkeys, thumbprintOf } from './passkeys.ts';
import { forgetFailures, selectAccount } from './store.ts';
import type { Totp } from './totp.ts';

const RECORD = 'proof over a digest';

/** What is kept of an officer's proof over a digest. */
export type ProofEvidence =
  | ({ readonly method: 'passkey'; readonly keyThumbprint: string } & AssertionEvidence)
  | {
      readonly method: 'password-totp';
      readonly keyThumbprint: null;
      readonly at: string;
      readonly mac: string;
    };

export type Proofs = ReturnType<typeof createProofs>;

/** Proofs of approval grade: the person, now, over this digest. */
export function createProofs(kernel: Kernel, parts: { attempts: Attempts; passkeys: Passkeys; totp: Totp }) {
  const { database, clock, secrets } = kernel;
  const { attempts, passkeys, totp } = parts;
  /** Compared with when the account is gone, so that the answer takes as long. */
  const decoy = hashPassword('no account has this password');

  /** @throws Problem `PROOF_FAILED`, `ACCOUNT_LOCKED`, `TOTP_NOT_ENROLLED` */
  async function passwordAndCode(accountId: string, password: string, code: string): Promise<void> {
    const account = await selectAccount(database.db, accountId);
    const good = await isPassword(account?.passwordHash ?? (await decoy), password);
    attempts.refuseLocked(account);
    if (!account || account.disabled || !good) return attempts.fail(account?.id, 'PROOF_FAILED');
    if (!(await totp.isEnrolled(accountId))) throw problem('TOTP_NOT_ENROLLED');
    const { passwordHash } = account;
    if (!(await totp.accept({ accountId, passwordHash, at: clock.nowIso() }, code)))
      return attempts.fail(accountId, 'PROOF_FAILED');
    await forgetFailures(database.db, accountId);
  }

  /** The node's own word for what no key signed: who, over what, when. */
  const recordOf = (accountId: string, digest: string, at: string): string =>
    secrets.fingerprint(RECORD, `${accountId}\n${digest}\n${at}`);

  return {
    passwordAndCode,
    /**
     * Takes an officer's proof over a digest (hex) and returns the evidence to keep. With a passkey the digest itself is
     * the challenge that the key signs; password and code are bound to it by the node's record alone.
     *
     * @throws Problem `PASSKEY_FAILED`, `PROOF_FAILED`, `ACCOUNT_LOCKED`, `TOTP_NOT_ENROLLED`
     * @example
     * const evidence = await identity.proofs.prove(accountId, digest, { method: 'passkey', assertion });
     */
    async prove(accountId: string, digest: string, proof: Proof): Promise<ProofEvidence> {
      if (proof.method === 'passkey') {
        const evidence = await passkeys.sign(accountId, proof.assertion, Buffer.from(digest, 'hex'));
        return { method: 'passkey', keyThumbprint: thumbprintOf(evidence.publicKey), ...evidence };
      }
      await passwordAndCode(accountId, proof.password, proof.code);
      const at = clock.nowIso();
      return { method: 'password-totp', keyThumbprint: null, at, mac: recordOf(accountId, digest, at) };
    },
    /** Checks kept evidence again: the signature over the digest, or this node's record. */
    async verify(accountId: string, digest: string, evidence: ProofEvidence): Promise<boolean> {
      if (evidence.method === 'password-totp')
        return recordOf(accountId, digest, evidence.at) === evidence.mac;
      const { rpId, origin, publicKey, assertion } = evidence;
      const challenge = Buffer.from(digest, 'hex').toString('base64url');
      const place = { rpId, accepts: (one: string) => one === origin };
      const key = { publicKey: Buffer.from(publicKey, 'base64url') };
      try {
        await verifyAssertion({ assertion, challenge, place, key, counter: -1 });
        return true;
      } catch (error) {
        if (passkeyFault(error) === error) return false;
        throw error;
      }
    },
  };
}
