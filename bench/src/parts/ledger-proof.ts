import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import {
  appendLeaves,
  cosign,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVkey,
  KEY_TYPES,
  leafHash,
  nodesInTiles,
  packProof,
  proveInclusion,
  rootOf,
  signText,
  tilePath,
  utf8,
  verifierKey,
} from '@jisr/transparency-log';

const BATCH = 65_536;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

function keyOf(name: string, type: number) {
  const secret: KeyObject = createPrivateKey(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, type, new Uint8Array(spki.subarray(-32)));
  return {
    key,
    vkey: formatVkey(key),
    sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, secret)),
  };
}

/** A tree of so many entries in memory, and the cosigned proof of one in its middle. */
export function bigProof(entries: number) {
  const begun = performance.now();
  const tiles = new Map<string, Uint8Array>();
  const readTile = (tile: { level: number; n: number }) => tiles.get(tilePath(tile));
  const bodyAt = (at: number) => `{"entry":${at}}`;
  for (let size = 0; size < entries; size += BATCH) {
    const count = Math.min(BATCH, entries - size);
    const leaves = Array.from({ length: count }, (_, at) => leafHash(utf8(bodyAt(size + at)), sha256));
    for (const { hashes, ...tile } of appendLeaves(size, leaves, readTile, sha256))
      tiles.set(tilePath(tile), hashes);
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const read = nodesInTiles(readTile, sha256);
  const [log, witness] = [
    keyOf('bhr.jisr/log/exchange', KEY_TYPES.note),
    keyOf('usa.jisr/witness', KEY_TYPES.cosignature),
  ];
  const text = formatCheckpoint({ origin: log.key.name, size: entries, root: rootOf(entries, read, sha256) });
  const signatures = [
    signText(text, log.key, log.sign),
    cosign(text, witness.key, witness.sign, 1_772_352_000),
  ];
  const index = Math.floor(entries / 3);
  const proof = proveInclusion(index, entries, read, sha256);
  const leaf = leafHash(utf8(bodyAt(index)), sha256);
  const file = { index, proof, checkpoint: formatNote({ text, signatures }), extra: leaf };
  const packed = packProof(file, leaf, sha256);
  if (!packed.ok) throw new Error(packed.fault);
  return {
    text: formatProofFile(file),
    packed: packed.value,
    hashes: proof.length,
    seconds,
    body: bodyAt(index),
    keys: { log: log.vkey, witness: witness.vkey },
  };
}
