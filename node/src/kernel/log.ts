import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/**
 * The node's log: JSON lines that name things by identifier and never hold personal data. Nothing here takes a request
 * body, a query string or a name; an error is logged by name, code and stack, without the values that caused it.
 *
 * @example
 * log.info({ event: 'message.accepted', messageId }, 'message accepted');
 */
export function createLog(config: Pick<Config, 'logLevel'>, write?: (line: string) => void): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
  };
  return write ? pino(options, { write }) : pino(options, pino.destination({ dest: 2, sync: false }));
}

/** What may be said of an error in the log. */
export function describeError(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  // The first line of a stack repeats the message, which may quote data: the frames alone say where.
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
  return { name: error.name, code, stack: frames };
}
