import { readFileSync } from 'node:fs';
import { EXIT, failure } from './failure.ts';

/** A row of a tab-separated file by the names of its columns, and the line where it stands. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Something about a row that its sender should know. */
export interface RowFault {
  readonly code: keyof typeof FAULTS;
  readonly file: string;
  readonly line: number;
  readonly text: { readonly en: string; readonly ar: string };
  /** True where the row is not used. */
  readonly lost: boolean;
}
export type Tell = (fault: RowFault) => void;

const FAULTS = {
  SCREEN_NOT_UTF8: {
    en: 'The line is not UTF-8; it is not used.',
    ar: 'السطر ليس بترميز UTF-8، ولا يُستعمل.',
    lost: true,
  },
  SCREEN_ROW_SHORT: {
    en: 'The line ends before the column {what}; it is not used.',
    ar: 'ينتهي السطر قبل العمود {what}، ولا يُستعمل.',
    lost: true,
  },
  SCREEN_ROW_LONG: {
    en: 'The line has more cells than the header has columns; what is beyond them is not read.',
    ar: 'في السطر خانات أكثر من أعمدة الترويسة، ولا يُقرأ ما زاد عليها.',
    lost: false,
  },
  SCREEN_ID_EMPTY: {
    en: 'The identifier in {what} is empty; the line is not used.',
    ar: 'المعرّف في العمود {what} فارغ، ولا يُستعمل السطر.',
    lost: true,
  },
  SCREEN_ID_AGAIN: {
    en: 'The identifier {what} was there before; a listed name counts as another name of the same, a query is answered again.',
    ar: 'ورد المعرّف {what} من قبل: يُعدّ الاسم المدرج اسمًا آخر لصاحبه، ويُجاب عن الاستعلام مرة أخرى.',
    lost: false,
  },
  SCREEN_NAME_EMPTY: {
    en: 'The name is empty: nothing can be compared.',
    ar: 'الاسم فارغ ولا شيء يُقارن.',
    lost: true,
  },
  SCREEN_DATE_UNKNOWN: {
    en: '“{what}” is no date as 1981, 1981-04, 1981-04-12 or 1980-1985; it is not weighed.',
    ar: '«{what}» ليس تاريخًا مثل 1981 أو 1981-04 أو 1981-04-12 أو 1980-1985، ولا يُحسب.',
    lost: false,
  },
  SCREEN_NATIONALITY_UNKNOWN: {
    en: '“{what}” is no country that is known here; it is not weighed.',
    ar: '«{what}» ليس بلدًا معروفًا هنا، ولا يُحسب.',
    lost: false,
  },
} as const;

/** A fault of a line, told in both languages. */
export function faultOf(code: keyof typeof FAULTS, at: Pick<Row, 'file' | 'line'>, what = ''): RowFault {
  const { en, ar, lost } = FAULTS[code];
  const text = { en: en.replace('{what}', what), ar: ar.replace('{what}', what) };
  return { code, file: at.file, line: at.line, text, lost };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const text = { en: `There is no file ${file}.`, ar: `الملف غير موجود: ${file}` };
    throw failure('SCREEN_FILE_MISSING', text, EXIT.unreadable);
  }
}

const lineFeed = 0x0a;

/** The lines of a file in order; null for one that is not UTF-8. */
function* linesOf(bytes: Buffer): Generator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, from);
    const to = end < 0 ? bytes.length : end;
    let line: string | null;
    try {
      line = decoder.decode(bytes.subarray(from, to)).replace(/\r$/, '');
    } catch {
      // What is not UTF-8 is told by the reader, with its line.
      line = null;
    }
    yield line;
    from = to + 1;
  }
}

/**
 * The rows of a tab-separated file with a header line, the columns in any order. A byte order mark, CRLF and empty lines
 * are passed over; a line that is not UTF-8 or ends before a column that is needed is told and left out.
 *
 * @throws Failure `SCREEN_FILE_MISSING`, or `SCREEN_COLUMN_MISSING` where the header has not all that is needed.
 * @example
 * readTable('list.tsv', ['listId', 'name'], console.error)[0]?.cells.name
 */
export function readTable(file: string, required: readonly string[], tell: Tell): Row[] {
  const lines = linesOf(readBytes(file));
  const head: string | null | undefined = lines.next().value;
  const columns = (head ?? '').split('\t').map((column) => column.trim());
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const text = {
      en: `${file}:1: the header lacks the column ${missing.join(', ')}.`,
      ar: `${file}:1: ينقص الترويسة العمود ${missing.join('، ')}.`,
    };
    throw failure('SCREEN_COLUMN_MISSING', text, EXIT.unreadable);
  }
  const rows: Row[] = [];
  let line = 1;
  for (const content of lines) {
    line += 1;
    if (content === '') continue;
    if (content === null) {
      tell(faultOf('SCREEN_NOT_UTF8', { file, line }));
      continue;
    }
    const cells = content.split('\t');
    const short = required.find((column) => cells[columns.indexOf(column)] === undefined);
    if (short !== undefined) {
      tell(faultOf('SCREEN_ROW_SHORT', { file, line }, short));
      continue;
    }
    if (cells.slice(columns.length).some((cell) => cell !== ''))
      tell(faultOf('SCREEN_ROW_LONG', { file, line }));
    rows.push({
      file,
      line,
      cells: Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])),
    });
  }
  return rows;
}

/** Tells of identifiers that are empty or come again; gives the rows that have one. */
export function withIds(rows: readonly Row[], column: string, seen: Set<string>, tell: Tell): Row[] {
  return rows.filter((row) => {
    const id = row.cells[column] ?? '';
    if (id === '') tell(faultOf('SCREEN_ID_EMPTY', row, column));
    else if (seen.has(id)) tell(faultOf('SCREEN_ID_AGAIN', row, id));
    seen.add(id);
    return id !== '';
  });
}
