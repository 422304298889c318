import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { PasskeyAssertion } from '@jisr/contract';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { Secret, TOTP } from 'otpauth';
import type { z } from 'zod';

const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** What an authenticator can be made to do wrong. */
export interface Misuse {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
  readonly type?: string;
}

/** A security key in software: makes registrations and assertions as a browser would hand them on. */
export function softKey({ origin = 'http://localhost:8600', rpId = 'localhost', counting = true } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;

  const clientData = (type: string, challenge: string, misuse: Misuse) =>
    JSON.stringify({
      type: misuse.type ?? type,
      challenge,
      origin: misuse.origin ?? origin,
      crossOrigin: misuse.crossOrigin ?? false,
    });
  function authenticatorData(flags: number, misuse: Misuse): Buffer {
    if (counting) counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(misuse.counter ?? counter);
    const verified = misuse.verified === false ? 0 : 0x04;
    return Buffer.concat([sha256(misuse.rpId ?? rpId), Buffer.from([flags | verified]), count]);
  }

  return {
    id: b64(id),
    register(challenge: string, misuse: Misuse = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const authData = Buffer.concat([authenticatorData(0x41, misuse), attested]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(clientData('webauthn.create', challenge, misuse)),
          attestationObject: b64(isoCBOR.encode(attestation as never)),
          transports: ['usb'],
        },
      };
    },
    sign(challenge: string, misuse: Misuse = {}): z.output<typeof PasskeyAssertion> {
      const data = authenticatorData(0x01, misuse);
      const client = clientData('webauthn.get', challenge, misuse);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: b64(client), authenticatorData: b64(data), signature: b64(signature) },
      };
    },
  };
}

/** The public key as COSE (RFC 9053 §7.1.1): EC2, ES256, P-256. */
function coseOf(key: KeyObject): Uint8Array {
  const { x, y } = key.export({ format: 'jwk' });
  const map = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
  ]);
  return isoCBOR.encode(map as never);
}

/** The code of an authenticator app at this moment. */
export const codeAt = (secret: string, at: Date): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });
