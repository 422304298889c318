import type { ListFormat, ListIssue } from '@jisr/contract';
import type { z } from 'zod';
import type { Damage } from './formats/listing-draft.ts';

/** A file to be read: the name that the user knows it by, and where it lies. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
}

/** What was found in the files as a whole. */
export interface ListOverview {
  /** Null where the format is not known. */
  readonly format: z.infer<typeof ListFormat> | null;
  readonly read: number;
  readonly counts: Record<string, number>;
  readonly issues: z.infer<typeof ListIssue>[];
  readonly issueTotal: number;
  readonly damage: Damage;
}

/** A stretch of listings in four parallel lists; `rows` are the JSON texts of `ListingRow`, so that they travel cheaply. */
export interface ListingChunk {
  readonly references: readonly string[];
  readonly digests: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly string[];
}

export type ReaderRequest = { ask: 'digest' } | { ask: 'overview' } | { ask: 'chunk' };

export type ReaderReply =
  | { say: 'digest'; digest: string }
  | { say: 'overview'; overview: ListOverview }
  | { say: 'chunk'; chunk: ListingChunk | null }
  | { say: 'failure'; code: string; message: string };
