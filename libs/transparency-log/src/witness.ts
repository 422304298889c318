/**
 * A witness (C2SP tlog-witness) remembers the last checkpoint of a log and cosigns a later one only when it is proved to
 * continue it. The decision is a pure function; whoever uses it stores the new state *before* the answer leaves.
 */
import { equalBytes, fromBase64, readCount, toBase64 } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { type LogCrypto, nobleCrypto, type Sign } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import { formatSignature, type NoteSignature, parseSignatures, readText, verifySignature } from './notes.ts';
import { bad, good, type Result } from './result.ts';
import { emptyRoot } from './tree.ts';
import { verifyConsistency } from './verifying.ts';

/** More would prove a tree of more than 2^63 entries. */
export const MOST_PROOF_LINES = 63;

export interface AddCheckpoint {
  /** The size that the sender believes to be the last cosigned one. */
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, as text. */
  readonly note: string;
}

/** The body of `POST add-checkpoint`. */
export const formatAddCheckpoint = ({ oldSize, proof, note }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;

/** Reads lines of hashes up to the empty line; null where one is no hash or there are too many. */
export function readHashLines(lines: readonly string[], most: number): Uint8Array[] | null {
  if (lines.length > most) return null;
  const hashes = lines.map((line) => (line.length === 44 ? fromBase64(line) : null));
  return hashes.every((hash) => hash?.length === 32) ? (hashes as Uint8Array[]) : null;
}

export function parseAddCheckpoint(input: string | Uint8Array): Result<AddCheckpoint> {
  const read = readText(input);
  if (!read.ok) return read;
  const split = read.value.indexOf('\n\n');
  if (split < 0) return bad('REQUEST_MALFORMED');
  const [first = '', ...lines] = read.value.slice(0, split).split('\n', MOST_PROOF_LINES + 2);
  const oldSize = first.startsWith('old ') ? readCount(first.slice(4)) : null;
  const proof = readHashLines(lines, MOST_PROOF_LINES);
  if (oldSize === null || proof === null) return bad('REQUEST_MALFORMED');
  return good({ oldSize, proof, note: read.value.slice(split + 2) });
}

/** What a witness remembers of a log: its last cosigned checkpoint. */
export interface WitnessState {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, kept because it convicts a log that later signs another history. */
  readonly note: string;
}

/** Checkpoints that the log signed and that do not go together with what it signed before. */
export interface ForkEvidence {
  /**
   * `fork`: the same size with two roots – the two notes prove it by themselves. `unproved`: a checkpoint that the log
   * signed and for which it gave a proof that does not lead from the one before.
   */
  readonly kind: 'fork' | 'unproved';
  readonly origin: string;
  readonly before: WitnessState | null;
  /** The signed note that does not fit. */
  readonly note: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

export interface WitnessOutcome {
  readonly answer: WitnessAnswer;
  /** What to remember from now on; the old state itself where nothing changes. */
  readonly state: WitnessState | null;
  readonly evidence: ForkEvidence | null;
}

export interface WitnessOptions {
  /** The logs that are witnessed and the keys they sign with. */
  readonly logs: readonly VerifierKey[];
  /** The witness's own key, type `cosignature`, and how it signs. */
  readonly key: VerifierKey;
  readonly sign: Sign;
  /** Seconds since 1970. */
  readonly time: number;
  readonly crypto?: LogCrypto;
}

/** Which log a request is about, before anything of it is believed: to load the state of that log. Null: unreadable. */
export function originOf(request: AddCheckpoint): string | null {
  const end = request.note.indexOf('\n');
  return end > 0 ? request.note.slice(0, end) : null;
}

/**
 * Decides a request: old state and request in, new state and answer out.
 *
 * @param state what is remembered of the log, null when it was never seen
 * @param body the request as received
 * @example
 * const { state: next, answer } = decideWitness(state, body, { logs: [peerLog], key, sign, time });
 */
export function decideWitness(
  state: WitnessState | null,
  body: string | Uint8Array,
  options: WitnessOptions,
): WitnessOutcome {
  const crypto = options.crypto ?? nobleCrypto;
  const same = (status: WitnessAnswer['status'], text: string): WitnessOutcome => ({
    answer: { status, contentType: 'text/plain; charset=utf-8', body: `${text}\n` },
    state,
    evidence: null,
  });
  const request = parseAddCheckpoint(body);
  if (!request.ok) return same(400, request.fault);
  const opened = openCheckpoint(request.value.note, { log: options.logs }, crypto);
  if (!opened.ok) return same(statusOf(opened.fault), opened.fault);
  const { origin, size, root, note } = opened.value;
  // The state of another log says nothing of this one: a mistake of the caller, never of the sender.
  if (state !== null && state.origin !== origin) throw new RangeError(`the state is of ${state.origin}`);
  const known = state ?? { origin, size: 0, root: emptyRoot(crypto.sha256), note: '' };
  const next: WitnessState = { origin, size, root, note: request.value.note };
  // Two roots of one size convict the log whatever else the request says.
  const fork = size === known.size && !equalBytes(root, known.root) ? evidenceOf('fork', state, next) : null;
  const { oldSize, proof } = request.value;
  if (oldSize > size) return { ...same(400, 'OLD_SIZE_TOO_LARGE'), evidence: fork };
  if (oldSize !== known.size) return { ...conflict(state, known.size), evidence: fork };
  if (!verifyConsistency({ oldSize, size, oldRoot: known.root, root, proof }, crypto.sha256)) {
    // A wrong proof from the empty tree says nothing about the log: every tree continues the empty one.
    const grown = size > known.size && known.size > 0;
    const evidence = fork ?? (grown ? evidenceOf('unproved', state, next) : null);
    return { ...same(422, 'PROOF_INVALID'), evidence };
  }
  const line = formatSignature(cosign(note.text, options.key, options.sign, options.time));
  return { ...same(200, line.trimEnd()), state: next };
}

const evidenceOf = (
  kind: ForkEvidence['kind'],
  before: WitnessState | null,
  { origin, size, root, note }: WitnessState,
): ForkEvidence => ({ kind, origin, before, note, size, root });

const conflict = (state: WitnessState | null, size: number): WitnessOutcome => ({
  answer: { status: 409, contentType: 'text/x.tlog.size', body: `${size}\n` },
  state,
  evidence: null,
});

function statusOf(fault: string): WitnessAnswer['status'] {
  if (fault === 'ORIGIN_MISMATCH') return 404;
  return fault === 'SIGNATURE_INVALID' || fault === 'SIGNATURE_MISSING' ? 403 : 400;
}

/** What the log learns from an answer: a cosignature that holds, or the size that the witness has. */
export type WitnessReply =
  | { readonly kind: 'cosigned'; readonly signature: NoteSignature; readonly time: number }
  | { readonly kind: 'conflict'; readonly size: number };

/**
 * Reads a witness's answer to `add-checkpoint` and checks its cosignature.
 *
 * @param text the text of our checkpoint that was to be cosigned
 * @returns `ANSWER_MALFORMED`, `SIGNATURE_MISSING` or `SIGNATURE_INVALID` where it says neither
 */
export function readWitnessAnswer(
  { status, body }: Pick<WitnessAnswer, 'body'> & { readonly status: number },
  text: string,
  key: VerifierKey,
  crypto: LogCrypto = nobleCrypto,
): Result<WitnessReply> {
  if (status === 409) {
    const size = body.endsWith('\n') ? readCount(body.slice(0, -1)) : null;
    return size === null ? bad('ANSWER_MALFORMED') : good({ kind: 'conflict', size });
  }
  const read = status === 200 ? readText(body) : bad('ANSWER_MALFORMED');
  if (!read.ok) return read;
  const lines = parseSignatures(read.value);
  if (!lines.ok) return lines;
  const signature = lines.value.find(({ name, keyId }) => name === key.name && equalBytes(keyId, key.id));
  if (signature === undefined) return bad('SIGNATURE_MISSING');
  const verified = verifySignature(text, signature, key, crypto);
  if (verified?.time == null) return bad('SIGNATURE_INVALID');
  return good({ kind: 'cosigned', signature, time: verified.time });
}
