import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosign,
  FAULTS,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVkey,
  fromBase64,
  KEY_TYPES,
  leafHash,
  NOTE_LIMITS,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseProofFile,
  parseVkey,
  proveInclusion,
  type Result,
  readWitnessAnswer,
  signText,
  toBase64,
  utf8,
  type VerifierKey,
  verifierKey,
  verifyNote,
  verifyProofFile,
} from './index.ts';
import { entriesNamed, LOG, memoryLog, testKey, WITNESS } from './testing.ts';

const opened = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.fault);
  return result.value;
};
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const noteOf = (text: string, ...signatures: ReturnType<typeof signText>[]) =>
  formatNote({ text, signatures });

describe('a signed note', () => {
  const key = opened(parseVkey(VKEY));

  it('of the specification is good', () => {
    expect(opened(verifyNote(opened(parseNote(NOTE)), [key]))).toMatchObject({
      text: 'This is an example message.\n',
      signedBy: [{ key: { name: 'example.com/foo' }, time: null }],
      unknown: 0,
    });
    expect(formatVkey(key)).toBe(VKEY);
    expect(formatNote(opened(parseNote(utf8(NOTE))))).toBe(NOTE);
  });

  it('is refused whole when one known key fails, and proves nothing without a known key', () => {
    const fault = (text: string, keys: VerifierKey[]) => {
      const result = verifyNote(opened(parseNote(text)), keys);
      return result.ok ? null : result.fault;
    };
    const text = 'a text\n';
    const own = signText(text, LOG.key, LOG.sign);
    const other = testKey('other.example', KEY_TYPES.note, 9);
    const foreign = signText(text, other.key, other.sign);
    expect(fault(noteOf('another\n', own), [LOG.key])).toBe('SIGNATURE_INVALID');
    expect(fault(noteOf(text, foreign), [LOG.key])).toBe('SIGNATURE_MISSING');
    expect(fault(noteOf(text, own, { ...foreign, blob: own.blob }), [LOG.key, other.key])).toBe(
      'SIGNATURE_INVALID',
    );
    // The same name with another key id is another key.
    const namesake = testKey(LOG.key.name, KEY_TYPES.note, 7);
    expect(fault(noteOf(text, signText(text, namesake.key, namesake.sign)), [LOG.key])).toBe(
      'SIGNATURE_MISSING',
    );
    const good = opened(verifyNote(opened(parseNote(noteOf(text, foreign, own, own))), [LOG.key]));
    expect([good.unknown, good.signedBy.length]).toEqual([1, 1]);
  });

  it('is read up to its limits', () => {
    const own = signText('t\n', LOG.key, LOG.sign);
    const many = (count: number) => noteOf('t\n', ...Array.from({ length: count }, () => own));
    expect(parseNote(many(NOTE_LIMITS.signatures)).ok).toBe(true);
    expect(parseNote(many(NOTE_LIMITS.signatures + 1))).toMatchObject({ fault: 'TOO_MANY_SIGNATURES' });
    expect(parseNote(`${'x'.repeat(NOTE_LIMITS.bytes)}\n`)).toMatchObject({ fault: 'TOO_LARGE' });
  });

  it.each([
    ['', 'NOTE_MALFORMED'],
    ['text\n', 'NOTE_MALFORMED'],
    ['text\n\n', 'NOTE_MALFORMED'],
    ['text\n\n— a AAAAAAAA', 'NOTE_MALFORMED'],
    ['text\n\n- a AAAAAAAA\n', 'SIGNATURE_MALFORMED'],
    ['text\n\n— a b AAAAAAAA\n', 'SIGNATURE_MALFORMED'],
    ['text\n\n— a+b AAAAAAAA\n', 'SIGNATURE_MALFORMED'],
    ['text\n\n— a AAAA\n', 'SIGNATURE_MALFORMED'],
    ['text\n\n— a AAAAAAB=\n', 'SIGNATURE_MALFORMED'],
    ['te\u0000xt\n\n— a AAAAAAAA\n', 'CONTROL_CHARACTER'],
    ['te\rxt\n\n— a AAAAAAAA\n', 'CONTROL_CHARACTER'],
    ['te\ud800xt\n\n— a AAAAAAAA\n', 'NOT_UTF8'],
  ])('%j is no note', (text, fault) => {
    expect(parseNote(text)).toEqual({ ok: false, fault });
  });

  it('in bytes that are no UTF-8 is refused', () => {
    expect(parseNote(Uint8Array.of(0xff, 0x0a, 0x0a))).toEqual({ ok: false, fault: 'NOT_UTF8' });
  });
});

describe('a key', () => {
  it('comes back from its text', () => {
    const made = fc.record({
      name: fc.stringMatching(/^[a-z0-9./-]{1,40}$/),
      type: fc.constantFrom(KEY_TYPES.note, KEY_TYPES.cosignature),
      publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(made, ({ name, type, publicKey }) => {
        const key = verifierKey(name, type, publicKey);
        expect(parseVkey(formatVkey(key))).toEqual({ ok: true, value: key });
      }),
    );
  });

  it.each([
    ['', 'KEY_MALFORMED'],
    ['a+530d903a', 'KEY_MALFORMED'],
    [VKEY.replace('530d903a', '530d903b'), 'KEY_ID_MISMATCH'],
    [VKEY.replace('530d903a', '530D903A'), 'KEY_MALFORMED'],
    [VKEY.replace('+AekyeRrm', '+Aeky'), 'KEY_MALFORMED'],
    [`ml+00000000+${toBase64(new Uint8Array(33).fill(6))}`, 'KEY_TYPE_UNSUPPORTED'],
    ['x'.repeat(1_000_000), 'KEY_MALFORMED'],
  ])('%# is none', (text, fault) => {
    expect(parseVkey(text)).toEqual({ ok: false, fault });
  });

  it('of a name with a blank is not made', () => {
    expect(() => verifierKey('a b', KEY_TYPES.note, new Uint8Array(32))).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  const log = memoryLog(entriesNamed(5));
  const keys = { log: [LOG.key], witnesses: [WITNESS.key] };

  it('comes back from its text, and nothing else is one', () => {
    const any = fc.record({
      origin: fc.stringMatching(/^[a-z./]{1,30}$/),
      size: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(any, (one) => {
        expect(parseCheckpoint(formatCheckpoint(one))).toEqual({ ok: true, value: one });
      }),
    );
    const text = formatCheckpoint({ origin: 'o', size: 5, root: log.root() });
    for (const wrong of [
      text.replace('\n5\n', '\n05\n'),
      text.replace('\n5\n', '\n-5\n'),
      text.replace('\n5\n', '\n0\n'),
      text.replace('\n5\n', '\n9007199254740993\n'),
      `${text}extension\n`,
      text.slice(0, -1),
      text.replace('o\n', '\n'),
      'o\n5\nAAAA\n',
    ])
      expect(parseCheckpoint(wrong)).toEqual({ ok: false, fault: 'CHECKPOINT_MALFORMED' });
    expect(() => formatCheckpoint({ origin: 'o', size: -1, root: log.root() })).toThrow(RangeError);
  });

  it('needs its own log’s signature and the quorum of its witnesses', () => {
    const plain = log.note();
    expect(opened(openCheckpoint(plain, keys))).toMatchObject({ size: 5, witnesses: [] });
    expect(openCheckpoint(plain, { ...keys, quorum: 1 })).toMatchObject({ fault: 'QUORUM_MISSING' });
    expect(openCheckpoint(plain, { log: [testKey('else', KEY_TYPES.note, 1).key] })).toMatchObject({
      fault: 'ORIGIN_MISMATCH',
    });
    const { text, signatures } = opened(parseNote(plain));
    const seen = cosign(text, WITNESS.key, WITNESS.sign, 1_700_000_000);
    const cosigned = formatNote({ text, signatures: [...signatures, seen] });
    expect(opened(openCheckpoint(cosigned, { ...keys, quorum: 1 })).witnesses).toMatchObject([
      { key: { name: 'usa.jisr/witness' }, time: 1_700_000_000 },
    ]);
    const alone = formatNote({ text, signatures: [seen] });
    expect(openCheckpoint(alone, keys)).toMatchObject({ fault: 'SIGNATURE_MISSING' });
    // The time is signed too.
    const later = { ...seen, blob: seen.blob.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) };
    const shifted = formatNote({ text, signatures: [...signatures, later] });
    expect(openCheckpoint(shifted, keys)).toMatchObject({ fault: 'SIGNATURE_INVALID' });
  });
});

describe('a proof file', () => {
  const entries = entriesNamed(11);
  const log = memoryLog(entries);
  const file = (index: number, extra: Uint8Array | null = null) =>
    formatProofFile({ index, proof: proveInclusion(index, 11, log.read), checkpoint: log.note(), extra });

  it('proves its entry and no other', () => {
    for (let index = 0; index < 11; index += 1) {
      const parsed = opened(parseProofFile(file(index, index % 2 ? utf8('x') : null)));
      const keys = { log: [LOG.key] };
      expect(opened(verifyProofFile(parsed, leafHash(entries[index]!), keys))).toMatchObject({
        index,
        size: 11,
      });
      const other = verifyProofFile(parsed, leafHash(entries[(index + 1) % 11]!), keys);
      expect(other).toEqual({ ok: false, fault: 'PROOF_INVALID' });
      expect(formatProofFile(parsed)).toBe(file(index, parsed.extra));
    }
  });

  it.each([
    ['', 'PROOF_MALFORMED'],
    ['c2sp.org/tlog-proof@v2\nindex 0\n\nx', 'PROOF_MALFORMED'],
    ['c2sp.org/tlog-proof@v1\nindex 01\n\nx', 'PROOF_MALFORMED'],
    ['c2sp.org/tlog-proof@v1\nextra %\nindex 1\n\nx', 'PROOF_MALFORMED'],
    ['c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx', 'PROOF_MALFORMED'],
    [`c2sp.org/tlog-proof@v1\nindex 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nx`, 'PROOF_MALFORMED'],
  ])('%# is none', (text, fault) => {
    expect(parseProofFile(text)).toEqual({ ok: false, fault });
  });
});

describe('hostile input', () => {
  const readers: ((input: string) => Result<unknown>)[] = [
    parseNote,
    parseCheckpoint,
    parseAddCheckpoint,
    parseProofFile,
    parseVkey,
    (input) => openCheckpoint(input, { log: [LOG.key], witnesses: [WITNESS.key] }),
    (input) => readWitnessAnswer({ status: 200, body: input }, 'text\n', WITNESS.key),
    (input) => readWitnessAnswer({ status: 409, body: input }, 'text\n', WITNESS.key),
  ];
  const log = memoryLog(entriesNamed(3));
  const proof = formatProofFile({
    index: 1,
    proof: proveInclusion(1, 3, log.read),
    checkpoint: log.note(),
    extra: null,
  });
  const seeds = [NOTE, VKEY, log.note(), proof, `old 2\n${'A'.repeat(43)}=\n\n${log.note()}`];

  it('is answered with a code, never thrown', () => {
    const pieces = [
      '\n',
      '\n\n',
      '— ',
      'old 0',
      'index 0',
      '+',
      ' ',
      '=',
      'AAAA',
      '\u0000',
      'م',
      '\ud800',
      ...seeds,
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(fc.constantFrom(...seeds), fc.nat(), fc.string({ maxLength: 3 })).map(([seed, at, added]) => {
        const place = at % (seed.length + 1);
        return seed.slice(0, place) + added + seed.slice(place + added.length);
      }),
    );
    fc.assert(
      fc.property(text, (input) => {
        for (const read of readers) {
          const result = read(input);
          if (!result.ok) expect(FAULTS).toContain(result.fault);
        }
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseNote(bytes).ok === 'boolean'));
  });

  // One pass over a megabyte takes milliseconds; what is not linear here would not end within the runner's limit.
  it('of a megabyte stalls no reader', () => {
    const size = NOTE_LIMITS.bytes - 10;
    const fill = (piece: string) => piece.repeat(Math.floor(size / piece.length / 3));
    for (const piece of [
      '\n',
      '\n\n',
      '— ',
      '— a AAAAAAAA\n',
      'A',
      'AAAA\n',
      '+',
      ' ',
      'م',
      `${'A'.repeat(43)}=\n`,
      'x000/',
    ])
      for (const read of readers)
        for (const text of [
          fill(piece),
          `old 0\n${fill(piece)}\n`,
          `text\n\n— a ${fill(piece)}\n`,
          `c2sp.org/tlog-proof@v1\n${fill(piece)}`,
        ])
          expect(typeof read(text).ok).toBe('boolean');
  });

  it('is no base64 unless it is the one spelling of its bytes', () => {
    for (const wrong of ['A', 'AB==', 'AAB=', 'AAAA=', '====', 'AA==AAAA', 'AA-_', 'AAA\n'])
      expect(fromBase64(wrong)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });
});
