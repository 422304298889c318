import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { ListIssue } from '@jisr/contract';
import type { z } from 'zod';
import { readList } from './formats/detect.ts';
import { decodeText } from './formats/encoding.ts';
import { damageOf } from './formats/issues.ts';
import type { ListingDraft } from './formats/listing-draft.ts';
import type {
  ListingChunk,
  ListOverview,
  ReaderReply,
  ReaderRequest,
  SourceFile,
} from './list-reader-messages.ts';
import { checkDraft, duplicateIssue, rowOf, storable } from './prepare-listing.ts';

type Issue = z.infer<typeof ListIssue>;

// The whole of this file runs in a worker thread: reading a million listings takes a core for most of a minute, and the
// main thread must go on answering HTTP meanwhile.
const port = parentPort;
if (port === null) throw new Error('list-reader-worker runs only as a worker thread');
const files: readonly SourceFile[] = workerData.files;
const chunkSize: number = workerData.chunkSize;
const issueLimit: number = workerData.issueLimit;
let listings: ListingDraft[] = [];
let given = 0;
let ahead: ListingChunk | null | undefined;

port.on('message', (request: ReaderRequest) => {
  serve(request).then(say, (error: unknown) => say(failureOf(error)));
});

function say(reply: ReaderReply): void {
  port?.postMessage(reply);
}

async function serve({ ask }: ReaderRequest): Promise<ReaderReply> {
  switch (ask) {
    case 'digest':
      return { say: 'digest', digest: await digestFiles() };
    case 'overview':
      return { say: 'overview', overview: await readFiles() };
    case 'chunk':
      return { say: 'chunk', chunk: nextChunk() };
  }
}

/** The digest of one file is that of its bytes, as the publisher prints it; of several, that of all in order. */
async function digestFiles(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const bytes of createReadStream(file.path)) hash.update(bytes);
  return hash.digest('hex');
}

async function readFiles(): Promise<ListOverview> {
  const texts: { name: string; text: string }[] = [];
  for (const file of files) texts.push({ name: file.name, text: decodeText(await readFile(file.path)) });
  const outcome = readList(texts);
  const issues: Issue[] = [];
  let issueTotal = 0;
  const report = (issue: Issue) => {
    issueTotal += 1;
    if (issues.length < issueLimit) issues.push(storable(issue));
  };
  // The raw text of a faulty row stays behind: it may be personal, and the line number finds it in the file.
  for (const { code, severity, line, reference, message } of outcome.issues)
    report({ code, severity, line, reference, message });
  listings = acceptable(outcome.listings, report);
  given = 0;
  return {
    format: outcome.format,
    read: listings.length,
    counts: storable(outcome.counts),
    issues,
    issueTotal,
    damage: damageOf(outcome.issues),
  };
}

function acceptable(drafts: readonly ListingDraft[], report: (issue: Issue) => void): ListingDraft[] {
  const seen = new Set<string>();
  const accepted: ListingDraft[] = [];
  for (const read of drafts) {
    const { draft, issues } = checkDraft(read);
    for (const issue of issues) report(issue);
    if (draft === null) continue;
    if (seen.has(draft.reference)) report(duplicateIssue(draft.reference));
    else accepted.push(draft);
    seen.add(draft.reference);
  }
  return accepted;
}

/** The next chunk is made while the database works on this one. */
function nextChunk(): ListingChunk | null {
  const chunk = ahead === undefined ? makeChunk() : ahead;
  ahead = undefined;
  if (chunk !== null)
    setImmediate(() => {
      ahead ??= makeChunk();
    });
  return chunk;
}

function makeChunk(): ListingChunk | null {
  if (given >= listings.length) return null;
  const rows = listings.slice(given, given + chunkSize).map(rowOf);
  given += rows.length;
  return {
    references: rows.map((row) => row.reference),
    digests: rows.map((row) => row.digest),
    names: rows.map((row) => row.data.names[0]?.text ?? row.reference),
    rows: rows.map((row) => JSON.stringify(row)),
  };
}

function failureOf(error: unknown): ReaderReply {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'LIST_READER_FAILED';
  return { say: 'failure', code, message: error instanceof Error ? error.message : String(error) };
}
