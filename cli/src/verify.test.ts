import { generateKeyPairSync, sign as signNative } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { afterAll, describe, expect, it } from 'vitest';
import { type VerifyOptions, verify } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'jisr-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyOf(name: string, type: number) {
  const pair = generateKeyPairSync('ed25519');
  const der = pair.publicKey.export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, type, new Uint8Array(der.subarray(12)));
  return {
    key,
    vkey: formatVkey(key),
    sign: (bytes: Uint8Array) => signNative(null, bytes, pair.privateKey),
  };
}
const log = keyOf('bhr.jisr/log/exchange', 1);
const witness = keyOf('usa.jisr/witness', 4);
const stranger = keyOf('else.jisr/log', 1);
const ENTRIES = ['{"a":1}', '{"b":2}'].map(utf8);

const fileOf = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
function proofOf(extra: Uint8Array | null): string {
  const frontier = createFrontier();
  for (const entry of ENTRIES) frontier.append(leafHash(entry));
  const text = formatCheckpoint({ origin: log.key.name, size: 2, root: frontier.root() });
  const signatures = [
    signText(text, log.key, log.sign),
    cosign(text, witness.key, witness.sign, 1_772_352_000),
  ];
  const checkpoint = formatNote({ text, signatures });
  return formatProofFile({ index: 1, proof: [leafHash(ENTRIES[0]!)], checkpoint, extra });
}
const proof = fileOf('one.tlog-proof', proofOf(leafHash(ENTRIES[1]!)));
const bare = fileOf('bare.tlog-proof', proofOf(null));
const entry = fileOf('entry.json', ENTRIES[1]!);
const other = fileOf('other.json', ENTRIES[0]!);

const run = (file: string, options: VerifyOptions) => {
  const told: { human: string; machine: unknown }[] = [];
  const out = {
    json: false,
    result: (human: string, machine: unknown) => void told.push({ human, machine }),
    note: () => undefined,
    progress: () => undefined,
  };
  return { exit: verify(file, options, out), ...told[0]! };
};
const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
};

describe('jisr verify', () => {
  it('says in both languages what it cannot read, with exit 2', () => {
    for (const [file, options, code] of [
      [entry, { key: [log.vkey] }, 'PROOF_UNREADABLE'],
      [fileOf('cut', proofOf(null).slice(0, -60)), { key: [log.vkey], entry }, 'PROOF_UNREADABLE'],
      [proof, { key: ['no+key'] }, 'KEY_UNREADABLE'],
      [proof, { key: [log.vkey], witness: ['no+key'] }, 'KEY_UNREADABLE'],
      [bare, { key: [log.vkey] }, 'ENTRY_MISSING'],
    ] as const)
      expect(codeOf(() => run(file, options))).toMatchObject({
        code,
        exit: 2,
        text: { ar: expect.stringMatching(/[\u0600-\u06ff]/) },
      });
    expect(codeOf(() => run(join(folder, 'none'), { key: [log.vkey] }))).toMatchObject({ code: 'ENOENT' });
  });

  it('says what is not proved and why, with exit 1', () => {
    for (const [file, options, fault] of [
      [proof, { key: [log.vkey], entry: other }, 'LEAF_DIFFERS'],
      [bare, { key: [log.vkey], entry: other }, 'PROOF_INVALID'],
      [proof, { key: [stranger.vkey] }, 'ORIGIN_MISMATCH'],
      [proof, { key: [keyOf(log.key.name, 1).vkey] }, 'SIGNATURE_MISSING'],
      [proof, { key: [log.vkey], quorum: 1 }, 'QUORUM_MISSING'],
      [
        fileOf('bent', proofOf(null).replace('\n2\n', '\n3\n')),
        { key: [log.vkey], entry },
        'SIGNATURE_INVALID',
      ],
    ] as const) {
      const said = run(file, options);
      expect(said).toMatchObject({ exit: 1, machine: { proved: false, fault } });
      expect(said.human).toMatch(/^NOT PROVED: /);
      expect(run(file, { ...options, lang: 'ar' }).human).toMatch(/^لم يثبت: .*\.$/);
    }
  });

  it('says what is proved, who signed and who witnessed it', () => {
    const options = { key: [log.vkey], witness: [witness.vkey], quorum: 1, entry };
    const said = run(proof, options);
    expect(said.human).toMatch(
      /^PROVED: entry 1 stands in the log bhr\.jisr\/log\/exchange, in a tree of 2 entries\./,
    );
    expect(said.human).toMatch(
      /Signed by bhr[\s\S]*Witnessed by usa\.jisr\/witness at 2026-03-01T08:00:00\.000Z/,
    );
    expect(said).toMatchObject({
      exit: 0,
      machine: {
        proved: true,
        index: 1,
        size: 2,
        entryChecked: true,
        witnessedBy: [{ name: 'usa.jisr/witness', at: '2026-03-01T08:00:00.000Z' }],
      },
    });
    const packed = join(folder, 'one.packed');
    expect(run(proof, { ...options, pack: packed }).human).toMatch(
      /one\.packed holds the same proof in \d+ bytes/,
    );
    expect(readFileSync(packed).length).toBeLessThan(readFileSync(proof).length * 0.75);
    expect(run(packed, options)).toEqual(said);
    expect(run(packed, { ...options, entry: other })).toMatchObject({ machine: { fault: 'LEAF_DIFFERS' } });
    const alone = run(proof, { key: [log.vkey], lang: 'ar' });
    expect(alone).toMatchObject({ exit: 0, machine: { entryChecked: false, witnessedBy: [] } });
    expect(alone.human).toMatch(/^ثبت: [\s\S]*لم يُقدَّم القيد نفسه[\s\S]*لا يشهد له إلا السجل نفسه/);
  });
});
