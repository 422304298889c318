import { createHash } from 'node:crypto';
import type { NewPasskey, Passkey, PasskeyAssertion } from '@jisr/contract';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import { isDatabaseError } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { clientDataOf, passkeyFault, type RawAssertion, verifyAssertion } from './assertion.ts';
import {
  type ChallengePurpose,
  deleteOldChallenges,
  insertChallenge,
  insertPasskey,
  type PasskeyRow,
  renamePasskey,
  revokePasskeys,
  selectChallengeOf,
  selectPasskey,
  selectPasskeys,
  takeChallenge,
  usePasskey,
} from './factor-store.ts';
import { passkeyPlaceOf } from './passkey-place.ts';

const CHALLENGE_MS = 5 * 60_000;
const CHALLENGE_BYTES = 32;

/** What is kept of an assertion, so that anyone can check it again without this node's word. */
export interface AssertionEvidence {
  readonly rpId: string;
  readonly origin: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly assertion: z.output<typeof PasskeyAssertion>;
}

export type Passkeys = ReturnType<typeof createPasskeys>;

/** Passkeys (WebAuthn Level 3), always with user verification: what signs is a person, not a found device. */
export function createPasskeys(kernel: Kernel) {
  const { database, clock, ids, config } = kernel;
  const { db } = database;
  const place = passkeyPlaceOf(config);

  async function newChallenge(purpose: ChallengePurpose, accountId: string | null) {
    const now = clock.now();
    await deleteOldChallenges(db, now.toISOString());
    const row = { id: ids.uuid(), challenge: ids.token(CHALLENGE_BYTES), purpose, accountId };
    await insertChallenge(db, {
      ...row,
      expiresAt: new Date(now.getTime() + CHALLENGE_MS).toISOString(),
    });
    return row;
  }

  /** @throws Problem `CHALLENGE_ENDED` when it was used, is over, or was given to another person or for another purpose */
  async function take(id: string, purpose: ChallengePurpose, accountId: string | null): Promise<string> {
    const row = await takeChallenge(db, id);
    const good =
      row?.purpose === purpose &&
      row.accountId === accountId &&
      Date.parse(row.expiresAt) > clock.now().getTime();
    if (!good) throw problem('CHALLENGE_ENDED');
    return row.challenge;
  }

  /** Checks an assertion over this challenge and counts it. @throws Problem `PASSKEY_FAILED` */
  async function check(assertion: RawAssertion, challenge: string): Promise<PasskeyRow> {
    const row = await selectPasskey(db, assertion.id);
    if (!row) throw passkeyFault('unknown');
    const counter = await verifyAssertion({ assertion, challenge, place, key: row, counter: row.counter });
    if (!(await usePasskey(db, { id: row.id, counter, at: clock.nowIso() }))) throw passkeyFault('counter');
    return row;
  }

  const requestOptions = async (challenge: string) => ({
    ...(await generateAuthenticationOptions({
      rpID: place.rpId,
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      userVerification: 'required',
      timeout: CHALLENGE_MS,
    })),
  });

  return {
    place,
    list: async (accountId: string): Promise<Passkey[]> =>
      (await selectPasskeys(db, accountId)).map(presentPasskey),
    async beginSignIn() {
      const { id, challenge } = await newChallenge('sign-in', null);
      return { challengeId: id, options: await requestOptions(challenge) };
    },
    /** The account that the passkey belongs to. */
    async signIn(challengeId: string, assertion: RawAssertion): Promise<string> {
      return (await check(assertion, await take(challengeId, 'sign-in', null))).accountId;
    },
    async beginStepUp(accountId: string) {
      const { id, challenge } = await newChallenge('step-up', accountId);
      return { challengeId: id, options: await requestOptions(challenge) };
    },
    /** @throws Problem `CHALLENGE_ENDED`, `PASSKEY_FAILED` */
    async stepUp(accountId: string, assertion: RawAssertion): Promise<void> {
      const open = await selectChallengeOf(db, accountId, 'step-up');
      if (!open) throw problem('CHALLENGE_ENDED');
      const row = await check(assertion, await take(open.id, 'step-up', accountId));
      if (row.accountId !== accountId) throw passkeyFault('unknown');
    },
    /** An officer's signature over a digest of their own. @throws Problem `PASSKEY_FAILED` */
    async sign(
      accountId: string,
      assertion: RawAssertion,
      challenge: Uint8Array,
    ): Promise<AssertionEvidence> {
      const owner = await selectPasskey(db, assertion.id);
      if (owner?.accountId !== accountId) throw passkeyFault('unknown');
      const row = await check(assertion, Buffer.from(challenge).toString('base64url'));
      const publicKey = Buffer.from(row.publicKey).toString('base64url');
      return { rpId: place.rpId, origin: clientDataOf(assertion).origin, publicKey, assertion };
    },
    async beginRegistration(actor: OfficerActor) {
      const { id, challenge } = await newChallenge('register', actor.accountId);
      const known = await selectPasskeys(db, actor.accountId);
      const options = await generateRegistrationOptions({
        rpName: config.nameEn,
        rpID: place.rpId,
        userName: actor.username,
        userDisplayName: actor.name.en,
        userID: new Uint8Array(Buffer.from(actor.accountId.replaceAll('-', ''), 'hex')),
        challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
        timeout: CHALLENGE_MS,
        attestationType: 'none',
        excludeCredentials: known.map((key) => ({ id: key.credentialId, transports: [...key.transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { challengeId: id, options: { ...options } };
    },
    /** @throws Problem `CHALLENGE_ENDED`, `PASSKEY_FAILED`, `PASSKEY_KNOWN` */
    async register(actor: OfficerActor, given: z.output<typeof NewPasskey>): Promise<Passkey> {
      const challenge = await take(given.challengeId, 'register', actor.accountId);
      const key = await verifiedKey(given.registration, challenge, place);
      const row = {
        ...key,
        id: ids.uuid(),
        accountId: actor.accountId,
        name: given.name,
        transports: given.registration.response.transports ?? [],
        createdAt: clock.nowIso(),
      };
      try {
        await insertPasskey(db, row);
      } catch (error) {
        if (isDatabaseError(error, '23505')) throw problem('PASSKEY_KNOWN');
        throw error;
      }
      return presentPasskey({ ...row, lastUsedAt: null });
    },
    async rename(accountId: string, id: string, name: string): Promise<void> {
      if (!(await renamePasskey(db, { id, accountId, name }))) throw problem('NOT_FOUND');
    },
    async revoke(accountId: string, id: string): Promise<void> {
      if ((await revokePasskeys(db, { id, accountId, at: clock.nowIso() })) === 0) throw problem('NOT_FOUND');
    },
  };
}

/** What a registration proves: a new key pair, held by a device that verified its user for this place. */
async function verifiedKey(
  registration: z.output<typeof NewPasskey>['registration'],
  challenge: string,
  place: ReturnType<typeof passkeyPlaceOf>,
) {
  const { origin, crossOrigin } = clientDataOf(registration);
  if (!place.accepts(origin) || crossOrigin === true) throw passkeyFault('origin');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: registration as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: place.rpId,
      requireUserVerification: true,
    });
    if (!verified) throw passkeyFault('signature');
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      synced: credentialBackedUp,
    };
  } catch (error) {
    throw passkeyFault(error);
  }
}

/** SHA-256 of the public key (COSE bytes), hex: how a key is named in the ledger. */
export const thumbprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex');

const presentPasskey = ({ id, name, synced, createdAt, lastUsedAt }: PasskeyRow): Passkey => ({
  id,
  name,
  synced,
  createdAt,
  lastUsedAt,
});
