import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Disclosure,
  digestOf,
  type NodeCard,
  type PublicJwk,
  type Signer,
  type Suite,
  signCard,
  signDisclosure,
  signReceipt,
  thumbprint,
} from '@jisr/exchange-documents';
import { canonicalBytes, digestOf as memorandumDigest, PROTOCOL, signedBytes } from '@jisr/memorandum';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVkey,
  leafHash,
  signText,
  verifierKey,
} from '@jisr/transparency-log';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvidenceOf, packEvidence } from './evidence.ts';

const NOW = 1_772_352_000;
const ID = '019c0000-0000-7000-8000-00000000d001';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const suite: Pick<Suite, 'sha256'> = { sha256 };
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function keyPair(): Signer & { jwk: PublicJwk; raw(message: Uint8Array): Uint8Array } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: x! };
  const raw = (message: Uint8Array) => sign(null, message, privateKey);
  return { kid: thumbprint(suite, jwk), alg: 'EdDSA', jwk, sign: raw, raw };
}

/** One party with all its keys and its card. */
async function party(code: string) {
  const [root, signing, memorandum, log, witness] = [keyPair(), keyPair(), keyPair(), keyPair(), keyPair()];
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const enc: PublicJwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! };
  const times = { notBefore: NOW - 1000, notAfter: NOW + 100_000 };
  const name = `${code.toLowerCase()}.jisr/log`;
  const [logKey, witnessKey] = [
    verifierKey(name, 1, Buffer.from((log.jwk as { x: string }).x, 'base64url')),
    verifierKey(`${name}/witness`, 4, Buffer.from((witness.jwk as { x: string }).x, 'base64url')),
  ];
  const noted = (use: 'log' | 'witness', vkey: string) => ({
    ...{ use, vkey, ...times },
    kid: sha256(Buffer.from(vkey)).toString('base64url'),
  });
  const card: NodeCard = {
    v: 1,
    party: code,
    names: { en: code, ar: code },
    url: `https://${code.toLowerCase()}.example`,
    tls: ['a'.repeat(64)],
    keys: [
      { use: 'sign', kid: signing.kid, jwk: signing.jwk, ...times },
      { use: 'memorandum', kid: memorandum.kid, jwk: memorandum.jwk, ...times },
      { use: 'encrypt', kid: thumbprint(suite, enc), jwk: enc, ...times },
      noted('log', formatVkey(logKey)),
      noted('witness', formatVkey(witnessKey)),
    ],
    logOrigin: name,
    protocolDigest: 'b'.repeat(64),
    root: { kid: root.kid, jwk: root.jwk },
    serial: 1,
    previous: null,
    issuedAt: NOW - 1000,
  };
  return { code, signing, memorandum, log, logKey, witness, witnessKey, text: await signCard(root, card) };
}
type Party = Awaited<ReturnType<typeof party>>;

/** A ledger of one entry, its checkpoint signed by its log and cosigned by the other side. */
function ledgered(of: Party, other: Party, objectDigest: string) {
  const entry = JSON.stringify({ subject: ID, objectDigest });
  const root = leafHash(Buffer.from(entry));
  const text = formatCheckpoint({ origin: of.logKey.name, size: 1, root });
  const signatures = [
    signText(text, of.logKey, of.log.raw),
    cosign(text, other.witnessKey, other.witness.raw, NOW),
  ];
  const checkpoint = formatNote({ text, signatures });
  return { entry, proof: formatProofFile({ index: 0, proof: [], checkpoint, extra: null }) };
}

let zip: Uint8Array;
let good: EvidenceOf;
beforeAll(async () => {
  const [bhr, usa] = await Promise.all([party('BHR'), party('USA')]);
  const salt = Buffer.alloc(32, 7);
  const envelope = '{"payload":{"of":"x"}}';
  const objectDigest = createHash('sha256')
    .update(salt)
    .update(sha256(Buffer.from(envelope)))
    .digest('hex');
  const digest = memorandumDigest(PROTOCOL);
  const claims = {
    v: 1,
    id: ID,
    thread: ID,
    inReplyTo: null,
    exp: NOW + 1000,
    agreement: { id: 'PROTOCOL', version: 1, digest },
    articles: ['PROTOCOL/P.6'],
    action: 'notify',
    category: 'deletion-notice',
    purpose: 'protocol',
    offence: null,
    tlp: 'green',
    retainUntil: NOW + 1000,
    onward: 'forbidden',
    answerBy: null,
    caveats: [],
    approvals: [],
    lane: 'requests',
    seq: 1,
    prev: null,
    iss: 'BHR',
    aud: 'USA',
    iat: NOW,
    payload: {
      ...{
        digest: objectDigest,
        bytes: envelope.length,
        mediaType: 'application/json',
        enc: 'A256GCM',
        place: 'inline',
      },
      kid: bhr.signing.kid,
      parts: [{ digest: 'c'.repeat(64), bytes: 10 }],
    },
  } satisfies Disclosure;
  const disclosure = await signDisclosure(bhr.signing, claims);
  const receipt = await signReceipt(usa.signing, {
    ...{
      v: 1,
      of: ID,
      digest: digestOf(suite, disclosure),
      iss: 'USA',
      aud: 'BHR',
      iat: NOW,
      receivedAt: NOW,
    },
    ...{ verdict: 'accepted', reason: null, log: null },
  });
  const signatures = [bhr, usa].map(({ code, memorandum }) => {
    const head = { digest, party: code, role: 'Minister', signedAt: '2026-01-01T00:00:00Z' };
    const signature = Buffer.from(memorandum.raw(signedBytes(head))).toString('base64url');
    return { ...head, keyId: memorandum.kid, signature };
  });
  good = {
    id: ID,
    disclosure,
    receipts: [receipt],
    memorandum: { bytes: canonicalBytes(PROTOCOL), signatures },
    sender: ledgered(bhr, usa, objectDigest),
    receiver: ledgered(usa, bhr, objectDigest),
    content: { salt: salt.toString('base64url'), envelope },
  };
  const cards = [bhr, usa].map(({ code, text }) => ({ party: code, serial: 1, text }));
  zip = packEvidence({ disclosures: [good], cards, madeAt: '2026-03-01T08:00:00.000Z' });
});

/** Unpacks, lets the test tamper, runs the script that lies in the folder, with nothing but Node. */
function check(tamper: (files: Record<string, Uint8Array>) => void = () => undefined, repaired = false) {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-evidence-'));
  folders.push(folder);
  const files = unzipSync(zip);
  tamper(files);
  if (repaired) {
    const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString());
    for (const name of Object.keys(manifest.files))
      manifest.files[name] = sha256(files[name]!).toString('hex');
    files['manifest.json'] = Buffer.from(JSON.stringify(manifest));
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['verify.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const at = `disclosures/${ID}`;
const edit = (name: string, from: string | RegExp, to: string) => (files: Record<string, Uint8Array>) => {
  const text = Buffer.from(files[name]!).toString('utf8');
  expect(text.replace(from, to)).not.toBe(text);
  files[name] = Buffer.from(text.replace(from, to));
};
/** Changes one letter in the middle of a part of a signed document. */
const bend = (name: string, part: 1 | 2) => (files: Record<string, Uint8Array>) => {
  const parts = Buffer.from(files[name]!).toString('utf8').split('.');
  const middle = Math.floor(parts[part]!.length / 2);
  const letter = parts[part]![middle] === 'A' ? 'B' : 'A';
  parts[part] = `${parts[part]!.slice(0, middle)}${letter}${parts[part]!.slice(middle + 1)}`;
  files[name] = Buffer.from(parts.join('.'));
};

describe('an evidence file', () => {
  it('is checked by its own script, without Jisr', () => {
    const { status, stdout, stderr } = check();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('under PROTOCOL/P.6');
    expect(stdout.match(/witnessed by the other side/g)).toHaveLength(2);
    expect(stdout).toMatch(/GOOD: every part holds/);
  });

  it('says which file was changed or is missing', () => {
    for (const name of Object.keys(unzipSync(zip)).filter((each) => !/README|verify|manifest/.test(each))) {
      const changed = check((files) => {
        files[name] = Buffer.concat([files[name]!, Buffer.from(' ')]);
      });
      expect(changed).toMatchObject({
        status: 1,
        stderr: `BAD: ${name}: was changed since the evidence was made\n`,
      });
    }
    const missing = check((files) => {
      delete files[`${at}/disclosure.jws`];
    });
    expect(missing.stderr).toBe(`BAD: ${at}/disclosure.jws: is missing\n`);
  });

  it.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    [
      'the signed document',
      bend(`${at}/disclosure.jws`, 2),
      `${at}/disclosure.jws: the signature does not fit`,
    ],
    ['the receipt', bend(`${at}/receipt-1.jws`, 2), `${at}/receipt-1.jws: the signature does not fit`],
    ['a card', bend('cards/USA-1.jws', 2), 'cards/USA-1.jws: the signature does not fit'],
    [
      'the memorandum',
      edit(`${at}/memorandum.json`, '"version":1', '"version":2'),
      `${at}/memorandum.json: is not the text`,
    ],
    [
      'a signature of it',
      edit(`${at}/signatures.json`, 'Minister', 'Clerk'),
      'the signature of BHR does not fit',
    ],
    [
      'an entry',
      edit(`${at}/sender-entry.json`, '"subject"', '"Subject"'),
      `${at}/sender.tlog-proof: the entry does not lead`,
    ],
    [
      'a proof',
      edit(`${at}/receiver.tlog-proof`, 'index 0', 'index 1'),
      `${at}/receiver.tlog-proof: the entry does not lead`,
    ],
    [
      'a checkpoint',
      edit(`${at}/receiver.tlog-proof`, /\n— usa\.jisr\/log [^\n]+/, ''),
      'is not signed by the log usa.jisr/log',
    ],
    [
      'the content',
      edit(`${at}/content.json`, 'payload', 'Payload'),
      `${at}/content.json: is not the content that was sent`,
    ],
  ])('finds out about %s also when the manifest was made to fit', (_what, tamper, complaint) => {
    const { status, stderr } = check(tamper, true);
    expect(status).toBe(1);
    expect(stderr).toContain(`BAD: `);
    expect(stderr).toContain(complaint);
  });
});
