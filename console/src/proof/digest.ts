/** The digest of what is on the screen, computed here and not taken from the node. */
import canonicalize from 'canonicalize';

/**
 * SHA-256 of a text in UTF-8, hexadecimal.
 *
 * @example
 * await sha256('') // 'e3b0c442…'
 */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The digest of an approval, from the values that are drawn: the sheet is parsed, shown, and written out again in its
 * canonical form (RFC 8785), so that nothing is signed that was not shown.
 *
 * @example
 * (await digestOfShown(JSON.parse(sheet))) === approval.digest
 */
export const digestOfShown = (shown: unknown): Promise<string> =>
  sha256(`jisr-approval-v1\n${canonicalize(shown)}`);

/** The digest of a request for break-glass, as the node computes it. */
export const digestOfRequest = (asked: Readonly<Record<string, string | number>>): Promise<string> =>
  sha256(`jisr-break-glass-v1\n${canonicalize(asked)}`);

/**
 * In groups of four, as people compare digests.
 *
 * @example
 * inGroups('e3b0c442') // 'e3b0 c442'
 */
export const inGroups = (digest: string): string => (digest.match(/.{1,4}/g) ?? []).join(' ');
