import { PROBLEMS, type ProblemCode, type ProblemDetails, problemText } from '@jisr/contract';

/** A refusal that the caller is meant to read: it becomes an RFC 9457 answer and never a stack trace. */
export interface Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Makes a problem to be thrown.
 *
 * @example
 * throw problem('HIT_ALREADY_CLAIMED', { officer: 'Noora Alshemali' });
 */
export function problem(code: ProblemCode, params: Readonly<Record<string, string>> = {}): Problem {
  return Object.assign(new Error(problemText(code, 'en', params)), { name: 'Problem', code, params });
}

/** True for what {@link problem} made. */
export function isProblem(error: unknown): error is Problem {
  return (
    error instanceof Error && error.name === 'Problem' && 'code' in error && String(error.code) in PROBLEMS
  );
}

/**
 * The body of the answer (RFC 9457 §3): title and detail in the caller's language, both languages beside it.
 *
 * @example
 * problemDetails(problem('NOT_FOUND'), 'ar', '01J…').status // 404
 */
export function problemDetails(of: Problem, language: 'ar' | 'en', traceId: string): ProblemDetails {
  const text = { en: problemText(of.code, 'en', of.params), ar: problemText(of.code, 'ar', of.params) };
  return {
    type: `urn:jisr:problem:${of.code.toLowerCase().replaceAll('_', '-')}`,
    title: text[language],
    status: PROBLEMS[of.code].status,
    detail: text[language],
    code: of.code,
    params: { ...of.params },
    text,
    traceId,
  };
}
