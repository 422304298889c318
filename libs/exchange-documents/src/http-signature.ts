import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { bad, type Checked, good } from './fault.ts';
import { type JwkCardKey, type KeyRing, keyFor } from './keys.ts';
import { type Message, type SignedRequest, type SignedResponse, signatureBase } from './signature-base.ts';
import {
  type Component,
  componentText,
  readSignatureInput,
  readSignatures,
  type SignatureInput,
} from './signature-fields.ts';
import { algOf, type Signer, type Suite, verifies } from './suite.ts';

export const SIGNATURE_LABEL = 'jisr';
export const SIGNATURE_TAG = 'jisr-v1';
/** A message is taken when it was signed within this time before now, or this time after, seconds. */
export const PAST_SECONDS = 300;
export const FUTURE_SECONDS = 60;

/** RFC 9421 §3.3 names of the two algorithms. */
const HTTP_ALG = { ES256: 'ecdsa-p256-sha256', EdDSA: 'ed25519' } as const;

const plain = (...names: string[]): Component[] => names.map((name) => ({ name, params: [] }));
const ofRequest: Component[] = [
  { name: '@method', params: [['req', true]] },
  { name: '@target-uri', params: [['req', true]] },
  {
    name: 'signature',
    params: [
      ['req', true],
      ['key', SIGNATURE_LABEL],
    ],
  },
];

/** What a signature must cover: no less, so that nothing is free to be changed, and no more, so that nothing is ambiguous. */
function componentsOf(message: Message, hasBody: boolean): readonly Component[] {
  const body = hasBody ? plain('content-digest', 'content-type') : [];
  if ('status' in message) return [...plain('@status'), ...body, ...ofRequest];
  const key = message.method === 'POST' ? plain('idempotency-key') : [];
  return [...plain('@method', '@target-uri'), ...body, ...key];
}

/** `Content-Digest` of a body (RFC 9530): `sha-256=:…:`. */
export const contentDigest = (suite: Pick<Suite, 'sha256'>, body: Uint8Array): string =>
  `sha-256=:${toBase64(suite.sha256(body))}:`;

/** The headers that a signed message has more than before. */
export type SignatureHeaders = Readonly<Record<'signature-input' | 'signature', string>> & {
  readonly 'content-digest'?: string;
};

/** An empty body is none: on the wire nobody can tell them apart. */
const isBody = (body: Uint8Array | null): body is Uint8Array => body !== null && body.length > 0;

/**
 * Signs a request or a response after Jisr's profile of RFC 9421. A request with a body needs `content-type`, a POST
 * also `idempotency-key`, among its headers; a response names its request with the signature that it came with.
 *
 * @param when.created seconds; the signature holds five minutes
 * @param when.nonce at least 16 random bytes as text; never used twice
 * @returns the headers to add
 * @throws Error when a header that must be covered is missing: a mistake of the caller's
 * @example
 * const headers = await signMessage(suite, signer, { method: 'GET', targetUri, headers: {} }, null, { created, nonce });
 */
export async function signMessage(
  suite: Suite,
  signer: Signer,
  message: Message,
  body: Uint8Array | null,
  when: { readonly created: number; readonly nonce: string },
): Promise<SignatureHeaders> {
  const digest = isBody(body) ? { 'content-digest': contentDigest(suite, body) } : {};
  const signed = { ...message, headers: { ...message.headers, ...digest } };
  const components = componentsOf(message, isBody(body));
  const parameters =
    `(${components.map(componentText).join(' ')});created=${when.created};expires=${when.created + PAST_SECONDS}` +
    `;nonce="${when.nonce}";keyid="${signer.kid}";alg="${HTTP_ALG[signer.alg]}";tag="${SIGNATURE_TAG}"`;
  const made = signatureBase(signed, components, parameters);
  if ('missing' in made) throw new Error(`the message has no ${made.missing}`);
  return {
    ...digest,
    'signature-input': `${SIGNATURE_LABEL}=${parameters}`,
    signature: `${SIGNATURE_LABEL}=:${toBase64(await signer.sign(utf8(made.text)))}:`,
  };
}

/** Who signed a message, and how far that clock is from ours. */
export interface VerifiedMessage {
  readonly kid: string;
  /** To be remembered for 15 minutes: the same one again is `SIGNATURE_REPLAYED`. */
  readonly nonce: string;
  readonly created: number;
  /** The sender's clock minus ours, seconds, transit included. */
  readonly skewSeconds: number;
}

/**
 * Verifies a request or a response: digest of the received bytes, form, parameters, coverage, time, key, signature. The
 * nonce is given back for the caller to remember: whether it is new is a question of state.
 *
 * @param body the bytes as they came; null or empty when there were none
 * @param now seconds
 * @returns who signed and when, or the rule that failed
 * @example
 * verifyMessage(suite, { method: 'POST', targetUri, headers }, body, keys, now)
 */
export function verifyMessage(
  suite: Suite,
  message: Message,
  body: Uint8Array | null,
  keys: KeyRing,
  now: number,
): Checked<VerifiedMessage> {
  const found = findSignature(message.headers);
  if (!found.ok) return found;
  const { input, signature } = found.value;
  const params = readParameters(input);
  if (!params.ok) return params;
  const fault =
    coverFault(input, componentsOf(message, isBody(body))) ??
    bodyFault(suite, message.headers['content-digest'], body) ??
    timeFault(params.value, now);
  if (fault) return fault;
  const key = keyFor(keys, params.value.keyid, 'sign', Math.min(params.value.created, now), now);
  if (!key.ok) return key;
  if (params.value.alg !== HTTP_ALG[algOf(key.value.jwk)])
    return bad('SIGNATURE_ALG', 'alg', params.value.alg);
  return check(suite, message, input, key.value, signature) ?? good(verified(params.value, now));
}

const verified = (params: Parameters, now: number): VerifiedMessage => ({
  kid: params.keyid,
  nonce: params.nonce,
  created: params.created,
  skewSeconds: params.created - now,
});

function check(
  suite: Suite,
  message: Message,
  input: SignatureInput,
  key: JwkCardKey,
  signature: Uint8Array,
) {
  const base = signatureBase(message, input.components, input.raw);
  if ('missing' in base) return bad('SIGNATURE_HEADER_MISSING', base.missing);
  return verifies(suite, key.jwk, utf8(base.text), signature) ? null : bad('SIGNATURE_INVALID', key.kid);
}

function findSignature(
  headers: Message['headers'],
): Checked<{ input: SignatureInput; signature: Uint8Array }> {
  const given = headers['signature-input'];
  if (given === undefined) return bad('SIGNATURE_MISSING', 'signature-input');
  if (headers.signature === undefined) return bad('SIGNATURE_MISSING', 'signature');
  const inputs = readSignatureInput(given);
  if (!inputs) return bad('SIGNATURE_FORM', 'signature-input');
  const signatures = readSignatures(headers.signature);
  if (!signatures) return bad('SIGNATURE_FORM', 'signature');
  const [input] = inputs;
  const text = signatures.get(SIGNATURE_LABEL);
  if (inputs.length !== 1 || signatures.size !== 1 || input?.label !== SIGNATURE_LABEL || text === undefined)
    return bad('SIGNATURE_LABEL', 'signature-input');
  const signature = fromBase64(text);
  return signature ? good({ input, signature }) : bad('SIGNATURE_FORM', 'signature');
}

interface Parameters {
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyid: string;
  readonly alg: string;
}

function readParameters({ params }: SignatureInput): Checked<Parameters> {
  const number = (name: string) => {
    const value = params.get(name);
    return typeof value === 'number' ? value : null;
  };
  const text = (name: string, pattern: RegExp) => {
    const value = params.get(name);
    return typeof value === 'string' && pattern.test(value) ? value : null;
  };
  const read = {
    created: number('created'),
    expires: number('expires'),
    nonce: text('nonce', /^[A-Za-z0-9_-]{16,128}$/),
    keyid: text('keyid', /^[A-Za-z0-9_-]{1,100}$/),
    alg: text('alg', /^[a-z0-9-]{1,40}$/),
    tag: text('tag', /^[a-z0-9-]{1,40}$/),
  };
  const wrong = Object.entries(read).find(([, value]) => value === null);
  if (wrong) return bad('SIGNATURE_PARAMETERS', wrong[0]);
  const other = [...params.keys()].find((name) => !(name in read));
  if (other !== undefined) return bad('SIGNATURE_PARAMETERS', other);
  if (read.tag !== SIGNATURE_TAG) return bad('SIGNATURE_TAG', 'tag');
  return good(read as Parameters);
}

function coverFault(input: SignatureInput, wanted: readonly Component[]) {
  const covered = input.components.map(componentText);
  const missing = wanted.map(componentText).find((text) => !covered.includes(text));
  if (missing !== undefined) return bad('SIGNATURE_COMPONENTS', missing);
  // As many as wanted and all of the wanted: each one once, and none besides.
  return covered.length === wanted.length
    ? null
    : bad('SIGNATURE_COMPONENTS', 'count', String(covered.length));
}

function bodyFault(suite: Suite, header: string | undefined, body: Uint8Array | null) {
  if (!isBody(body)) return null;
  if (header === undefined) return bad('DIGEST_MISSING', 'content-digest');
  if (!/^sha-256=:[A-Za-z0-9+/]{43}=:$/.test(header)) return bad('DIGEST_FORM', 'content-digest');
  return header === contentDigest(suite, body) ? null : bad('DIGEST_MISMATCH', 'content-digest');
}

function timeFault({ created, expires }: Parameters, now: number) {
  const skew = String(created - now);
  if (expires <= created || expires - created > PAST_SECONDS) return bad('SIGNATURE_LIFETIME', 'expires');
  if (created > now + FUTURE_SECONDS) return bad('SIGNATURE_FROM_THE_FUTURE', 'created', skew);
  return created < now - PAST_SECONDS || expires < now ? bad('SIGNATURE_STALE', 'created', skew) : null;
}

export type { Message, SignedRequest, SignedResponse };
