import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CardKey,
  type FaultCode,
  type KeyRing,
  openReceipt,
  type Receipt,
  signMessage,
  signReceipt,
  verifyMessage,
} from '@jisr/exchange-documents';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { suite, type TestKey, testKey } from '../../../../libs/exchange-documents/src/testing.ts';
import { fixedClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { openPeerCertificates, type PeerCertificate } from '../../kernel/peer-certificate.ts';
import { createPeerHttp, type PeerCall, type PeerHttp, type PeerReply } from '../../kernel/peer-http.ts';
import { createSecrets } from '../../kernel/secrets.ts';
import { createCarry, type WireRequest } from './transport.ts';

const NOW = 1_772_352_000;
const folder = mkdtempSync(join(tmpdir(), 'jisr-wire-'));
const clock = fixedClock('2026-03-01T08:00:00Z');
const secrets = createSecrets(new Uint8Array(32));

const east = testKey();
const west = testKey();
const ringOf = (pair: TestKey): KeyRing => {
  const key: CardKey = { use: 'sign', kid: pair.kid, jwk: pair.jwk, notBefore: 0, notAfter: NOW * 2 };
  return new Map([[pair.kid, key]]);
};
const eastSigner = testKey();

let http: PeerHttp;
let base: string;
let server: PeerCertificate;
let client: PeerCertificate;
let stranger: PeerCertificate;
/** The client's next one, announced. */
let renewed: PeerCertificate;
let handler: (call: PeerCall) => Promise<PeerReply>;
const seen = new Set<string>();
const closing: (() => void)[] = [];

const json = (status: number, body: unknown): PeerReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
});

/** What stands behind the listener of the east: verifies, remembers the nonce, answers signed. */
async function judge(call: PeerCall, now = NOW, reply = json(200, { ok: true })): Promise<PeerReply> {
  const request = { method: call.method, targetUri: `${base}${call.path}`, headers: call.headers };
  const verified = verifyMessage(suite, request, call.body, ringOf(west), now);
  if (!verified.ok) return json(401, verified.fault);
  if (seen.has(verified.value.nonce)) return json(401, { code: 'SIGNATURE_REPLAYED' });
  seen.add(verified.value.nonce);
  const message = { status: reply.status, headers: reply.headers, request };
  const signed = await signMessage(suite, eastSigner, message, reply.body, { created: now, nonce: nonce() });
  return { ...reply, headers: { ...reply.headers, ...signed } };
}

let made = 0;
const nonce = () => `nonce-nonce-nonce-${made++}`;

/** A signed request of the west. */
async function signed(
  path: string,
  body: Uint8Array | null = Buffer.from('{}'),
  created = NOW,
): Promise<WireRequest> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' };
  const message = { method: 'POST', targetUri: `${base}${path}`, headers };
  const added = await signMessage(suite, west, message, body, { created, nonce: nonce() });
  return { ...message, headers: { ...headers, ...added }, body };
}

const codeOf = (body: Uint8Array | null): FaultCode => JSON.parse(Buffer.from(body ?? []).toString()).code;

function carryBy(certificate: PeerCertificate, times = {}) {
  const carry = createCarry(() => certificate, times);
  closing.push(carry.close);
  return carry;
}

beforeAll(async () => {
  const certificate = async (name: string) => {
    const file = join(folder, name);
    return (await openPeerCertificates({ file, secrets, clock, host: '127.0.0.1' })).current();
  };
  server = await certificate('server');
  client = await certificate('client');
  stranger = await certificate('stranger');
  renewed = await certificate('renewed');
  http = await createPeerHttp({
    config: readConfig({ JISR_DATA_DIR: folder, JISR_EXCHANGE_PORT: '0' }),
    log: createLog({ logLevel: 'silent' }),
    metrics: createMetrics(),
    certificate: server,
    pins: () => new Set([client.pin, renewed.pin]),
  });
  http.serve({ method: 'POST', path: '/x/v1/documents' }, (call) => handler(call));
  base = await http.listen();
});
beforeEach(() => {
  handler = (call) => judge(call);
});
afterAll(async () => {
  for (const close of closing) close();
  await http.close();
  rmSync(folder, { recursive: true, force: true });
});

test('nobody at the address, or nobody who speaks TLS, or nobody who answers', async () => {
  const carry = carryBy(client, { connectMs: 100 });
  const at = (port: number) => ({
    method: 'GET',
    targetUri: `https://127.0.0.1:${port}/`,
    headers: {},
    body: null,
  });
  await expect(carry(at(1), new Set())).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  const plain = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const mute = createTcpServer();
  const portOf = (of: typeof mute) =>
    new Promise<number>((resolve) => {
      of.listen(0, '127.0.0.1', () => resolve((of.address() as { port: number }).port));
    });
  await expect(carry(at(await portOf(plain)), new Set())).rejects.toMatchObject({ code: 'PEER_TLS' });
  await expect(carry(at(await portOf(mute)), new Set())).rejects.toMatchObject({ code: 'PEER_TIMEOUT' });
  plain.close();
  mute.close();
});

test('another key than the pinned one answers: nothing is sent', async () => {
  let reached = false;
  handler = async (call) => {
    reached = true;
    return judge(call);
  };
  const refused = carryBy(client)(await signed('/x/v1/documents'), new Set([stranger.pin]));
  await expect(refused).rejects.toMatchObject({ code: 'PEER_PIN' });
  expect(reached).toBe(false);
});

test('another client certificate than the pinned one is refused by its code', async () => {
  const answer = await carryBy(stranger)(await signed('/x/v1/documents'), new Set([server.pin]));
  expect([answer.status, codeOf(answer.body)]).toEqual([401, 'PEER_CERTIFICATE_UNKNOWN']);
});

test('a request goes over and its answer is bound to it', async () => {
  const carry = carryBy(client);
  const request = await signed('/x/v1/documents');
  const answer = await carry(request, new Set([server.pin]));
  const verify = (asked: WireRequest, body = answer.body, now = NOW) =>
    verifyMessage(suite, { ...answer, request: asked }, body, ringOf(eastSigner), now);
  expect(verify(request)).toMatchObject({ ok: true, value: { skewSeconds: 0 } });
  // The answer to another question, even to the same words asked again, is no answer to this one.
  expect(verify(await signed('/x/v1/documents'))).toMatchObject({ fault: { code: 'SIGNATURE_INVALID' } });
  expect(verify(request, Buffer.from('{"ok":false}'))).toMatchObject({ fault: { code: 'DIGEST_MISMATCH' } });
  expect(verify({ ...request, headers: {} })).toMatchObject({ fault: { code: 'SIGNATURE_HEADER_MISSING' } });
  expect(verify(request, answer.body, NOW + 7200)).toMatchObject({ fault: { code: 'SIGNATURE_STALE' } });
});

test('a changed body, a moved request, a repeated nonce, a wrong clock, a foreign key: each by its code', async () => {
  const carry = carryBy(client);
  const pins = new Set([server.pin]);
  const refusal = async (request: WireRequest) => codeOf((await carry(request, pins)).body);
  const request = await signed('/x/v1/documents');
  expect(await refusal({ ...request, body: Buffer.from('[]') })).toBe('DIGEST_MISMATCH');
  expect(await refusal({ ...request, targetUri: `${base}/x/v1/documents?a` })).toBe('SIGNATURE_INVALID');
  const other = { ...request.headers, 'idempotency-key': 'twice' };
  expect(await refusal({ ...request, headers: other })).toBe('SIGNATURE_INVALID');
  expect((await carry(request, pins)).status).toBe(200);
  expect(await refusal(request)).toBe('SIGNATURE_REPLAYED');
  expect(await refusal(await signed('/x/v1/documents', null, NOW - 7200))).toBe('SIGNATURE_STALE');
  expect(await refusal(await signed('/x/v1/documents', null, NOW + 7200))).toBe('SIGNATURE_FROM_THE_FUTURE');
  const headers = { 'idempotency-key': 'k' };
  const message = { method: 'POST', targetUri: `${base}/x/v1/documents`, headers };
  const foreign = await signMessage(suite, east, message, null, { created: NOW, nonce: nonce() });
  expect(await refusal({ ...message, headers: { ...headers, ...foreign }, body: null })).toBe('KEY_UNKNOWN');
  expect(await refusal({ ...message, body: null })).toBe('SIGNATURE_MISSING');
});

test('a receipt for something else than what was sent is not taken', async () => {
  const sent = [
    { id: '0195a3c2-1111-7abc-8def-0123456789ab', digest: 'a'.repeat(64) },
    { id: '0195a3c2-1111-7abc-8def-0123456789ac', digest: 'b'.repeat(64) },
  ] as const;
  const receiptOf = (of: { id: string; digest: string }): Receipt => ({
    v: 1,
    of: of.id,
    digest: of.digest,
    iss: 'USA',
    aud: 'BHR',
    iat: NOW,
    receivedAt: NOW,
    verdict: 'accepted',
    reason: null,
    log: null,
  });
  handler = async (call) =>
    judge(call, NOW, json(200, { receipts: [await signReceipt(eastSigner, receiptOf(sent[1]))] }));
  const answer = await carryBy(client)(await signed('/x/v1/documents'), new Set([server.pin]));
  const [token] = JSON.parse(Buffer.from(answer.body!).toString()).receipts;
  const expected = { keys: ringOf(eastSigner), issuer: 'USA', audience: 'BHR', receivedAt: NOW };
  const open = (of: { id: string; digest: string }) => openReceipt(suite, token, expected, of);
  expect(open(sent[0])).toMatchObject({ fault: { code: 'RECEIPT_OTHER_DOCUMENT' } });
  expect(open({ ...sent[1], digest: sent[0].digest })).toMatchObject({
    fault: { code: 'RECEIPT_OTHER_DIGEST' },
  });
  expect(open(sent[1])).toMatchObject({ ok: true });
});

test('a peer that hangs up in the middle, is slow, or is renewed', async () => {
  handler = () => new Promise(() => undefined);
  const pins = new Set([server.pin]);
  const slow = carryBy(client, { answerMs: 100 })(await signed('/x/v1/documents'), pins);
  await expect(slow).rejects.toMatchObject({ code: 'PEER_TIMEOUT' });
  let now = client;
  const carry = createCarry(() => now);
  closing.push(carry.close);
  handler = (call) => judge(call);
  expect((await carry(await signed('/x/v1/documents'), pins)).status).toBe(200);
  now = stranger;
  expect((await carry(await signed('/x/v1/documents'), pins)).status).toBe(401);
});

test('a change of certificate breaks off nothing that is on its way, and nothing goes under the old one after it', async () => {
  const pins = new Set([server.pin]);
  let now = client;
  const carry = createCarry(() => now);
  closing.push(carry.close);
  let answer = (): void => expect.unreachable();
  const called: string[] = [];
  handler = async (call) => {
    called.push(call.pin);
    if (called.length === 1) await new Promise<void>((resolve) => (answer = resolve));
    return judge(call);
  };
  const onItsWay = carry(await signed('/x/v1/documents'), pins);
  await expect.poll(() => called.length).toBe(1);
  now = renewed;
  expect((await carry(await signed('/x/v1/documents'), pins)).status).toBe(200);
  answer();
  expect((await onItsWay).status).toBe(200);
  expect((await carry(await signed('/x/v1/documents'), pins)).status).toBe(200);
  expect(called).toEqual([client.pin, renewed.pin, renewed.pin]);
});

test('a link that dies without a word is found dead, and its other connections are not tried', async () => {
  const pins = new Set([server.pin]);
  const ends: Socket[] = [];
  let laid = 0;
  const wire = createTcpServer((near) => {
    laid += 1;
    const far = connect(Number(new URL(base).port), '127.0.0.1');
    for (const end of [near, far]) {
      ends.push(end);
      end.on('error', () => undefined);
    }
    near.pipe(far);
    far.pipe(near);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      wire.listen(port, '127.0.0.1', () => resolve((wire.address() as AddressInfo).port));
    });
  const port = await listen(0);
  closing.push(() => {
    for (const end of ends) end.destroy();
    wire.close();
  });
  const carry = carryBy(client, { silenceMs: 100 });
  const ask = async () => {
    const { targetUri, ...request } = await signed('/x/v1/documents');
    return carry({ ...request, targetUri: targetUri.replace(base, `https://127.0.0.1:${port}`) }, pins);
  };
  // Slow and there: waited for.
  handler = () => new Promise((resolve) => setTimeout(() => resolve(json(200, {})), 300));
  await Promise.all([ask(), ask(), ask()]);
  handler = async () => json(200, {});
  wire.close();
  for (const end of ends) end.unpipe();
  await expect(ask()).rejects.toMatchObject({ code: 'PEER_UNREACHABLE' });
  await listen(port);
  const before = laid;
  expect((await ask()).status).toBe(200);
  expect(laid).toBe(before + 1);
});
