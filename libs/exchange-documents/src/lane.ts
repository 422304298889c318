/** The last document of a lane that was taken. Null digest and 0 before the first one. */
export interface LaneEnd {
  readonly seq: number;
  readonly digest: string | null;
}

export type LaneStep =
  | { readonly step: 'ok' }
  /** These have not come yet: ask for them. */
  | { readonly step: 'gap'; readonly from: number; readonly to: number }
  /** Two histories: another document stands where this one claims to stand. Keep both, raise the alarm. */
  | { readonly step: 'fork'; readonly at: number }
  | { readonly step: 'duplicate' };

/**
 * Where a document stands in its lane. Each lane is a chain: a document names its number and the digest of the one before,
 * so that nobody can leave out, reorder or replace one unseen.
 *
 * @param end the last document taken
 * @param document the one that came
 * @param taken the digest that was taken at `document.seq`, where that is not beyond the end
 * @example
 * checkLane({ seq: 4, digest: d4 }, { seq: 7, prev: d6, digest: d7 }) // { step: 'gap', from: 5, to: 6 }
 */
export function checkLane(
  end: LaneEnd,
  document: { readonly seq: number; readonly prev: string | null; readonly digest: string },
  taken?: string | null,
): LaneStep {
  const next = end.seq + 1;
  if (document.seq > next) return { step: 'gap', from: next, to: document.seq - 1 };
  if (document.seq === next)
    return document.prev === end.digest ? { step: 'ok' } : { step: 'fork', at: end.seq };
  const there = document.seq === end.seq ? end.digest : (taken ?? null);
  return document.digest === there ? { step: 'duplicate' } : { step: 'fork', at: document.seq };
}
