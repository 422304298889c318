import { type Disclosure, digestOf, openPayload } from '@jisr/exchange-documents';
import type { Kernel } from '../../kernel/kernel.ts';
import { insertChunk, selectChunks } from './inbox-store.ts';
import type { Keys } from './keys.ts';
import { suite } from './suite.ts';

/** In place of a payload that is no longer sent: the head alone keeps the lane whole. */
export const WITHDRAWN = 'withdrawn';

/** What became of a payload when it was opened. */
export type Opening =
  | {
      readonly kind: 'open';
      readonly payload: Uint8Array;
      /** base64url */
      readonly salt: string;
      readonly chunks: readonly string[];
    }
  | { readonly kind: 'withdrawn' }
  /** Taken before: its content is not opened again. */
  | { readonly kind: 'known' }
  | { readonly kind: 'fault'; readonly code: string; readonly place: string };

interface Sealed {
  readonly at: number;
  readonly claims: Disclosure;
  readonly payload: string | null;
}

/** Opens payloads: inline ones, and those whose parts came before. */
export function createContents({ database, clock }: Pick<Kernel, 'database' | 'clock'>, keys: Keys) {
  async function openOne(document: Sealed, chunks: ReadonlyMap<string, string>): Promise<Opening> {
    const { claims, payload } = document;
    if (payload === WITHDRAWN) return { kind: 'withdrawn' };
    const { place, parts } = claims.payload;
    const named = parts.map(({ digest }) => digest);
    const sealed = place === 'inline' ? [payload] : named.map((digest) => chunks.get(digest) ?? null);
    const missing = sealed.indexOf(null);
    if (missing >= 0) return { kind: 'fault', code: 'PAYLOAD_PART_MISSING', place: `parts.${missing}` };
    const whole = sealed.filter((part) => part !== null);
    const opened = await openPayload(suite, claims.payload, whole, keys.openingKey);
    if (!opened.ok) return { kind: 'fault', code: opened.fault.code, place: opened.fault.at };
    const { payload: plain, salt } = opened.value;
    return {
      kind: 'open',
      payload: plain,
      salt: Buffer.from(salt).toString('base64url'),
      chunks: place === 'chunks' ? named : [],
    };
  }

  return {
    /** By place in the batch. */
    async open(documents: readonly Sealed[]): Promise<Map<number, Opening>> {
      const digests = documents
        .filter(({ claims, payload }) => claims.payload.place === 'chunks' && payload !== WITHDRAWN)
        .flatMap(({ claims }) => claims.payload.parts.map(({ digest }) => digest));
      const chunks = digests.length === 0 ? new Map() : await selectChunks(database.db, digests);
      const opened = await Promise.all(
        documents.map(async (each): Promise<[number, Opening]> => [each.at, await openOne(each, chunks)]),
      );
      return new Map(opened);
    },
    /** Keeps a part that comes before its document; false when it is not what its digest says. */
    async keep(digest: string, n: number, body: Uint8Array): Promise<boolean> {
      const jwe = Buffer.from(body).toString('latin1');
      if (digestOf(suite, body) !== digest) return false;
      await insertChunk(database.db, { digest, n, jwe, at: clock.nowIso() });
      return true;
    },
  };
}
export type Contents = ReturnType<typeof createContents>;
