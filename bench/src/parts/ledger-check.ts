/**
 * Checks a proof in a process of its own, and prints how long the first check took and the ones after it: with the
 * functions of the platform, and with those that also run in a browser.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LogCrypto,
  leafHash,
  nobleCrypto,
  parseVkey,
  readProof,
  utf8,
  verifyProofFile,
} from '@jisr/transparency-log';

const WARM = 200;
const [folder = '.', name = ''] = process.argv.slice(2);
const file = readFileSync(join(folder, name));
const { log, witness, body } = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as Record<
  string,
  string
>;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const native: LogCrypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (key, message, signature) =>
    verify(
      null,
      message,
      createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }),
      signature,
    ),
};

function check(crypto: LogCrypto): number {
  const begun = performance.now();
  const proof = readProof(file, crypto);
  const [logKey, witnessKey] = [parseVkey(log ?? '', crypto), parseVkey(witness ?? '', crypto)];
  if (!proof.ok || !logKey.ok || !witnessKey.ok) throw new Error('unreadable');
  const keys = { log: [logKey.value], witnesses: [witnessKey.value], quorum: 1 };
  if (!verifyProofFile(proof.value, leafHash(utf8(body ?? ''), crypto.sha256), keys, crypto).ok)
    throw new Error('not proved');
  return performance.now() - begun;
}

function measure(crypto: LogCrypto) {
  const cold = check(crypto);
  const warm = Array.from({ length: WARM }, () => check(crypto)).sort((one, other) => one - other)[WARM / 2]!;
  return { cold: Number(cold.toFixed(2)), warm: Number(warm.toFixed(3)) };
}

const platform = measure(native);
const browser = measure(nobleCrypto);
console.log(
  JSON.stringify({
    platformCold: platform.cold,
    platformWarm: platform.warm,
    browserCold: browser.cold,
    browserWarm: browser.warm,
  }),
);
