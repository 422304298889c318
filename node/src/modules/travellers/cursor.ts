import { z } from 'zod';
import { problem } from '../../kernel/problem.ts';

/** A cursor as the caller sees it: the last row's sort key, opaque. */
export const writeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Reads a cursor back.
 *
 * @throws Problem `REQUEST_INVALID` for anything that {@link writeCursor} did not write for this list
 * @example
 * readCursor(writeCursor(['2026-03-01T08:00:00.000Z', id]), 2)
 */
export function readCursor(cursor: string | undefined, members: number): string[] | null {
  if (cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const key: unknown = /^\[("[^"\\]*"|[\d.-]+)(,("[^"\\]*"|[\d.-]+))*\]$/.test(text)
    ? JSON.parse(text)
    : null;
  if (!Array.isArray(key) || key.length !== members) throw problem('REQUEST_INVALID', { detail: 'after' });
  return key.map(String);
}

const Row = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * Reads the cursor of a list that is ordered by an instant and an identifier.
 *
 * @throws Problem `REQUEST_INVALID` also where the members are neither
 * @example
 * readRowCursor(writeCursor(['2026-03-01T08:00:00.000Z', id]))?.id
 */
export function readRowCursor(cursor: string | undefined): { at: string; id: string } | null {
  const key = readCursor(cursor, 2);
  if (key === null) return null;
  const row = Row.safeParse(key);
  if (!row.success) throw problem('REQUEST_INVALID', { detail: 'after' });
  return { at: row.data[0], id: row.data[1] };
}
