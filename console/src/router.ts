/** Addresses and screens: a path pattern with `:id`, a query, a fragment. Pure; the browser's history is in `routing.tsx`. */

/** A place in the console as its address says it. */
export interface Place {
  readonly path: string;
  readonly search: string;
  readonly hash: string;
}

/**
 * Splits an address into its parts. A trailing slash means nothing.
 *
 * @example
 * placeOf('/hits/1?view=mine#note') // { path: '/hits/1', search: 'view=mine', hash: 'note' }
 */
export function placeOf(address: string): Place {
  const url = new URL(address, 'http://console');
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : '/';
  return { path: path === '' ? '/' : path, search: url.search.slice(1), hash: decode(url.hash.slice(1)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/**
 * The parameters of a path under a pattern, or null when the pattern does not fit.
 *
 * @example
 * matchPath('/hits/:id', '/hits/42') // { id: '42' }
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return params;
}

/** Whether a click on a link belongs to the console: plain, primary button, same window. */
export const isPlainClick = (click: {
  button: number;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
}): boolean =>
  click.button === 0 &&
  !click.metaKey &&
  !click.ctrlKey &&
  !click.shiftKey &&
  !click.altKey &&
  !click.defaultPrevented;
