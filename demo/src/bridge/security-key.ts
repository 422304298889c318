import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const text = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** User present and verified (WebAuthn Level 3 §6.1). */
const SIGNING = 0x05;
/** … and a key is attached. */
const ATTACHING = 0x45;

/** The security key of an invented officer, in software: it registers and signs as a browser would hand it on. */
export function createSecurityKey(place: { readonly rpId: string; readonly origin: string }) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;

  const clientData = (type: string, challenge: string): string =>
    JSON.stringify({ type, challenge, origin: place.origin, crossOrigin: false });

  function authenticatorData(flags: number): Buffer {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(place.rpId), Buffer.from([flags]), count]);
  }

  return {
    register(challenge: string) {
      const attached = [Buffer.alloc(16), Buffer.from([0, id.length]), id, coseOf(x, y)];
      const authData = Buffer.concat([authenticatorData(ATTACHING), ...attached]);
      return {
        id: text(id),
        rawId: text(id),
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(clientData('webauthn.create', challenge)),
          attestationObject: text(attestationOf(authData)),
        },
      };
    },
    sign(challenge: string) {
      const data = authenticatorData(SIGNING);
      const client = clientData('webauthn.get', challenge);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        id: text(id),
        rawId: text(id),
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(signature),
        },
      };
    },
  };
}
export type SecurityKey = ReturnType<typeof createSecurityKey>;

/** CBOR {1: 2, 3: -7, -1: 1, -2: x, -3: y}: EC2, ES256, P-256 (RFC 9053 §7.1.1). */
const coseOf = (x: string, y: string): Buffer =>
  Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);

/** CBOR {"fmt": "none", "attStmt": {}, "authData": bytes} (WebAuthn Level 3 §6.5.4). */
const attestationOf = (authData: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xa3, 0x63]),
    Buffer.from('fmt'),
    Buffer.from([0x64]),
    Buffer.from('none'),
    Buffer.from([0x67]),
    Buffer.from('attStmt'),
    Buffer.from([0xa0, 0x68]),
    Buffer.from('authData'),
    Buffer.from([0x58, authData.length]),
    authData,
  ]);
