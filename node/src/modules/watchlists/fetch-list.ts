import { open } from 'node:fs/promises';
import { problem } from '../../kernel/problem.ts';

const REDIRECTS = 5;

/** What the publisher's server said of the version that is in force, to be asked "is there a newer one?". */
export interface Validators {
  readonly etag: string | null;
  readonly modified: string | null;
}

/** Limits of one fetch. */
export interface FetchLimits {
  /** For the whole of it, milliseconds. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** One minute and 1 GiB: the longest list of sanctions published today is a tenth of it. */
export const FETCH_LIMITS: FetchLimits = { timeoutMs: 60_000, maxBytes: 1024 ** 3 };

/**
 * Fetches a list into a file unless the server says that it has not changed (RFC 9110 §13.1.2 If-None-Match, §13.1.3
 * If-Modified-Since).
 *
 * @returns the new validators; null when the list has not changed
 * @throws Problem `LIST_SOURCE_UNREACHABLE`
 * @example
 * const fetched = await fetchList('https://lists.example/sdn.csv', known, '/data/imports/7/0', FETCH_LIMITS);
 */
export async function fetchList(
  url: string,
  known: Validators,
  into: string,
  limits: FetchLimits,
): Promise<Validators | null> {
  try {
    const response = await follow(new URL(url), known, AbortSignal.timeout(limits.timeoutMs));
    if (response.status === 304) return null;
    if (!response.ok) throw unreachable(`HTTP ${response.status}`);
    await save(response, into, limits.maxBytes);
    return { etag: response.headers.get('etag'), modified: response.headers.get('last-modified') };
  } catch (error) {
    throw describe(error);
  }
}

async function follow(from: URL, known: Validators, signal: AbortSignal): Promise<Response> {
  let url = from;
  for (let hops = 0; hops <= REDIRECTS; hops += 1) {
    const headers: Record<string, string> = { accept: '*/*' };
    if (known.etag !== null) headers['if-none-match'] = known.etag;
    if (known.modified !== null) headers['if-modified-since'] = known.modified;
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status === 304 || response.status >= 400 || location === null)
      return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (!mayFollow(url, next)) throw unreachable(`redirect to ${next.origin}`);
    url = next;
  }
  throw unreachable('redirects without end');
}

/**
 * A list decides who is stopped: no redirect may take it off an encrypted connection, nor to a stranger on an open one.
 *
 * @example
 * mayFollow(new URL('https://a.example/l'), new URL('https://b.example/l')); // true
 */
export function mayFollow(from: URL, to: URL): boolean {
  if (to.protocol === 'https:') return from.protocol === 'https:' || from.hostname === to.hostname;
  return to.protocol === 'http:' && from.protocol === 'http:' && from.host === to.host;
}

async function save(response: Response, into: string, maxBytes: number): Promise<void> {
  const file = await open(into, 'w', 0o600);
  try {
    let size = 0;
    for await (const bytes of response.body ?? []) {
      size += bytes.byteLength;
      if (size > maxBytes) throw unreachable(`more than ${maxBytes} bytes`);
      await file.appendFile(bytes);
    }
  } finally {
    await file.close();
  }
}

const unreachable = (detail: string) => problem('LIST_SOURCE_UNREACHABLE', { detail });

function describe(error: unknown): Error {
  if (!(error instanceof Error) || 'params' in error) return error as Error;
  // fetch hides why it failed one level below: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED …
  const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : error.name;
  return unreachable(cause);
}
