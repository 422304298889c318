import type { EngineKind } from './engine.ts';
import { flexsearch } from './flexsearch.ts';
import { fuse } from './fuse.ts';
import { jaroWinkler, tokenSort } from './levenshtein.ts';
import { minisearch } from './minisearch.ts';
import { gtasRule, metaphoneBlock, partsJaroWinkler } from './per-part.ts';
import { pgTrgm } from './pg-trgm-store.ts';

/** What Jisr is measured against, in the order of the table. */
export const baselines: readonly EngineKind[] = [
  jaroWinkler,
  tokenSort,
  partsJaroWinkler,
  metaphoneBlock,
  gtasRule,
  fuse,
  minisearch,
  flexsearch,
  pgTrgm,
];
