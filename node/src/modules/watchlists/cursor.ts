import { z } from 'zod';
import { problem } from '../../kernel/problem.ts';

const KEYS = {
  id: z.uuid(),
  seq: z.string().regex(/^\d{1,10}$/),
} as const;

/**
 * The opaque cursor of a row's sort key.
 *
 * @example
 * writeCursor('42'); // 'NDI'
 */
export const writeCursor = (key: string): string => Buffer.from(key).toString('base64url');

/**
 * The sort key in a cursor.
 *
 * @throws Problem `REQUEST_INVALID` for anything that this node did not write
 * @example
 * readCursor('NDI', 'seq'); // '42'
 */
export function readCursor(cursor: string, kind: keyof typeof KEYS): string {
  const key = KEYS[kind].safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!key.success) throw problem('REQUEST_INVALID', { detail: 'after' });
  return key.data;
}
