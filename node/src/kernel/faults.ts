import { z } from 'zod';

const arabic = z.locales.ar().localeError;

/** An example of each type that a fault's English text names as received: the value itself is not kept. */
const RECEIVED: Readonly<Record<string, unknown>> = {
  null: null,
  NaN: Number.NaN,
  string: '',
  number: 0,
  boolean: true,
  array: [],
  object: {},
};

/**
 * What is wrong with a value, in Arabic; the English text is the fault's own.
 *
 * @example
 * arabicFault({ code: 'too_small', message: 'Too small: …', origin: 'number', minimum: 1 })
 */
export function arabicFault(fault: { readonly message: string; readonly [key: string]: unknown }): string {
  const received = /received (\w+)$/.exec(fault.message)?.[1] ?? '';
  const said = arabic({ ...fault, input: RECEIVED[received] } as unknown as z.core.$ZodRawIssue);
  return typeof said === 'string' ? said : (said?.message ?? fault.message);
}
