import { generateKeyPairSync, sign } from 'node:crypto';
import {
  cosign,
  createFrontier,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVkey,
  leafHash,
  signText,
  utf8,
  verifierKey,
} from '@jisr/transparency-log';
import { describe, expect, it } from 'vitest';
import { checkProof } from './proof-check.ts';

const keyOf = (name: string, type: number) => {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, type, new Uint8Array(spki.subarray(-32)));
  return {
    key,
    vkey: formatVkey(key),
    sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, pair.privateKey)),
  };
};
const log = keyOf('bhr.jisr/log/exchange', 1);
const witness = keyOf('usa.jisr/witness', 4);
const BODIES = ['{"a":1}', '{"b":"ب"}', '{"c":3}'];

function fileOf(withWitness = true): string {
  const frontier = createFrontier();
  for (const body of BODIES) frontier.append(leafHash(utf8(body)));
  const pair = createFrontier();
  for (const body of BODIES.slice(0, 2)) pair.append(leafHash(utf8(body)));
  const text = formatCheckpoint({ origin: log.key.name, size: 3, root: frontier.root() });
  const signatures = [signText(text, log.key, log.sign)];
  if (withWitness) signatures.push(cosign(text, witness.key, witness.sign, 1_772_352_000));
  const proof = [leafHash(utf8(BODIES[0]!)), leafHash(utf8(BODIES[2]!))];
  return formatProofFile({ index: 1, proof, checkpoint: formatNote({ text, signatures }), extra: null });
}
const keys = { log: log.vkey, witness: witness.vkey };

describe('the check in the browser', () => {
  it('reads no proof in what is none', () => {
    for (const file of ['', 'hello', fileOf().slice(0, 60)])
      expect(checkProof(BODIES[1]!, file, keys)).toBeNull();
  });

  it('does not believe another text, another signature or a witness who did not sign this', () => {
    expect(checkProof(`${BODIES[1]} `, fileOf(), keys)).toMatchObject({ leads: false, proved: false });
    expect(checkProof(BODIES[1]!, fileOf(), { ...keys, log: witness.vkey })).toMatchObject({ proved: false });
    const other = keyOf(log.key.name, 1).vkey;
    expect(checkProof(BODIES[1]!, fileOf(), { ...keys, log: other })).toMatchObject({
      leads: true,
      log: { verdict: 'absent' },
      proved: false,
    });
    const bent = fileOf().replace('\n3\n', '\n4\n');
    expect(checkProof(BODIES[1]!, bent, keys)).toMatchObject({ log: { verdict: 'bad' }, proved: false });
  });

  it('shows each step from the entry to both signatures', () => {
    const check = checkProof(BODIES[1]!, fileOf(), keys)!;
    expect(check.path.map(({ side }) => side)).toEqual(['left', 'right']);
    expect(check.path.at(-1)!.hash).toBe(check.signedRoot);
    expect(check).toMatchObject({
      proved: true,
      log: { verdict: 'good' },
      witness: { verdict: 'good', at: '2026-03-01T08:00:00.000Z' },
    });
    expect(checkProof(BODIES[1]!, fileOf(false), keys)).toMatchObject({
      proved: true,
      witness: { verdict: 'absent' },
    });
    expect(checkProof(BODIES[1]!, fileOf(), { ...keys, witness: null })).toMatchObject({
      proved: true,
      witness: { verdict: 'unknown' },
    });
  });
});
