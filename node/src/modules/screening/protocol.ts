import type { ComparedName, Explanation, NameEntry, NameQuery } from '@jisr/names';

/** What the screening threads are told. Buffers are shared, never copied. */
export type ToWorker =
  | {
      readonly say: 'load';
      readonly list: string;
      readonly version: string;
      readonly buffer: SharedArrayBuffer;
      readonly change: SharedArrayBuffer | null;
    }
  | { readonly say: 'drop'; readonly list: string }
  | {
      readonly say: 'screen';
      readonly id: number;
      readonly queries: readonly WorkerQuery[];
      readonly lists: readonly string[] | null;
      readonly minimumScore: number;
      readonly top: number;
    }
  | {
      readonly say: 'compare';
      readonly id: number;
      readonly pairs: readonly ComparedPair[];
      readonly threshold: number;
    }
  | { readonly say: 'collect'; readonly entries: readonly NameEntry[] }
  | { readonly say: 'build'; readonly id: number }
  | {
      readonly say: 'change';
      readonly id: number;
      readonly buffer: SharedArrayBuffer;
      readonly difference: Difference;
    };

/** What became of a list since its index was built. */
export interface Difference {
  /** Keys of all that changed; those that are in force as they are now are in `added`. */
  readonly removed: readonly number[];
  readonly added: readonly NameEntry[];
}

/** A change that was tried beside its index, and what both together hold. */
export interface Changed {
  readonly buffer: SharedArrayBuffer;
  readonly entries: number;
  readonly names: number;
}

/** Two given names: no list is asked. */
export interface ComparedPair {
  readonly query: NameQuery;
  readonly listed: ComparedName;
}

/** One subject, and the listings that its documents point to whatever the names say. */
export interface WorkerQuery {
  readonly query: NameQuery;
  readonly documents: readonly { readonly list: string; readonly key: number }[];
}

export interface WorkerMatch {
  readonly list: string;
  readonly version: string;
  readonly key: number;
  readonly score: number;
  readonly basis: 'name' | 'document' | 'name-and-document';
  readonly explanation: Explanation;
}

export type FromWorker =
  | { readonly say: 'screened'; readonly id: number; readonly matches: readonly (readonly WorkerMatch[])[] }
  | { readonly say: 'compared'; readonly id: number; readonly explanations: readonly Explanation[] }
  | { readonly say: 'built'; readonly id: number; readonly buffer: SharedArrayBuffer }
  | { readonly say: 'changed'; readonly id: number; readonly changed: Changed }
  | { readonly say: 'failed'; readonly id: number; readonly error: string };
