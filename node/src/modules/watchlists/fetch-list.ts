import { lookup } from 'node:dns/promises';
import { open } from 'node:fs/promises';
import { BlockList, isIPv6 } from 'node:net';
import { isProblem, problem } from '../../kernel/problem.ts';

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
 * const fetched = await fetchList(new URL('https://lists.example/sdn.csv'), known, '/data/imports/7/0', FETCH_LIMITS);
 */
export async function fetchList(
  url: URL,
  known: Validators,
  into: string,
  limits: FetchLimits,
): Promise<Validators | null> {
  try {
    const response = await follow(url, known, AbortSignal.timeout(limits.timeoutMs));
    const asked = known.etag !== null || known.modified !== null;
    if (response.status === 304 && asked) return null;
    if (response.status !== 200) throw unreachable(`HTTP ${response.status}`);
    await save(response, into, limits.maxBytes);
    return { etag: response.headers.get('etag'), modified: response.headers.get('last-modified') };
  } catch (error) {
    throw describe(error);
  }
}

/**
 * Fetches a file that not every mirror of a list has.
 *
 * @returns false where the server says that it does not exist
 * @throws Problem `LIST_SOURCE_UNREACHABLE` for any other fault: half a list must not come into force
 */
export async function fetchIfThere(url: URL, into: string, limits: FetchLimits): Promise<boolean> {
  try {
    await fetchList(url, { etag: null, modified: null }, into, limits);
    return true;
  } catch (error) {
    if (isProblem(error) && error.params.detail === 'HTTP 404') return false;
    throw error;
  }
}

const OFAC_NAMES = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];

/**
 * The addresses of all files of a list, the given one first. The legacy SDN format is four files side by side: without
 * `alt.csv` no alias would be screened.
 *
 * @example
 * filesOf('ofac-sdn', new URL('https://lists.example/x/SDN.CSV')).length; // 4
 */
export function filesOf(format: string, url: URL): URL[] {
  const [folder, name] = [url.pathname.replace(/[^/]*$/, ''), url.pathname.replace(/^.*\//, '')];
  if (format !== 'ofac-sdn' || name.toLowerCase() !== OFAC_NAMES[0]) return [url];
  const spelled = (file: string) => (name === name.toUpperCase() ? file.toUpperCase() : file);
  return [
    url,
    ...OFAC_NAMES.slice(1).map((file) => Object.assign(new URL(url), { pathname: folder + spelled(file) })),
  ];
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
    if (!mayFollow(url, next) || (await leadsInward(url, next)))
      throw unreachable(`redirect to ${next.origin}`);
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

const INWARD = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INWARD.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INWARD.addSubnet(net, bits, 'ipv6');

/**
 * True for an address inside of a network: this machine, a private or a link-local one.
 *
 * @example
 * isInward('169.254.169.254'); // true
 */
export const isInward = (address: string): boolean =>
  INWARD.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * Whether a redirect leads from outside to a machine inside. The keeper of a list may fetch it from the own network; a
 * publisher may not send the node there.
 */
async function leadsInward(from: URL, to: URL): Promise<boolean> {
  if (from.hostname === to.hostname || !(await isHostInward(to))) return false;
  return !(await isHostInward(from));
}

async function isHostInward({ hostname }: URL): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
  return found.some(({ address }) => isInward(address));
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
