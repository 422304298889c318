import { readFile } from 'node:fs/promises';
import { readMessages, toReadDocuments } from '@jisr/travel-messages';

/** What `jisr read` needs of its surroundings. */
export interface ReadCommand {
  readonly files: readonly string[];
  readonly write: (line: string) => void;
  readonly writeError: (line: string) => void;
}

const fileProblems: Readonly<Record<string, { code: string; en: string; ar: string }>> = {
  ENOENT: { code: 'FILE_NOT_FOUND', en: 'The file does not exist.', ar: 'الملف غير موجود.' },
  EISDIR: { code: 'FILE_IS_FOLDER', en: 'This is a folder, not a file.', ar: 'هذا مجلد وليس ملفًا.' },
  EACCES: { code: 'FILE_NOT_READABLE', en: 'The file may not be read.', ar: 'لا يُسمح بقراءة الملف.' },
};
const otherProblem = {
  code: 'FILE_NOT_READABLE',
  en: 'The file could not be read.',
  ar: 'تعذرت قراءة الملف.',
};

function describeFailure(error: unknown): { code: string; message: { en: string; ar: string } } {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { code, en, ar } = fileProblems[cause] ?? otherProblem;
  return { code, message: { en, ar } };
}

async function readOne(file: string, command: ReadCommand): Promise<boolean> {
  const refuse = (code: string, offset: number, message: { en: string; ar: string }) =>
    command.writeError(JSON.stringify({ code, file, offset, message }));
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code, message } = describeFailure(error);
    refuse(code, 0, message);
    return false;
  }
  const result = readMessages(bytes);
  for (const document of toReadDocuments(file, result)) command.write(JSON.stringify(document));
  for (const { code, offset, message } of result.refusals) refuse(code, offset, message);
  return result.refusals.length === 0;
}

/**
 * `jisr read`: prints one JSON line a message of each file (contract: README of `@jisr/travel-messages`).
 * @returns 0 where every message was read, 2 where something could not be; each such thing is one JSON line
 * `{code, file, offset, message}` on the error stream.
 * @example await read({ files: ['manifest.edi'], write: console.log, writeError: console.error })
 */
export async function read(command: ReadCommand): Promise<0 | 2> {
  let whole = true;
  for (const file of command.files) whole = (await readOne(file, command)) && whole;
  return whole ? 0 : 2;
}
