/**
 * The proof of an entry, computed again on this computer: nothing of the node is believed but the bytes that it sent,
 * and those only where they lead to what the keys have signed.
 */
import {
  equalBytes,
  leafHash,
  type NoteSignature,
  parseCheckpoint,
  parseNote,
  parseProofFile,
  parseVkey,
  rootFromInclusion,
  toHex,
  utf8,
  verifySignature,
} from '@jisr/transparency-log';

export interface PathStep {
  readonly side: 'left' | 'right';
  readonly sibling: string;
  readonly hash: string;
}

/** One signature that was looked for. `absent`: nobody signed with this key; `unknown`: there is no key to check by. */
export interface SignatureCheck {
  readonly name: string | null;
  readonly keyId: string | null;
  readonly verdict: 'good' | 'bad' | 'absent' | 'unknown';
  /** When a witness signed, ISO 8601. */
  readonly at: string | null;
}

export interface ProofCheck {
  readonly leaf: string;
  readonly path: readonly PathStep[];
  /** Where the path leads; null when it has not the form that this place in the tree needs. */
  readonly root: string | null;
  readonly index: number;
  readonly size: number;
  readonly origin: string;
  readonly signedRoot: string;
  readonly leads: boolean;
  readonly log: SignatureCheck;
  readonly witness: SignatureCheck;
  /** The path leads to the signed root, the log signed it, and no known signature is bad. */
  readonly proved: boolean;
}

/** Keys as texts; the witness's is null before the pairing. */
export interface ProofKeys {
  readonly log: string;
  readonly witness: string | null;
}

/**
 * Checks the proof of an entry step by step.
 *
 * @param body the entry's exact text
 * @param file the text of the `.tlog-proof` file
 * @returns null when the file cannot be read as a proof
 * @example
 * checkProof(entry.body, file, { log: state.keys.log, witness: state.peer?.witnessKey ?? null })
 */
export function checkProof(body: string, file: string, keys: ProofKeys): ProofCheck | null {
  const parsed = parseProofFile(file);
  const note = parsed.ok ? parseNote(parsed.value.checkpoint) : parsed;
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!parsed.ok || !note.ok || !head.ok) return null;
  const { index, proof } = parsed.value;
  const { origin, size, root: signedRoot } = head.value;
  const leaf = leafHash(utf8(body));
  const path: PathStep[] = [];
  const root = rootFromInclusion(
    { leafHash: leaf, index, size, proof },
    undefined,
    ({ side, sibling, hash }) => {
      path.push({ side, sibling: toHex(sibling), hash: toHex(hash) });
    },
  );
  const leads = root !== null && equalBytes(root, signedRoot);
  const log = checkSignature(keys.log, note.value.text, note.value.signatures);
  const witness = checkSignature(keys.witness, note.value.text, note.value.signatures);
  return {
    leaf: toHex(leaf),
    path,
    root: root && toHex(root),
    ...{ index, size, origin },
    signedRoot: toHex(signedRoot),
    ...{ leads, log, witness },
    proved: leads && log.verdict === 'good' && log.name === origin && witness.verdict !== 'bad',
  };
}

function checkSignature(
  vkey: string | null,
  text: string,
  signatures: readonly NoteSignature[],
): SignatureCheck {
  const key = vkey === null ? null : parseVkey(vkey);
  if (!key?.ok) return { name: null, keyId: null, verdict: 'unknown', at: null };
  const { name, id } = key.value;
  const found = signatures.find((signature) => signature.name === name && equalBytes(signature.keyId, id));
  const verified = found && verifySignature(text, found, key.value);
  const time = verified?.time ?? null;
  return {
    name,
    keyId: toHex(id),
    verdict: found === undefined ? 'absent' : verified ? 'good' : 'bad',
    at: time === null ? null : instantOf(time),
  };
}

/** A time that no calendar has is shown as none. */
function instantOf(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
