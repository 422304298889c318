// Checks an evidence file of Jisr without Jisr: nothing but Node.js 20 or later is needed.
//   node verify.mjs            in the unpacked folder
// Each line says what was checked. The first fault ends it with exit code 1 and names the file.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytesOf = (name) => readFileSync(join(folder, name));
const textOf = (name) => bytesOf(name).toString('utf8');
const jsonOf = (name) => JSON.parse(textOf(name));
const has = (name) => existsSync(join(folder, name));

class Fault extends Error {}
function must(good, file, what) {
  if (!good) throw new Fault(`${file}: ${what}`);
}
const say = (what) => console.log(`ok  ${what}`);

/** Canonical JSON (RFC 8785) of what Jisr signs: strings, integers, booleans, null, lists, objects. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

// — signatures —

function good(jwk, message, signature) {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return jwk.kty === 'EC'
    ? verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
    : verify(null, message, key, signature);
}

function thumbprint({ kty, crv, x, y }) {
  const text = kty === 'EC' ? canonical({ crv, kty, x, y }) : canonical({ crv, kty, x });
  return sha256(text).toString('base64url');
}

function openJws(text, file, typ, keyOf) {
  const [head, payload, signature, ...more] = text.trim().split('.');
  must(signature !== undefined && more.length === 0, file, 'is no signed document');
  const header = JSON.parse(Buffer.from(head, 'base64url'));
  must(header.typ === typ, file, `is a ${header.typ} and not a ${typ}`);
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const jwk = keyOf(header.kid, claims);
  must(jwk, file, `is signed by a key that no card names (${header.kid})`);
  must(header.alg === (jwk.kty === 'EC' ? 'ES256' : 'EdDSA'), file, `has the algorithm ${header.alg}`);
  const signed = good(jwk, Buffer.from(`${head}.${payload}`), Buffer.from(signature, 'base64url'));
  must(signed, file, 'the signature does not fit the document');
  return claims;
}

/** A card vouches for the keys of a party; it is signed by the root key whose twelve words were compared by people. A card
 * that brings a new root has two lines: the old root signs the first, the new one the second. */
function readCard(file) {
  const claims = openJws(
    textOf(file).trimEnd().split('\n').at(-1),
    file,
    'jisr-card+jwt',
    (_kid, card) => card.root.jwk,
  );
  must(
    thumbprint(claims.root.jwk) === claims.root.kid,
    file,
    'the root key has another name than the card says',
  );
  for (const key of claims.keys)
    if (key.jwk) must(thumbprint(key.jwk) === key.kid, file, `key ${key.kid} has another name`);
  say(`${file}: card ${claims.serial} of ${claims.party}, root key ${claims.root.kid}`);
  return claims;
}

const keyOf = (card, use) => (kid) => card?.keys.find((key) => key.kid === kid && key.use === use)?.jwk;

// — the ledger —

const node = (left, right) => sha256(Buffer.of(1), left, right);

/** RFC 9162 §2.1.3.2 */
function rootFrom(leaf, index, size, proof) {
  let [fn, sn, root] = [BigInt(index), BigInt(size) - 1n, leaf];
  if (fn > sn) return null;
  for (const step of proof) {
    if (sn === 0n) return null;
    if (fn % 2n === 1n || fn === sn) {
      root = node(step, root);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else root = node(root, step);
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n ? root : null;
}

/** A vkey of C2SP signed notes: name, key id, type and key. */
function readVkey(text) {
  const [name, id, encoded] = text.split(/\+([0-9a-f]{8})\+/);
  const bytes = Buffer.from(encoded, 'base64');
  const x = bytes.subarray(1).toString('base64url');
  return { name, id, type: bytes[0], jwk: { kty: 'OKP', crv: 'Ed25519', x } };
}

function signedBy(note, text, { name, id, type, jwk }) {
  return note.split('\n').some((line) => {
    const [, who, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const blob = Buffer.from(encoded ?? '', 'base64');
    if (who !== name || hex(blob.subarray(0, 4)) !== id) return false;
    if (type === 1) return good(jwk, Buffer.from(text), blob.subarray(4));
    const message = `cosignature/v1\ntime ${blob.readBigUInt64BE(4)}\n${text}`;
    return good(jwk, Buffer.from(message), blob.subarray(12));
  });
}

function checkProof(entryFile, proofFile, card, witnessCard) {
  const body = bytesOf(entryFile);
  const proof = textOf(proofFile);
  const cut = proof.indexOf('\n\n');
  const lines = proof
    .slice(0, cut)
    .split('\n')
    .filter((line) => !line.startsWith('extra '));
  must(lines[0] === 'c2sp.org/tlog-proof@v1', proofFile, 'is no proof file');
  const index = Number(lines[1].slice('index '.length));
  const steps = lines.slice(2).map((line) => Buffer.from(line, 'base64'));
  const note = proof.slice(cut + 2);
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const [origin, size, root] = text.split('\n');
  const found = rootFrom(sha256(Buffer.of(0), body), index, Number(size), steps);
  must(
    found?.toString('base64') === root,
    proofFile,
    'the entry does not lead to the root of the checkpoint',
  );
  const keys = (of, use) =>
    (of?.keys ?? []).filter((key) => key.use === use).map((key) => readVkey(key.vkey));
  const log = keys(card, 'log').filter(({ name }) => name === origin);
  must(
    log.some((key) => signedBy(note, text, key)),
    proofFile,
    `the checkpoint is not signed by the log ${origin}`,
  );
  const witnessed = keys(witnessCard, 'witness').some((key) => signedBy(note, text, key));
  say(
    `${proofFile}: entry ${index} of ${size} in ${origin}${witnessed ? ', witnessed by the other side' : ', not yet witnessed'}`,
  );
  return JSON.parse(body);
}

// — one disclosure —

function checkDisclosure(at, manifest) {
  const cards = Object.fromEntries(manifest.cards.map((file) => [file, readCard(file)]));
  const cardsOf = (party) => Object.values(cards).filter((card) => card.party === party);
  const anyKey = (party, use) => (kid) =>
    cardsOf(party)
      .map((card) => keyOf(card, use)(kid))
      .find(Boolean);
  const file = `${at}/disclosure.jws`;
  const text = textOf(file).trim();
  const claims = openJws(text, file, 'jisr-disclosure+jwt', (kid, { iss }) => anyKey(iss, 'sign')(kid));
  must(claims.id === at.split('/').pop(), file, 'is another disclosure than its folder says');
  say(`${file}: ${claims.iss} to ${claims.aud}, ${claims.category}, under ${claims.articles.join(', ')}`);

  for (const receipt of manifest.receipts[at] ?? []) {
    const said = openJws(textOf(receipt), receipt, 'jisr-receipt+jwt', (kid) =>
      anyKey(claims.aud, 'sign')(kid),
    );
    must(said.of === claims.id, receipt, 'is the receipt of another disclosure');
    must(said.digest === hex(sha256(text)), receipt, 'is the receipt of other bytes');
    say(`${receipt}: ${claims.aud} says ${said.verdict}`);
  }

  const law = `${at}/memorandum.json`;
  if (has(law)) {
    must(
      hex(sha256(bytesOf(law))) === claims.agreement.digest,
      law,
      'is not the text that the disclosure names',
    );
    const document = jsonOf(law);
    for (const article of claims.articles) {
      const number = article.split('/')[1]?.replace(/[a-z]$/, '');
      must(
        document.articles.some((each) => each.number === number),
        law,
        `has no article ${article}`,
      );
    }
    say(`${law}: ${document.id}, version ${document.version}`);
  }
  for (const signature of has(`${at}/signatures.json`) ? jsonOf(`${at}/signatures.json`) : []) {
    const { digest, party, role, signedAt, keyId } = signature;
    const where = `${at}/signatures.json`;
    must(digest === claims.agreement.digest, where, `${party} signed another text`);
    const jwk = anyKey(party, 'memorandum')(keyId);
    must(jwk, where, `${party} signed with a key that no card names`);
    const message = canonical({ context: 'jisr-memorandum-signature-v1', digest, party, role, signedAt });
    must(
      good(jwk, Buffer.from(message), Buffer.from(signature.signature, 'base64url')),
      where,
      `the signature of ${party} does not fit`,
    );
    say(`${where}: signed for ${party} by the ${role}`);
  }

  for (const [side, party, other] of [
    ['sender', claims.iss, claims.aud],
    ['receiver', claims.aud, claims.iss],
  ]) {
    const entryFile = `${at}/${side}-entry.json`;
    if (!has(entryFile)) continue;
    const [card, witness] = [cardsOf(party).at(-1), cardsOf(other).at(-1)];
    const entry = checkProof(entryFile, `${at}/${side}.tlog-proof`, card, witness);
    must(entry.subject === claims.id, entryFile, 'is the entry of another disclosure');
    must(
      entry.objectDigest === claims.payload.digest,
      entryFile,
      'names another content than the disclosure',
    );
  }

  if (has(`${at}/content.json`)) {
    const { salt, envelope } = jsonOf(`${at}/content.json`);
    const digest = hex(sha256(Buffer.from(salt, 'base64url'), sha256(envelope)));
    must(digest === claims.payload.digest, `${at}/content.json`, 'is not the content that was sent');
    say(`${at}/content.json: is what was sent`);
  }
}

try {
  const manifest = jsonOf('manifest.json');
  must(manifest.format === 'jisr-evidence-v1', 'manifest.json', 'is of another format');
  for (const [file, digest] of Object.entries(manifest.files)) {
    must(has(file), file, 'is missing');
    must(hex(sha256(bytesOf(file))) === digest, file, 'was changed since the evidence was made');
  }
  say(`manifest.json: ${Object.keys(manifest.files).length} files are as they were`);
  for (const at of manifest.disclosures) checkDisclosure(at, manifest);
  console.log('GOOD: every part holds. Compare the root keys above with those that the parties published.');
} catch (error) {
  if (!(error instanceof Fault) && !(error instanceof SyntaxError)) throw error;
  console.error(`BAD: ${error.message}`);
  process.exitCode = 1;
}
