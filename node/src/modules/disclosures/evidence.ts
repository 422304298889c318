import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { evidenceReadme } from './evidence-texts.ts';

/** Everything that proves one disclosure, as it was signed. */
export interface EvidenceOf {
  readonly id: string;
  /** The signed document, compact JWS. */
  readonly disclosure: string;
  /** In the order in which they came. */
  readonly receipts: readonly string[];
  /** Canonical bytes of the memorandum, and who signed them. */
  readonly memorandum: { readonly bytes: Uint8Array; readonly signatures: readonly object[] } | null;
  /** Ledger entry (its exact bytes) and proof file of each side, as far as there is one. */
  readonly sender: Ledgered | null;
  readonly receiver: Ledgered | null;
  /** The content with its salt, where it is handed out too. */
  readonly content: { readonly salt: string; readonly envelope: string } | null;
}
export interface Ledgered {
  readonly entry: string;
  readonly proof: string;
}

/** A node card as it was signed. */
export interface EvidenceCard {
  readonly party: string;
  readonly serial: number;
  readonly text: string;
}

type Files = Record<string, Uint8Array>;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The script that checks an evidence file; it lies beside this file in the source, and beside the bundle in a build. */
export const verifierScript = (): string =>
  readFileSync(new URL('./evidence-verifier.mjs', import.meta.url), 'utf8');

/**
 * One zip that a court can check without Jisr: signed documents, receipts, proofs, texts, cards, a description in both
 * languages and the script that checks all of it.
 *
 * @param madeAt ISO instant
 * @example
 * packEvidence({ disclosures: [of], cards, madeAt: clock.nowIso() })
 */
export function packEvidence(of: {
  readonly disclosures: readonly EvidenceOf[];
  readonly cards: readonly EvidenceCard[];
  readonly madeAt: string;
}): Uint8Array {
  const cards = of.cards.map((card) => [`cards/${card.party}-${card.serial}.jws`, bytes(card.text)] as const);
  const files: Files = { ...Object.fromEntries(cards), ...Object.assign({}, ...of.disclosures.map(filesOf)) };
  const manifest = {
    format: 'jisr-evidence-v1',
    madeAt: of.madeAt,
    disclosures: of.disclosures.map(folderOf),
    cards: cards.map(([name]) => name),
    receipts: Object.fromEntries(
      of.disclosures.map((each) => [folderOf(each), each.receipts.map((_, at) => receiptFile(each, at))]),
    ),
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)])),
  };
  return zipSync({
    'README.txt': bytes(evidenceReadme),
    'verify.mjs': bytes(verifierScript()),
    'manifest.json': bytes(`${JSON.stringify(manifest, null, 2)}\n`),
    ...files,
  });
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const folderOf = ({ id }: Pick<EvidenceOf, 'id'>): string => `disclosures/${id}`;
const receiptFile = (of: Pick<EvidenceOf, 'id'>, at: number): string =>
  `${folderOf(of)}/receipt-${at + 1}.jws`;

function filesOf(of: EvidenceOf): Files {
  const at = folderOf(of);
  const files: Files = { [`${at}/disclosure.jws`]: bytes(of.disclosure) };
  of.receipts.forEach((receipt, n) => {
    files[receiptFile(of, n)] = bytes(receipt);
  });
  if (of.memorandum) {
    files[`${at}/memorandum.json`] = of.memorandum.bytes;
    files[`${at}/signatures.json`] = bytes(JSON.stringify(of.memorandum.signatures));
  }
  for (const side of ['sender', 'receiver'] as const) {
    const ledgered = of[side];
    if (ledgered === null) continue;
    files[`${at}/${side}-entry.json`] = bytes(ledgered.entry);
    files[`${at}/${side}.tlog-proof`] = bytes(ledgered.proof);
  }
  if (of.content) files[`${at}/content.json`] = bytes(JSON.stringify(of.content));
  return files;
}
