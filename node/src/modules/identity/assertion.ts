import type { PasskeyAssertion } from '@jisr/contract';
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import { isProblem, type Problem, problem } from '../../kernel/problem.ts';
import type { PasskeyPlace } from './passkey-place.ts';

export type RawAssertion = z.output<typeof PasskeyAssertion>;

const ClientData = z.object({
  type: z.string(),
  origin: z.string(),
  challenge: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** What an officer is told; the library's own words go no further. */
const FAULTS = {
  unknown: { en: 'this node does not know it', ar: 'لا تعرفه هذه العقدة' },
  origin: { en: 'it was used at another address', ar: 'استُعمل في عنوان آخر' },
  challenge: { en: 'it signed something else', ar: 'وقّع على شيء آخر' },
  counter: {
    en: 'its counter went back, so there may be a copy of it; revoke it and register a new one',
    ar: 'تراجع عدّاده، فقد تكون له نسخة؛ ألغه وسجّل غيره',
  },
  verification: { en: 'it did not verify who you are', ar: 'لم يتحقق من هويتك' },
  signature: { en: 'its signature is not valid', ar: 'توقيعه غير صالح' },
} as const;

/** The words by which the library's refusals are told apart (its errors have no codes). */
const SIGNS: readonly (readonly [RegExp, keyof typeof FAULTS])[] = [
  [/challenge/i, 'challenge'],
  [/origin|RP ID/i, 'origin'],
  [/counter/i, 'counter'],
  [/verif|present/i, 'verification'],
];

/** Makes the problem of a refused passkey, from its kind or from what the library threw. */
export function passkeyFault(cause: keyof typeof FAULTS | unknown): Problem {
  if (isProblem(cause)) return cause;
  const message = cause instanceof Error ? cause.message : '';
  const kind =
    typeof cause === 'string' && cause in FAULTS
      ? (cause as keyof typeof FAULTS)
      : (SIGNS.find(([sign]) => sign.test(message))?.[1] ?? 'signature');
  return problem('PASSKEY_FAILED', { detail: FAULTS[kind].en, detailAr: FAULTS[kind].ar });
}

/** What the browser says that it asked the key to sign. @throws Problem `PASSKEY_FAILED` when it is no such thing */
export function clientDataOf(given: { response: { clientDataJSON: string } }): z.output<typeof ClientData> {
  try {
    const text = Buffer.from(given.response.clientDataJSON, 'base64url').toString('utf8');
    return ClientData.parse(JSON.parse(text));
  } catch {
    // Whatever is wrong with it, nobody signed anything that we asked for.
    throw passkeyFault('signature');
  }
}

/**
 * Checks an assertion (WebAuthn Level 3 §7.2) and returns the key's new counter. `counter` is the last one known; −1 to
 * check kept evidence again, whose counter was good in its day.
 *
 * @throws Problem `PASSKEY_FAILED` with what is wrong in both languages
 */
export async function verifyAssertion({
  assertion,
  challenge,
  place,
  key,
  counter,
}: {
  readonly assertion: RawAssertion;
  readonly challenge: string;
  readonly place: Pick<PasskeyPlace, 'rpId' | 'accepts'>;
  readonly key: { readonly publicKey: Uint8Array };
  readonly counter: number;
}): Promise<number> {
  const { origin, crossOrigin } = clientDataOf(assertion);
  // A frame inside another site's page is not where an officer reads what is signed.
  if (!place.accepts(origin) || crossOrigin === true) throw passkeyFault('origin');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: place.rpId,
      requireUserVerification: true,
      credential: { id: assertion.id, publicKey: new Uint8Array(key.publicKey), counter },
    });
    if (!verified) throw passkeyFault('signature');
    return authenticationInfo.newCounter;
  } catch (error) {
    throw passkeyFault(error);
  }
}
