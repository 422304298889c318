import { PROBLEMS, type ProblemCode } from '@jisr/contract';

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

/** Any error as the user is told it; what is unknown keeps its message and the code `UNEXPECTED`. */
export function failureOf(error: unknown): Pick<Failure, 'code' | 'text' | 'exit'> {
  if (error instanceof Error && 'text' in error && 'exit' in error) return error as Failure;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code in PROBLEMS) {
    const { en, ar } = PROBLEMS[code as ProblemCode];
    return { code, text: { en, ar }, exit: EXIT.failed };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'EADDRINUSE')
    return {
      code: 'PORT_TAKEN',
      text: {
        en: 'The port is taken. Give another with --port.',
        ar: 'المنفذ مستعمل. اختر غيره بالخيار --port.',
      },
      exit: EXIT.failed,
    };
  const [en = message, ar = en] = code.startsWith('SCREEN_') ? message.split('\n') : [message];
  return { code: code || 'UNEXPECTED', text: { en, ar }, exit: EXIT.failed };
}
