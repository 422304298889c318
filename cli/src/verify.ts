import { readFileSync, writeFileSync } from 'node:fs';
import type { TextLanguage } from '@jisr/names';
import {
  equalBytes,
  type Fault,
  leafHash,
  type ProofFile,
  type Proved,
  packProof,
  parseVkey,
  type Result,
  readProof,
  toHex,
  type VerifiedBy,
  type VerifierKey,
  verifyProofFile,
} from '@jisr/transparency-log';
import { EXIT, type Exit, failure } from './failure.ts';
import { nativeCrypto } from './native-crypto.ts';
import type { Output } from './output.ts';
import { NOT_PROVED, SAYS } from './verify-texts.ts';

/** The options of `jisr verify`, as typed. */
export interface VerifyOptions {
  readonly entry?: string;
  readonly key: readonly string[];
  readonly witness?: readonly string[];
  readonly quorum?: number;
  readonly pack?: string;
  readonly lang?: TextLanguage;
}

const LEAF_BYTES = 32;

function readKey(text: string): VerifierKey {
  const key = parseVkey(text, nativeCrypto);
  if (key.ok) return key.value;
  throw failure(
    'KEY_UNREADABLE',
    {
      en: `This is no key (${key.fault}): ${text}`,
      ar: `هذا ليس مفتاحًا (${key.fault}): ${text}`,
    },
    EXIT.unreadable,
  );
}

function unreadable(file: string, fault: string): Error {
  return failure(
    'PROOF_UNREADABLE',
    {
      en: `${file} cannot be read as a proof (${fault}).`,
      ar: `تتعذر قراءة ${file} بوصفه إثباتًا (${fault}).`,
    },
    EXIT.unreadable,
  );
}

/** The leaf hash that is to be proved: computed from the entry's file, or the one that the proof file carries. */
function leafOf(proof: ProofFile, entry: string | undefined): Uint8Array {
  const { extra } = proof;
  if (entry !== undefined) return leafHash(readFileSync(entry), nativeCrypto.sha256);
  if (extra?.length === LEAF_BYTES) return extra;
  throw failure(
    'ENTRY_MISSING',
    {
      en: 'This proof does not carry the hash of its entry. Give the entry’s file with --entry.',
      ar: 'لا يحمل هذا الإثبات بصمة قيده. قدّم ملف القيد بالخيار --entry.',
    },
    EXIT.unreadable,
  );
}

/**
 * `jisr verify`: checks a `.tlog-proof`, or a packed one, offline – no network, no database – and says what it proves, by
 * whom it is signed and who has witnessed it. With `pack`, what is proved is also written in its fewest bytes.
 *
 * @returns 0 when it is proved, 1 when not
 * @throws Failure `PROOF_UNREADABLE`, `KEY_UNREADABLE`, `ENTRY_MISSING` (exit 2)
 * @example
 * verify('entry-7.tlog-proof', { key: ['bhr.jisr/log/exchange+3f1c0a77+AekyeRrm…'] }, createOutput(false));
 */
export function verify(file: string, options: VerifyOptions, out: Output): Exit {
  const keys = {
    log: options.key.map(readKey),
    witnesses: (options.witness ?? []).map(readKey),
    quorum: options.quorum ?? 0,
  };
  const proof = readProof(readFileSync(file), nativeCrypto);
  if (!proof.ok) throw unreadable(file, proof.fault);
  const leaf = leafOf(proof.value, options.entry);
  const named = proof.value.extra?.length === LEAF_BYTES ? proof.value.extra : leaf;
  const result = verifyProofFile(proof.value, leaf, keys, nativeCrypto);
  const differs = !result.ok && result.fault === 'PROOF_INVALID' && !equalBytes(named, leaf);
  const fault = result.ok ? null : differs ? 'LEAF_DIFFERS' : result.fault;
  if (fault !== null && NOT_PROVED[fault] === undefined) throw unreadable(file, fault);
  const packed = result.ok ? pack(file, { ...proof.value, extra: leaf }, options.pack) : null;
  tell(result, fault, { leaf, options, out, packed });
  return result.ok ? EXIT.good : EXIT.failed;
}

/** Writes the proof of an entry packed; how many bytes it has, or null when nobody asked for it. */
function pack(file: string, proof: ProofFile & { readonly extra: Uint8Array }, to?: string): number | null {
  if (to === undefined) return null;
  const packed = packProof(proof, proof.extra, nativeCrypto.sha256);
  if (!packed.ok) throw unreadable(file, packed.fault);
  writeFileSync(to, packed.value);
  return packed.value.length;
}

function tell(
  result: Result<Proved>,
  fault: Fault | 'LEAF_DIFFERS' | null,
  given: { leaf: Uint8Array; options: VerifyOptions; out: Output; packed: number | null },
): void {
  const { leaf, options, out, packed } = given;
  const language = options.lang ?? 'en';
  const say = (what: keyof typeof SAYS, params: Readonly<Record<string, string | number>> = {}) =>
    SAYS[what][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const hex = toHex(leaf);
  if (!result.ok) {
    out.result(say('notProved', { reason: NOT_PROVED[fault!]![language] }), {
      proved: false,
      fault,
      leafHash: hex,
    });
    return;
  }
  const { origin, index, size, root, signedBy, witnesses } = result.value;
  const logs = signedBy.filter((by) => !witnesses.includes(by));
  const lines = [
    say('proved', { index, origin, size }),
    options.entry === undefined
      ? say('fromProof', { leaf: hex })
      : say('fromFile', { file: options.entry, leaf: hex }),
    ...logs.map(({ key }) => say('signed', { name: key.name, id: toHex(key.id) })),
    ...witnesses.map((by) =>
      say('witnessed', { name: by.key.name, id: toHex(by.key.id), time: timeOf(by) ?? '' }),
    ),
    ...(witnesses.length === 0 ? [say('unwitnessed')] : []),
    ...(packed === null ? [] : [say('packed', { file: options.pack ?? '', bytes: packed })]),
  ];
  out.result(lines.join('\n'), {
    proved: true,
    ...{ origin, index, size, root: toHex(root), leafHash: hex },
    entryChecked: options.entry !== undefined,
    signedBy: logs.map(({ key }) => ({ name: key.name, keyId: toHex(key.id) })),
    witnessedBy: witnesses.map((by) => ({ name: by.key.name, keyId: toHex(by.key.id), at: timeOf(by) })),
    ...(packed === null ? {} : { packedBytes: packed }),
  });
}

/** When a witness signed, ISO 8601; null for a time that no calendar has. */
function timeOf({ time }: VerifiedBy): string | null {
  const date = new Date((time ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
