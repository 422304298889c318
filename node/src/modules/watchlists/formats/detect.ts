import { readCsv } from './csv.ts';
import { lettersOf } from './encoding.ts';
import { parseFtmJsonl } from './ftm-jsonl.ts';
import { parseIssue } from './issues.ts';
import { columnOf } from './jisr-columns.ts';
import { parseJisrCsv } from './jisr-csv.ts';
import type { ParseIssue, ParseOutcome } from './listing-draft.ts';
import { parseOfacSdn } from './ofac-sdn.ts';
import { parseUnConsolidated } from './un-consolidated.ts';

/** The formats that can be read. */
export type ListFormat = 'ofac-sdn' | 'un-consolidated' | 'ftm-jsonl' | 'jisr-csv';

/** One file of a list. */
export interface ListFile {
  readonly name: string;
  readonly text: string;
}

type OfacPart = 'sdn' | 'alt' | 'add' | 'comments';

const HEAD_LENGTH = 8192;

/** Which of the four files of the legacy SDN format this is: by its name, or else by the columns of its first row. */
function ofacPart(fileName: string, head: string): OfacPart | null {
  const first = readCsv(head.slice(0, HEAD_LENGTH))[0]?.fields ?? [];
  if (!/^\d+$/.test((first[0] ?? '').trim())) return null;
  const name = /(?:^|[\\/])(sdn_comments|sdn|alt|add)\.csv$/i.exec(fileName)?.[1]?.toLowerCase();
  if (name === 'sdn_comments') return 'comments';
  if (name === 'sdn' || name === 'alt' || name === 'add') return name;
  if (first.length === 12) return 'sdn';
  if (first.length === 5 && /^[afn]ka$/.test((first[2] ?? '').trim())) return 'alt';
  if (first.length === 6) return 'add';
  return first.length === 2 ? 'comments' : null;
}

/**
 * The format of a file, told by its content (its name only tells OFAC's files apart); null if it is none of the four.
 *
 * @param head the text or its beginning; 8 KiB are enough
 * @example
 * detectFormat('list.csv', 'reference,kind,name\n'); // 'jisr-csv'
 */
export function detectFormat(fileName: string, head: string): ListFormat | null {
  const text = head
    .slice(0, HEAD_LENGTH)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('<')) return /<CONSOLIDATED_LIST[\s>]/.test(text) ? 'un-consolidated' : null;
  if (text.startsWith('{'))
    return /"schema"\s*:/.test(text) && /"(?:properties|id)"\s*:/.test(text) ? 'ftm-jsonl' : null;
  if (ofacPart(fileName, text) !== null) return 'ofac-sdn';
  const headings = (readCsv(text)[0]?.fields ?? []).map(columnOf);
  return headings.includes('reference') && headings.includes('name') ? 'jisr-csv' : null;
}

function readOfac(files: readonly ListFile[], issues: ParseIssue[]): ParseOutcome {
  const parts = new Map<OfacPart, string>();
  for (const file of files) {
    const part = ofacPart(file.name, file.text);
    if (part === null || parts.has(part)) issues.push(parseIssue('LIST_FILES_MIXED', { raw: file.name }));
    else parts.set(part, file.text);
  }
  const { alt, add, comments } = Object.fromEntries(parts);
  return parseOfacSdn({
    sdn: parts.get('sdn') ?? '',
    ...(alt === undefined ? {} : { alt }),
    ...(add === undefined ? {} : { add }),
    ...(comments === undefined ? {} : { comments }),
  });
}

const READERS = {
  'un-consolidated': parseUnConsolidated,
  'ftm-jsonl': parseFtmJsonl,
  'jisr-csv': parseJisrCsv,
} as const;

/**
 * Reads the files of one list, whatever its format: the one entry to all parsers. Never throws on any text.
 *
 * @returns what was read; format null and the error `LIST_FORMAT_UNKNOWN` where nothing is known of the files
 * @example
 * readList([{ name: 'sdn.csv', text: sdn }, { name: 'alt.csv', text: alt }]).format; // 'ofac-sdn'
 */
export function readList(files: readonly ListFile[]): ParseOutcome & { readonly format: ListFormat | null } {
  const formats = files.map((file) => detectFormat(file.name, file.text));
  const format = formats.find((found) => found !== null) ?? null;
  const issues: ParseIssue[] = files.flatMap((file) => lettersOf(file.text));
  if (issues.some(({ code }) => code === 'LIST_ENCODING_UNKNOWN'))
    return { format, listings: [], issues, counts: {} };
  if (format === null) {
    const raw = files.map((file) => file.name).join(', ');
    return { format, listings: [], issues: [parseIssue('LIST_FORMAT_UNKNOWN', { raw })], counts: {} };
  }
  const own = files.filter((_, at) => formats[at] === format);
  const strange = files.filter((_, at) => formats[at] !== format);
  for (const file of strange) issues.push(parseIssue('LIST_FILES_MIXED', { raw: file.name }));
  if (format === 'ofac-sdn') {
    const outcome = readOfac(own, issues);
    return { ...outcome, format, issues: [...issues, ...outcome.issues] };
  }
  for (const file of own.slice(1)) issues.push(parseIssue('LIST_FILES_MIXED', { raw: file.name }));
  const outcome = READERS[format](own[0]?.text ?? '');
  return { ...outcome, format, issues: [...issues, ...outcome.issues] };
}
