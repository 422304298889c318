import {
  crossesScripts,
  editPrices,
  leastWithArticle,
  maximumSymbols,
  startsWithArticle,
} from './spelling.ts';

const width = maximumSymbols + 1;
const { gapWithin, gapAcross, substitution, symbols: symbolCount, transposition, gluedArticle } = editPrices;

/**
 * The spelling distances of one part to many that come in the order of their symbols. The table has a row for each
 * symbol of the listed part, and its rows are kept as far as the next part begins with the same symbols; where the
 * last two rows are beyond the limit, so is every part with that beginning.
 */
export const createDistances = () => {
  const cells = new Uint16Array(width * width);
  const leastOfRow = new Uint16Array(width);
  let query = new Uint8Array(0);
  let limit = 0;
  let gap = gapWithin;
  let rows = 0;
  let article = false;
  let dead = false;

  /** Row 0: nothing of the listed part opposite each beginning of the query. */
  const fillFirstRow = (first: number): void => {
    gap = crossesScripts(query[0] ?? 0, first) ? gapAcross : gapWithin;
    const begins = startsWithArticle(query, 0, query.length);
    cells[0] = 0;
    for (let j = 1; j <= query.length; j++) {
      const cost = cells[j - 1]! + gap[query[j - 1]!]!;
      cells[j] = j === 2 && begins ? Math.min(cost, gluedArticle) : cost;
    }
  };

  /** Fills the row of symbol x, which stands after `before`. */
  const fillRow = (i: number, x: number, before: number): void => {
    const row = i * width;
    const above = row - width;
    const gapX = gap[x]!;
    const base = x * symbolCount;
    let diagonal = cells[above]!;
    let left = diagonal + gapX;
    if (i === 2 && article && left > gluedArticle) left = gluedArticle;
    cells[row] = left;
    let least = left;
    let last = -1;
    for (let j = 1; j <= query.length; j++) {
      const y = query[j - 1]!;
      const up = cells[above + j]!;
      // The least without a branch: which of the three it is can't be foretold.
      let best = diagonal + substitution[base + y]!;
      let less = up + gapX - best;
      best += less & (less >> 31);
      less = left + gap[y]! - best;
      best += less & (less >> 31);
      if (y === before && x === last && x !== y) {
        const swapped = cells[above - width + j - 2]! + transposition;
        if (swapped < best) best = swapped;
      }
      cells[row + j] = best;
      diagonal = up;
      left = best;
      last = y;
      less = best - least;
      least += less & (less >> 31);
    }
    leastOfRow[i] = least;
  };

  return {
    /** Begins with another part; distances above the limit need not be exact. */
    begin(symbols: Uint8Array, most: number): void {
      query = symbols as Uint8Array<ArrayBuffer>;
      limit = most;
      rows = 0;
      dead = false;
    },
    /** True where a part that shares this many symbols with the one before is certain to be beyond the limit. */
    isBeyond: (shared: number): boolean => dead && shared >= rows,
    /**
     * The distance in 1/16 bit, or a number beyond the limit. `shared` is how many symbols the part has in common
     * with the one whose distance was asked for before it.
     */
    to(codes: Uint8Array, from: number, end: number, shared: number): number {
      const length = end - from;
      if (length > maximumSymbols || query.length > maximumSymbols) return limit + 1;
      const begins = startsWithArticle(codes, from, end);
      let i = Math.min(rows, begins === article ? shared : Math.min(shared, 1));
      article = begins;
      dead = false;
      if (i === 0) fillFirstRow(codes[from] ?? 0);
      while (i < length) {
        i += 1;
        fillRow(i, codes[from + i - 1]!, i > 1 ? codes[from + i - 2]! : 0);
        // Two rows, since letters that are exchanged pass over one. Whether a shorter part begins with an article
        // says nothing of a longer one.
        if (i >= 3 && length >= leastWithArticle && leastOfRow[i]! > limit && leastOfRow[i - 1]! > limit) {
          dead = true;
          break;
        }
      }
      rows = i;
      return dead ? limit + 1 : cells[length * width + query.length]!;
    },
  };
};
