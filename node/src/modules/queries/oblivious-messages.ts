import type { Evaluation, FilterHeader, FilterReading, Unblinded } from '@jisr/blind-query';

/** Filters in the thread at once: this epoch's, the one before, and one that is being read. */
export const FILTERS_KEPT = 3;

/** What the thread is asked to compute. Bytes are copied, never shared: questions are kept by whoever asked. */
export type Work =
  | { readonly do: 'blind'; readonly inputs: readonly Uint8Array[]; readonly seed: Uint8Array }
  /** Keeps a filter under a name, so that the answers of a flight do not carry it each time. */
  | { readonly do: 'load'; readonly name: string; readonly bytes: Uint8Array }
  | {
      readonly do: 'match';
      readonly inputs: readonly Uint8Array[];
      readonly seed: Uint8Array;
      readonly elements: Uint8Array;
      readonly answer: Uint8Array;
      readonly proof: Uint8Array;
      readonly filter: string;
    }
  | {
      readonly do: 'evaluate';
      readonly seed: Uint8Array;
      readonly about: string;
      readonly elements: Uint8Array;
    }
  | {
      readonly do: 'own';
      readonly seed: Uint8Array;
      readonly about: string;
      readonly inputs: readonly Uint8Array[];
    }
  | {
      readonly do: 'filter';
      readonly seed: Uint8Array;
      readonly about: string;
      readonly epoch: number;
      readonly edition: number;
      readonly outputs: readonly Uint8Array[];
    };

export interface Results {
  readonly blind: {
    readonly elements: Uint8Array;
    readonly commitments: Uint8Array;
    readonly digest: Uint8Array;
  };
  readonly load:
    | { readonly ok: true; readonly header: FilterHeader }
    | Extract<FilterReading, { readonly ok: false }>;
  /** For each input the reference of its listing, or null. */
  readonly match:
    | { readonly ok: true; readonly references: readonly (string | null)[] }
    | Extract<Unblinded, { readonly ok: false }>;
  readonly evaluate: Evaluation;
  readonly own: readonly { readonly output: Uint8Array; readonly reference: string }[];
  readonly filter: { readonly bytes: Uint8Array; readonly size: number };
}

export interface Order {
  readonly id: number;
  readonly work: Work;
}
export type Report =
  | { readonly id: number; readonly result: Results[Work['do']] }
  | { readonly id: number; readonly error: string };
