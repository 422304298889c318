/**
 * For how long one message of a peer may keep a node from everything else: each reader of what a peer sends is given the
 * largest inputs that it does not refuse unread, and those that cost it most for their bytes. Processor time of one call
 * in one piece, ms: the median of `--runs` (9).
 */
import { readFilter } from '@jisr/blind-query';
import { BATCH_BYTES, readBatch, readReceipts, readStrictJson } from '@jisr/exchange-documents';
import { readMemorandum } from '@jisr/memorandum';
import { NOTE_LIMITS, parseCheckpoint, parseNote, parseProofFile } from '@jisr/transparency-log';
import { report } from './parts/report.ts';

const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 9;
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const filled = (open: string, part: string, close: string, bytes: number) =>
  utf8(open + part.repeat(Math.floor((bytes - open.length - close.length) / part.length)) + close);

const bundle = (size: number) => ({ disclosure: 'e'.repeat(4_000), payload: 'a'.repeat(size) });
const batch = (count: number, size: number) =>
  utf8(JSON.stringify({ v: 1, bundles: Array.from({ length: count }, () => bundle(size)), receipts: [] }));
const note = `${'x'.repeat(400)}\n`;

const CASES: readonly (readonly [string, Uint8Array, (bytes: Uint8Array) => unknown])[] = [
  ['a batch, as large as may be', batch(250, 37_500), readBatch],
  ['a batch of one long text', filled('{"v":1,"bundles":"', 'a', '"}', BATCH_BYTES), readBatch],
  ['a batch of escapes', filled('{"v":1,"bundles":"', '\\u0041', '"}', BATCH_BYTES), readBatch],
  ['a batch of empty objects', filled('{"v":1,"bundles":[', '{},', '{}]}', BATCH_BYTES), readBatch],
  ['a batch of short texts', filled('{"v":1,"bundles":[', '"a",', '"a"]}', BATCH_BYTES), readBatch],
  ['a batch of brackets', filled('', '[', '', BATCH_BYTES), readBatch],
  [
    'receipts, as many as may be',
    utf8(JSON.stringify({ v: 1, receipts: Array(250).fill('a'.repeat(16_000)) })),
    readReceipts,
  ],
  [
    'a content, as large as may be',
    filled('{"filter":"', 'a', '"}', 12_600_000),
    (bytes) => readStrictJson(bytes, 16 * 2 ** 20),
  ],
  [
    'a memorandum of members',
    filled('{"a":[', '1,', '1]}', 524_288),
    (bytes) => readMemorandum(Buffer.from(bytes).toString('utf8')),
  ],
  ['a note, as long as may be', filled('', note, '\n— a b\n', NOTE_LIMITS.bytes), parseNote],
  [
    'a checkpoint of lines',
    filled('o\n1\n', `${'A'.repeat(43)}=\n`, '', NOTE_LIMITS.bytes),
    (bytes) => parseCheckpoint(Buffer.from(bytes).toString('utf8')),
  ],
  [
    'a proof of lines',
    filled('c2sp.org/tlog-proof@v1\nindex 1\n', `${'A'.repeat(43)}=\n`, '', NOTE_LIMITS.bytes),
    parseProofFile,
  ],
  ['a filter, as large as may be', new Uint8Array(9_400_000).fill(0xff), readFilter],
];

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[values.length >> 1]!;
const measured = CASES.map(([what, bytes, read]) => {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    read(bytes);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { what, bytes: bytes.length, milliseconds: Math.round(median(times) * 10) / 10 };
});
report('hostile-peer', {
  longestMilliseconds: Math.max(...measured.map(({ milliseconds }) => milliseconds)),
  measured,
});
