/** What the browser's passkeys are asked for, and where they work. */
import type { PasskeyAssertion } from '@jisr/contract';
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** The address at which passkeys bound to this name work. */
export const addressOf = (rpId: string): string =>
  rpId === 'localhost' ? `${location.protocol}//localhost:${location.port}` : `https://${rpId}`;

/**
 * Whether passkeys bound to this name work where the console is open now: at that name or below it. An address made of
 * numbers is never one (WebAuthn Level 3 §5.1.3).
 *
 * @example
 * worksAt('localhost', '127.0.0.1') // false
 */
export const worksAt = (rpId: string, host: string): boolean => host === rpId || host.endsWith(`.${rpId}`);

type Request = Omit<PublicKeyCredentialRequestOptionsJSON, 'challenge'>;

/** Has a passkey sign a challenge (base64url). @throws Error when the person turns away or the device fails */
export async function signWithPasskey(challenge: string, options: Request): Promise<PasskeyAssertion> {
  const optionsJSON = { ...options, challenge };
  // The library's answer is the JSON form of WebAuthn, which the contract describes.
  return (await startAuthentication({ optionsJSON })) as unknown as PasskeyAssertion;
}

/** Has a passkey sign the very digest (hex) of what was shown. */
export const signDigest = (digest: string, rpId: string): Promise<PasskeyAssertion> =>
  signWithPasskey(base64UrlOf(digest), { rpId, userVerification: 'required', timeout: 300_000 });

/** Answers the options that the node gave for a sign-in or a step-up. */
export function answerChallenge(options: Readonly<Record<string, unknown>>): Promise<PasskeyAssertion> {
  const given = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return signWithPasskey(given.challenge, given);
}

/** Makes a new passkey from the options that the node gave. */
export const makePasskey = (options: Readonly<Record<string, unknown>>) =>
  startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON });

/**
 * Hexadecimal as base64url without padding.
 *
 * @example
 * base64UrlOf('fbff') // '-_8'
 */
export function base64UrlOf(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
