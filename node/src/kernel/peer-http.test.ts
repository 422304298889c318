import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from './clock.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openPeerCertificates, type PeerCertificate, pinOf } from './peer-certificate.ts';
import { createPeerHttp, type PeerHttp } from './peer-http.ts';
import { createSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'jisr-peer-'));
const clock = fixedClock('2026-03-01T08:00:00Z');
const secrets = createSecrets(new Uint8Array(32).fill(1));
const certificatesOf = (name: string) =>
  openPeerCertificates({ file: join(folder, name), secrets, clock, host: 'localhost' });
const certificateOf = async (name: string) => (await certificatesOf(name)).current();

let server: PeerCertificate;
let peer: PeerCertificate;
let stranger: PeerCertificate;
let http: PeerHttp;
let port: number;
const pins = new Set<string>();

beforeAll(async () => {
  server = await certificateOf('server');
  peer = await certificateOf('peer');
  stranger = await certificateOf('stranger');
  pins.add(peer.pin);
  http = await createPeerHttp({
    config: readConfig({ JISR_DATA_DIR: folder, JISR_EXCHANGE_PORT: '0' }),
    log: createLog({ logLevel: 'silent' }),
    metrics: createMetrics(),
    certificate: server,
    pins: () => pins,
  });
  http.serve(
    { method: 'POST', path: '/x/v1/echo/:word', bodyLimit: 2000 },
    async ({ body, params, query, pin }) => ({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-pin': pin },
      body: Buffer.from(JSON.stringify({ length: body?.length ?? null, word: params.word, query })),
    }),
  );
  http.serve({ method: 'GET', path: '/x/v1/empty' }, async () => ({ status: 204, headers: {}, body: null }));
  port = Number(new URL(await http.listen()).port);
});
afterAll(async () => {
  await http.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, unknown>;
}

const send = (
  by: PeerCertificate | null,
  path: string,
  body?: Uint8Array,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers,
        rejectUnauthorized: false,
        agent: false,
        ...(by ? { cert: by.cert, key: by.key } : {}),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            body: Buffer.concat(parts).toString(),
            headers: response.headers,
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });

test('no certificate: the connection ends unanswered', async () => {
  await expect(send(null, '/x/v1/echo/a')).rejects.toThrow();
});

test('a certificate that no pairing knows: refused before its body is read', async () => {
  const answer = await send(stranger, '/x/v1/echo/a', new Uint8Array(5000));
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({
    code: 'PEER_CERTIFICATE_UNKNOWN',
    params: { pin: stranger.pin },
  });
});

test('a pin that is taken away ends with the next request', async () => {
  pins.delete(peer.pin);
  expect((await send(peer, '/x/v1/echo/a')).status).toBe(401);
  pins.add(peer.pin);
  expect((await send(peer, '/x/v1/echo/a')).status).toBe(200);
});

test('TLS 1.2 is not spoken', async () => {
  const failed = await new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, maxVersion: 'TLSv1.2', rejectUnauthorized: false });
    socket.on('error', resolve);
  });
  expect(String(failed)).toMatch(/protocol version/i);
});

test('too much, encoded, unknown: the same problems as at the first door', async () => {
  const large = await send(peer, '/x/v1/echo/a', new Uint8Array(3000));
  expect([large.status, JSON.parse(large.body).code]).toEqual([413, 'REQUEST_TOO_LARGE']);
  const packed = await send(peer, '/x/v1/echo/a', new Uint8Array(3), { 'content-encoding': 'gzip' });
  expect([packed.status, JSON.parse(packed.body).code]).toEqual([415, 'CONTENT_ENCODING_UNSUPPORTED']);
  const lost = await send(peer, '/api/v1/hits');
  expect([lost.status, JSON.parse(lost.body).code]).toEqual([404, 'ROUTE_UNKNOWN']);
});

test('bytes go in and out as they are', async () => {
  const answer = await send(peer, '/x/v1/echo/word?after=7', new Uint8Array([0, 255]));
  expect(JSON.parse(answer.body)).toEqual({ length: 2, word: 'word', query: { after: '7' } });
  expect(answer.headers['x-pin']).toBe(peer.pin);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect((await send(peer, '/x/v1/empty', undefined, {}, 'GET')).status).toBe(204);
});

test('a request of the same process takes the same way', async () => {
  const request = { method: 'POST', path: '/x/v1/echo/b', headers: {}, body: new Uint8Array([1]) };
  const answer = await http.deliver(peer.pin, request);
  expect([answer.status, JSON.parse(Buffer.from(answer.body!).toString()).length]).toEqual([200, 1]);
  expect((await http.deliver(stranger.pin, request)).status).toBe(401);
});

test('the certificate rests sealed, and is prolonged with its key', async () => {
  const certificates = await certificatesOf('own');
  const first = certificates.current();
  expect(readFileSync(join(folder, 'own')).includes('PRIVATE KEY')).toBe(false);
  expect(await certificateOf('own')).toEqual(first);
  const certificate = new X509Certificate(first.cert);
  expect(pinOf(certificate)).toBe(first.pin);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.subjectAltName).toBe('DNS:localhost');
  clock.advance(370 * 86_400_000);
  await certificates.prolong();
  const longer = certificates.current();
  expect(longer.pin).toBe(first.pin);
  expect(longer.notAfter.getTime()).toBeGreaterThan(first.notAfter.getTime());
  expect(await certificateOf('own')).toEqual(longer);
});

test('the next certificate has another key, survives a restart, and takes its place once', async () => {
  const certificates = await certificatesOf('rotating');
  const first = certificates.current();
  certificates.take();
  expect(certificates.current()).toEqual(first);
  await certificates.announce();
  const next = certificates.next()!;
  expect(next.pin).not.toBe(first.pin);
  await certificates.announce();
  await certificates.prolong();
  const again = await certificatesOf('rotating');
  expect([again.current().pin, again.next()]).toEqual([first.pin, next]);
  again.take();
  expect([again.current(), again.next()]).toEqual([next, null]);
  expect(await certificateOf('rotating')).toEqual(next);
});

test('a renewed certificate serves the next connections', async () => {
  const certificates = await certificatesOf('server');
  await certificates.announce();
  certificates.take();
  const next = certificates.current();
  http.useCertificate(next);
  const pin = await new Promise((resolve, reject) => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      rejectUnauthorized: false,
      cert: peer.cert,
      key: peer.key,
    });
    socket.on('secureConnect', () => {
      resolve(pinOf(socket.getPeerX509Certificate()!));
      socket.destroy();
    });
    socket.on('error', reject);
  });
  expect(pin).toBe(next.pin);
});
