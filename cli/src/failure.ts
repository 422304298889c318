import { PROBLEMS, type ProblemCode, problemText } from '@jisr/contract';

/** Exit codes of the command line: the same for every command. */
export const EXIT = { good: 0, failed: 1, unreadable: 2, needsPerson: 3, refused: 4 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Something that the user is told plainly: code, both languages, exit code. Never a stack trace. */
export interface Failure extends Error {
  readonly code: string;
  readonly text: { readonly en: string; readonly ar: string };
  readonly exit: Exit;
}

/**
 * Makes a failure to be thrown.
 *
 * @example
 * throw failure('NODE_UNREACHABLE', { en: 'No node answers there.', ar: 'لا تستجيب عقدة هناك.' });
 */
export function failure(code: string, text: { en: string; ar: string }, exit: Exit = EXIT.failed): Failure {
  return Object.assign(new Error(text.en), { code, text, exit });
}

/** What the system and the database's driver say in their own words; `{what}` is the path or the address. */
const SYSTEM: Readonly<Record<string, { readonly as: string; readonly en: string; readonly ar: string }>> = {
  EADDRINUSE: {
    as: 'PORT_TAKEN',
    en: 'The port is taken. Give another with --port or JISR_PORT.',
    ar: 'المنفذ مستعمل. اختر غيره بالخيار --port أو المتغير JISR_PORT.',
  },
  EADDRNOTAVAIL: {
    as: 'ADDRESS_UNKNOWN',
    en: 'This machine does not have the address {what}. Correct JISR_HOST.',
    ar: 'العنوان {what} ليس لهذا الجهاز. صحّح JISR_HOST.',
  },
  EACCES: { as: 'NOT_PERMITTED', en: '{what}: not permitted.', ar: '{what}: غير مسموح.' },
  EPERM: { as: 'NOT_PERMITTED', en: '{what}: not permitted.', ar: '{what}: غير مسموح.' },
  EROFS: { as: 'NOT_PERMITTED', en: '{what} cannot be written to.', ar: 'لا يمكن الكتابة في {what}.' },
  ENOENT: { as: 'FILE_MISSING', en: 'There is no file {what}.', ar: 'لا يوجد ملف {what}.' },
  ENOTDIR: { as: 'FILE_MISSING', en: 'There is no folder {what}.', ar: 'لا يوجد مجلد {what}.' },
  EISDIR: { as: 'FILE_MISSING', en: '{what} is a folder, not a file.', ar: '{what} مجلد وليس ملفًا.' },
  '53100': { as: 'DISK_FULL', en: 'The disk is full.', ar: 'القرص ممتلئ.' },
  ENOSPC: { as: 'DISK_FULL', en: 'The disk is full.', ar: 'القرص ممتلئ.' },
  ...Object.fromEntries(
    ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN', '57P03'].map((code) => [
      code,
      {
        as: 'DATABASE_UNREACHABLE',
        en: 'The database server of JISR_DATABASE_URL cannot be reached.',
        ar: 'تعذّر الوصول إلى خادم قاعدة البيانات المحدد في JISR_DATABASE_URL.',
      },
    ]),
  ),
  ...Object.fromEntries(
    ['28P01', '28000', '3D000'].map((code) => [
      code,
      {
        as: 'DATABASE_REFUSED',
        en: 'The database server refuses the user, the password or the database of JISR_DATABASE_URL.',
        ar: 'يرفض خادم قاعدة البيانات المستخدم أو كلمة المرور أو القاعدة المحددة في JISR_DATABASE_URL.',
      },
    ]),
  ),
  DATABASE_URL_UNKNOWN: {
    as: 'CONFIG_INVALID',
    en: 'JISR_DATABASE_URL must begin with postgres://.',
    ar: 'يجب أن يبدأ JISR_DATABASE_URL بالنص postgres://.',
  },
};

function systemFailure(error: Error, code: string): Pick<Failure, 'code' | 'text' | 'exit'> | undefined {
  const known = SYSTEM[code];
  if (!known) return undefined;
  const { path, address } = error as Error & { path?: unknown; address?: unknown };
  const what = String(path ?? address ?? '');
  const text = { en: known.en.replace('{what}', what), ar: known.ar.replace('{what}', what) };
  return { code: known.as, text, exit: EXIT.failed };
}

/** Any error as the user is told it; what is unknown keeps its message and the code `UNEXPECTED`. */
export function failureOf(error: unknown): Pick<Failure, 'code' | 'text' | 'exit'> {
  if (error instanceof Error && 'text' in error) {
    const { code, text, exit = EXIT.failed } = error as Failure & { exit?: Exit };
    return { code, text, exit };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code in PROBLEMS) {
    const { params } = error as Error & { params?: Readonly<Record<string, string>> };
    const told = (language: 'en' | 'ar') => problemText(code as ProblemCode, language, params);
    return { code, text: { en: told('en'), ar: told('ar') }, exit: EXIT.failed };
  }
  const message = error instanceof Error ? error.message : String(error);
  const known = error instanceof Error ? systemFailure(error, code) : undefined;
  if (known) return known;
  return { code: code || 'UNEXPECTED', text: { en: message, ar: message }, exit: EXIT.failed };
}
