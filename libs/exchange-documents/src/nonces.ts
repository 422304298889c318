/** How long a nonce is remembered: longer than any signature is taken, whatever the two clocks say. Seconds. */
export const NONCE_SECONDS = 15 * 60;

/** Remembers which nonces were used: the same message must not be taken twice. */
export interface Nonces {
  /** True when this nonce of this key is new; from then on it is used. */
  claim(kid: string, nonce: string, now: number): boolean;
  readonly size: number;
}

/**
 * A memory of nonces in two generations: the older one is dropped whole, so that remembering costs no search.
 *
 * @example
 * const nonces = createNonces();
 * nonces.claim(kid, 'n'.repeat(22), now); // true
 * nonces.claim(kid, 'n'.repeat(22), now); // false
 */
export function createNonces(): Nonces {
  let young = new Set<string>();
  let old = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  return {
    claim(kid, nonce, now) {
      if (now - since >= NONCE_SECONDS) {
        old = now - since >= 2 * NONCE_SECONDS ? new Set() : young;
        young = new Set();
        since = now;
      }
      const key = `${kid} ${nonce}`;
      if (young.has(key) || old.has(key)) return false;
      young.add(key);
      return true;
    },
    get size() {
      return young.size + old.size;
    },
  };
}
